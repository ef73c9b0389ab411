// looks.test.mjs - what the eye gets, read from the pixels: contrast as drawn, sharpness at every density, no flash, little motion.
// With NIGHTLEGS_PICTURES=1 (./test --pictures) also a gallery of every screen x view x theme x width: build/pictures/index.html.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { kMovingTime } from '../../shell/pace.js';
import { assertQuiet, DESKTOP, openPage, openSite, PHONE, press, whyNot } from '../support/browser.mjs';
import { ROOT } from '../support/cli.mjs';
import { differences, drawn, ground_and_ink, look, showView, tour, walk } from '../support/faces.mjs';
import { luminance, readPng } from '../support/png.mjs';

const FULL = process.env.NIGHTLEGS_FULL === '1';
const PICTURES = process.env.NIGHTLEGS_PICTURES === '1';
const THEMES = ['dark', 'light', 'night'];
const paths = JSON.parse(readFileSync(`${ROOT}tests/journeys/paths.json`, 'utf8'));
const { type } = JSON.parse(readFileSync(`${ROOT}assets/theme.json`, 'utf8'));
const quiet = { reducedMotion: 'reduce' };

/** How light the lightest large part of a picture is: of a grid of spots, the share that is nearly white. */
function whiteness(shot) {
  let white = 0, all = 0;
  for (let y = 4; y < shot.height; y += 16) for (let x = 4; x < shot.width; x += 16, ++all) white += luminance(shot.at(x, y)) > 0.7;
  return white / all;
}

/** Every frame that the browser shows while `act` runs. */
async function filmed(page, act) {
  const session = await page.context().newCDPSession(page);
  const frames = [];
  session.on('Page.screencastFrame', ({ data, sessionId }) => {
    frames.push(Buffer.from(data, 'base64'));
    session.send('Page.screencastFrameAck', { sessionId }).catch(() => {});
  });
  await session.send('Page.startScreencast', { format: 'png', everyNthFrame: 1 });
  await act();
  await page.waitForTimeout(300);
  await session.send('Page.stopScreencast');
  await session.detach();
  return frames.map(readPng);
}

