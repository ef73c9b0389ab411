// faces.mjs - one tour of the screens for all tests of how they look, and the measure of how far two views of one screen are apart:
// the order of what can be seen, its words, where it lies, and where its lines break.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { apart, contrast } from './png.mjs';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const paths = read('../journeys/paths.json');
const answersOf = (part) => paths.find(({ name }) => name.includes(part)).answers;

/** Two frames: what was asked for is on the screen then. @param {import('playwright-core').Page} page */
export const drawn = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Presses something as a script can: at once. @param {import('playwright-core').Page} page @param {string} selector */
const click = (page, selector) => page.evaluate((which) => {
  const found = document.querySelector(which);
  if (!found) throw new Error(`no ${which} on "${document.querySelector('h1')?.textContent}"`);
  found.click();
}, selector);

/** Answers question after question, at once, until `until` is on the screen, or the result. @param {import('playwright-core').Page} page */
export async function walk(page, answers, until = '') {
  const stop = await page.evaluate(([given, last]) => {
    const find = (selector) => document.querySelector(selector);
    for (let steps = 0; steps < 80; ++steps) {
      const id = find('[data-question]')?.getAttribute('data-question') ?? '';
      if (last ? id === last : !id) return '';
      if (!id) return `the result came before ${last}`;
      const answer = given[id];
      if (typeof answer === 'number') {
        const box = find('[data-question] input');
        box.value = String(answer);
        box.dispatchEvent(new Event('input', { bubbles: true }));
      } else {
        const values = answer && typeof answer === 'object' && !Array.isArray(answer) ? ['none'] : [answer ?? []].flat();
        for (const value of values) {
          const input = find(`[data-question="${id}"] input[value="${value}"]`);
          if (!input) return `"${id}" offers no "${value}"`;
          if (!input.checked) input.click();
        }
      }
      (find('[data-action=next]') ?? find('[data-action=skip]')).click();
      if (find('[data-question]')?.getAttribute('data-question') === id) find('[data-action=skip]')?.click();
    }
    return 'no end after 80 questions';
  }, [answers, until]);
  assert.equal(stop, '');
}

/**
 * Screens by name, each with the way there from a fresh page. Those of one list follow each other.
 * @type {{search?: string, stops: [string, (page: import('playwright-core').Page) => Promise<unknown>][]}[]}
 */
