// aloud.test.mjs - each screen can be read out, by a voice of this very device and no other, and never past the screen it is on.
// The browser here has no voices, so its speech is played by a script: what it is given, and when, is what counts.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { assertQuiet, openPage, openSite, whyNot } from '../support/browser.mjs';
import { walk } from '../support/faces.mjs';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const words = read('../../assets/words/en.json');
const paths = read('../journeys/paths.json');

/** A browser's speech: one voice made elsewhere, and one of the device. Runs in the page before anything of ours. */
function withVoices() {
  const heard = { said: [], voices: [], canceled: 0 };
  let saying;
  const speech = Object.assign(new EventTarget(), {
    all: [{ name: 'cloud', lang: 'en-GB', localService: false, default: true }, { name: 'own', lang: 'en-GB', localService: true, default: false }],
    getVoices: () => speech.all,
    speak(part) { saying = part; heard.said.push(part.text); heard.voices.push(part.voice.name); },
    cancel() { ++heard.canceled; const was = saying; saying = undefined; was?.onerror?.({ error: 'canceled' }); },
  });
  Object.defineProperty(window, 'speechSynthesis', { value: speech, configurable: true });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  window.heard = heard;
  /** The part that is being said comes to its end. */
  window.endPart = () => { const was = saying; saying = undefined; was?.onend?.(); };
}

/** The same, without a voice of the device. */
function withoutOwn() {
  Object.defineProperty(window, 'speechSynthesis', { value: Object.assign(new EventTarget(), { getVoices: () => [{ name: 'cloud', lang: 'en-GB', localService: false }, { name: 'other', lang: 'fr-FR', localService: true }] }) });
}

const heard = (page) => page.evaluate(() => window.heard);
const begin = (page) => page.getByRole('button', { name: words.ui.aloud, exact: true });
const end = (page) => page.getByRole('button', { name: words.ui['aloud-stop'], exact: true });
const said = (page, count) => page.waitForFunction((least) => window.heard.said.length >= least, count);

describe('reading out', { skip: whyNot }, () => {
  let site;
  before(async () => { site = await openSite(); });
  after(() => site?.close());

  test('is not offered where the only voices are made elsewhere, or speak another language', async () => {
    const page = await openPage(site, { view: 'page', beforeLoad: withoutOwn });
    assert.equal(await begin(page).count(), 0);
    await page.context().close();
  });

  for (const view of ['page', 'drawn']) {
    test(`${view} view: a press reads the screen from its heading to its end, with the device's own voice, and asks for its file only then`, async () => {
      const page = await openPage(site, { view, beforeLoad: withVoices });
      await begin(page).waitFor();
      assert.ok(!page.nightlegs.requests.some((address) => address.includes('aloud')), 'not with the first load');
      await begin(page).press('Enter');
      await end(page).waitFor();
      for (let parts = 1; await end(page).count(); ++parts) {
        assert.ok(parts < 60, 'it comes to an end');
        await said(page, parts).catch(() => {});
        await page.evaluate(() => window.endPart());
      }
      const { said: parts, voices } = await heard(page);
      assert.equal(parts[0], words.ui['start-title']);
      assert.equal(parts[1], words.ui['start-lead']);
      for (const sign of words.emergency_signs) assert.equal(parts.filter((part) => part === sign).length, 1, `"${sign}" is said once`);
      assert.deepEqual([...new Set(voices)], ['own']);
      assert.equal(await begin(page).count(), 1, 'and it can be read again');
      await assertQuiet(page);
      await page.context().close();
    });
  }

  test('it stops when pressed again, on the next screen, and when the page is left or out of sight', async () => {
    const page = await openPage(site, { view: 'page', beforeLoad: withVoices });
    const ways = {
      'pressed again': () => end(page).press('Enter'),
      'the next screen': () => page.getByRole('button', { name: words.ui.start, exact: true }).press('Enter'),
      'the browser\'s Back': async () => { await page.goBack(); },
      'out of sight': () => page.evaluate(() => {
        Object.defineProperty(document, 'hidden', { value: true, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
        delete document.hidden;
      }),
      left: () => page.evaluate(() => dispatchEvent(new Event('pagehide'))),
    };
    for (const [way, leave] of Object.entries(ways)) {
      const { said: before, canceled } = await heard(page);
      await begin(page).press('Enter');
      await said(page, before.length + 1);
      await leave();
      await begin(page).waitFor();
      assert.ok((await heard(page)).canceled > canceled, way);
      await page.evaluate(() => window.endPart());
      assert.equal((await heard(page)).said.length, before.length + 1, `nothing more after: ${way}`);
    }
    await assertQuiet(page);
    await page.context().close();
  });

  test('an emergency says first what to do, and the number to call digit by digit', async () => {
    const page = await openPage(site, { view: 'page', search: 'country=gb', beforeLoad: withVoices });
    await page.evaluate(() => document.querySelector('[data-action=start]').click());
    await walk(page, paths.find(({ name }) => name.includes('a swollen calf and trouble')).answers);
    await begin(page).press('Enter');
    for (let parts = 1; parts < 4; ++parts) {
      await said(page, parts);
      await page.evaluate(() => window.endPart());
    }
    const { said: parts } = await heard(page);
    assert.equal(parts[0], await page.evaluate(() => document.querySelector('[data-urgency] h1').textContent));
    assert.ok(parts.slice(1, 3).includes(words.ui['number-of'].replace('{country}', words.countries.gb).replace('{number}', '9 9 9, 1 1 2')), parts.join(' | '));
    await page.context().close();
  });

  test('where voices come later, so does the offer', async () => {
    const page = await openPage(site, { view: 'page', beforeLoad: withVoices });
    await page.evaluate(() => { const { all } = speechSynthesis; speechSynthesis.all = []; speechSynthesis.dispatchEvent(new Event('voiceschanged')); window.kept = all; });
    await begin(page).waitFor({ state: 'detached' });
    await page.evaluate(() => { speechSynthesis.all = window.kept; speechSynthesis.dispatchEvent(new Event('voiceschanged')); });
    await begin(page).waitFor();
    await page.context().close();
  });
});
