// budgets.mjs - measures what Nightlegs promises to stay within, on build/site and on both builds of the command line.
//   node tests/bench/budgets.mjs
// Prints a table for the README; the last line is "N passed, N failed", and it fails when a budget is broken.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { ROOT, nightlegs } from '../support/cli.mjs';
import { walk } from '../support/faces.mjs';
import { answerJourney, assertQuiet, openPage, openSite, press, ready, whyNot } from '../support/browser.mjs';

const KB = 1024;
const MB = 1024 * KB;
const results = [];

/**
 * @param {string} what
 * @param {string} limit in words
 * @param {() => Promise<[boolean, string]> | [boolean, string]} measure whether it is kept, and the value in words
 * @param {string | false} skip why it can't be measured here
 * @param {{timing?: boolean}} options timing: told as met or missed and never counted, since a busy machine is no fault of ours
 */
async function budget(what, limit, measure, skip = false, { timing = false } = {}) {
  if (skip) {
    results.push({ what, limit, value: skip, state: 'skipped' });
    return;
  }
  try {
    const late = new Promise((_, reject) => { setTimeout(reject, 120_000, new Error('no answer within two minutes')).unref(); });
    const [kept, value] = await Promise.race([measure(), late]);
    results.push({ what, limit, value, state: timing ? (kept ? 'met' : 'missed') : kept ? 'passed' : 'failed' });
  } catch (error) {
    results.push({ what, limit, value: error.message.split('\n')[0].slice(0, 200), state: 'failed' });
  }
}

/** Counts what really crosses the wire, not what the browser finds in its own cache. */
async function watchWire(page) {
  const session = await page.context().newCDPSession(page);
  const wire = { requests: 0, bytes: 0 };
  const cached = new Set();
  session.on('Network.requestServedFromCache', ({ requestId }) => cached.add(requestId));
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.fromDiskCache || response.fromPrefetchCache) cached.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (cached.has(requestId)) return;
    wire.requests += 1;
    wire.bytes += encodedDataLength;
  });
  await session.send('Network.enable');
  return wire;
}

/** Blank first, so that the counting starts before the page does. */
async function openCounted(site, options) {
  const context = await site.browser.newContext({ viewport: { width: 390, height: 844 }, ...options });
  const page = await context.newPage();
  page.nightlegs = { faults: [], requests: [] };
  const wire = await watchWire(page);
  await page.goto(site.address);
  await ready(page);
  return { page, wire };
}

/** A journey that asks as many questions as any of ours and is not interrupted. */
function longestPath() {
  const paths = JSON.parse(readFileSync(`${ROOT}tests/journeys/paths.json`, 'utf8'));
  const calm = paths.filter(({ expect }) => expect.urgency === 'self-care' || expect.urgency === 'routine');
  return calm.sort((a, b) => Object.keys(b.answers).length - Object.keys(a.answers).length)[0].answers;
}

// --- The page -------------------------------------------------------------------------------------

const site = whyNot ? undefined : await openSite({ onCard: true });

let check;
let whole;
await budget('over the wire until the first question can be answered', '50 KB, 7 requests', async () => {
  const context = await site.browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  page.nightlegs = { faults: [], requests: [] };
  const wire = await watchWire(page);
  // Held back, as a slow line would, is what nobody waits for: first the check itself, which takes over what was answered; then the
  // picture. Not by page.route, which turns the browser's cache off.
  const session = await context.newCDPSession(page);
  let held = [];
  let held_back = /./;
  session.on('Fetch.requestPaused', ({ requestId, request }) => {
    if (held_back.test(request.url)) held.push(requestId);
    else session.send('Fetch.continueRequest', { requestId }).catch(() => {});
  });
  const letGo = async (still) => {
    held_back = still;
    for (const requestId of held.splice(0)) await session.send('Fetch.continueRequest', { requestId });
  };
  await session.send('Fetch.enable', { patterns: ['boot', 'nightlegs', 'content', 'stage', 'drawn'].map((name) => ({ urlPattern: `*/${name}*-*` })) });
  await page.goto(site.address, { waitUntil: 'commit' });
  await press(page, 'start');
  const answer = page.locator('[data-question] .choice:not([data-alone]) input').first();
  await answer.click();
  const answered = await answer.isChecked();
  const { bytes, requests } = { ...wire };
  await letGo(/\/(stage|drawn)-/);
  await page.locator('html[data-taken]').waitFor({ state: 'attached' });
  check = { ...wire, answered: await answer.isChecked() };
  await letGo(/^$/);
  await ready(page);
  await page.waitForLoadState('networkidle');
  const view = await page.evaluate(() => document.documentElement.dataset.view);
  const kept = view === 'drawn' && await answer.isChecked();
  whole = wire.bytes;
  await context.close();
  return [answered && kept && bytes <= 50 * KB && requests <= 7, `${Math.ceil(bytes / KB)} KB, ${requests} requests${kept ? '' : '; the answer was lost when the picture came'}`];
}, whyNot);