describe('what the eye gets', { skip: whyNot }, () => {
  let site;
  before(async () => { site = await openSite(); });
  after(() => site?.close());

  for (const theme of THEMES) {
    test(`${theme}: each text of the drawn view has its contrast in the very pixels`, async () => {
      const density = 2;
      const page = await openPage(site, { view: 'drawn', search: `theme=${theme}`, context: { ...quiet, deviceScaleFactor: density } });
      let measured = 0;
      for (const action of ['', 'start', 'next']) {
        if (action) await page.evaluate((name) => document.querySelector(`[data-action=${name}]`).click(), action);
        await page.evaluate(() => { document.activeElement?.blur(); scrollTo(0, 0); });
        await drawn(page);
        const seen = await look(page);
        const shot = readPng(await page.screenshot());
        const floor = seen.find(({ id }) => id === 'nl-footer')?.y || PHONE.height;
        for (const { id, words, lines, x, y, w, h } of seen) {
          if (!lines.length || y < 0 || y + h > floor) continue;
          const found = ground_and_ink(shot, { x, y, w, h }, density);
          const large = h / lines.length >= type.title.size;
          assert.ok(found.contrast >= (large ? 3 : 4.5), `"${words}" (${id}) is drawn ${found.ink} on ${found.ground}: ${found.contrast.toFixed(2)}:1`);
          ++measured;
        }
      }
      assert.ok(measured >= 20, `${measured} texts were measured`);
      await assertQuiet(page);
      await page.context().close();
    });
  }

  test('the picture has a pixel for each of the screen, whatever its density', async () => {
    for (const density of FULL ? [1, 1.5, 2, 3] : [1.5, 3]) {
      const page = await openPage(site, { view: 'drawn', context: { deviceScaleFactor: density } });
      const sizes = await page.evaluate(() => { const { width, height } = document.getElementById('nl-stage'); return [width, height]; });
      assert.deepEqual(sizes, [PHONE.width, PHONE.height].map((side) => Math.round(side * density)), `at ${density}`);
      await page.context().close();
    }
  });

  for (const view of ['page', 'drawn']) {
    test(`${view} view: from 300 to 1600 px wide, at 400 % zoom and with letters twice as large, nothing goes over the edge or under the bar`, async () => {
      const page = await openPage(site, { view, search: 'theme=dark', context: quiet });
      const session = await page.context().newCDPSession(page);
      const room = () => page.evaluate(() => {
        const footer = document.getElementById('nl-footer');
        const bar = footer && !footer.hidden ? Math.max(0, innerHeight - Math.max(0, footer.getBoundingClientRect().top)) : 0;
        const wide = document.documentElement.clientWidth;
        const over = [...document.querySelectorAll('#nl-app :is(p, h1, h2, h3, li, button, label, summary)')].filter((element) => {
          const { left, right, width } = element.getBoundingClientRect();
          return width > 1 && !element.closest('.heard') && (left < -1 || right > wide + 1);
        }).map((element) => element.id || element.textContent.slice(0, 30));
        return { bar: bar / innerHeight, sideways: document.documentElement.scrollWidth - wide, over };
      });
      const stops = [
        ['start', async () => {}],
        ['a question', async () => { await page.evaluate(() => document.querySelector('[data-action=start]').click()); }],
        ['the body map', async () => walk(page, paths.find(({ name }) => name.includes('heavy legs by evening')).answers, 'p-zones')],
        ['the result', async () => walk(page, paths.find(({ name }) => name.includes('heavy legs by evening')).answers)],
      ];
      for (const [name, go] of stops) {
        await go();
        for (const { width, height, letters } of [{ width: 300, height: 600 }, { width: 320, height: 256 }, { width: 768, height: 1024 }, { width: 1600, height: 900 }, { ...PHONE, letters: 32 }]) {
          await page.setViewportSize({ width, height });
          await session.send('Page.setFontSizes', { fontSizes: { standard: letters ?? 16 } });
          await page.evaluate(() => { document.activeElement?.blur(); scrollTo(0, 0); });
          await drawn(page);
          await drawn(page);
          const { bar, sideways, over } = await room();
          const where = `${name}, ${width} x ${height}${letters ? ', letters twice as large' : ''}`;
          assert.equal(await page.evaluate(() => document.documentElement.dataset.view), view, where);
          assert.ok(sideways <= 0, `${where}: ${sideways} px to scroll sideways`);
          assert.deepEqual(over, [], where);
          assert.ok(bar <= 0.4, `${where}: the bar takes ${Math.round(100 * bar)} % of the window`);
        }
      }
      await assertQuiet(page);
      await page.context().close();
    });
  }

  for (const [name, search, colorScheme] of [['the system is dark', '', 'dark'], ['night is asked for', 'theme=night', 'light']].slice(FULL ? 0 : 1)) {
    test(`no flash of white when ${name}: at the start, at another size, in another view`, async () => {
      const page = await openPage(site, { search, context: { colorScheme } });
      const film = {
        start: await filmed(page, async () => { await page.reload(); await page.locator('html[data-nightlegs=ready]').waitFor({ state: 'attached' }); }),
        size: await filmed(page, async () => { await page.setViewportSize({ width: 700, height: 900 }); await drawn(page); await page.setViewportSize(PHONE); await drawn(page); }),
        view: await filmed(page, async () => { await showView(page, 'page'); await showView(page, 'drawn'); }),
      };
      for (const [when, frames] of Object.entries(film)) {
        assert.ok(frames.length > 0, `something was filmed: ${when}`);
        for (const frame of frames) assert.ok(whiteness(frame) < 0.1, `${when}: ${Math.round(100 * whiteness(frame))} % of a frame is white`);
      }
      await assertQuiet(page);
      await page.context().close();
    });
  }

  test('nothing moves for 200 ms or longer, and nothing at all for who wishes less motion', async () => {
    assert.ok(kMovingTime < 200);
    for (const reducedMotion of ['no-preference', 'reduce']) {
      const page = await openPage(site, { view: 'page', context: { reducedMotion } });
      await press(page, 'start');
      const longest = await page.evaluate(() => Math.max(...[...document.querySelectorAll('*')].flatMap((element) => ['', '::before', '::after'].flatMap((part) => {
        const { transitionDuration, animationDuration } = getComputedStyle(element, part || undefined);
        return `${transitionDuration}, ${animationDuration}`.split(', ').map((time) => parseFloat(time) * (time.endsWith('ms') ? 1 : 1000));
      }))));
      assert.ok(reducedMotion === 'reduce' ? longest === 0 : longest > 0 && longest < 200, `${longest} ms with ${reducedMotion}`);
      await assertQuiet(page);
      await page.context().close();
    }
  });

  for (const view of FULL ? ['page', 'drawn'] : ['drawn']) {
    test(`${view} view: a stretch that was paused, or is out of sight, draws nothing`, async () => {
      const page = await openPage(site, { search: `start=cramp&view=${view}`, beforeLoad: () => {
        window.asked = 0;
        const ask = window.requestAnimationFrame.bind(window);
        window.requestAnimationFrame = (call) => ask((time) => { ++window.asked; call(time); });
      } });
      await page.evaluate(() => document.querySelector('#nl-main [data-action=cramp]').click());
      const asked = () => page.evaluate(() => window.asked);
      // At rest for longer than the timer's second; what the page found out while it arrived may still draw once.
      const idle = async (what) => {
        for (let tries = 0; tries < 3; ++tries) {
          const now = await asked();
          await page.waitForTimeout(1300);
          if (await asked() === now) return;
        }
        assert.fail(`${what}, it goes on drawing`);
      };
      await page.evaluate(() => {
        Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
        Object.defineProperty(document, 'hidden', { value: true, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      });
      await idle('out of sight');
      await page.evaluate(() => {
        delete document.visibilityState;
        delete document.hidden;
        document.dispatchEvent(new Event('visibilitychange'));
        document.querySelector('[data-action=pause]').click();
      });
      await idle('paused');
      await assertQuiet(page);
      await page.context().close();
    });
  }

  test('the gallery: every screen in each view, theme and width, beside each other', { skip: PICTURES ? false : 'only with ./test --pictures' }, async () => {
    const folder = `${ROOT}build/pictures`;
    mkdirSync(folder, { recursive: true });
    const rows = new Map();
    const apart = [];
    for (const theme of THEMES) {
      for (const { width, height } of [PHONE, DESKTOP]) {
        const open = async (search) => {
          const page = await openPage(site, { view: 'page', search: [`theme=${theme}`, search].filter(Boolean).join('&'), context: { viewport: { width, height }, ...quiet } });
          await page.clock.setFixedTime(new Date());  // both pictures of a sheet are of the same minute
          return page;
        };
        await tour(open, async (page, name) => {
          const seen = {};
          for (const view of ['page', 'drawn']) {
            await showView(page, view);
            // All of it, as on a very tall screen.
            await page.setViewportSize({ width, height: Math.max(height, Math.min(6000, await page.evaluate(() => document.documentElement.scrollHeight))) });
            await drawn(page);
            await drawn(page);
            seen[view] = await look(page);
            const file = `${name}-${theme}-${width}-${view}.png`;
            await page.screenshot({ path: `${folder}/${file}` });
            rows.set(name, [...(rows.get(name) ?? []), { file, told: `${view}, ${theme}, ${width} px` }]);
            await page.setViewportSize({ width, height });
          }
          const found = name === 'sources' ? [] : differences(seen.page, seen.drawn, 8);
          if (found.length) apart.push(`${name}, ${theme}, ${width} px: ${found.slice(0, 3).join('; ')}`);
          await showView(page, 'page');
        });
      }
    }
    const figure = ({ file, told }) => `<figure><a href="${file}"><img src="${file}" alt="${told}" loading="lazy"></a><figcaption>${told}</figcaption></figure>`;
    writeFileSync(`${folder}/index.html`, `<!doctype html><html lang="en"><meta charset="utf-8"><title>Nightlegs: every screen</title>
<style>body{margin:1rem;background:#333;color:#eee;font:1rem sans-serif}div{display:flex;flex-wrap:wrap;gap:1rem;align-items:start}figure{margin:0}img{display:block;max-width:20rem;max-height:60rem}</style>
${[...rows].map(([name, pictures]) => `<h2>${name}</h2><div>${pictures.map(figure).join('')}</div>`).join('\n')}\n</html>\n`);
    assert.deepEqual(apart, [], 'views that are more than 8 px apart');
  });
});