const TOUR = [
  { stops: [
    ['start', async () => {}],
    ['question-many', async (page) => { await click(page, '[data-action=start]'); await click(page, '#nl-app input[value=breath-trouble-new]'); }],
    ['question-missing', async (page) => {
      await page.evaluate(() => { for (const input of document.querySelectorAll('[data-question] input:checked')) input.click(); });
      await click(page, '[data-action=next]');
    }],
    ['question-rows', async (page) => {
      await click(page, '[data-question] input[value=not-sure]');
      await page.evaluate(() => [...document.querySelectorAll('[data-row]')].slice(0, 3).forEach((row, i) => row.querySelectorAll('input')[i % 3].click()));
    }],
    ['how', async (page) => { await click(page, '[data-action=clear]'); await click(page, '[data-action=how]'); }],
    ['evidence', async (page) => click(page, '[data-action=evidence]')],
    ['sources', async (page) => { await click(page, '[data-action=back]'); await click(page, '[data-action=back]'); await click(page, '[data-action=sources]'); }],
  ] },
  { stops: [
    ['question-number', async (page) => { await click(page, '[data-action=start]'); await walk(page, answersOf('one swollen calf'), 's-calf-measure'); }],
    ['question-one', async (page) => { await walk(page, answersOf('one swollen calf'), 's-age'); await click(page, '[data-question] input'); }],
    ['question-map', async (page) => {
      await walk(page, answersOf('one swollen calf'), 'p-zones');
      await page.evaluate(() => { for (const id of ['z-calf:left', 'z-shin:right']) document.getElementById(`map:${id}`)?.click(); });
    }],
    ['question-list', async (page) => { await click(page, '#map-or-list'); }],
    ['result-same-day', async (page) => walk(page, answersOf('one swollen calf'))],
    ['sheet', async (page) => click(page, '[data-action=sheet]')],
  ] },
  { stops: [
    ['emergency', async (page) => { await click(page, '[data-action=start]'); await walk(page, answersOf('a swollen calf and trouble')); }],
    ['confirm', async (page) => {
      await click(page, '[data-action=back]');
      await click(page, '[data-question] input[value=none]');
      await click(page, '[data-action=next]');
    }],
  ] },
  { stops: [
    ['result', async (page) => { await click(page, '[data-action=start]'); await walk(page, answersOf('heavy legs by evening')); }],
    ['review', async (page) => click(page, '[data-action=review]')],
    ['action', async (page) => {
      await click(page, '[data-action=back]');
      await page.evaluate(() => document.querySelector('button.pictured[data-action=practice]').click());
    }],
    ['what-if', async (page) => { await click(page, '[data-action=back]'); await click(page, '[data-action=what-if]'); }],
    ['device', async (page) => { await click(page, '[data-action=back]'); await click(page, '[data-action=device]'); }],
    ['receipt', async (page) => click(page, '[data-action=witness]')],
    ['expired', async (page) => {
      await click(page, '[data-action=back]');
      await click(page, '[data-action=back]');
      await page.evaluate(() => {
        const Now = Date;
        globalThis.Date = class extends Now { constructor(...given) { super(...(given.length ? given : [Now.now() + 25 * 60 * 60 * 1000])); } };
        document.dispatchEvent(new Event('visibilitychange'));
      });
    }],
  ] },
  { search: 'start=cramp', stops: [
    ['cramp', async () => {}],
    ['stretch', async (page) => { await click(page, '#nl-main [data-action=cramp]'); await click(page, '[data-action=pause]'); }],
    ['eased', async (page) => click(page, '[data-action=easing]')],
    ['lasting', async (page) => { await click(page, '[data-action=cramp]'); await click(page, '[data-action=lasting]'); }],
  ] },
];

/**
 * Goes from screen to screen.
 * @param {(search: string) => Promise<import('playwright-core').Page>} open  a fresh page with this in its address
 * @param {(page: import('playwright-core').Page, name: string) => Promise<void>} onScreen
 */
export async function tour(open, onScreen) {
  for (const { search = '', stops } of TOUR) {
    const page = await open(search);
    for (const [name, go] of stops) {
      await go(page);
      await page.evaluate(() => { document.activeElement?.blur(); scrollTo(0, 0); });
      await onScreen(page, name);
    }
    await page.context().close();
  }
}

/** Shows this view of the very screen. @param {import('playwright-core').Page} page @param {'drawn' | 'page'} view */
export async function showView(page, view) {
  await page.evaluate((wanted) => {
    if (document.documentElement.dataset.view !== wanted) document.querySelector('[data-action=view]')?.click();
  }, view);
  await page.waitForFunction((wanted) => document.documentElement.dataset.view === wanted, view);  // the picture may still be on its way
  await page.evaluate(() => { document.activeElement?.blur(); scrollTo(0, 0); });
  await drawn(page);
}

/**
 * What can be seen, in order: id, words, rectangle; where words are broken into lines, those too. Runs in the page.
 * @returns {{id: string, role: string, words: string, x: number, y: number, w: number, h: number, lines: {x: number, end: number, top: number, words: string[]}[]}[]}
 */
export function lookInPage() {
  const footer = document.getElementById('nl-footer');
  const place = (element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { x: left, y: top + (footer?.contains(element) ? 0 : scrollY), w: width, h: height };
  };
  /** Each line with its words, as the browser broke them. */
  const lines_of = (element) => {
    const all = [];
    const range = document.createRange();
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        for (const { left, right, top, bottom } of range.getClientRects()) {  // more than one where a long word is broken
          const last = all.at(-1);
          const middle = (top + bottom) / 2 + scrollY;
          if (last && Math.abs(last.top - middle) < 4) {
            last.words.push(word);
            last.end = right;
            last.ends.push(right);
          } else {
            all.push({ x: left, end: right, top: middle, words: [word], ends: [right] });
          }
        }
      }
    }
    return all;
  };
  const seen = [];
  for (const element of document.querySelectorAll('#nl-app [id], #nl-app [data-role]')) {
    if (!element.id || element.closest('svg') || element.localName === 'option') continue;
    if (element.hasAttribute('data-unplaced') || element.closest('details:not([open])') && !element.closest('summary') && element.localName !== 'details') continue;
    const at = place(element);
    if (at.w < 2 || at.h < 2) continue;
    const plain = element.childElementCount === 0 && element.textContent.trim();
    seen.push({ id: element.id, role: element.dataset.role ?? element.localName, words: element.textContent.replace(/\s+/g, ' ').trim(), ...at, lines: plain ? lines_of(element) : [] });
  }
  return seen;
}