await budget('over the wire until the check has taken it over', '300 KB, 12 requests', () =>
  [check?.answered && check.bytes <= 300 * KB && check.requests <= 12, `${Math.ceil(check.bytes / KB)} KB, ${check.requests} requests`], whyNot);

await budget('over the wire until the drawn view stands', 'told, no limit yet', () => [whole > 0, `${Math.ceil(whole / KB)} KB`], whyNot, { timing: true });

await budget('start screen from the HTML alone', 'readable, its button takes a tap', async () => {
  const plain = await openPage(site, { wait: false, context: { javaScriptEnabled: false } });
  // Where no script runs, a button that nobody hears is not shown; with scripts it takes the tap below.
  const readable = await plain.locator('h1').isVisible() && await plain.locator('main li:visible').count() > 0
    && !await plain.locator('[data-action=start]').first().isVisible();
  await plain.context().close();
  // A tap before the WebAssembly is there must not be lost.
  const context = await site.browser.newContext();
  const slow = await context.newPage();
  slow.nightlegs = { faults: [] };
  await slow.route('**/*.wasm', async (route) => { await new Promise((go) => setTimeout(go, 1500)); await route.continue(); });
  await slow.goto(site.address, { waitUntil: 'domcontentloaded' });
  await slow.locator('[data-action=start]').first().click();
  await ready(slow);
  const kept = await slow.locator('[data-question]').first().waitFor({ timeout: 5000 }).then(() => true, () => false);
  await context.close();
  return [readable && kept, `${readable ? 'readable' : 'not readable'}, ${kept ? 'an early tap is kept' : 'an early tap is lost'}`];
}, whyNot);

