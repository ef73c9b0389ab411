// load.test.mjs - much and long: random taps and keys, and hours in which nobody touches anything. No error, no growth, no frame, no request.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { assertQuiet, openPage, openSite, whyNot } from '../support/browser.mjs';
import { drawn } from '../support/faces.mjs';

const { ui } = JSON.parse(readFileSync(new URL('../../assets/words/en.json', import.meta.url), 'utf8'));
const FULL = Boolean(process.env.NIGHTLEGS_FULL);
const MB = 1024 * 1024;

/** Runs in the page: so many random taps and keys on whatever is there. Not on what opens a window of the browser's own, or fills a disk. */
async function monkey([seed, count]) {
  const kNot = new Set(['print', 'share', 'copy', 'qr', 'save-text', 'save-json', 'save-fhir', 'export', 'import', 'keep', 'update', 'install', 'view', 'run-cases']);
  const kKeys = ['Tab', 'Enter', ' ', 'ArrowDown', 'ArrowUp', 'Escape', '1', '7', 'a'];
  let state = seed;
  const random = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const tap = (element) => {
    if (element && !kNot.has(element.closest('[data-action]')?.dataset.action)) element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: 1 }));
  };
  const screens = new Set();
  for (let i = 0; i < count; ++i) {
    const kind = random(10);
    if (kind < 6) {
      const all = document.querySelectorAll('#nl-app :is(button, input, summary)');
      tap(all[random(all.length)]);
    } else if (kind < 8) {
      tap(document.elementFromPoint(random(innerWidth), random(innerHeight)));
    } else {
      const on = document.activeElement ?? document.body;
      const key = kKeys[random(kKeys.length)];
      for (const type of ['keydown', 'keyup']) on.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, cancelable: true }));
      if (key === 'Enter' && on.localName === 'button') tap(on);
      if (on.matches('[data-role=number] input')) {
        on.value = `${on.value}${key}`.slice(-5);
        on.dispatchEvent(new Event('input', { bubbles: true }));
      }
    }
    if (i % 50 === 0) {
      screens.add(document.querySelector('h1')?.textContent);
      await new Promise((go) => { setTimeout(go); });
    }
  }
  return screens.size;
}

describe('much and long', { skip: whyNot }, () => {
  let site;
  before(async () => { site = await openSite({ args: ['--js-flags=--expose-gc'] }); });
  after(() => site?.close());

  const taps = FULL ? 100_000 : 1000;
  test(`${taps} random taps and keys: no error, the heap within 2 MB, nodes and listeners flat`, { timeout: 900_000 }, async () => {
    const page = await openPage(site, { view: 'page' });
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    /** After the same screen was come back to, and all that can be was thrown away. */
    async function measured() {
      await page.evaluate(() => { (document.querySelector('[data-action=clear]') ?? document.querySelector('[data-action=back]'))?.click(); });
      for (let i = 0; i < 10 && !await page.locator('[data-action=start]').count(); ++i) {
        await page.evaluate(() => { (document.querySelector('[data-action=clear]') ?? document.querySelector('[data-action=back]'))?.click(); });
        await page.waitForTimeout(50);
      }
      await page.locator('[data-action=start]').waitFor();
      // Thousands of looks at the store may still wait for their turn: until no more of them end.
      for (let last, still = 0; ;) {
        await page.waitForTimeout(700);
        await session.send('HeapProfiler.collectGarbage');
        await session.send('HeapProfiler.collectGarbage');
        const { metrics } = await session.send('Performance.getMetrics');
        const of = (name) => metrics.find((one) => one.name === name).value;
        const now = { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
        still = last && now.listeners >= last.listeners ? still + 1 : 0;
        if (still === 2) return now;
        last = now;
      }
    }
    await page.evaluate(monkey, [1, FULL ? 3000 : 500]);  // until everything has been there once
    const before = await measured();
    const screens = await page.evaluate(monkey, [2, taps]);
    const then = await measured();
    console.log(`${taps} taps over ${screens} screens: heap ${((then.heap - before.heap) / MB).toFixed(2)} MB, nodes ${then.nodes - before.nodes}, listeners ${then.listeners - before.listeners}`);
    assert.ok(screens > 4, `${screens} screens were met`);
    assert.ok(then.heap - before.heap < 2 * MB);
    assert.ok(then.nodes - before.nodes < 100, `${then.nodes - before.nodes} nodes more`);
    assert.ok(then.listeners - before.listeners < 10, `${then.listeners - before.listeners} listeners more`);
    assert.equal(await page.evaluate(() => document.documentElement.dataset.nightlegs), 'ready');
    await assertQuiet(page);
    await page.context().close();
  });

  for (const where of FULL ? ['the first screen', 'a question'] : ['a question']) {
    test(`eight hours on ${where} in which nobody touches anything: 0 frames, 0 requests`, async () => {
      const page = await openPage(site, { view: 'drawn', beforeLoad: () => {
        // All that could wake the page by itself.
        window.wakes = 0;
        for (const name of ['setInterval', 'setTimeout', 'requestAnimationFrame', 'requestIdleCallback']) {
          const real = window[name];
          window[name] = (work, ...rest) => real.call(window, (...given) => { ++window.wakes; return work(...given); }, ...rest);
        }
      } });
      if (where === 'a question') await page.getByRole('button', { name: ui.start, exact: true }).click();
      await drawn(page);
      await page.waitForTimeout(2500);
      const count = () => page.evaluate(() => [window.nightlegs.frames, window.wakes, performance.getEntriesByType('resource').length]);
      const before = await count();
      const session = await page.context().newCDPSession(page);
      // Time of the page's own: every timer of these hours comes, one after the other.
      await session.send('Emulation.setVirtualTimePolicy', { policy: 'advance', budget: 8 * 3600 * 1000 });
      await new Promise((resolve) => { session.once('Emulation.virtualTimeBudgetExpired', resolve); });
      assert.deepEqual(await count(), before, 'frames, timers and requests');
      await assertQuiet(page);
      await page.context().close();
    });
  }
});
