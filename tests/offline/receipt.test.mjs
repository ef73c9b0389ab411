// receipt.test.mjs - "Check it yourself" as a person does it: no signal, a whole check, and a receipt of what was really counted.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { assertAccessible, openBrowser, openPage, ready, whyNot } from '../support/browser.mjs';
import { walk } from '../support/faces.mjs';
import { openHost } from '../support/host.mjs';
import { siteFiles } from '../support/versions.mjs';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const { ui } = read('../../assets/words/en.json');
const calm = read('../journeys/paths.json').find(({ expect }) => expect.urgency === 'self-care').answers;

describe('check it yourself', { skip: whyNot }, () => {
  const files = siteFiles();
  let browser, host;
  before(async () => { browser = await openBrowser(); });
  after(() => browser?.close());
  beforeEach(async () => { host = await openHost(files); });
  afterEach(() => host?.close());
  const click = (page, name) => page.getByRole('button', { name, exact: true }).click();
  const shown = (page, text) => page.locator('#nl-app').getByText(text, { exact: true }).first().waitFor({ timeout: 15_000 });
  const words = (page) => page.locator('main').textContent();

  /** To the guide, once the page works without a signal. */
  async function toGuide(view) {
    const page = await openPage({ browser, address: host.address }, { view, offline: true });
    await shown(page, ui.offline);
    await page.reload();  // from now on the worker stands between this page and its host
    await ready(page);
    await click(page, ui.device);
    await click(page, ui.witness);
    await shown(page, ui['witness-signal']);
    await page.waitForLoadState('networkidle');
    return page;
  }

  for (const view of ['drawn', 'page']) {
    test(`without a signal: a whole check, and the receipt says that nothing was asked for, ${view} view`, async () => {
      const page = await toGuide(view);
      await host.down();
      await page.context().setOffline(true);
      await shown(page, ui['witness-no-signal']);
      await assertAccessible(page);
      await click(page, ui['witness-begin']);
      await walk(page, calm);
      await page.evaluate(async () => (await fetch(document.getElementById('nl-content').href)).text());  // out of the copy: that is no request
      await click(page, ui.receipt);
      await shown(page, ui['receipt-elsewhere-none']);
      const said = await words(page);
      for (const key of ['receipt-own-none', 'receipt-stopped-none', 'receipt-tab-none', 'receipt-kept-none', 'receipt-others-none', 'receipt-signal-none', 'receipt-whole']) {
        assert.ok(said.includes(ui[key]), `${key} is not said, but: ${said}`);
      }
      assert.ok(said.includes(ui['receipt-copy'].replace('{n}', '1')), said);
      const { files: copied } = await page.evaluate(async () => {
        let count = 0;
        for (const name of await caches.keys()) count += (await (await caches.open(name)).keys()).length;
        return { files: count };
      });
      assert.ok(said.includes(ui['receipt-files'].replace('{n}', copied)), 'the very count of the copy');
      assert.equal(await page.evaluate(() => document.documentElement.dataset.view), view);
      await assertAccessible(page);
      await page.evaluate(() => { window.printed = 0; window.print = () => { ++window.printed; dispatchEvent(new Event('beforeprint')); dispatchEvent(new Event('afterprint')); }; });
      await click(page, ui['way-print']);
      await page.waitForFunction(() => window.printed === 1);
      await page.context().close();
    });
  }

  test('what is asked for and what is stopped is counted: a receipt can say no', async () => {
    const page = await toGuide('page');
    await click(page, ui['witness-begin']);
    await page.evaluate(async () => {
      await fetch('mark.txt').catch(() => {});
      new Image().src = 'http://tracker.example/?answer';
      await new Promise((go) => { setTimeout(go, 300); });
    });
    await walk(page, calm);
    await click(page, ui.keep);
    await shown(page, ui['did-keep-ok']);
    await click(page, ui.receipt);
    await shown(page, ui['receipt-signal-always']);
    const said = await words(page);
    assert.ok(said.includes(ui['receipt-own'].replace('{n}', '1').replace('{what}', 'mark.txt')), said);
    assert.ok(said.includes(ui['receipt-stopped'].replace('{n}', '1')), said);
    assert.ok(said.includes(ui['receipt-kept'].replace('{n}', '1')), said);
    await page.context().close();
  });
});