await budget('cramp now: from the HTML to the choice of a place, and to the stretch that it starts', '1 s', async () => {
  const page = await openPage(site, { search: 'start=cramp', wait: false, until: 'commit', beforeLoad: () => {
    const look = () => {
      const since = performance.getEntriesByType('navigation')[0]?.responseEnd;
      const place = document.querySelector('#nl-app button.pictured[data-action=cramp]');
      if (since && place?.checkVisibility({ checkVisibilityCSS: true }) && !window.usable) {
        window.usable = performance.now() - since;
        place.click();
      }
      if (document.querySelector('#nl-app [role=timer]')) window.started = performance.now() - since;
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  } });
  await page.waitForFunction(() => window.started);
  const [usable, started] = await page.evaluate(() => [window.usable, window.started]);
  await page.context().close();
  return [usable < 1000 && started < 1000, `${Math.round(usable)} ms, ${Math.round(started)} ms`];
}, whyNot, { timing: true });

await budget('idle for 10 s on a question, drawn view', '0 frames, 0 requests', async () => {
  const { page, wire } = await openCounted(site);
  await press(page, 'start');
  await page.waitForTimeout(1500);
  const [frames, requests] = [await page.evaluate(() => window.nightlegs.frames), wire.requests];
  await page.waitForTimeout(10_000);
  const drawn = await page.evaluate(() => window.nightlegs.frames) - frames;
  const view = await page.evaluate(() => document.documentElement.dataset.view);
  await page.context().close();
  return [drawn === 0 && wire.requests === requests && view === 'drawn', `${drawn} frames, ${wire.requests - requests} requests (${view})`];
}, whyNot);

await budget('answer tapped to answer drawn', 'under 2 frames', async () => {
  const { page } = await openCounted(site);
  await press(page, 'start');
  await page.locator('[data-question] input[type=checkbox]').first().waitFor();
  await page.waitForTimeout(500);
  const waits = await page.evaluate(async () => {
    const frame = () => new Promise((go) => requestAnimationFrame(go));
    const all = [];
    for (let i = 0; i < 12; ++i) {
      await frame();
      const before = window.nightlegs.frames;
      document.querySelector('[data-question] .choice:not([data-alone]) input').click();
      let frames = 0;
      while (window.nightlegs.frames === before && frames < 60) { await frame(); ++frames; }
      all.push(frames);
    }
    return all;
  });
  await page.context().close();
  const worst = Math.max(...waits);
  return [worst < 2, `${worst} frame${worst === 1 ? '' : 's'} at most, ${waits.length} taps`];
}, whyNot, { timing: true });

await budget('processor time of a frame on the heaviest screens, drawn view', 'under 16 ms', async () => {
  const page = await openPage(site, { view: 'drawn', beforeLoad: () => {
    window.took = [];
    const ask = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (call) => ask((time) => { const from = performance.now(); call(time); window.took.push(performance.now() - from); });
  } });
  // Scrolled from end to end, so that all of it is drawn once.
  const scrolled = () => page.evaluate(async () => {
    const frame = () => new Promise((go) => requestAnimationFrame(go));
    await frame();
    window.took.length = 0;
    const before = window.nightlegs.frames;
    for (let y = 0; y < document.documentElement.scrollHeight; y += 200) { scrollTo(0, y); await frame(); await frame(); }
    const sorted = window.took.sort((a, b) => a - b);
    return { drawn: window.nightlegs.frames - before, middle: sorted[sorted.length >> 1], worst: sorted.at(-1) };
  });
  await press(page, 'start');
  await walk(page, longestPath(), 'p-zones');
  const map = await scrolled();
  await walk(page, longestPath());
  const result = await scrolled();
  await page.context().close();
  const told = ({ drawn, middle, worst }) => `${middle.toFixed(1)} ms, at worst ${worst.toFixed(1)} (${drawn} frames)`;
  return [map.drawn > 1 && result.drawn > 3 && Math.max(map.middle, result.middle) < 16, `map ${told(map)}; result ${told(result)}`];
}, whyNot, { timing: true });

await budget('memory of the page after a full check', '60 MB', async () => {
  const page = await openPage(site, {
    // The WebAssembly memory lies outside the script's heap, so the measuring keeps a hold of it from the start.
    beforeLoad: () => {
      const instantiate = WebAssembly.instantiate;
      window.memories = [];
      WebAssembly.instantiate = async (...given) => {
        const made = await instantiate(...given);
        for (const one of Object.values((made.instance ?? made).exports)) {
          if (one instanceof WebAssembly.Memory) window.memories.push(one);
        }
        return made;
      };
    },
  });
  await press(page, 'start');
  await answerJourney(page, longestPath());
  const wasm = await page.evaluate(() => window.memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0));
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
  await assertQuiet(page);
  await page.context().close();
  const total = wasm + usedSize + embedderHeapUsedSize + backingStorageSize;
  return [wasm > 0 && total < 60 * MB,
    `${(total / MB).toFixed(1)} MB (WebAssembly ${(wasm / MB).toFixed(1)}, script ${(usedSize / MB).toFixed(1)}, elements ${(embedderHeapUsedSize / MB).toFixed(1)})`];
}, whyNot);

