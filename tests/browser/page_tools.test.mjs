// page_tools.test.mjs - what a browser offers on any page works on the drawn one: find, select and copy, right-click, translate.
// The words are real and lie where their picture is, so nothing of it is ours to imitate.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { answerJourney, assertQuiet, openPage, openSite, whyNot } from '../support/browser.mjs';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const words = read('../../assets/words/en.json');
const paths = read('../journeys/paths.json');
const viewOf = (page) => page.evaluate(() => document.documentElement.dataset.view);
const emergencyNumber = words.ui['number-of'].replace('{country}', words.countries.gb);

describe('the browser\'s own tools, in the drawn view', { skip: whyNot }, () => {
  let site;
  before(async () => { site = await openSite(); });
  after(() => site?.close());

  test('find in page comes to the words, where they are painted', async () => {
    const page = await openPage(site, { view: 'drawn' });
    const found = await page.evaluate((text) => {
      if (!window.find(text)) return undefined;
      const { left, top, right, bottom } = getSelection().getRangeAt(0).getBoundingClientRect();
      const own = getSelection().anchorNode.parentElement.getBoundingClientRect();
      return { said: String(getSelection()), inside: left >= own.left - 1 && right <= own.right + 1 && top >= own.top - 1 && bottom <= own.bottom + 1, seen: right - left > 20 };
    }, words.ui['start-lead'].split(' ').slice(0, 3).join(' '));
    assert.deepEqual(found, { said: words.ui['start-lead'].split(' ').slice(0, 3).join(' '), inside: true, seen: true });
    assert.equal(await viewOf(page), 'drawn');
    await assertQuiet(page);
    await page.context().close();
  });

  test('words are selected with the mouse and copied with the keyboard; a number to call as it is written', async () => {
    const page = await openPage(site, { view: 'drawn', search: 'country=gb' });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    for (const text of [words.ui['start-lead'], emergencyNumber]) {
      const line = page.locator('#nl-main p').filter({ hasText: text.split('{')[0] }).first();
      await line.scrollIntoViewIfNeeded();
      const { x, y } = await line.boundingBox();
      await page.mouse.click(x + 30, y + 12, { clickCount: 3 });
      await page.keyboard.press('Control+C');
      const copied = (await page.evaluate(() => navigator.clipboard.readText())).trim();
      if (text.includes('{number}')) assert.match(copied, new RegExp(`^${text.replace('{number}', '[0-9]{3}(, [0-9]{3})*')}$`));
      else assert.equal(copied, text);
    }
    await assertQuiet(page);
    await page.context().close();
  });

  test('a right-click is the browser\'s, on the very words', async () => {
    const page = await openPage(site, { view: 'drawn' });
    await page.evaluate(() => document.addEventListener('contextmenu', (event) => { window.asked = [event.target.id, event.defaultPrevented]; }));
    await page.locator('#nl-main p').first().click({ button: 'right' });
    assert.deepEqual(await page.evaluate(() => window.asked), [await page.locator('#nl-main p').first().getAttribute('id'), false]);
    await page.context().close();
  });

  test('a number to call is read digit by digit, and once', async () => {
    const page = await openPage(site, { view: 'drawn', search: 'country=gb' });
    const told = (await page.locator('#nl-main').ariaSnapshot()).split('\n').filter((line) => line.includes(words.countries.gb) && line.includes('paragraph'));
    assert.deepEqual(told.map((line) => line.trim()), [`- paragraph: "${emergencyNumber.replace('{number}', '9 9 9, 1 1 2')}"`]);
    await page.context().close();
  });

  for (const [who, translate] of [
    ['Chromium\'s', () => document.documentElement.classList.add('translated-ltr')],
    ['Edge\'s', () => document.documentElement.setAttribute('_msttexthash', '1')],
    ['Firefox\'s or Safari\'s', () => { document.documentElement.lang = 'de'; }],
  ]) {
    test(`${who} translator gets the page view, since a picture can't be translated, and its language stays named`, async () => {
      const page = await openPage(site, { view: 'drawn' });
      await page.evaluate(translate);
      await page.waitForFunction(() => document.documentElement.dataset.view === 'page');
      const lang = await page.evaluate(() => document.documentElement.lang);
      await page.getByRole('button', { name: words.ui.start, exact: true }).press('Enter');
      assert.equal(await page.evaluate(() => document.querySelector('[data-question]')?.dataset.question), 's-now', 'the check goes on');
      assert.equal(await page.evaluate(() => document.documentElement.lang), lang);
      assert.equal(await viewOf(page), 'page');
      await page.context().close();
    });
  }

  test('nothing that is typed is sent to a spell checker', async () => {
    const page = await openPage(site, { view: 'drawn' });
    await answerJourney(page, paths.find(({ name }) => name.includes('one swollen calf after a long trip')).answers, { until: 's-calf-measure' });
    assert.equal(await page.getByRole('textbox').evaluate((input) => input.spellcheck), false);
    await page.context().close();
  });
});
