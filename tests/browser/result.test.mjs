// result.test.mjs - a result in a real browser, in both views: what would change it, under newer content, a day later; and how much
// of it a publisher shows.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, assertQuiet, answerJourney, DESKTOP, heading, openBrowser, openPage, picture, press, questionNow, ready, urgencyNow, whyNot } from '../support/browser.mjs';
import { openHost } from '../support/host.mjs';
import { otherContent, siteFiles } from '../support/versions.mjs';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const paths = read('../journeys/paths.json');
const { ui } = read('../../assets/words/en.json');
const FULL = process.env.NIGHTLEGS_FULL === '1';
const journey = (part) => paths.find(({ name }) => name.includes(part)).answers;

const RULE = '"id": "rf-sleep-bad", "tier": "soon", "within_days": ';
/** Content that takes bad sleep more seriously: within 7 days, where today's says 14. */
const stricter = (content) => content.replace(`${RULE}14`, `${RULE}7`);

describe('a result', { skip: whyNot }, () => {
  let browser, host, files;
  before(async () => {
    files = siteFiles();
    browser = await openBrowser();
    host = await openHost(files);
  });
  after(async () => {
    await browser?.close();
    await host?.close();
  });

  const open = (options) => openPage({ browser, address: host.address }, options);
  const pressed = (page, name) => page.getByRole('button', { name, exact: true }).first().click();
  const shown = (page, text) => page.locator('#nl-app').getByText(text, { exact: true }).first().waitFor({ timeout: 15_000 });
  const said = (page) => page.locator('#nl-main').evaluate((main) => main.textContent);

  for (const view of FULL ? ['drawn', 'page'] : ['drawn']) {
    test(`${view} view: kept, it is shown again under newer content with what that says otherwise; a day later it is not, and the safety questions come again`, async () => {
      host.deploy(files);
      const page = await open({ view });
      await answerJourney(page, journey('restless legs every night'));
      await picture(page, `result-${view}-390`);
      const title = await heading(page);
      assert.equal(title, 'See a clinician within 14 days');

      // What would change it, and back.
      await pressed(page, ui['what-if']);
      await shown(page, ui['what-if-lead']);
      await picture(page, `what-if-${view}-390`);
      await assertAccessible(page);
      await press(page, 'back');
      assert.equal(await heading(page), title);

      await pressed(page, ui.keep);
      await shown(page, ui['did-keep-ok']);
      host.deploy(otherContent(files, stricter));
      await page.goto(`${host.address}?view=${view}`);
      await ready(page);
      await pressed(page, ui.device);
      await page.getByRole('button', { name: ui['kept-show'] }).click();  // its name goes on with which check
      await shown(page, ui['since-title']);
      assert.equal(await heading(page), 'See a clinician within 7 days');
      await shown(page, ui['since-other']);
      await shown(page, 'Then: See a clinician within 14 days. Now: See a clinician within 7 days.');
      await picture(page, `since-${view}-390`);
      await assertAccessible(page);

      // The same content again: nothing to say.
      host.deploy(files);
      await page.goto(`${host.address}?view=${view}`);
      await ready(page);
      await pressed(page, ui.device);
      await page.getByRole('button', { name: ui['kept-show'] }).click();  // its name goes on with which check
      assert.equal(await heading(page), title);
      assert.ok(!(await said(page)).includes(ui['since-title']));

      // A day later. The page hears of the time when it is looked at again.
      await page.clock.setFixedTime(Date.now() + 24 * 60 * 60 * 1000 + 2 * 60 * 1000);
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      await shown(page, ui['expired-title']);
      assert.equal(await urgencyNow(page), '', 'no urgency of a day ago');
      assert.ok(!(await said(page)).includes(title));
      await picture(page, `expired-${view}-390`);
      await assertAccessible(page);
      await pressed(page, ui['expired-renew']);
      await page.locator('[data-question]').first().waitFor();
      assert.equal(await questionNow(page), 's-now', 'the safety block, from its beginning');
      assert.equal(await page.locator('[data-question] input:checked').count(), 0, 'and nothing is filled in (INV-05)');
      await assertQuiet(page);
      await page.context().close();
    });

  }

  for (const view of FULL ? ['page', 'drawn'] : ['page']) {
    test(`${view} view: shown so far it says so, a signpost grades nothing, a leaflet tells no urgency but the warning signs; each sheet says which it is`, async () => {
      host.deploy(files);
      // One person answers; then the check, as the tab remembers it, is taken up again at each depth.
      const first = await open({ view });
      await answerJourney(first, journey('restless legs every night'), { until: 't-sleep' });
      const left = await first.evaluate(() => sessionStorage.getItem('nightlegs'));
      await first.context().close();
      for (const [depth, look] of [['signpost', PLACES.signpost], ['leaflet', PLACES.leaflet]]) {
        const page = await open({ view, search: `depth=${depth}`, beforeLoad: { content: `if (!sessionStorage.length) sessionStorage.setItem('nightlegs', ${JSON.stringify(left)})` } });
        await pressed(page, ui['so-far']);
        await page.locator('[data-action=sheet]').waitFor();
        await page.getByText(/^So far\. \d+ questions have no answer yet\.$/).first().waitFor();
        const words = await said(page);
        for (const grade of ['fits-well', 'fits-partly']) assert.ok(!words.includes(ui[grade]), `${depth}: ${ui[grade]}`);
        await look(page, words);
        await picture(page, `${depth}-${view}-390`);
        await assertAccessible(page);
        await page.setViewportSize(DESKTOP);
        await picture(page, `${depth}-${view}-1280`);
        await press(page, 'sheet');
        await shown(page, ui[`depth-${depth}`]);
        assert.ok(!(await said(page)).includes(ui['fits-well']));
        await assertQuiet(page);
        await page.context().close();
      }
    });
  }
});

/** What each depth has of its own. */
const PLACES = {
  async signpost(page, words) {
    assert.equal(await urgencyNow(page), 'soon');
    assert.ok(words.includes(ui['sheet-talk']));
  },
  async leaflet(page, words) {
    assert.equal(await urgencyNow(page), '', 'no urgency of its own');
    assert.ok(words.includes(ui['signs-title']) && words.includes(ui['leaflet-patterns']));
  },
};
