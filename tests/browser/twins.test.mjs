// twins.test.mjs - the two views are one page: the same random walk through both, and at every step what Chromium tells a screen
// reader of them must be equal, line by line: roles, names, descriptions, states, order. Where the drawn view puts an element,
// its picture must be. Walks whatever is on the screen.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { assertQuiet, openPage, openSite, PHONE, whyNot } from '../support/browser.mjs';
import { colours_apart, differences, line_breaks, look, showView, tour, unroll } from '../support/faces.mjs';
import { apart, readPng } from '../support/png.mjs';
import { line, readTree } from '../support/tree.mjs';

const words = JSON.parse(readFileSync(new URL('../../assets/words/en.json', import.meta.url), 'utf8'));
const FULL = process.env.NIGHTLEGS_FULL === '1';
const SEEDS = FULL ? [1, 2, 3, 4, 5] : [1];
const STEPS = FULL ? 60 : 40;

/** The same numbers for the same seed. */
function random(seed) {
  let state = seed * 2654435761 >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor(state / 2 ** 32 * below);
  };
}

/** What can be done on the screen now: the id of each control. Runs in the page. */
const controls = () => [...document.querySelectorAll('#nl-app button[data-action], #nl-app input, #nl-app summary')].map((element) => ({
  id: element.id || element.closest('label')?.id || '', kind: element.type || element.localName, action: element.dataset.action ?? '', value: element.dataset.value ?? '', checked: Boolean(element.checked),
}));

/** Does it, as an assistive technology would. Runs in the page. */
function act({ id, kind }) {
  const found = document.getElementById(id);
  const target = found.localName === 'label' ? found.querySelector('input') : found;
  target.focus({ preventScroll: true });
  if (kind !== 'text') return target.click();
  target.value = '2';
  target.dispatchEvent(new Event('input', { bubbles: true }));
}

/** A walk must not leave the theme, start a clock, or touch what is kept on the device: each page keeps its own. */
const LEFT_ALONE = ['theme', 'clear', 'pause', 'run-cases', 'keep', 'erase', 'export', 'import', 'install', 'trace', 'update', 'device'];
const starts_a_clock = ({ action, value }) => action === 'cramp' && value;

/** One and the same time for both pages: a sheet tells the minute that it was made in. Runs in the page, before anything of ours. */
function stopTheClock() {
  const Real = Date;
  window.Date = class extends Real {
    constructor(...given) { super(...(given.length ? given : [Real.UTC(2026, 10, 24, 3, 12)])); }
  };
}

/** The tree as lines; the button that changes the view says another word in each. */
const told = async (page) => (await readTree(page)).map(line).filter((each) => !each.includes(`"${words.ui['to-page-view']}"`) && !each.includes(`"${words.ui['to-drawn-view']}"`));

