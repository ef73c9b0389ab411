// hosts.test.mjs - Nightlegs in other people's pages, in Chromium: every way to embed it, and hosts that do all they can to break it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { answerJourney, listen, openSite, PHONE, press, whyNot } from '../support/browser.mjs';
import { ROOT } from '../support/cli.mjs';
import { openHost as openVersion } from '../support/host.mjs';
import { HOSTILE, serveHosts } from '../support/hosts.mjs';
import { otherVersion, siteFiles } from '../support/versions.mjs';

const FULL = Boolean(process.env.NIGHTLEGS_FULL);
const paths = JSON.parse(readFileSync(`${ROOT}tests/journeys/paths.json`, 'utf8'));
const journeyOf = (part) => paths.find(({ name }) => name.includes(part));
/** One a day, each kind of ending in a full run. */
const JOURNEYS = (FULL ? ['restless legs every night', 'numb between the legs', 'one swollen calf after a long trip', 'tired legs after new exercise']
  : ['numb between the legs']).map(journeyOf);

/** Playwright turns storage partitioning off; the last switch of this name wins and brings the browser's own ways back. */
const REAL_STORAGE = '--disable-features=Translate';

/** The frame of the check, once it is ready. */
async function frameOf(page, site, index = 0) {
  const end = Date.now() + 60_000;
  for (;;) {
    const frame = page.frames().filter((one) => one.url().startsWith(site.address))[index];
    if (frame && await frame.evaluate(() => document.documentElement.dataset.nightlegs).catch(() => '') === 'ready') return frame;
    assert.ok(Date.now() < end, `no frame ${index} of ${site.address} is ready: ${page.frames().map((one) => one.url()).join(', ')}`);
    await page.waitForTimeout(50);
  }
}

/** Waits until no height was told for a while. */
async function settled(page, quiet = 500) {
  let before = -1;
  for (;;) {
    const now = await page.evaluate(() => window.heard.filter(({ type }) => type === 'height').length);
    if (now === before) return;
    before = now;
    await page.waitForTimeout(quiet);
  }
}

/** Most heights in any one second. */
const mostInASecond = (times) => Math.max(0, ...times.map((at) => times.filter((other) => other >= at && other < at + 1000).length));

const heights = (page) => page.evaluate(() => window.heard.filter(({ type }) => type === 'height').map(({ at }) => at));

async function openHost(site, address, { viewport = PHONE } = {}) {
  const context = await site.browser.newContext({ viewport, locale: 'en-GB' });
  const page = await context.newPage();
  page.faults = [];
  listen(page, (message) => page.faults.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => page.faults.push(`error: ${error.message}`));
  await page.goto(address);
  return page;
}

/** Walks a journey in the frame, and holds after every step that the heights were few and that the frame fits. */
async function walk(page, frame, journey, { follows = true, inside = page } = {}) {
  let before = (await heights(inside)).length;
  const most = [];
  await frame.locator('[data-action=start]').first().click();
  const { urgency } = await answerJourney(frame, journey.answers, {
    onScreen: async () => {
      if (!follows) return;
      await settled(inside, 150);
      const now = (await heights(inside)).length;
      most.push(now - before);
      before = now;
      const [needs, has] = await frame.evaluate(() => [document.documentElement.scrollHeight, innerHeight]);
      assert.ok(needs <= has, `the frame is ${has} px high and holds ${needs}`);
    },
  });
  assert.equal(urgency, journey.expect.urgency);
  if (follows) {
    assert.ok(Math.max(...most) <= 3, `at most 3 heights a step; here ${most.join(' ')}`);
    const rate = mostInASecond(await heights(inside));
    assert.ok(rate <= 10, `at most 10 heights a second; here ${rate}`);
  }
}

/** Nothing that an answer or a result could be read from. */
async function assertDiscreet(page) {
  const heard = await page.evaluate(() => window.heard);
  for (const { source, version, type, at, origin, ...rest } of heard) {
    const allowed = { ready: [], height: ['height'], step: ['step', 'steps'], finished: [], refused: ['why'] }[type];
    assert.ok(allowed, `a message of type "${type}"`);
    assert.deepEqual(Object.keys(rest), allowed);
    assert.ok(type === 'refused' || Object.values(rest).every(Number.isInteger), JSON.stringify(rest));
  }
}

