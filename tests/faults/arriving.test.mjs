// arriving.test.mjs - files that don't arrive, and a check that breaks down: what the person meets then.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe } from 'node:test';
import { readFileSync } from 'node:fs';
import { answerJourney, answerQuestion, assertSignsFirst, openBrowser, openPage, questionNow, ready, whyNot } from '../support/browser.mjs';
import { fault as test } from '../support/faults.mjs';
import { openHost } from '../support/host.mjs';
import { otherVersion, siteFiles } from '../support/versions.mjs';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const words = read('../../assets/words/en.json');
const { ui } = words;
const paths = read('../journeys/paths.json');
const files = siteFiles();
const contentName = [...files.keys()].find((name) => name.startsWith('content.en'));
const FULL = Boolean(process.env.NIGHTLEGS_FULL);
const FAULTS = ['404', '500', 'cut', 'hanging', 'stalling', 'portal', 'one bit flipped', 'connection closed'];

/** The browser itself writes down what did not arrive; all else must be silent. */
const assertNoErrors = (page) => assert.deepEqual(page.nightlegs.faults.filter((fault) => !/^(failed request|\d+:)|Failed to load resource|preload/.test(fault)), []);
const stateOf = (page) => page.evaluate(() => document.documentElement.dataset.nightlegs);
const engineOf = (page) => page.evaluate(() => document.documentElement.dataset.engine ?? 'WebAssembly');
const settled = (page) => page.locator('html:not([data-nightlegs=starting])').waitFor({ state: 'attached', timeout: 30_000 });

