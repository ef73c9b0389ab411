// evidence.test.mjs - "How we know this works" in a real browser, in both views: what it says it is about, and its cases run here.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, assertQuiet, heading, openPage, openSite, picture, press, whyNot } from '../support/browser.mjs';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const { ui } = read('../../assets/words/en.json');
const CASES = ['vectors', 'examples'].flatMap((name) => read(`../journeys/${name}.json`)).length;

describe('the evidence', { skip: whyNot }, () => {
  let site;
  before(async () => { site = await openSite(); });
  after(() => site?.close());

  for (const view of ['page', 'drawn']) {
    test(`${view} view: it says which content it is about, and every public case run on this device comes out as it must`, async () => {
      const page = await openPage(site, { view });
      await press(page, 'how');
      await press(page, 'evidence');
      assert.equal(await heading(page), ui['evidence-title']);
      const run = page.getByRole('button', { name: ui['evidence-run'], exact: true });
      await run.waitFor();
      const said = await page.evaluate(() => document.body.innerText);
      const start = (text) => text.split('{')[0];
      assert.ok(said.includes(start(ui['evidence-match'])) !== said.includes(start(ui['evidence-differs'])), 'it is about this content, or it says that it is not');
      assert.ok(!/\{[a-z_]+\}/.test(said), 'no gap is left in the words');
      await run.click();
      await page.getByText(ui['cases-summary'].replace('{passed}', CASES).replace('{n}', CASES), { exact: true }).first().waitFor();
      await page.getByRole('button', { name: ui['evidence-run-again'], exact: true }).waitFor();
      await picture(page, `evidence-${view}-390`);
      await assertAccessible(page);
      await assertQuiet(page);
      await page.context().close();
    });
  }
});
