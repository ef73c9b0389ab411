// offline.test.mjs - the page without a signal, and from one version to the next: a host that is updated, broken and switched off
// while real tabs use it.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { answerJourney, assertAccessible, assertQuiet, heading, openBrowser, openPage, questionNow, ready, whyNot } from '../support/browser.mjs';
import { fault } from '../support/faults.mjs';
import { openHost } from '../support/host.mjs';
import { driveAlone } from '../support/race.mjs';
import { otherVersion, siteFiles } from '../support/versions.mjs';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const { ui } = read('../../assets/words/en.json');
const FULL = Boolean(process.env.NIGHTLEGS_FULL);
const calm = read('../journeys/paths.json').find(({ expect }) => expect.urgency === 'self-care').answers;

describe('without a signal', { skip: whyNot }, () => {
  const first = siteFiles();
  const second = otherVersion(first, 'second');
  let browser, host;
  before(async () => { browser = await openBrowser(); });
  after(() => browser?.close());
  beforeEach(async () => { host = await openHost(first); });
  afterEach(() => host?.close());

  const open = (options) => openPage({ browser, address: host.address }, { offline: true, ...options });
  const shown = (page, text) => page.locator('#nl-app').getByText(text, { exact: true }).waitFor({ timeout: 15_000 });
  const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
  /** A visit that ends once the page has said that it works without a signal. */
  async function visit(options) {
    const page = await open(options);
    await shown(page, ui.offline);
    return page;
  }
  async function again(page, how = () => page.goto(host.address)) {
    await how();
    await ready(page);
  }
  const versionOf = (page) => page.evaluate(() => document.documentElement.dataset.version ?? 'first');
  const noteLeft = (page) => page.evaluate(() => caches.keys());

  for (const view of FULL ? ['drawn', 'page'] : ['drawn']) {
    test(`after one visit a whole check runs in a cellar, ${view} view`, async () => {
      const page = await visit({ view });
      await host.down();
      await again(page, () => page.goto(`${host.address}?view=${view}`));
      const { urgency } = await answerJourney(page, calm);
      assert.equal(urgency, 'self-care');
      await page.context().close();
    });
  }

  test('the copy costs nothing of the first question, and next to nothing after it', async () => {
    const page = await open();
    const before = host.log.length;
    await shown(page, ui.offline);
    await page.waitForTimeout(500);
    const later = host.log.slice(before).map(({ path }) => path).sort();
    assert.deepEqual([...new Set(later)].filter((path) => !['/', '/sw.js'].includes(path) && !/manifest|apple-touch|icon|ways_out|witness|leaflet/.test(path)), [], 'files that the browser had already');
    assert.ok(later.length <= 6, `${later.length} requests: ${later.join(' ')}`);
    await assertQuiet(page);
    await page.context().close();
  });

  test('once it is said, nothing more is asked of the host, also by a whole check and Keep', async () => {
    const page = await visit();
    await page.waitForTimeout(300);
    const before = host.log.length;
    await answerJourney(page, calm);
    await press(page, ui.keep);
    await shown(page, ui['did-keep-ok']);
    assert.deepEqual(host.log.slice(before), []);
    await assertQuiet(page);
    await page.context().close();
  });

  test('inside another page no copy is made', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.route('**/around.html', (route) => route.fulfill({ contentType: 'text/html', body: '<iframe src="/" width="400" height="800"></iframe>' }));
    await page.goto(`${host.address}around.html`);
    await page.frameLocator('iframe').locator('html[data-nightlegs=ready]').waitFor({ state: 'attached', timeout: 20_000 });
    await page.waitForTimeout(2500);
    assert.deepEqual(await noteLeft(page), []);
    assert.equal(host.log.filter(({ path }) => path === '/sw.js').length, 0);
    await context.close();
  });

  test('a newer version waits, is offered at the start, and comes in whole when asked', async () => {
    const page = await visit();
    host.deploy(second);
    await again(page);
    assert.equal(await versionOf(page), 'first', 'the tab is what it was');
    await shown(page, ui.newer);
    await press(page, ui.start);
    assert.equal(await page.getByText(ui.newer).count(), 0, 'not in the middle of a check');
    await press(page, ui.clear);
    await press(page, ui.update);
    await page.waitForFunction(() => document.documentElement.dataset.version === 'second' && document.documentElement.dataset.nightlegs === 'ready');
    await shown(page, ui.offline);
    assert.deepEqual((await noteLeft(page)).length, 1, 'the older copy is gone');
    await host.down();
    await again(page);
    assert.equal(await versionOf(page), 'second');
    await page.context().close();
  });

  test('in a cellar the sheet has its ways out, although nobody opened it before', async () => {
    const page = await visit();
    await host.down();
    await answerJourney(page, calm);
    await press(page, ui.sheet);
    const ways = await page.evaluate(async () => Object.keys(await import(document.getElementById('nl-ways-out').href)));
    assert.ok(ways.includes('take'));
    await page.goto(host.address + [...first.keys()].find((name) => name.startsWith('leaflet-')));
    await page.getByRole('heading', { name: ui['leaflet-patterns'] }).waitFor();
    assert.ok(await page.evaluate(() => getComputedStyle(document.body).fontFamily.includes('Nightlegs') && document.documentElement.scrollWidth === innerWidth), 'in the site\'s own looks');
    await assertAccessible(page);
    await page.context().close();
  });

  test('offered at the end, it carries the result over', async () => {
    const page = await visit();
    host.deploy(second);
    await again(page);
    await answerJourney(page, calm);
    const title = await heading(page);
    await shown(page, ui.newer);
    await press(page, ui.update);
    await page.waitForFunction(() => document.documentElement.dataset.version === 'second' && document.documentElement.dataset.nightlegs === 'ready');
    assert.equal(await heading(page), title);
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);
    await page.context().close();
  });

  // Half a minute: see the last test.
  if (FULL) test('another tab goes on with what it is, and changes when it is told to', async () => {
    const page = await visit();
    await again(page);  // from now on the worker serves this page, and it hears of another
    await page.evaluate(() => { window.changed = new Promise((go) => { navigator.serviceWorker.addEventListener('controllerchange', () => go(true)); }); });
    host.deploy(second);
    const other = await page.context().newPage();
    other.nightlegs = { faults: [], requests: [] };
    await other.goto(host.address);
    await ready(other);
    await press(page, ui.start);
    await answerHalf(page);
    const question = await questionNow(page);
    await other.getByText(ui.newer, { exact: true }).waitFor();
    await press(other, ui.update);
    await other.waitForFunction(() => document.documentElement.dataset.version === 'second' && document.documentElement.dataset.nightlegs === 'ready');
    assert.equal(await page.evaluate(() => window.changed), true);
    await page.waitForTimeout(300);
    assert.equal(await versionOf(page), 'first');
    assert.equal(await questionNow(page), question);
    await page.reload();
    await ready(page);
    assert.equal(await versionOf(page), 'second');
    assert.equal(await questionNow(page), question, 'with its answers');
    await page.context().close();
  });
  const answerHalf = (page) => answerJourney(page, calm, { until: 'c-feel' });

  test('going back to an older version works like an update', async () => {
    host.deploy(second);
    const page = await visit();
    assert.equal(await versionOf(page), 'second');
    host.deploy(first);
    await again(page);
    await shown(page, ui.newer);
    await press(page, ui.update);
    await page.waitForFunction(() => !document.documentElement.dataset.version && document.documentElement.dataset.nightlegs === 'ready');
    await page.context().close();
  });

  /** An update has come to its end, good or bad. */
  async function tried(page, name, from) {
    for (const end = Date.now() + 20_000; !host.log.slice(from).some(({ path }) => name.test(path.slice(1) || 'index.html'));) {
      assert.ok(Date.now() < end, `${name} was asked for`);
      await page.waitForTimeout(50);
    }
    await page.waitForFunction(async () => !(await navigator.serviceWorker.getRegistration())?.installing);
    await page.waitForTimeout(500);
  }
  const broken = [['the worker', /^sw\.js$/], ['a script', /^boot-/], ...(FULL ? [['the page', /^index\.html$/], ['the code', /^nightlegs-.*wasm$/]] : [])];
  for (const kind of FULL ? ['404', '500', 'cut', 'portal', 'portal elsewhere', 'wrong type', 'one bit flipped', 'connection closed'] : ['404', 'wrong type', 'one bit flipped']) {
    for (const [what, name] of broken) {
      // These are what they should be whatever type they are given.
      if (kind === 'wrong type' && ['the page', 'the code'].includes(what)) continue;
      fault(`an update of which ${what} meets "${kind}" never replaces the good copy`, async () => {
        const page = await visit();
        host.deploy(second);
        host.breakIt(name, kind);
        const from = host.log.length;
        await again(page);
        await tried(page, name, from);
        assert.equal(await page.getByText(ui.newer).count(), 0);
        assert.equal(await versionOf(page), 'first');
        await host.down();
        await again(page);
        assert.equal(await versionOf(page), 'first');
        await press(page, ui.start);
        assert.equal(await questionNow(page), 's-now');
        await page.context().close();
      });
    }
  }

  fault('an update with one broken file is not offered, and is once the file is right', async () => {
    const page = await visit();
    host.deploy(second);
    host.breakIt(/\.wasm$/, 'one bit flipped');
    const from = host.log.length;
    await again(page);
    await tried(page, /\.wasm$/, from);
    assert.equal(await page.getByText(ui.newer).count(), 0);
    host.mend();
    await again(page);
    await shown(page, ui.newer);
    await page.context().close();
  });

  fault('a copy that the browser has partly thrown out mends itself, and is not called whole before', async () => {
    const page = await visit();
    const session = await page.context().newCDPSession(page);
    const copied = () => page.evaluate(async () => {
      const names = [];
      for (const name of await caches.keys()) names.push(...(await (await caches.open(name)).keys()).map(({ url }) => url));
      return names.sort();
    });
    const throwOut = async (names) => {
      await page.evaluate(async (which) => {
        for (const name of await caches.keys()) for (const one of which) await (await caches.open(name)).delete(one);
      }, names);
      await session.send('Network.clearBrowserCache');  // which may have them too
    };
    const whole = await copied();
    await throwOut(whole.filter((name) => /leaflet|ways_out/.test(name)));  // what an open page does not load by itself
    await host.down();
    await again(page);
    await page.waitForTimeout(2500);  // it asks its worker a second after it is ready
    assert.equal(await page.getByText(ui.offline).count(), 0);
    await throwOut(whole.filter((name) => /boot|content|wasm/.test(name)));
    await page.goto(host.address);
    await page.locator('html:not([data-nightlegs=starting])').waitFor({ state: 'attached', timeout: 30_000 });
    assert.equal(await page.getByText(ui.offline).count(), 0);
    await host.up();
    await again(page);
    await shown(page, ui.offline);
    assert.deepEqual(await copied(), whole);
    await host.down();
    await again(page);
    await page.context().close();
  });

  test('the way out: sw-off.js in the place of sw.js removes worker and copies, and disturbs no open tab', async () => {
    const page = await visit();
    const context = page.context();
    const off = new Map(first).set('sw.js', first.get('sw-off.js'));
    host.deploy(off);
    await again(page);
    await press(page, ui.start);
    const isGone = () => page.evaluate(async () => (await caches.keys()).length === 0 && !(await navigator.serviceWorker.getRegistration()));
    for (const end = Date.now() + 15_000; !(await isGone());) {
      assert.ok(Date.now() < end, 'worker and copies are gone within 15 seconds');
      await page.waitForTimeout(100);
    }
    assert.equal(await questionNow(page), 's-now');
    await host.down();
    await page.close();
    const later = await context.newPage();
    await assert.rejects(later.goto(host.address), /ERR_CONNECTION_REFUSED/, 'nothing but the host has the page now');
    await context.close();
  });

  const races = 200;
  if (FULL) test(`${races} updates forced into loads: every load is wholly one version`, { timeout: 900_000 }, async () => {
    // A browser that nobody watches: with the tools of a test attached, Chromium lets an older worker live for half a minute.
    const told = await driveAlone(host, { first, second }, races);
    const mixed = told.filter(({ foreign }) => foreign.length);
    const of = (version) => told.filter((one) => one.version === version).length;
    console.log(`${told.length} loads, ${mixed.length} mixed; ${of('first')} of the first version, ${of('second')} of the second`);
    assert.equal(told.length, races);
    assert.deepEqual(mixed, []);
    assert.ok(of('first') && of('second'), 'both versions came up');
  });
});