describe('what does not arrive', { skip: whyNot }, () => {
  let browser, host;
  before(async () => { browser = await openBrowser(); });
  after(() => browser?.close());
  beforeEach(async () => { host = await openHost(files); });
  afterEach(() => host?.close());
  const open = (options) => openPage({ browser, address: host.address }, { wait: false, view: 'page', ...options });

  for (const fault of FULL ? FAULTS : ['one bit flipped', 'hanging']) {
    test(`the check's code, once "${fault}": asked for again, and all is well`, async () => {
      host.breakIt(/^nightlegs-.*wasm$/, fault, 1);
      const page = await open();
      await ready(page);
      assert.equal(await engineOf(page), 'WebAssembly');
      assert.ok(host.log.filter(({ path }) => /nightlegs-.*wasm$/.test(path)).length > 1, 'what came first was not believed');
      assertNoErrors(page);
      await page.context().close();
    });
  }

  for (const fault of FULL ? FAULTS : ['404']) {
    test(`the check's code, always "${fault}": the same check as plain JavaScript`, async () => {
      host.breakIt(/^nightlegs-.*wasm$/, fault);
      const page = await open();
      await ready(page);
      assert.equal(await engineOf(page), 'plain');
      assertNoErrors(page);
      await page.context().close();
    });
  }

  test('a cramp right now: the page is used from its HTML alone, and a tap made then starts the stretch with no question', async () => {
    host.breakIt(/^(nightlegs|stage)-.*wasm$/, 'hanging', 1);  // for four seconds; then it is asked for again
    const page = await open({ search: 'start=cramp', context: { reducedMotion: 'reduce' } });
    await page.getByRole('heading', { level: 1, name: ui['cramp-title'] }).waitFor();
    const places = page.locator('#nl-main button.pictured:visible');
    assert.equal(await places.count(), 4);
    assert.equal(await stateOf(page), 'starting', 'the check itself is not there yet');
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), 'rgb(0, 0, 0)', 'night from the start');
    await places.first().click();
    await ready(page);
    await page.getByRole('timer').waitFor();
    assert.equal(await page.locator('[data-question]').count(), 0);
    assertNoErrors(page);
    await page.context().close();
  });

  test('a cramp right now, and the content never comes: emergency signs and plain words', async () => {
    host.breakIt(new RegExp(`^${contentName}$`), '404');
    const page = await open({ search: 'start=cramp' });
    await settled(page);
    assert.equal(await stateOf(page), 'failed');
    assert.match(await page.locator('main').textContent(), /chest pain/);
    await page.context().close();
  });

  for (const fault of FULL ? FAULTS : ['one bit flipped']) {
    test(`the content, always "${fault}": emergency signs and plain words, no endless waiting`, async () => {
      host.breakIt(new RegExp(`^${contentName}$`), fault);
      const page = await open();
      await settled(page);
      assert.equal(await stateOf(page), 'failed');
      assert.ok(await page.getByRole('heading', { name: 'The check could not run' }).isVisible());
      assert.match(await page.locator('main').textContent(), /chest pain/);
      assert.equal(await page.getByRole('button', { name: ui.start }).count(), 0, 'no button that does nothing');
      assertNoErrors(page);
      await page.context().close();
    });
  }

  test('the check\'s code, with a wrong type: nobody minds; of another build: the same check as plain JavaScript, never mixed', async () => {
    host.breakIt(/^nightlegs-.*wasm$/, 'wrong type');
    const page = await open();
    await ready(page);
    assert.equal(await engineOf(page), 'WebAssembly');
    await page.context().close();
    host.mend();
    const [, other] = [...otherVersion(files, 'other')].find(([name]) => /^nightlegs-.*wasm$/.test(name));
    host.breakIt(/^nightlegs-.*wasm$/, other);
    const next = await open();
    await ready(next);
    assert.equal(await engineOf(next), 'plain');
    assertNoErrors(next);
    await next.context().close();
  });

  for (const fault of FULL ? ['404', '500', 'cut', 'portal', 'one bit flipped', 'connection closed'] : ['one bit flipped']) {
    test(`the page's own script, once "${fault}": asked for again past every cache, and all is well`, async () => {
      host.breakIt(/^boot-/, fault, 1);
      const page = await open();
      await ready(page);
      await page.getByRole('button', { name: ui.start }).click();
      assert.equal(await questionNow(page), 's-now');
      await page.context().close();
    });
  }

  for (const fault of FULL ? ['404', '500', 'cut', 'hanging', 'portal', 'one bit flipped', 'connection closed'] : ['404']) {
    test(`the page's own script, always "${fault}": emergency signs, why, and no button that does nothing`, async () => {
      host.breakIt(/^boot-/, fault);
      const page = await open({ until: 'commit' });
      await settled(page);
      assert.equal(await stateOf(page), 'failed');
      assert.ok(await page.getByRole('heading', { name: 'The check could not run' }).isVisible());
      assert.ok(await page.getByText('did not arrive, or arrived damaged').isVisible());
      await assertSignsFirst(page, words);
      assert.deepEqual(await page.getByRole('button').allTextContents(), ['Try again']);
      await page.getByRole('link', { name: ui['leaflet-patterns'] }).click({ noWaitAfter: true });
      await page.getByRole('heading', { name: ui['leaflet-patterns'] }).waitFor();
      await page.goBack({ waitUntil: 'commit' });
      await settled(page);
      host.mend();
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.locator('html[data-nightlegs=ready]').waitFor({ state: 'attached', timeout: 30_000 });
      await page.context().close();
    });
  }

  test('Try again shows and says that it is under way, and pressed twice it asks once', async () => {
    host.breakIt(/^boot-/, '404');
    const page = await open();
    await settled(page);
    host.mend();
    host.breakIt(/^boot-/, 'hanging');
    const before = host.log.length;
    const button = page.getByRole('button', { name: 'Try again' });
    await button.click();
    assert.equal(await button.getAttribute('aria-disabled'), 'true');
    assert.ok(await button.evaluate((one) => one === document.activeElement && getComputedStyle(one).opacity < 1), 'it has kept the focus, and looks as if it was pressed');
    assert.equal(await page.getByRole('status').textContent(), 'Starting…');
    await button.press('Enter');
    await button.press('Space');
    host.mend();
    await page.locator('html[data-nightlegs=ready]').waitFor({ state: 'attached', timeout: 30_000 });
    assert.deepEqual(host.log.slice(before).map(({ path }) => path.replace(/-[0-9a-f]{10}/, '')).filter((path) => /^\/(boot.*)?$/.test(path)).slice(0, 2), ['/boot.js', '/'], 'one question, and then the page anew');
    await page.context().close();
  });

  test('the typeface or the picture does not arrive: the page view serves', async () => {
    host.breakIt(/^stage-|\.ttf$/, '404');
    const page = await open({ view: undefined });
    await ready(page);
    assert.equal(await page.evaluate(() => document.documentElement.dataset.view), 'page');
    await page.getByRole('button', { name: ui.start }).click();
    assert.equal(await questionNow(page), 's-now');
    assertNoErrors(page);
    await page.context().close();
  });

  test('the check breaks down in the middle: a fresh one takes over with every answer; a second time the answers are told', async () => {
    const page = await openPage({ browser, address: host.address }, { view: 'page', beforeLoad: () => {
      const instantiate = WebAssembly.instantiate;
      window.memories = [];
      WebAssembly.instantiate = async (...given) => {
        const made = await instantiate(...given);
        for (const one of Object.values((made.instance ?? made).exports)) if (one instanceof WebAssembly.Memory) window.memories.push(one);
        return made;
      };
    } });
    const breakDown = () => page.evaluate(() => new Uint8Array(window.memories.at(-1).buffer).fill(0xff));  // a real trap follows
    const { answers } = paths.find(({ expect }) => expect.urgency === 'self-care');
    await answerJourney(page, answers, { until: 's-age' });
    const question = await questionNow(page);
    await breakDown();
    const input = page.locator('[data-question] input').first();
    await input.press('Space');
    await page.waitForFunction(() => window.memories.length > 1);
    await page.waitForTimeout(300);
    assert.equal(await questionNow(page), question);
    assert.equal(await stateOf(page), 'ready');
    await answerQuestion(page, answers[question]);
    assert.notEqual(await questionNow(page), question, 'the check goes on');
    await breakDown();
    await page.locator('[data-question] input').first().press('Space');
    await settled(page);
    await page.locator('html[data-nightlegs=failed]').waitFor({ state: 'attached' });
    assert.match(await page.locator('main').textContent(), /chest pain/);
    assert.ok(await page.locator('#nl-told li').count() > 2, 'the answers are told');
    assertNoErrors(page);
    await page.context().close();
  });
});