for (const [mode, args] of [['with storage refused to frames of other sites', []], ['with storage kept apart by site', [REAL_STORAGE]]]) {
  describe(`embedded in Chromium ${mode}`, { skip: whyNot, timeout: 900_000 }, () => {
    let site, second, hosts;
    before(async () => {
      site = await openSite({ args, scrollBars: true });
      // Really another version: not one file of it has the same bytes.
      const files = otherVersion(siteFiles(), 'second');
      files.set('embed.js', Buffer.concat([files.get('embed.js'), Buffer.from('\n//second')]));
      second = await openVersion(files);
      hosts = await serveHosts(site.address, { second: second.address });
    });
    after(async () => {
      await site?.close();
      await hosts?.close();
      await second?.close();
    });

    const KIND = {
      'on the same site': () => `${hosts.near}plain`,
      'on another site': () => `${hosts.far}plain`,
      'in a sandbox with scripts only': () => `${hosts.far}sandbox-scripts`,
      'in a sandbox that keeps its origin': () => `${hosts.far}sandbox-same-origin`,
      'on a page with a strict policy, Trusted Types and no inline styles': () => `${hosts.far}strict`,
      'on an isolated page': () => `${hosts.far}isolated`,
    };
    // With storage refused, only what can depend on it; the others differ most from a page of our own.
    const names = !args.length ? ['on another site'] : FULL ? Object.keys(KIND)
      : ['in a sandbox with scripts only', 'on a page with a strict policy, Trusted Types and no inline styles'];
    for (const name of names) {
      for (const journey of JOURNEYS) {
        test(`${name}: ${journey.name}`, async () => {
          const page = await openHost(site, KIND[name]());
          const frame = await frameOf(page, site);
          await walk(page, frame, journey);
          assert.deepEqual(page.faults, []);
          assert.deepEqual(await page.evaluate(() => window.breaches), []);
          if (name.includes('isolated')) assert.ok(await page.evaluate(() => crossOriginIsolated));
          await assertDiscreet(page);
          const told = await page.evaluate(() => window.told.map(({ type }) => type));
          assert.equal(told.filter((type) => type === 'ready').length, 1);
          assert.equal(told.filter((type) => type === 'finished').length, 1);
          assert.ok(told.filter((type) => type === 'step').length > 3);
          await page.context().close();
        });
      }
    }
    if (!args.length) {
      test('the frame of another site is really refused storage here', async () => {
        const page = await openHost(site, `${hosts.far}plain`);
        const frame = await frameOf(page, site);
        assert.equal(await frame.evaluate(() => { try { return typeof localStorage; } catch (error) { return error.name; } }), 'SecurityError');
        await page.context().close();
      });
      return;
    }

    test('nested twice, with another site between', async () => {
      const page = await openHost(site, `${hosts.far}nested`);
      const frame = await frameOf(page, site);
      await walk(page, frame, JOURNEYS[0], { inside: page.frames().find((one) => one.url() === `${hosts.near}plain`) });
      assert.deepEqual(page.faults, []);
      await page.context().close();
    });

    test('a bare iframe scrolls by itself, and its content is as wide with its scroll bar as without', async () => {
      const page = await openHost(site, `${hosts.far}bare`);
      const frame = await frameOf(page, site);
      const measure = async (height) => {
        await page.evaluate((to) => { document.querySelector('iframe').style.height = `${to}px`; }, height);
        await page.waitForTimeout(400);
        return frame.evaluate(() => document.documentElement.clientWidth);
      };
      assert.equal(await measure(200), await measure(4000));
      await measure(600);
      await walk(page, frame, JOURNEYS[0], { follows: false });
      assert.equal(await frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
      await page.context().close();
    });

    for (const view of ['page', 'drawn']) {
      test(`${view} view: the height that is told does not depend on the frame's own`, async () => {
        const page = await openHost(site, `${hosts.far}bare`);
        await page.evaluate((to) => { document.querySelector('iframe').src = to; }, `${site.address}?view=${view}&start=check`);
        await page.waitForTimeout(300);
        await frameOf(page, site);
        const last = async (height) => {
          await page.evaluate((to) => { document.querySelector('iframe').style.height = `${to}px`; }, height);
          await settled(page, 300);
          return page.evaluate(() => window.heard.filter(({ type }) => type === 'height').at(-1).height);
        };
        const told = [];
        for (const height of [50, 300, 479, 480, 481, 900, 5000]) told.push(await last(height));
        assert.equal(new Set(told).size, 1, `told ${told.join(', ')}`);
        await page.context().close();
      });
    }

    test('it loads only when it comes near, and not before', async () => {
      const page = await openHost(site, `${hosts.far}lazy`);
      await page.waitForTimeout(700);
      assert.equal(page.frames().length, 2, 'the frame is there, so that nothing jumps');
      assert.equal(page.frames()[1].url(), 'about:blank');
      await page.evaluate(() => scrollTo(0, 5000));
      await frameOf(page, site);
      await page.context().close();
    });

    test('the beginning comes into sight when a step was made far below it, and nothing moves when it is in sight', async () => {
      const page = await openHost(site, `${hosts.far}plain`, { viewport: { width: 390, height: 500 } });
      const frame = await frameOf(page, site);
      await settled(page);
      await frame.locator('[data-action=start]').first().click();
      await settled(page);
      const top = () => page.evaluate(() => document.querySelector('night-legs').getBoundingClientRect().top);
      const next = async () => {
        // Not by a key or a finger of the driver, which would first bring the button into sight.
        await frame.evaluate(() => document.querySelector('[data-action=next]').click());
        await page.waitForTimeout(300);
      };
      await page.evaluate(() => document.querySelector('night-legs').scrollIntoView({ block: 'end' }));
      assert.ok(await top() < -100);
      await next();
      assert.ok(await top() >= -1, `what is missing is told at the beginning, which is at ${await top()}`);
      await page.evaluate(() => scrollTo(0, document.querySelector('night-legs').offsetTop - 40));
      const before = await top();
      await next();
      assert.equal(await top(), before);
      await page.context().close();
    });

    test('Tab goes from the link before it, through the check, to the link after it', async () => {
      const page = await openHost(site, `${hosts.far}plain`);
      const frame = await frameOf(page, site);
      await page.locator('p a').first().focus();
      await page.keyboard.press('Tab');
      await page.waitForFunction(() => document.activeElement?.localName === 'night-legs');
      const controls = await frame.locator('button:visible, select:visible, summary:visible, a:visible').count();
      const met = new Set();
      for (let i = 0; i < controls + 3; ++i) {
        if (await page.evaluate(() => document.activeElement?.id === 'after')) break;
        met.add(await frame.evaluate(() => document.activeElement?.id));
        await page.keyboard.press('Tab');
      }
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'after');
      assert.ok(met.has('start') && met.size >= 4, [...met].join(' '));
      await page.context().close();
    });

    test('the frame has a title, the address holds only what was asked for, and the page has one more name: the element', async () => {
      const page = await openHost(site, `${hosts.far}plain`);
      await frameOf(page, site);
      const { title, source, names } = await page.evaluate(async () => {
        const frame = document.querySelector('night-legs').shadowRoot.querySelector('iframe');
        const empty = document.createElement('iframe');
        document.body.append(empty);
        const usual = new Set(Object.getOwnPropertyNames(empty.contentWindow));
        return {
          title: frame.title, source: frame.src,
          names: Object.getOwnPropertyNames(window).filter((name) => !usual.has(name) && !/^\d+$/.test(name)),
        };
      });
      assert.match(title, /^Nightlegs: /);
      assert.equal(source, `${site.address}?lang=en`);
      assert.deepEqual(names.filter((name) => !['heard', 'told', 'breaches', 'after'].includes(name)), []);
      await page.context().close();
    });

    test('what stands inside the element is shown when nothing answers', async () => {
      const page = await openHost(site, `${hosts.far}plain`);
      await page.clock.install();
      await page.route('**/boot-*.js', (route) => route.abort());
      await page.reload();
      await page.waitForTimeout(500);
      const link = page.getByRole('link', { name: 'Nightlegs on a page of its own' });
      assert.equal(await link.isVisible(), false);
      await page.clock.fastForward(16_000);
      await link.waitFor({ state: 'visible', timeout: 5000 });
      await page.context().close();
    });

    // A few at a time: they mostly wait.
    describe('hostile hosts', { concurrency: 4 }, () => (FULL ? HOSTILE : ['no-size', 'shown-later', 'clipped', 'two-versions']).forEach((name) => {
      test(name, async () => {
        const page = await openHost(site, `${hosts.far}${name}`, { viewport: { width: 300, height: 640 } });
        await page.waitForTimeout(500);
        // Held away at first: then it is shown, and must be right.
        await page.evaluate(() => {
          document.getElementById('hold')?.removeAttribute('style');
          document.querySelector('night-legs').scrollIntoView();
        });
        await frameOf(page, site);
        // One after the other comes into sight: until then a browser lets most of a frame sleep.
        const elements = await page.locator('night-legs').count();
        for (let index = 1; index < elements; ++index) {
          await page.evaluate((at) => document.querySelectorAll('night-legs')[at].scrollIntoView(), index);
          await page.waitForTimeout(100);
          if (name !== 'two-versions') await frameOf(page, site, index);
        }
        await settled(page);
        const count = (await heights(page)).length;
        await page.waitForTimeout(1000);
        assert.equal((await heights(page)).length, count, 'it is still growing');
        assert.ok(mostInASecond(await heights(page)) <= 10 * (name === 'twenty' ? 20 : 3));
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(sideways <= 0, `the page scrolls ${sideways} px sideways`);
        for (const frame of page.frames().filter((one) => one.url().startsWith(site.address))) {
          const box = await frame.evaluate(() => {
            const html = document.documentElement;
            return { inside: innerWidth, high: innerHeight, wide: html.scrollWidth - html.clientWidth, low: html.scrollHeight - innerHeight };
          });
          assert.ok(box.inside >= 200, `the frame is ${box.inside} px wide`);
          assert.ok(box.high > 300, `and ${box.high} high`);
          assert.equal(box.wide, 0, 'nothing scrolls sideways inside');
          assert.ok(box.low <= 0, `${box.low} px are out of sight`);
        }
        if (name === 'two-versions') {
          const one = await frameOf(page, second);
          assert.deepEqual([await one.evaluate(() => document.documentElement.dataset.version), await (await frameOf(page, site)).evaluate(() => document.documentElement.dataset.version ?? 'first')], ['second', 'first']);
        }
        // A page may hold 16 pictures by WebGL: the oldest go over to the page view.
        assert.deepEqual(page.faults.filter((fault) => !(name === 'twenty' && /WebGL context/.test(fault))), []);
        await page.context().close();
      });
    }));
  });
}
