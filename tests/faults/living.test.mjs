// living.test.mjs - what happens around a check that is under way: the graphics card, the tab, the clock, the locale, a translator, a slow
// phone, a browser without workers, a signal that goes. The signs stay readable, the answers stay, and there is a way on.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe } from 'node:test';
import { assertQuiet, CHROMIUM, heading, listen, openBrowser, openPage, openSite, PHONE, questionNow, ready, SWITCHES, urgencyNow, whyNot } from '../support/browser.mjs';
import { walk } from '../support/faces.mjs';
import { fault, rarely } from '../support/faults.mjs';
import { openHost } from '../support/host.mjs';
import { siteFiles } from '../support/versions.mjs';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const { ui, emergency_signs } = read('../../assets/words/en.json');
const paths = read('../journeys/paths.json');
const calm = paths.find(({ expect }) => expect.urgency === 'self-care').answers;
const urgent = paths.find(({ name }) => name.includes('one swollen calf'));
const FULL = Boolean(process.env.NIGHTLEGS_FULL);

const click = (page, name) => page.getByRole('button', { name, exact: true }).click();
const shown = (page, text) => page.locator('#nl-app').getByText(text, { exact: true }).first().waitFor({ timeout: 15_000 });
const says = async (page, text) => (await page.locator('#nl-app').textContent()).includes(text);
const viewIs = (page, view) => page.locator(`html[data-view=${view}]`).waitFor({ state: 'attached', timeout: 20_000 });

/** Some answers are given: to the question whether it is a child. */
async function halfway(page) {
  await click(page, ui.start);
  await walk(page, calm, 's-age');
}
/** From there to the result, with no answer lost. */
async function onToTheEnd(page) {
  assert.equal(await questionNow(page), 's-age');
  await walk(page, calm);
  assert.equal(await urgencyNow(page), 'self-care');
}