await budget('what would change it: pressed to told', '20 ms, also the first time', async () => {
  const answers = longestPath();
  const first = await openPage(site);
  const until = Object.keys(answers).at(-1);
  await press(first, 'start');
  await answerJourney(first, answers, { until });
  const left = await first.evaluate(() => sessionStorage.getItem('nightlegs'));
  await first.context().close();
  // Each time a fresh page, where nothing is compiled yet: the check as the tab remembers it, its last answer, and then at once.
  const told = { 'the first time': [], 'then': [] };
  for (let load = 0; load < 4; ++load) {
    const page = await openPage(site, { beforeLoad: { content: `sessionStorage.setItem('nightlegs', ${JSON.stringify(left)})` } });
    await page.waitForFunction(() => document.documentElement.dataset.view === 'drawn');
    await answerJourney(page, { [until]: answers[until] });
    const times = await page.evaluate(async () => {
      const pressed = (action) => {
        const button = document.querySelector(`[data-action="${action}"]`);
        const began = performance.now();
        button.click();
        return performance.now() - began;
      };
      const all = [];
      for (let i = 0; i < 5; ++i) {
        all.push(pressed('what-if'));
        if (!document.getElementById('more-title')) throw new Error('it was not told');
        pressed('back');
        await new Promise((go) => setTimeout(go, 50));
      }
      return all;
    });
    told['the first time'].push(times[0]);
    told.then.push(...times.slice(1));
    await page.context().close();
  }
  const least = Object.fromEntries(Object.entries(told).map(([when, times]) => [when, Math.min(...times)]));
  return [least['the first time'] < 20, Object.entries(least).map(([when, ms]) => `${ms.toFixed(1)} ms ${when}`).join(', ')];
}, whyNot, { timing: true });

await site?.close();

await budget('the typeface in all, three weights, English', '45 KB with brotli', () => {
  const files = readdirSync(`${ROOT}build/site`).filter((name) => /^font-.*\.ttf\.br$/.test(name));
  const bytes = files.reduce((sum, name) => sum + statSync(`${ROOT}build/site/${name}`).size, 0);
  return [files.length === 3 && bytes <= 45 * KB, `${(bytes / KB).toFixed(1)} KB in ${files.length} files`];
});

// --- The core -------------------------------------------------------------------------------------

/** Assessments a second of one build, the best rounds of `nightlegs bench`: other work on the machine only slows it down. */
function speeds(build) {
  const { code, out, err } = nightlegs(build, ['bench']);
  if (code !== 0) throw new Error(`bench (${build}) ended with ${code}: ${err}`);
  const { whole_assessments_per_second: whole, urgency_and_fits_per_second: quick } = JSON.parse(out);
  return { whole, quick };
}
const thousands = (number) => Math.round(number).toLocaleString('en-GB');
let native;
// The painter is built without sanitizers only for this, so only in the long run.
if (process.env.NIGHTLEGS_FULL === '1') await budget('processor time of a frame on the heaviest screens, native', 'under 4 ms', () => {
  const run = (command, ...given) => execFileSync(command, given, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  run('cmake', '--preset', 'native', '-DNIGHTLEGS_PAINT=ON');
  run('cmake', '--build', '--preset', 'native', '--target', 'frame_bench');
  run('cmake', '--preset', 'native', '-DNIGHTLEGS_PAINT=OFF');
  const { map, result } = JSON.parse(/^\{.*\}$/m.exec(run('build/native/frame_bench'))[0]);
  return [Math.max(map.frame, result.frame) < 4, `map ${map.frame} ms, result ${result.frame} ms; laid out in ${map.layout} and ${result.layout} ms`];
}, false, { timing: true });

await budget('full assessments a second, native, one core', 'at least 200,000', () => {
  native = speeds('native');
  return [native.whole >= 200_000, thousands(native.whole)];
}, false, { timing: true });
await budget('urgency and fits alone a second, native, one core', 'at least 1,000,000', () => {
  if (!native) throw new Error('the native build could not be measured');
  return [native.quick >= 1_000_000, thousands(native.quick)];
}, false, { timing: true });
await budget('WebAssembly against native', 'at most 2.5 times slower', () => {
  if (!native) throw new Error('the native build could not be measured');
  const wasm = speeds('wasm');
  const slower = Math.max(native.whole / wasm.whole, native.quick / wasm.quick);
  return [slower <= 2.5, `${slower.toFixed(2)} times (${thousands(wasm.whole)} and ${thousands(wasm.quick)} a second)`];
}, false, { timing: true });

// --------------------------------------------------------------------------------------------------

console.log('| budget | limit | measured | |\n|---|---|---|---|');
for (const { what, limit, value, state } of results) console.log(`| ${what} | ${limit} | ${value} | ${state} |`);
const number = (state) => results.filter((result) => result.state === state).length;
console.log(`\n${number('passed')} passed, ${number('failed')} failed${number('skipped') ? `, ${number('skipped')} skipped` : ''}`);
process.exit(number('failed') ? 1 : 0);
