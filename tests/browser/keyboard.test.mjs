// keyboard.test.mjs - Chromium, both views, keys alone: where the focus goes, whether it can be seen, and whether two keys are
// enough. Walks whatever is on the screen; the ring is measured on the pixels of a screenshot.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { answerJourney, assertQuiet, openPage, openSite, whyNot } from '../support/browser.mjs';
import { apart, contrast, readPng } from '../support/png.mjs';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const words = read('../../assets/words/en.json');
const paths = read('../journeys/paths.json');
const answersOf = (part) => paths.find(({ name }) => name.includes(part)).answers;

/** What has the focus, and whether a person can see all of it. Runs in the page. */
function focusNow() {
  const element = document.activeElement;
  const card = element.closest('label.choice, label.answer') ?? element;
  const box = card.getBoundingClientRect();
  const footer = document.getElementById('nl-footer');
  const floor = footer && !footer.contains(element) && getComputedStyle(footer).position !== 'static' ? footer.getBoundingClientRect().top : innerHeight;
  return {
    tag: element.localName, id: element.id, role: element.getAttribute('data-role') ?? '', type: element.type ?? '',
    words: (element.textContent || element.getAttribute('aria-label') || document.getElementById(element.getAttribute('aria-labelledby')?.split(' ')[0])?.textContent || '').trim(),
    action: element.getAttribute('data-action') ?? '', value: element.value ?? '', checked: element.checked ?? false,
    question: element.closest('[data-question]')?.dataset.question ?? '', row: element.closest('[data-row]')?.dataset.row ?? '',
    box: [box.left, box.top, box.width, box.height],
    inSight: box.top >= -1 && (box.bottom <= floor + 1 || box.height > floor) && box.left >= -1 && box.right <= document.documentElement.clientWidth + 1,
  };
}
const focus = (page) => page.evaluate(focusNow);
const tab = async (page) => { await page.keyboard.press('Tab'); return focus(page); };

/** Presses Tab until something has the focus that fits; never past the end of the page twice. */
async function tabTo(page, fits, what) {
  for (let i = 0; i < 80; ++i) {
    const now = await tab(page);
    if (fits(now)) return now;
  }
  assert.fail(`Tab never comes to ${what} on "${await page.locator('h1').textContent()}"`);
}

/** How thick the ring around the focused control is on each side, in CSS px, and its least contrast to what was there before. */
async function ringOf(page) {
  const { box: [x, y, width, height] } = await focus(page);
  // Held still: a caret blinks, a transition runs.
  const shot = async () => readPng(await page.screenshot({ animations: 'disabled', caret: 'hide' }));
  const lit = await shot();
  await page.evaluate(() => { window.focusedNow = document.activeElement; document.activeElement.blur(); });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const dark = await shot();
  await page.evaluate(() => window.focusedNow.focus({ preventScroll: true, focusVisible: true }));
  const [middleX, middleY] = [Math.round(x + Math.min(width / 2, 60)), Math.round(y + height / 2)];
  let least = Infinity;
  // A line from 10 px outside to 3 px inside; one pixel counts when it changed for the eye.
  const side = (points) => points.filter(([px, py]) => {
    if (px < 0 || py < 0 || px >= lit.width || py >= lit.height) return false;
    const [now, then] = [lit.at(px, py), dark.at(px, py)];
    if (apart(now, then) < 48) return false;
    const ratio = contrast(now, then);
    if (ratio >= 3) least = Math.min(least, ratio);
    return ratio >= 3;
  }).length;
  const steps = Array.from({ length: 14 }, (_, i) => i - 3);
  const thick = {
    top: side(steps.map((d) => [middleX, Math.floor(y) - d])), bottom: side(steps.map((d) => [middleX, Math.ceil(y + height) - 1 + d])),
    left: side(steps.map((d) => [Math.floor(x) - d, middleY])), right: side(steps.map((d) => [Math.ceil(x + width) - 1 + d, middleY])),
  };
  // Between the ring and what lies below it there is a gap again, as there is between the ring and the control.
  const below = Math.ceil(y + height) + 5;
  const free = below + 1 >= lit.height || apart(lit.at(middleX, below), lit.at(middleX, below - 5)) < 24;
  return { thick, least, free };
}