/** All of a screen at once, as on a very tall phone. @param {import('playwright-core').Page} page @param {{width: number, height: number}} least */
export async function unroll(page, { width, height }) {
  await page.setViewportSize({ width, height: Math.max(height, Math.min(6000, await page.evaluate(() => document.documentElement.scrollHeight))) });
  await drawn(page);
  await drawn(page);
}

/** @param {import('playwright-core').Page} page */
export const look = (page) => page.evaluate(lookInPage);

/**
 * Regions hold what lies in them and have no picture of their own; the button that changes the view has other words in each, and
 * shares its line. A text's own box is as wide as its column in one view and as its words in the other: its left edge and height count.
 */
const REGIONS = /^nl-/;
const OTHER_WORDS = new Set(['view', 'theme']);

/**
 * What differs between the two, in words; nothing when they are one page.
 * @param {Awaited<ReturnType<typeof look>>} page @param {Awaited<ReturnType<typeof look>>} picture
 * @param {number} most  pixels
 */
export function differences(page, picture, most) {
  const told = [];
  const both = new Map(picture.map((one) => [one.id, one]));
  const [order, other] = [page, picture].map((all) => all.map(({ id }) => id).filter((id) => !REGIONS.test(id)));
  const shared = order.filter((id) => both.has(id));
  const same = other.filter((id) => shared.includes(id));
  if (String(shared) !== String(same)) told.push('the order differs');
  if (shared.length < 0.8 * order.length) told.push(`only ${shared.length} of ${order.length} are drawn: ${order.filter((id) => !both.has(id)).slice(0, 8).join(', ')}`);
  for (const one of page) {
    const twin = both.get(one.id);
    if (!twin || REGIONS.test(one.id)) continue;
    if (one.words !== twin.words && !OTHER_WORDS.has(one.id)) told.push(`"${one.id}" says "${one.words}" and "${twin.words}"`);
    const off = { left: twin.x - one.x, top: twin.y - one.y, height: twin.h - one.h, ...(one.lines.length ? {} : { width: twin.w - one.w }) };
    for (const [side, by] of Object.entries(off)) if (Math.abs(by) > most && !(OTHER_WORDS.has(one.id) && side === 'left')) told.push(`${side} of "${one.id}" is ${Math.round(by)} px off`);
  }
  return told;
}

/** The colour that fills most of this part of a picture, and the one that stands out most from it. */
export function ground_and_ink(shot, { x, y, w, h }, density = 1) {
  const counts = new Map();
  const all = [];
  for (let py = Math.max(0, Math.floor(y * density)); py < Math.min(shot.height, Math.ceil((y + h) * density)); ++py) {
    for (let px = Math.max(0, Math.floor(x * density)); px < Math.min(shot.width, Math.ceil((x + w) * density)); ++px) {
      const pixel = shot.at(px, py);
      const key = pixel[0] << 16 | pixel[1] << 8 | pixel[2];
      const count = counts.get(key) ?? 0;
      counts.set(key, count + 1);
      if (!count) all.push(pixel);
    }
  }
  if (!all.length) return undefined;
  const most = [...counts].sort((a, b) => b[1] - a[1])[0][0];
  const ground = [most >> 16, most >> 8 & 255, most & 255];
  let ink = ground;
  for (const pixel of all) if (contrast(pixel, ground) > contrast(ink, ground)) ink = pixel;
  return { ground, ink, contrast: contrast(ink, ground) };
}