describe('the picture', { skip: whyNot }, () => {
  const times = FULL ? 100 : 10;
  test(`the WebGL context is lost and comes back ${times} times: drawn again each time, nothing is lost; lost for good: page view`, async () => {
    const browser = await openBrowser();
    const host = await openHost(files);
    try {
      const page = await openPage({ browser, address: host.address }, { view: 'drawn' });
      await page.getByRole('button', { name: ui.start }).click();
      const viewIs = (view) => page.locator(`html[data-view=${view}]`).waitFor({ state: 'attached', timeout: 2000 });
      await page.evaluate(() => { window.lose = document.querySelector('canvas').getContext('webgl2').getExtension('WEBGL_lose_context'); });
      for (let i = 0; i < times; ++i) {
        const frames = await page.evaluate(() => window.nightlegs.frames);
        await page.evaluate(() => window.lose.loseContext());
        await viewIs('page');
        await page.evaluate(() => window.lose.restoreContext());
        await viewIs('drawn');
        await page.waitForFunction((before) => window.nightlegs.frames > before, frames, { timeout: 5000 });
        assert.equal(await questionNow(page), 's-now');
      }
      await page.evaluate(() => window.lose.loseContext());
      await viewIs('page');
      assert.equal(await questionNow(page), 's-now');
      await page.context().close();
    } finally {
      await browser.close();
      await host.close();
    }
  });
});

describe('a browser without WebAssembly', { skip: whyNot }, () => {
  test('the same check runs as plain JavaScript in page view, with the same results', async () => {
    const browser = await openBrowser(['--js-flags=--jitless']);
    const host = await openHost(files);
    try {
      for (const tier of FULL ? ['self-care', 'routine', 'soon', 'same-day', 'emergency'] : ['routine', 'emergency']) {
        const journey = paths.find(({ expect }) => expect.urgency === tier);
        const page = await openPage({ browser, address: host.address });
        assert.equal(await engineOf(page), 'plain');
        assert.equal(await page.evaluate(() => document.documentElement.dataset.view), 'page');
        assert.equal((await answerJourney(page, journey.answers)).urgency, tier);
        assertNoErrors(page);
        await page.context().close();
      }
    } finally {
      await browser.close();
      await host.close();
    }
  });
});