describe('a check that is under way', { skip: whyNot }, () => {
  let site;
  before(async () => { site = await openSite(); });
  after(() => site?.close());
  const open = (options) => openPage(site, options);

  fault('a browser that has WebGL 1 only: page view, and the whole check', async () => {
    const page = await open({ beforeLoad: () => {
      const { getContext } = HTMLCanvasElement.prototype;
      HTMLCanvasElement.prototype.getContext = function only(kind, ...rest) { return kind === 'webgl2' ? null : getContext.call(this, kind, ...rest); };
    } });
    assert.equal(await page.evaluate(() => document.documentElement.dataset.view), 'page');
    await halfway(page);
    await onToTheEnd(page);
    await assertQuiet(page);
    await page.context().close();
  });

  rarely('the graphics process is killed: drawn again or page view, nothing lost', async () => {
    const page = await open({ view: 'drawn' });
    await halfway(page);
    const session = await site.browser.newBrowserCDPSession();
    await session.send('Browser.crashGpuProcess').catch(() => {});  // it takes its own answer with it
    await page.waitForTimeout(1000);
    await onToTheEnd(page);
    const { view, frames } = await page.evaluate(() => ({ view: document.documentElement.dataset.view, frames: window.nightlegs.frames }));
    assert.ok(view === 'page' || frames > 1);
    await page.context().close();
  });

  fault('more pictures on a page than the browser allows: the oldest, ours, becomes the page view and takes none from the others', async () => {
    const page = await open({ view: 'drawn' });
    await halfway(page);
    await page.evaluate(() => {
      window.lost = 0;
      window.others = Array.from({ length: 16 }, () => {
        const canvas = document.createElement('canvas');
        canvas.addEventListener('webglcontextlost', () => { ++window.lost; });
        return canvas.getContext('webgl2');
      });
    });
    await viewIs(page, 'page');
    await page.waitForTimeout(1000);
    assert.deepEqual(await page.evaluate(() => [window.lost, window.others.filter((gl) => gl.isContextLost()).length, document.documentElement.dataset.view]), [0, 0, 'page']);
    await onToTheEnd(page);
    await page.context().close();
  });

  fault('the tab crashes and is loaded again: the same question, every answer', async () => {
    const page = await open({ view: 'page' });
    await halfway(page);
    const session = await page.context().newCDPSession(page);
    const crashed = page.waitForEvent('crash');
    session.send('Page.crash').catch(() => {});
    await crashed;
    const next = await page.context().newPage();  // Playwright gives a crashed page up; the session of the tab is what counts
    await next.close();
    await session.send('Page.reload');
    for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((go) => { setTimeout(go, 200); })) {
      const { result } = await session.send('Runtime.evaluate', { expression: 'document.documentElement.dataset.nightlegs + " " + document.querySelector("[data-question]")?.getAttribute("data-question")' }).catch(() => ({ result: {} }));
      if (result.value?.startsWith('ready')) {
        assert.equal(result.value, 'ready s-age');
        await page.context().close();
        return;
      }
    }
    assert.fail('the tab did not come back');
  });

  fault('it breaks down while "leave no trace" is on: the answers are there again, and still nothing is stored', async () => {
    const page = await open({ view: 'page', beforeLoad: () => {
      const { instantiate } = WebAssembly;
      window.memories = [];
      WebAssembly.instantiate = async (...given) => {
        const made = await instantiate(...given);
        for (const one of Object.values((made.instance ?? made).exports)) if (one instanceof WebAssembly.Memory) window.memories.push(one);
        return made;
      };
    } });
    await click(page, ui.trace);
    await halfway(page);
    await page.evaluate(() => new Uint8Array(window.memories.at(-1).buffer).fill(0xff));  // a real trap follows
    await page.locator('[data-question] input').first().press('Space');
    await page.waitForFunction(() => window.memories.length > 1);
    await page.waitForTimeout(300);
    await onToTheEnd(page);
    assert.ok(await says(page, ui['keep-traceless']));
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);
    await page.context().close();
  });

  for (const [name, time] of [['in the year 9999', '9999-12-31T23:59:00Z'], ...(FULL ? [['in 1970', '1970-01-01T00:00:00Z'], ['in 1901', '1901-01-01T00:00:00Z']] : [])]) {
    fault(`a clock that stands ${name}: the whole check, Keep, and the list of what is kept`, async () => {
      const page = await open({ view: 'page', wait: false });
      await page.clock.setFixedTime(new Date(time));
      await page.reload();
      await ready(page);
      await halfway(page);
      await onToTheEnd(page);
      await click(page, ui.keep);
      await shown(page, ui['did-keep-ok']);
      await page.clock.setFixedTime(new Date('2026-11-24T03:12:00Z'));  // somebody puts it right
      await click(page, ui.device);
      await page.locator('#nl-main h3').first().waitFor();
      await assertQuiet(page);
      await page.context().close();
    });
  }

  rarely('the clocks go back in this night: a result is a day old after a day, not an hour early', async () => {
    const page = await open({ view: 'page', context: { timezoneId: 'Europe/London' } });
    const at = async (time) => {
      await page.clock.setFixedTime(new Date(time));
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    };
    await at('2026-10-25T00:30:00+01:00');
    await halfway(page);
    await onToTheEnd(page);
    await at('2026-10-26T00:25:00+00:00');  // by the wall a day, by the sun 24 hours and 55 minutes
    assert.equal(await heading(page), ui['expired-title']);
    await click(page, ui.clear);
    await at('2026-10-25T00:30:00+01:00');
    await halfway(page);
    await onToTheEnd(page);
    await at('2026-10-25T23:20:00+00:00');
    assert.equal(await urgencyNow(page), 'self-care');
    await assertQuiet(page);
    await page.context().close();
  });

  for (const locale of ['ar-EG', 'fa-IR', 'hi-IN', 'my-MM']) {
    rarely(`a browser of ${locale}, with other digits: the same check, the same result`, async () => {
      const page = await open({ view: 'page', context: { locale } });
      await click(page, ui.start);
      await walk(page, urgent.answers);
      assert.equal(await urgencyNow(page), urgent.expect.urgency);
      await assertQuiet(page);
      await page.context().close();
    });
  }

  fault('the browser\'s translator at work: page view, and the check goes on although every word is wrapped and changed', async () => {
    const page = await open({ view: 'drawn' });
    await click(page, ui.start);
    await page.evaluate(() => {
      const translate = () => {
        const walker = document.createTreeWalker(document.getElementById('nl-app'), NodeFilter.SHOW_TEXT);
        const texts = [];
        for (let node = walker.nextNode(); node; node = walker.nextNode()) if (node.data.trim() && !node.parentElement.closest('font')) texts.push(node);
        for (const text of texts) {
          const [outer, inner] = [document.createElement('font'), document.createElement('font')];
          inner.textContent = `xx ${text.data}`;
          outer.append(inner);
          text.replaceWith(outer);
        }
      };
      document.documentElement.classList.add('translated-ltr');
      translate();
      new MutationObserver(translate).observe(document.getElementById('nl-app'), { childList: true, subtree: true, characterData: true });
    });
    await viewIs(page, 'page');
    await walk(page, calm);
    assert.equal(await urgencyNow(page), 'self-care');
    const words = await page.locator('main').textContent();
    assert.ok(!words.includes('xx xx'), 'what was translated once is not mixed with what came after');
    await assertQuiet(page);
    await page.context().close();
  });

  rarely('a phone twenty times slower: the check works, and no answer is lost', async () => {
    const page = await open({ view: 'page' });
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 20 });
    await click(page, ui.start);
    await page.locator('[data-question="s-now"] .choice[data-alone], [data-question="s-now"] input[value=none]').first().click();
    await page.waitForFunction(() => document.querySelector('[data-question]')?.getAttribute('data-question') !== 's-now', null, { timeout: 20_000 });
    await walk(page, calm, 's-age');
    await onToTheEnd(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await assertQuiet(page);
    await page.context().close();
  });

  const seconds = 60;
  rarely(`${seconds} seconds in the background, frozen: it is where it was`, async () => {
    // Playwright holds every page in the foreground, where nothing is frozen.
    const { default: puppeteer } = await import('puppeteer-core');
    const browser = await puppeteer.launch({ executablePath: CHROMIUM, args: SWITCHES, defaultViewport: PHONE });
    try {
      const page = await (await browser.createBrowserContext()).newPage();  // a private window: no offer to install on the console
      const faults = [];
      listen(page, (message) => faults.push(message.text()));
      page.on('pageerror', (error) => faults.push(error.message));
      await page.goto(`${site.address}?view=drawn`);
      await page.waitForSelector('html[data-nightlegs=ready][data-view=drawn]');
      await page.click('[data-action=start]');
      await walk(page, calm, 's-age');
      await page.evaluate(() => {
        window.heard = [];
        for (const name of ['freeze', 'resume']) document.addEventListener(name, () => window.heard.push(name));
        document.addEventListener('visibilitychange', () => window.heard.push(document.visibilityState));
      });
      const session = await page.createCDPSession();
      await session.send('Page.setWebLifecycleState', { state: 'frozen' });
      await new Promise((go) => { setTimeout(go, seconds * 1000); });
      await session.send('Page.setWebLifecycleState', { state: 'active' });
      const { windowId } = await session.send('Browser.getWindowForTarget');
      for (const windowState of ['minimized', 'normal']) await session.send('Browser.setWindowBounds', { windowId, bounds: { windowState } });
      await page.waitForFunction(() => document.visibilityState === 'visible');
      assert.deepEqual(await page.evaluate(() => window.heard), ['hidden', 'freeze', 'resume', 'visible']);
      await onToTheEnd(page);
      assert.equal(await page.evaluate(() => document.documentElement.dataset.view), 'drawn');
      assert.deepEqual(faults, []);
    } finally {
      await browser.close();
    }
  });

  rarely('a browser without service workers: everything works, and nothing is promised about the cellar', async () => {
    const page = await open({ view: 'page', offline: true, context: { serviceWorkers: 'block' } });
    await page.waitForTimeout(1500);
    assert.ok(!await says(page, ui.offline));
    await halfway(page);
    await onToTheEnd(page);
    await page.context().close();
  });
});

describe('a signal that goes', { skip: whyNot }, () => {
  fault('in the middle of the first load: emergency signs and why, and all is well when it is back', async () => {
    const browser = await openBrowser();
    const host = await openHost(siteFiles());
    try {
      host.breakIt(/^(nightlegs-.*wasm|nightlegs_plain.*|content.*)$/, 'stalling');
      const page = await openPage({ browser, address: host.address }, { view: 'page', wait: false });
      await host.down();
      await page.locator('html[data-nightlegs=failed]').waitFor({ state: 'attached', timeout: 60_000 });
      assert.ok(await page.getByRole('heading', { name: 'The check could not run' }).isVisible());
      assert.ok(await page.locator('main').getByText(emergency_signs[0]).isVisible());
      assert.deepEqual(page.nightlegs.faults.filter((one) => /^error/.test(one)), []);
      host.mend();
      await host.up();
      await page.getByRole('button', { name: 'Try again' }).click();  // asks for the script, and only then loads anew: "failed" stands until then
      await page.locator('html[data-nightlegs=ready]').waitFor({ state: 'attached', timeout: 30_000 });
      await page.context().close();
    } finally {
      await browser.close();
      await host.close();
    }
  });
});
