// browser.mjs - the real site in the real Chromium, for tests: it serves build/site, opens pages that fail on any
// sound they make, and walks the check as a person would.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { serve } from '../../shell/serve.mjs';
import { ROOT } from './cli.mjs';

export const CHROMIUM = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
// There is no graphics card here. Debian's Chromium would put the page itself together on the imitated one, as WebGL has to: half of a
// test's processor time.
const ON_PROCESSOR = '--disable-gpu-compositing';
export const SWITCHES = [
  '--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run',
  '--use-angle=swiftshader', '--enable-unsafe-swiftshader', ON_PROCESSOR,
];

/** Why a browser test can't run here; false when it can. For `test(name, { skip: whyNot }, ...)`. */
export const whyNot = CHROMIUM ? false : 'Chromium is not installed (./setup brings it)';

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 800 };

/** Tells what a page writes on its console. What WebGL says of being read back is ON_PROCESSOR's doing, not the page's. */
export const listen = (page, tell, onCard = false) => page.on('console', (message) => {
  if (onCard || !/GL Driver Message \(OpenGL, Performance, .*GPU stall due to ReadPixels/.test(message.text())) tell(message);
});

/** A browser alone, for tests that bring a host of their own. The parameters are those of `openSite`. */
export const openBrowser = (args = [], scrollBars = false, onCard = false) =>
  chromium.launch({
    executablePath: CHROMIUM, args: [...SWITCHES.filter((each) => !onCard || each !== ON_PROCESSOR), ...args],
    ignoreDefaultArgs: scrollBars ? ['--hide-scrollbars'] : [],
  });

/**
 * Serves build/site on a free port and starts a browser.
 * @param {{args?: string[], dir?: string, scrollBars?: boolean, onCard?: boolean}} [options] args: more switches for Chromium, such as --disable-3d-apis;
 *   dir: another site than build/site; scrollBars: as wide as people have them, where Playwright hides them; onCard: put together on the
 *   (imitated) graphics card, as most people's browsers do
 */
export async function openSite({ args = [], dir, scrollBars = false, onCard = false } = {}) {
  const { address, close } = await serve({ port: 0, dir });
  const browser = await openBrowser(args, scrollBars, onCard);
  return {
    address,
    browser,
    onCard,
    async close() {
      await browser.close();
      await close();
    },
  };
}

/**
 * A page in a fresh profile that writes down everything it should not do: console output, errors, failed requests,
 * requests to another origin, breaches of the policy. `assertQuiet(page)` at the end of each test.
 * @param {Awaited<ReturnType<typeof openSite>>} site
 * @param {object} [options]
 * @param {"drawn" | "page"} [options.view] asked for in the address; the app's own choice otherwise
 * @param {string} [options.search] more of the address, such as "theme=dark"
 * @param {object} [options.context] Playwright's context options
 * @param {boolean} [options.wait] for the app to be ready; true unless told
 * @param {boolean} [options.offline] with a service worker, which copies the site for use without a signal: most tests only wait for it
 * @param {() => void} [options.beforeLoad] runs in the page before anything of ours
 * @param {"load" | "commit"} [options.until] when the address counts as opened: a script that hangs never lets it load
 */
export async function openPage(site, { view, search = '', context = {}, wait = true, offline = false, beforeLoad, until = 'load' } = {}) {
  const browserContext = await site.browser.newContext({ viewport: PHONE, locale: 'en-GB', ...context });
  const page = await browserContext.newPage();
  const faults = [];
  const requests = [];
  const origin = new URL(site.address).origin;
  listen(page, (message) => faults.push(`console ${message.type()}: ${message.text()}`), site.onCard);
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('crash', () => faults.push('the page crashed'));
  page.on('requestfailed', (request) => faults.push(`failed request: ${request.url()} ${request.failure()?.errorText}`));
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    requests.push(request.url());
    if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== origin) faults.push(`request to ${request.url()}`);
  });
  page.nightlegs = { faults, requests };
  await page.addInitScript(() => {
    window.policyBreaches = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      window.policyBreaches.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  if (!offline) await page.addInitScript(() => { delete Navigator.prototype.serviceWorker; });
  if (beforeLoad) await page.addInitScript(beforeLoad);
  const query = [view && `view=${view}`, search].filter(Boolean).join('&');
  await page.goto(query ? `${site.address}?${query}` : site.address, { waitUntil: until });
  if (wait) {
    await ready(page);
    if (view) assert.equal(await page.evaluate(() => document.documentElement.dataset.view), view, 'the view that was asked for');
  }
  return page;
}

/** Waits until the app has taken over; fails with what the page said when it can't. */
export async function ready(page) {
  await page.locator('html[data-nightlegs=ready], html[data-nightlegs=failed]').waitFor({ state: 'attached', timeout: 30_000 });
  const state = await page.evaluate(() => document.documentElement.dataset.nightlegs);
  assert.equal(state, 'ready', `the app did not start: ${page.nightlegs.faults.join('; ') || 'no reason given'}`);
}

/** Nothing on the console, no failed request, no other origin, no breach of the policy. */
export async function assertQuiet(page) {
  const breaches = await page.evaluate(() => window.policyBreaches ?? []);
  assert.deepEqual([...page.nightlegs.faults, ...breaches], [], 'the page should be silent and stay on its own origin');
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
let axe;

/** What axe says, brought into a page once. Its builder for Playwright brings it again each time and opens a tab for the result, which
 * takes twice as long; only that goes into frames. */
async function askAxe(page) {
  if (page.frames().length > 1) return new AxeBuilder({ page }).withTags(RULES).analyze();
  axe ??= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  if (!await page.evaluate(() => Boolean(window.axe))) await page.evaluate(axe);
  return page.evaluate(async (values) => {
    const { violations, incomplete } = await window.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations', 'incomplete'] });
    return { violations, incomplete };
  }, RULES);
}

/**
 * axe on what is shown now: no violation, and nothing that it could not decide. In the drawn view the words lie transparent over a
 * canvas that axe cannot see, so there it can't decide on contrast: `paint_tests` holds every pair of colours as drawn instead.
 */
export async function assertAccessible(page) {
  // From the end of the page, where nothing lies half under the bar with the buttons, which axe would call too small to hit.
  const at = await page.evaluate(() => { const { scrollY } = window; window.scrollTo({ top: 1e6, behavior: 'instant' }); return scrollY; });
  const { violations, incomplete } = await askAxe(page);
  await page.evaluate((top) => window.scrollTo({ top, behavior: 'instant' }), at);
  const drawn = await page.evaluate(() => document.documentElement.dataset.view === 'drawn');
  const undecided = incomplete.filter(({ id }) => !(drawn && id === 'color-contrast'));
  const told = (kind, list) => list.map(({ id, help, nodes }) =>
    `${kind} ${id}: ${help}\n${nodes.slice(0, 5).map((node) => `    ${node.html.slice(0, 160)}`).join('\n')}`);
  assert.deepEqual([...told('violation', violations), ...told('undecided', undecided)], [], `axe on "${await heading(page)}"`);
}

/** A picture for people to look at: build/pictures/<name>.png. */
export async function picture(page, name) {
  mkdirSync(`${ROOT}build/pictures`, { recursive: true });
  await page.screenshot({ path: `${ROOT}build/pictures/${name}.png` });
}

/** The words of the screen's own heading. */
export const heading = (page) => page.evaluate(() => document.querySelector('h1')?.textContent ?? '');

/** No check can run: the emergency signs are at hand, the leaflet comes after them, and nothing is there that would not answer. */
export async function assertSignsFirst(page, words) {
  const place = async (locator) => { const { y, height } = await locator.boundingBox(); return [y, y + height]; };
  const [top, bottom] = await place(page.locator('main').getByRole('listitem').filter({ hasText: words.emergency_signs.at(-1) }));
  const [under] = await place(page.getByRole('link', { name: words.ui['leaflet-patterns'] }));
  assert.ok(bottom < under, `the last sign ends at ${bottom}, the link begins at ${under}`);
  assert.ok(bottom < PHONE.height, `the last sign ends at ${bottom} of ${PHONE.height}`);
  assert.ok(top > 0);
  assert.equal(await page.locator('main').locator('button, select, input, label').filter({ visible: true }).count(), 0);
}

/** The question on screen, or "" on any other screen. */
export const questionNow = (page) =>
  page.evaluate(() => document.querySelector('[data-question]')?.getAttribute('data-question') ?? '');

/** The tier of the urgency card on screen, or "". */
export const urgencyNow = (page) =>
  page.evaluate(() => document.querySelector('[data-urgency]')?.getAttribute('data-urgency') ?? '');

/** What makes one screen differ from the next: its question and the form it is asked in, its heading, its buttons. */
const mark = (page) => page.evaluate(() => {
  const group = document.querySelector('[data-question]');
  return [
    group?.getAttribute('data-question') ?? '', group?.getAttribute('data-role') ?? '',
    document.querySelector('h1')?.textContent ?? '', document.querySelector('[data-urgency]')?.getAttribute('data-urgency') ?? '',
    [...document.querySelectorAll('[data-action]')].map((button) => button.getAttribute('data-action')).join(),
  ].join('\n');
});

/** Waits for another screen; false when none came in time. */
async function changed(page, before, milliseconds) {
  for (const end = Date.now() + milliseconds; Date.now() < end; await page.waitForTimeout(20)) {
    if (await mark(page) !== before) return true;
  }
  return false;
}

/** Ways on from a screen that asks nothing, the first that is there. */
const FORWARD = ['start', 'next', 'result'];
const button = (page, action) => page.locator(`[data-action="${action}"]:visible`).first();

/** Presses a button and waits for the screen after it. */
export async function press(page, action) {
  const before = await mark(page);
  // Where the page has gone on by itself meanwhile, its button is gone too, and nothing is left to press.
  await button(page, action).click({ timeout: 10_000 }).catch(async (error) => { if (await mark(page) === before) throw error; });
  if (await changed(page, before, 5000)) return;
  const error = await page.locator('[data-role=error]').allTextContents();
  assert.fail(`"${action}" on "${await heading(page)}" led nowhere${error.length ? `; the page says: ${error.join(' ')}` : ''}`);
}

/** The label that a finger taps for this answer. */
const choice = (group, value) => group.locator(`label:has(input[value="${value}"])`).first();

/** Ticks exactly `values` among checkboxes or radio buttons. True when the last tap may make the page go on by itself. */
async function tick(page, group, id, values) {
  const inputs = await group.locator('input').evaluateAll((all) => all.map(({ value, checked, type }) => ({ value, checked, type })));
  for (const value of values) {
    const offered = inputs.map((input) => input.value);
    assert.ok(offered.includes(value), `"${id}" offers no "${value}", but: ${offered.join(', ')}`);
  }
  for (const { value, checked, type } of inputs) {
    if (type === 'checkbox' && checked && !values.includes(value)) await choice(group, value).click();
  }
  for (const value of values) {
    const input = inputs.find((one) => one.value === value);
    if (input.type === 'radio' || !input.checked) await choice(group, value).click();
  }
  const last = inputs.find((input) => input.value === values.at(-1));
  return last?.type === 'radio' || ['none', 'not-sure', 'prefer-not'].includes(last?.value);
}

/** Answers yes, no or unsure in every row. */
async function fillRows(group, answerOf) {
  for (const row of await group.locator('[data-row]').all()) {
    const option = await row.getAttribute('data-row');
    await choice(row, answerOf(option)).click();
  }
}

/**
 * Gives the answer to the question on screen and goes on to whatever comes next.
 * @param {import('playwright-core').Page} page
 * @param {string | number | string[] | {yes?: string[], unsure?: string[]}} answer as in an answer file
 * @param {{hurry?: boolean}} [options] hurry: presses "next" at once, also where the page would soon go on by itself
 */
export async function answerQuestion(page, answer, { hurry = false } = {}) {
  const id = await questionNow(page);
  const group = page.locator(`[data-question="${id}"]`).first();
  const before = await mark(page);
  const inRows = async () => await questionNow(page) === id && await group.getAttribute('data-role') === 'rows';
  const byRows = answer !== null && typeof answer === 'object' && !Array.isArray(answer);
  let mayGoOn = false;
  if (typeof answer === 'number') {
    await group.locator('input').first().fill(String(answer));
  } else if (await inRows()) {
    const { yes = [], unsure = [] } = byRows ? answer : {};
    await fillRows(group, (option) =>
      (answer === 'not-sure' || unsure.includes(option) ? 'unsure' : yes.includes(option) ? 'yes' : 'no'));
  } else {
    mayGoOn = await tick(page, group, id, byRows ? ['not-sure'] : [answer].flat());
    // On a safety screen "not sure" opens the same question row by row.
    if ((byRows || answer === 'not-sure') && await inRows()) return answerQuestion(page, answer, { hurry });
    assert.ok(!byRows, `"${id}" did not open its row-by-row form`);
  }
  if (mayGoOn && !hurry && await changed(page, before, 1000)) return undefined;
  // Should it have gone on between the two lines, this "next" finds nothing chosen yet on the screen after, and leads nowhere.
  if (await questionNow(page) === id) await press(page, 'next').catch(async (error) => { if (await questionNow(page) === id) throw error; });
  return undefined;
}

/**
 * Walks from the screen shown to the result, tapping these answers; a question without an answer is skipped where the
 * page offers that. An emergency interruption is followed to its result, as most people would. Fails when an answer was
 * never asked for although nothing interrupted: then the journey does not test what it says.
 * @param {import('playwright-core').Page} page
 * @param {Record<string, any>} answers as in an answer file
 * @param {object} [options]
 * @param {string} [options.until] stops at this question, unanswered
 * @param {(page: import('playwright-core').Page, place: string) => Promise<void>} [options.onScreen] on each new screen, with
 *   its question's id, "urgent" where an urgency card is shown, else ""
 * @returns {Promise<{asked: string[], interrupted: string, urgency: string}>} interrupted: the tier that did, or ""
 */
export async function answerJourney(page, answers, { until, onScreen } = {}) {
  const asked = [];
  let interrupted = '';
  for (let steps = 0; ; ++steps) {
    assert.ok(steps < 120, `no result after 120 screens; now at "${await heading(page)}"`);
    const id = await questionNow(page);
    const urgency = await urgencyNow(page);
    if (onScreen) await onScreen(page, id || (urgency && 'urgent'));
    if (until && id === until) return { asked, interrupted, urgency };
    if (id) {
      asked.push(id);
      if (answers[id] !== undefined) {
        // The first screens go on by themselves, as for a person; then the waiting would only cost time.
        await answerQuestion(page, answers[id], { hurry: asked.length > 5 });
      } else {
        assert.ok(await button(page, 'skip').count(), `the journey has no answer to "${id}", and the page offers no skipping`);
        await press(page, 'skip');
      }
      continue;
    }
    let forward;
    for (const action of FORWARD) {
      if (await button(page, action).count()) { forward = action; break; }
    }
    if (!forward) break;
    if (urgency) interrupted = urgency;
    await press(page, forward);
  }
  assert.ok(!until, `the question "${until}" was never asked`);
  const unasked = Object.keys(answers).filter((id) => !asked.includes(id));
  if (!interrupted) assert.deepEqual(unasked, [], 'answers to questions that were never asked');
  return { asked, interrupted, urgency: await urgencyNow(page) };
}
