// wishes.test.mjs - the wishes of a person or their system: a narrow or much enlarged page, more contrast, text styles of their own.
// Where the drawn view can't follow, the page view takes over by itself.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertQuiet, openPage, openSite, PHONE, whyNot } from '../support/browser.mjs';
import { drawn, ground_and_ink, look, showView, tour } from '../support/faces.mjs';
import { readPng } from '../support/png.mjs';

const FULL = process.env.NIGHTLEGS_FULL === '1';

/** 1280 x 1024 px at 400 %. */
const ENLARGED = { viewport: { width: 320, height: 256 }, deviceScaleFactor: 1, reducedMotion: 'reduce' };
const quiet = { reducedMotion: 'reduce' };

/** WCAG 1.4.12, as a bookmark or an extension sets it. Runs in the page. */
function spaceOut() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
  document.adoptedStyleSheets = [sheet];
}

/** What is cut off, too wide, or too small to hit. Runs in the page. */
function faultsOfSize() {
  const told = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) told.push(`the page is ${scrollWidth} px wide`);
  const seen = (element) => element.getClientRects().length && !element.closest('.heard, [data-unplaced], [aria-hidden=true]');
  for (const element of document.querySelectorAll('#nl-app :is(h1, h2, h3, p, li, button, summary, label, .words, .help)')) {
    if (!seen(element)) continue;
    const { left, right, width, height } = element.getBoundingClientRect();
    if (left < -1 || right > clientWidth + 1) told.push(`"${element.textContent.slice(0, 40)}" leaves the page`);
    const page = document.documentElement.dataset.view === 'page';
    if (page && (element.scrollWidth > element.clientWidth + 3 && element.clientWidth || element.localName === 'button' && element.scrollHeight > element.clientHeight + 3)) told.push(`"${element.textContent.slice(0, 40)}" is cut off`);
    const target = element.matches('button, summary, label.choice, label.answer');
    if (target && (height < 43.5 || width < 43.5)) told.push(`"${element.textContent.slice(0, 40)}" is ${width} x ${height}`);
  }
  return told;
}

/** The buttons that go on: each in the bar at the bottom, and whatever else looks like the one to press. Runs in the page. */
const waysOn = () => [...document.querySelectorAll('#nl-footer button, #nl-app button[data-style=primary]')].map((button) => {
  const { left, top, right, bottom } = button.getBoundingClientRect();
  const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return { name: button.textContent.trim(), top, bottom, hit: button.contains(hit) };
});

describe('the wishes of a person', { skip: whyNot }, () => {
  let site;
  before(async () => { site = await openSite(); });
  after(() => site?.close());

  test('at 400 %, 320 px wide, every kind of screen of the drawn view fits its width, and every target is 44 px', { skip: FULL ? false : 'only with --full' }, async () => {
    await tour((search) => openPage(site, { view: 'drawn', search, context: ENLARGED }), async (page, name) => {
      await drawn(page);
      assert.deepEqual(await page.evaluate(faultsOfSize), [], name);
    });
  });

  test('and so does the page view, with WCAG text spacing on top, and nothing is cut off', async () => {
    await tour((search) => openPage(site, { view: 'page', search, context: ENLARGED }), async (page, name) => {
      await page.evaluate(spaceOut);
      assert.deepEqual(await page.evaluate(faultsOfSize), [], name);
    });
  });

  test('text spacing of one\'s own gets the page view by itself', async () => {
    const page = await openPage(site, { view: 'drawn' });
    await page.evaluate(spaceOut);
    await page.waitForFunction(() => document.documentElement.dataset.view === 'page');
    await page.locator('[data-action=start]').press('Enter');
    assert.equal(await page.evaluate(() => document.documentElement.dataset.view), 'page');
    await assertQuiet(page);
    await page.context().close();
  });

  test('so does a typeface of one\'s own', async () => {
    const page = await openPage(site, { view: 'drawn' });
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('* { font-family: "DejaVu Serif", serif !important }');
      document.adoptedStyleSheets = [sheet];
    });
    await page.waitForFunction(() => document.documentElement.dataset.view === 'page');
    await page.context().close();
  });

  test('so does a least size of letters in the browser\'s settings; a larger size of all letters is drawn', async () => {
    for (const [setting, view] of [['minimumFontSize=24', 'page'], ['defaultFontSize=24', 'drawn']]) {
      const other = await openSite({ args: [`--blink-settings=${setting}`] });
      try {
        const page = await openPage(other, { search: 'view=drawn' });
        assert.equal(await page.evaluate(() => document.documentElement.dataset.view), view, setting);
      } finally {
        await other.close();
      }
    }
  });

  test('who wishes more contrast has it in both views: nothing is dim, and edges are as strong as words', async () => {
    const page = await openPage(site, { view: 'drawn', search: 'theme=light', context: quiet });
    const contrast = async () => {
      await page.evaluate(() => { document.activeElement?.blur(); scrollTo(0, 0); });
      await drawn(page);
      const seen = (await look(page)).find(({ id, lines }) => id === 'lead' && lines.length);
      return ground_and_ink(readPng(await page.screenshot()), seen).contrast;
    };
    for (const view of ['drawn', 'page']) {
      await page.emulateMedia({ contrast: 'no-preference' });
      await showView(page, view);
      const usual = await contrast();
      await page.emulateMedia({ contrast: 'more' });
      await drawn(page);
      const more = await contrast();
      assert.ok(usual < 8 && more > 12, `${view} view: ${usual.toFixed(1)}:1, then ${more.toFixed(1)}:1`);
    }
    await assertQuiet(page);
    await page.context().close();
  });

  test('one hand is enough: on every kind of screen what goes on lies in the lower half of a phone, and nothing over it', { skip: FULL ? false : 'only with --full' }, async () => {
    let measured = 0;
    for (const view of ['page', 'drawn']) {
      await tour((search) => openPage(site, { view, search, context: quiet }), async (page, name) => {
        await drawn(page);
        const ways = await page.evaluate(waysOn);
        assert.ok(ways.length, `${name} has a way on`);
        // The start's two ways in come right after its first words, before the signs of an emergency: nobody should have to read past them.
        if (name === 'start') return;
        const far = ways.filter(({ top, bottom, hit }) => top < PHONE.height / 2 || bottom > PHONE.height || !hit);
        assert.deepEqual(far, [], `${name}, ${view} view`);
        measured += ways.length;
      });
    }
    assert.ok(measured > 60, `${measured} buttons were measured`);
  });
});
