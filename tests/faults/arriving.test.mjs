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

  for (const [what, name] of [["the check's code", /^nightlegs-.*wasm$/], ['the content', new RegExp(`^${contentName}$`)]]) {
    for (const fault of FULL ? FAULTS : ['one bit flipped', 'hanging']) {
      test(`${what}, once "${fault}": asked for again within five seconds, and all is well`, async () => {
        host.breakIt(name, fault, 1);
        const page = await open();
        await ready(page);
        assert.equal(await engineOf(page), 'WebAssembly');
        const [first, again] = host.log.filter(({ path }) => name.test(path.slice(1)));
        assert.ok(again, 'what came first was not believed');
        assert.ok(again.at - first.at < 5000, `again after ${Math.round(again.at - first.at)} ms`);
        await page.getByRole('button', { name: ui.start }).click();
        assert.equal(await questionNow(page), 's-now');
        assertNoErrors(page);
        await page.context().close();
      });
    }
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
      assert.equal(await page.getByText(ui['memory-on']).count(), 0, 'nothing is promised that no check keeps');
      assertNoErrors(page);
      await page.context().close();
    });
  }

  test('the check\'s code and the content, with a wrong type: nobody minds', async () => {
    host.breakIt(/^(nightlegs-.*wasm|content.*)$/, 'wrong type');
    const page = await open();
    await ready(page);
    assert.equal(await engineOf(page), 'WebAssembly');
    assertNoErrors(page);
    await page.context().close();
  });

  test('of another build, never mixed: instead of such code the same check as plain JavaScript, instead of such content the signs', async () => {
    const others = [...otherVersion(files, 'other')];
    const [, code] = others.find(([name]) => /^nightlegs-.*wasm$/.test(name));
    host.breakIt(/^nightlegs-.*wasm$/, code);
    const page = await open();
    await ready(page);
    assert.equal(await engineOf(page), 'plain');
    assertNoErrors(page);
    await page.context().close();
    host.mend();
    const [, content] = others.find(([name]) => /^content\.en-/.test(name));
    host.breakIt(new RegExp(`^${contentName}$`), content);
    const next = await open();
    await settled(next);
    assert.equal(await stateOf(next), 'failed');
    await assertSignsFirst(next, words);
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
      // Only what may yet come is waited for: 20 seconds.
      if (fault !== 'hanging') assert.ok(await page.evaluate(() => performance.now()) < 15_000, 'told as soon as it is known');
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
    assert.equal(await page.locator('#nl-polite').textContent(), 'Starting…');
    await button.press('Enter');
    await button.press('Space');
    host.mend();
    await page.locator('html[data-nightlegs=ready]').waitFor({ state: 'attached', timeout: 30_000 });
    assert.deepEqual(host.log.slice(before).map(({ path }) => path.replace(/-[0-9a-f]{10}/, '')).filter((path) => /^\/(boot.*)?$/.test(path)).slice(0, 2), ['/boot.js', '/'], 'one question, and then the page anew');
    await page.context().close();
  });

  for (const [what, name] of [['typeface', /\.ttf$/], ['picture', /^stage-/]]) {
    test(`the ${what} does not arrive: the page view serves`, async () => {
      host.breakIt(name, '404');
      const page = await open({ view: 'drawn' });
      await ready(page);
      assert.equal(await page.evaluate(() => document.documentElement.dataset.view), 'page');
      await page.getByRole('button', { name: ui.start }).click();
      assert.equal(await questionNow(page), 's-now');
      assertNoErrors(page);
      await page.context().close();
    });
  }

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
    const took = await page.evaluate((says) => new Promise((resolve) => {
      const began = performance.now();
      setTimeout(resolve, 5000, Infinity);
      new MutationObserver(() => {
        if (document.getElementById('nl-polite').textContent === says) resolve(performance.now() - began);
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
      document.querySelector('[data-question] input').click();
    }), ui['did-trap-ok']);
    assert.ok(took < 1000, `there again after ${Math.round(took)} ms`);
    assert.equal(await questionNow(page), question);
    assert.equal(await stateOf(page), 'ready');
    await answerQuestion(page, answers[question]);
    assert.notEqual(await questionNow(page), question, 'the check goes on');
    await breakDown();
    await page.locator('[data-question] input').first().press('Space');
    await settled(page);
    await page.locator('html[data-nightlegs=failed]').waitFor({ state: 'attached' });
    await assertSignsFirst(page, words);
    const told = page.getByRole('region', { name: 'The answers so far, to tell somebody' }).getByRole('listitem');
    assert.ok((await told.allTextContents()).includes(`${words.questions[question].title} ${words.options[answers[question]].label}`), 'the answers are told, with their questions');
    assert.ok((await told.first().boundingBox()).y > (await page.getByText(words.emergency_signs.at(-1)).boundingBox()).y, 'after the signs');
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
        await page.evaluate(() => window.lose.loseContext());
        await viewIs('page');
        const took = await page.evaluate(() => new Promise((resolve) => {
          const { frames } = window.nightlegs;
          let began = 0;
          const look = () => {
            if (window.nightlegs.frames > frames && document.documentElement.dataset.view === 'drawn') resolve(performance.now() - began);
            else requestAnimationFrame(look);
          };
          setTimeout(resolve, 10_000, Infinity);
          // From the moment the browser gives it back it is ours to draw.
          addEventListener('webglcontextrestored', () => { began = performance.now(); look(); }, { capture: true, once: true });
          window.lose.restoreContext();
        }));
        assert.ok(took < 1000, `drawn again after ${Math.round(took)} ms`);
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
  test('the same check runs as plain JavaScript in page view, with the same results; without that too the signs, and why', async () => {
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
      host.breakIt(/^nightlegs_plain/, '404');
      const page = await openPage({ browser, address: host.address }, { wait: false });
      await settled(page);
      assert.equal(await stateOf(page), 'failed');
      assert.ok(await page.getByText('did not arrive, or arrived damaged').isVisible());
      await assertSignsFirst(page, words);
      assertNoErrors(page);
      await page.context().close();
    } finally {
      await browser.close();
      await host.close();
    }
  });
});