/** How far to the right the ink of one line goes: its last painted column, in CSS px. */
function ink_end(shot, left, right, middle, half) {
  const y = Math.round(middle);
  const ground = shot.at(Math.min(shot.width - 1, Math.max(0, Math.round(left - 2))), y);
  for (let px = Math.min(shot.width - 1, Math.round(right)); px >= left; --px) {
    for (let py = Math.max(0, Math.round(y - half)); py <= Math.min(shot.height - 1, y + half); ++py) {
      if (apart(shot.at(px, py), ground) > 40) return px + 1;
    }
  }
  return left;
}

/**
 * Lines whose end lies more than one word elsewhere in the picture than on the page. Reads the picture's own pixels.
 * @param {Awaited<ReturnType<typeof look>>} page @param {Awaited<ReturnType<typeof look>>} picture @param {ReturnType<import('./png.mjs').readPng>} shot of the picture
 * @returns {{measured: number, same: number, off: string[]}}
 */
export function line_breaks(page, picture, shot) {
  const both = new Map(picture.map((one) => [one.id, one]));
  const result = { measured: 0, same: 0, off: [] };
  const floor = Math.min(shot.height, picture.find(({ id }) => id === 'nl-footer')?.y || shot.height);
  for (const { id, lines, h, y } of page) {
    const twin = both.get(id);
    if (!twin || lines.length < 2 || Math.abs(twin.h - h) > 8 || twin.y + twin.h > floor) continue;
    lines.forEach((line, n) => {
      if (n + 1 === lines.length) return;  // the last one ends where the words do
      const middle = twin.y + (line.top - y);
      const end = ink_end(shot, twin.x + line.x - page.find((one) => one.id === id).x, Math.min(shot.width, twin.x + twin.w + 4), middle, 5);
      const by = end - line.end;
      const next = lines[n + 1];
      const word_more = next.ends[0] - next.x + 8;
      const word_less = line.ends.length > 1 ? line.end - line.ends.at(-2) : 0;
      ++result.measured;
      if (Math.abs(by) <= 5) ++result.same;
      else if (by < -word_less - 5 || by > word_more + 5) result.off.push(`line ${n + 1} of "${id}" ("${line.words.join(' ')}") ends ${Math.round(by)} px off`);
    });
  }
  return result;
}

/**
 * Texts, and the boxes around answers and buttons, that have other colours in the picture than on the page.
 * @param {Awaited<ReturnType<typeof look>>} page @param {ReturnType<import('./png.mjs').readPng>} pageShot
 * @param {Awaited<ReturnType<typeof look>>} picture @param {ReturnType<import('./png.mjs').readPng>} pictureShot
 * @returns {{measured: number, off: string[]}}
 */
export function colours_apart(page, pageShot, picture, pictureShot) {
  const both = new Map(picture.map((one) => [one.id, one]));
  const result = { measured: 0, off: [] };
  // What the bar with the buttons lies over is seen in neither.
  const floor = Math.min(...[page, picture].map((all) => all.find(({ id }) => id === 'nl-footer')?.y || pageShot.height));
  const in_footer = (one) => one.y >= floor;
  for (const one of page) {
    const twin = both.get(one.id);
    if (!twin || REGIONS.test(one.id) || OTHER_WORDS.has(one.id) || !one.lines.length) continue;
    if ([one, twin].some((seen) => seen.y < 0 || seen.y + seen.h > (in_footer(seen) ? pageShot.height : floor))) continue;
    const [a, b] = [[pageShot, one], [pictureShot, twin]].map(([shot, at]) => ground_and_ink(shot, at));
    ++result.measured;
    // Letters are drawn by two hands: how dark the darkest point of a thin stroke gets is a shade or two their own.
    if (apart(a.ground, b.ground) > 6) result.off.push(`"${one.id}" stands on ${a.ground} on the page and on ${b.ground} in the picture`);
    else if (apart(a.ink, b.ink) > 40) result.off.push(`"${one.id}" is ${a.ink} on the page and ${b.ink} in the picture`);
  }
  return result;
}