describe('the two views', { skip: whyNot }, () => {
  let site;
  before(async () => { site = await openSite(); });
  after(() => site?.close());

  for (const seed of SEEDS) {
    test(`walk ${seed}: ${STEPS} random steps, and nothing differs in what a screen reader is told`, async () => {
      const next = random(seed);
      const pages = [await openPage(site, { view: 'page', beforeLoad: stopTheClock }), await openPage(site, { view: 'drawn', beforeLoad: stopTheClock })];
      const done = [];
      for (let step = 0; step < STEPS; ++step) {
        const [page, drawn] = await Promise.all(pages.map(told));
        assert.deepEqual(drawn, page, `after ${done.join(', ')}`);
        assert.ok(page.length > 3, 'something is told');
        const [ways, same] = (await Promise.all(pages.map((each) => each.evaluate(controls)))).map((all) => all.filter(({ action }) => action !== 'view'));
        assert.deepEqual(same, ways, 'the same can be done');
        const open = ways.filter(({ id, action, value, checked, kind }) => id && !LEFT_ALONE.includes(action) && !starts_a_clock({ action, value }) && !(kind === 'radio' && checked));
        const onward = open.filter(({ action }) => ['next', 'start', 'result', 'skip', 'review', 'cramp'].includes(action));
        // Every third step goes on, so that a walk comes somewhere.
        const from = step % 3 === 2 && onward.length ? onward : open;
        const chosen = from[next(from.length)];
        done.push(chosen.id);
        for (const each of pages) await each.evaluate(act, chosen);
      }
      for (const page of pages) {
        await assertQuiet(page);
        await page.context().close();
      }
    });
  }

  test('on every kind of screen the two views stand where the other does, within 6 px, break their lines at the same words, and have the same colours', async () => {
    const breaks = { measured: 0, same: 0 };
    let coloured = 0;
    const context = { reducedMotion: 'reduce' };
    await tour((search) => openPage(site, { view: 'page', search: ['theme=dark', search].filter(Boolean).join('&'), context }), async (page, name) => {
      await showView(page, 'page');
      await unroll(page, PHONE);
      const asPage = await look(page);
      const pageShot = readPng(await page.screenshot());
      await showView(page, 'drawn');
      const asPicture = await look(page);
      const pictureShot = readPng(await page.screenshot());
      const { measured, same, off } = line_breaks(asPage, asPicture, pictureShot);
      const colours = colours_apart(asPage, pageShot, asPicture, pictureShot);
      assert.deepEqual(colours.off, [], `colours on ${name}`);
      coloured += colours.measured;
      // Web addresses have no words: where they are broken is each view's own, and what comes after them moves.
      const own = name === 'sources' ? asPage.findIndex(({ id }) => id.endsWith('-url')) : asPage.length;
      assert.ok(own > 3, `something is seen on ${name}`);
      if (name === 'sources') asPage.length = asPicture.length = own;
      assert.deepEqual(differences(asPage, asPicture, 6), [], `on ${name}`);
      assert.deepEqual(name === 'sources' ? [] : off, [], `lines on ${name}`);
      breaks.measured += measured;
      breaks.same += same;
      await showView(page, 'page');
      await page.setViewportSize(PHONE);
    });
    assert.ok(coloured > 100, `the colours of ${coloured} texts were compared`);
    assert.ok(breaks.measured > 100 && breaks.same > 0.95 * breaks.measured, `${breaks.same} of ${breaks.measured} lines end at the very same word`);
  });

  /** How many buttons and answers of the picture that is shown were measured; each must lie where its element does. */
  async function assertOnPictures(page) {
    await page.evaluate(() => new Promise((done) => { document.activeElement.blur(); requestAnimationFrame(() => requestAnimationFrame(done)); }));
    const boxes = await page.evaluate(() => [...document.querySelectorAll('#nl-app .choice, #nl-app button[data-style=primary], #nl-app button[data-style=secondary]')]
      .map((element) => { const { left, top, right, bottom } = element.getBoundingClientRect(); return { id: element.id, inFooter: Boolean(element.closest('#nl-footer')), left, top, right, bottom }; }));
    const footer = await page.evaluate(() => document.getElementById('nl-footer').getBoundingClientRect().top || innerHeight);
    const shot = readPng(await page.screenshot());
    let measured = 0;
    for (const { id, inFooter, left, top, right, bottom } of boxes) {
      if (top < 60 || bottom > (inFooter ? shot.height : Math.min(footer, shot.height - 30)) - 4) continue;
      const [x, y] = [Math.round((left + right) / 2), Math.round((top + bottom) / 2)];
      // Where the colour changes on a line through the middle of each side, from outside in.
      const edge = (points) => points.findIndex(([px, py], i) => i > 0 && apart(shot.at(px, py), shot.at(...points[0])) > 12);
      const out = 5;
      const at = {
        left: edge(Array.from({ length: 12 }, (_, i) => [Math.round(left) - out + i, y])) - out,
        right: edge(Array.from({ length: 12 }, (_, i) => [Math.round(right) - 1 + out - i, y])) - out,
        top: edge(Array.from({ length: 12 }, (_, i) => [x, Math.round(top) - out + i])) - out,
        bottom: edge(Array.from({ length: 12 }, (_, i) => [x, Math.round(bottom) - 1 + out - i])) - out,
      };
      for (const [side, off] of Object.entries(at)) assert.ok(Math.abs(off) <= 1, `${side} of "${id}" is painted ${off} px off`);
      ++measured;
    }
    return measured;
  }

  test('in the drawn view each button and answer lies exactly where its picture is', async () => {
    const page = await openPage(site, { view: 'drawn', search: 'theme=dark', context: { reducedMotion: 'reduce' } });
    for (const action of ['', 'start']) {
      if (action) await page.evaluate((name) => document.querySelector(`[data-action=${name}]`).click(), action);
      assert.ok(await assertOnPictures(page) >= 2);
    }
    await assertQuiet(page);
    await page.context().close();
  });

  test('what a phone itself covers, a notch, round corners, its bar at the bottom: nothing lies under it in either view', async () => {
    const page = await openPage(site, { view: 'drawn', search: 'theme=dark', context: { reducedMotion: 'reduce' } });
    const session = await page.context().newCDPSession(page);
    await page.evaluate(() => document.querySelector('[data-action=start]').click());
    for (const [size, covered] of [[PHONE, { top: 59, bottom: 34, left: 0, right: 0 }], [{ width: 844, height: 390 }, { top: 0, bottom: 21, left: 59, right: 59 }],
      [{ width: 560, height: 500 }, { top: 59, bottom: 34, left: 44, right: 0 }], [PHONE, { top: 0, bottom: 0, left: 0, right: 0 }]]) {
      await session.send('Emulation.setSafeAreaInsetsOverride', { insets: covered });
      await page.setViewportSize(size);
      const seen = {};
      for (const view of ['page', 'drawn']) {
        await showView(page, view);
        seen[view] = await look(page);
        const footer = await page.evaluate(() => getComputedStyle(document.getElementById('nl-footer')).position.replace('sticky', 'fixed') === 'fixed');
        for (const { id, x, y, w, h } of seen[view].filter((one) => !one.id.startsWith('nl-'))) {
          assert.ok(x >= covered.left - 0.5 && x + w <= size.width - covered.right + 0.5, `${view}: "${id}" from ${x} to ${x + w} is beside what can be seen`);
          assert.ok(y >= covered.top - 0.5, `${view}: "${id}" begins ${y} px from the top`);
          if (footer && ['next', 'skip', 'back'].includes(id)) assert.ok(y + h <= size.height - covered.bottom + 0.5, `${view}: "${id}" ends at ${y + h}`);
        }
        await page.evaluate(() => scrollTo({ top: 1e6, behavior: 'instant' }));
        const last = await page.evaluate(() => Math.max(...[...document.querySelectorAll('#nl-footer button')].map((one) => one.getBoundingClientRect().bottom)));
        assert.ok(last <= size.height - covered.bottom + 0.5 && last > size.height - covered.bottom - 60, `${view}: at its end, the page's last button ends at ${last}`);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), size.width, `${view}: nothing to the side`);
      }
      // Half way down, with the picture against its elements.
      await page.evaluate(() => scrollTo({ top: 90, behavior: 'instant' }));
      assert.ok(await assertOnPictures(page) >= 2, `at ${size.width}`);
      assert.deepEqual(differences(seen.page, seen.drawn, 6), [], `at ${size.width}`);
    }
    await assertQuiet(page);
    await page.context().close();
  });
});
