// spoken.test.mjs - what a screen reader would say of every screen of every journey, with --full: a virtual one reads each screen from top
// to end. tests/spoken/screens.txt holds each screen once, journeys.txt where each journey leads and what its result says;
// NIGHTLEGS_ACCEPT=1 writes both anew. To be read aloud by whoever changes words: what sounds wrong is wrong.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { openPage, openSite, whyNot } from '../support/browser.mjs';
import { ROOT } from '../support/cli.mjs';

const paths = JSON.parse(readFileSync(new URL('../journeys/paths.json', import.meta.url), 'utf8'));
const READER = `${ROOT}build/deps/opinions/node_modules/@guidepup/virtual-screen-reader/lib/esm/index.browser.js`;
const missing = existsSync(READER) ? false : 'the virtual screen reader is not installed (./setup --full brings it)';

/** What tells somebody who reads the transcript nothing: ends, empty brackets, countries that were not chosen, what only stands without script. */
const kNoise = /^(end of .*|paragraph|list|document|option, .*, not selected, .*|<p class="no-script">.*)$/;
const heard = (phrases) => phrases.filter((phrase) => !kNoise.test(phrase)).map((phrase) => phrase.replace(/^listitem, level \d+, position (\d+), set size (\d+)$/, '($1 of $2)'));

/** Reads the page to its end. Runs in the page. */
async function readAll() {
  const { virtual } = await import('./virtual-screen-reader.js');
  await virtual.start({ container: document.body });
  for (let i = 0; i < 900 && await virtual.lastSpokenPhrase() !== 'end of document'; ++i) await virtual.next();
  const all = await virtual.spokenPhraseLog();
  await virtual.stop();
  return all;
}

/** Where it is noon now: in the evening the first screen offers the night theme as well. Runs in the page. */
function noon() {
  const past = (new Date().getUTCHours() - 12) * 60;
  Date.prototype.getTimezoneOffset = () => past;
}

/** Gives the answer and goes on, at once; which screen was left. Runs in the page. */
function goOn(answers) {
  const find = (selector) => document.querySelector(selector);
  const id = find('[data-question]')?.getAttribute('data-question') ?? '';
  const answer = answers[id];
  const rows = answer && typeof answer === 'object' && !Array.isArray(answer);
  if (typeof answer === 'number') {
    const box = find('[data-question] input');
    box.value = String(answer);
    box.dispatchEvent(new Event('input', { bubbles: true }));
  } else if (rows) {
    if (!find('[data-row]')) return void find('[data-question] input[value=not-sure]').click();  // opens the rows: a screen of its own
    for (const row of document.querySelectorAll('[data-row]')) {
      const option = row.dataset.row;
      row.querySelector(`input[value=${answer.yes?.includes(option) ? 'yes' : answer.unsure?.includes(option) ? 'unsure' : 'no'}]`).click();
    }
  } else {
    for (const value of [answer ?? []].flat()) {
      const input = find(`[data-question="${id}"] input[value="${value}"]`);
      if (!input.checked) input.click();
    }
    if (answer === 'not-sure' && find('[data-row]')) for (const row of document.querySelectorAll('[data-row] input[value=unsure]')) row.click();
  }
  (answer === undefined ? find('[data-action=skip]') : find('[data-action=next]')).click();
}

/** The screen's own name: what is asked, in which form, for whom. Runs in the page. */
const name = () => {
  const group = document.querySelector('[data-question]');
  return group ? [group.dataset.question, document.querySelector('[data-row]') && 'row by row', document.querySelector('h1').textContent].filter(Boolean).join(', ') : '';
};

if (process.env.NIGHTLEGS_FULL !== '1') test('what would be said', { skip: 'only in a full run' });
else {
  describe('what would be said', { skip: whyNot || missing }, () => {
    let site;
    before(async () => { site = await openSite(); });
    after(() => site?.close());

    test('of every screen of every journey is what was read and found good', { timeout: 600_000 }, async () => {
      const screens = new Map();
      const journeys = [];
      for (const { name: journey, answers } of paths) {
        const page = await openPage(site, { view: 'page', search: 'country=gb', context: { bypassCSP: true, reducedMotion: 'reduce' },
          beforeLoad: noon });
        await page.route('**/virtual-screen-reader.js', (route) => route.fulfill({ path: READER, contentType: 'text/javascript' }));
        const met = async (what) => { if (!screens.has(what)) screens.set(what, heard(await page.evaluate(readAll))); };
        await met('start');
        await page.evaluate(() => document.querySelector('[data-action=start]').click());
        const way = [];
        for (let steps = 0; steps < 90; ++steps) {
          const where = await page.evaluate(name);
          if (!where) break;
          way.push(where.split(', ')[0]);
          await met(where);
          await page.evaluate(goOn, answers);
        }
        journeys.push(`# ${journey}`, [...new Set(way)].join(' > '), ...heard(await page.evaluate(readAll)), '');
        await page.context().close();
      }
      const files = {
        'screens.txt': [...screens].flatMap(([what, said]) => [`# ${what}`, ...said, '']),
        'journeys.txt': journeys,
      };
      mkdirSync(`${ROOT}tests/spoken`, { recursive: true });
      for (const [file, lines] of Object.entries(files)) {
        // How many questions are still to come hangs on the journey that came here first.
        const text = lines.join('\n').replace(/question \d+ of at most \d+/gi, 'Question N of at most N');
        const path = `${ROOT}tests/spoken/${file}`;
        if (process.env.NIGHTLEGS_ACCEPT === '1') writeFileSync(path, text);
        assert.ok(existsSync(path), `${file} is there; NIGHTLEGS_ACCEPT=1 writes it`);
        assert.deepEqual(text.split('\n'), readFileSync(path, 'utf8').split('\n'));
      }
      assert.ok(screens.size > 50, `${screens.size} screens`);
    });
  });
}