describe('the keyboard', { skip: whyNot }, () => {
  let site;
  before(async () => { site = await openSite(); });
  after(() => site?.close());

  for (const view of ['page', 'drawn']) {
    test(`${view} view: the first Tab offers to skip to the question, and does so without touching the address`, async () => {
      const page = await openPage(site, { view });
      const address = page.url();
      const first = await tab(page);
      assert.equal(first.words, words.ui['skip-to-main']);
      assert.ok(first.inSight && first.box[3] >= 44, `it is seen, and can be hit: ${first.box}`);
      await page.keyboard.press('Enter');
      assert.equal((await focus(page)).tag, 'h1');
      assert.equal(page.url(), address);
      assert.equal((await tab(page)).action, 'start', 'from there on, Tab goes to the first control of the page itself');
      await assertQuiet(page);
      await page.context().close();
    });

    test(`${view} view: a screen reader calls no heading "clickable": nothing around it listens for clicks`, async () => {
      const page = await openPage(site, { view });
      const session = await page.context().newCDPSession(page);
      const around = await page.evaluate(() => {
        window.around = [];
        for (let each = document.querySelector('h1'); each; each = each.parentNode) window.around.push(each);
        window.around.push(window);
        return window.around.map(({ nodeName = 'window', id = '' }) => `${nodeName}#${id}`);
      });
      for (const [i, name] of around.entries()) {
        const { result } = await session.send('Runtime.evaluate', { expression: `window.around[${i}]` });
        const { listeners } = await session.send('DOMDebugger.getEventListeners', { objectId: result.objectId });
        assert.deepEqual(listeners.map(({ type }) => type).filter((type) => ['click', 'mousedown', 'mouseup', 'DOMActivate'].includes(type)), [], name);
      }
      await page.context().close();
    });

    test(`${view} view: each screen has a main part of its own, and a screen that stays keeps it: else its heading is not said`, async () => {
      const page = await openPage(site, { view });
      const press = async (action) => {
        await page.evaluate(() => { document.getElementById('nl-main').before_it = true; });
        await page.locator(`[data-action=${action}]`).first().press('Enter');
        await page.waitForFunction(() => document.activeElement.matches('h1'));
        return page.evaluate(() => Boolean(document.getElementById('nl-main').before_it));
      };
      assert.equal(await press('cramp'), false, 'another screen');
      assert.equal(await press('back'), false, 'and back');
      assert.equal(await press('start'), false, 'a question');
      await page.evaluate(() => { document.getElementById('nl-main').before_it = true; });
      await page.locator('[data-question] input').first().press('Space');
      await page.locator('[data-question] input:checked').waitFor();
      assert.ok(await page.evaluate(() => document.getElementById('nl-main').before_it), 'the same screen, with an answer');
      await assertQuiet(page);
      await page.context().close();
    });

    test(`${view} view: Tab and Enter alone lead from the start to the result`, async () => {
      const page = await openPage(site, { view });
      const answers = answersOf('one swollen calf after a long trip');
      await tabTo(page, ({ action }) => action === 'start', 'Start');
      await page.keyboard.press('Enter');
      for (let steps = 0; steps < 60; ++steps) {
        const question = await page.evaluate(() => document.querySelector('[data-question]')?.dataset.question ?? '');
        if (!question) break;
        assert.equal((await focus(page)).tag, 'h1', 'each step begins at its heading');
        const answer = answers[question];
        if (answer === undefined) {
          await tabTo(page, ({ action }) => action === 'skip', 'Leave this out');
        } else if (typeof answer === 'number') {
          await tabTo(page, ({ type }) => type === 'text', 'the number');
          await page.keyboard.type(String(answer));
          await tabTo(page, ({ action }) => action === 'next', 'Next');
        } else {
          for (const value of [answer].flat()) {
            const at = await tabTo(page, (now) => now.value === value && now.question === question, `"${value}"`);
            assert.ok(at.inSight, `"${value}" is in sight when it has the focus`);
            await page.keyboard.press('Enter');
            assert.ok((await focus(page)).checked, `Enter chose "${value}"`);
          }
          await tabTo(page, ({ action }) => action === 'next', 'Next');
        }
        await page.keyboard.press('Enter');
        await page.waitForFunction((before) => document.querySelector('[data-question]')?.dataset.question !== before, question, { timeout: 5000 });
      }
      assert.equal(await page.evaluate(() => document.querySelector('[data-urgency]')?.dataset.urgency), 'same-day');
      assert.equal((await focus(page)).tag, 'h1');
      await assertQuiet(page);
      await page.context().close();
    });

    test(`${view} view: arrow keys choose within a radio group, as the browser has it, and Tab leaves it for Next`, async () => {
      const page = await openPage(site, { view });
      await answerJourney(page, answersOf('one swollen calf after a long trip'), { until: 's-age' });
      await page.getByRole('radio').first().focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowDown');
      assert.ok(await page.getByRole('radio').nth(1).isChecked());
      await page.keyboard.press('ArrowUp');
      assert.ok(await page.getByRole('radio').first().isChecked());
      const order = [];
      for (let i = 0; i < 30 && order.at(-1) !== 'next'; ++i) {
        const now = await tab(page);
        order.push(now.action || now.type || now.tag);
      }
      assert.equal(order.at(-1), 'next');
      await page.keyboard.press('Shift+Tab');
      assert.equal((await focus(page)).action, 'back');
      await assertQuiet(page);
      await page.context().close();
    });

    test(`${view} view: what is missing takes the focus, is said once, and Tab goes on to the answers`, async () => {
      const page = await openPage(site, { view });
      await page.getByRole('button', { name: words.ui.start, exact: true }).press('Enter');
      await page.getByRole('button', { name: words.ui.next, exact: true }).press('Enter');
      const now = await focus(page);
      assert.equal(now.role, 'error');
      assert.equal(now.words, words.ui['fault-choose-some']);
      assert.ok(now.inSight);
      assert.equal((await tab(page)).type, 'checkbox');
      await assertQuiet(page);
      await page.context().close();
    });

    test(`${view} view: in every theme the ring round each kind of control is at least 3 px thick and 3:1, and never hidden`, async () => {
      for (const theme of ['dark', 'light', 'night']) {
        // A tab of its own for each: one that is loaded again goes on where it was.
        const page = await openPage(site, { view, search: `theme=${theme}`, context: { reducedMotion: 'reduce' } });
        const measured = new Set();
        const walkThrough = async () => {
          await page.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); });
          const seen = new Set();
          for (let i = 0; i < 60; ++i) {
            const now = await tab(page);
            if (now.tag === 'body' || seen.has(`${now.id} ${now.value} ${now.row}`)) break;
            seen.add(`${now.id} ${now.value} ${now.row}`);
            assert.ok(now.inSight, `${theme}: "${now.words}" is in sight when it has the focus: ${JSON.stringify(now)}`);
            const style = await page.evaluate(() => `${document.activeElement.dataset.style ?? ''} ${document.activeElement.closest('header, nav')?.id ?? ''}`);
            const kind = `${now.tag} ${now.type} ${style} ${now.row ? 'row' : ''}`;
            if (measured.has(kind)) continue;
            measured.add(kind);
            const { thick, least, free } = await ringOf(page);
            for (const [side, px] of Object.entries(thick)) assert.ok(px >= 3, `${theme}: ${side} of the ring round "${now.words}" (${kind}) is ${px} px of 3:1`);
            assert.ok(least >= 3);
            if (style.includes('nl-header')) assert.ok(free, `${theme}: the ring round "${now.words}" touches what is below it`);
          }
        };
        await walkThrough();
        await page.getByRole('button', { name: words.ui.start, exact: true }).press('Enter');
        await walkThrough();
        if (theme === 'dark') {
          await page.getByRole('checkbox', { name: words.answers.not_sure_rows, exact: true }).press('Space');
          await walkThrough();
        }
        assert.ok(measured.size >= 6, `${[...measured]}`);
        await assertQuiet(page);
        await page.context().close();
      }
    });
  }
});
