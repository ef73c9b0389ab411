// report.mjs - how fast we are beside a page written by hand, in one run on one machine: ratios and medians, never a pass or fail.
//   node tests/bench/report.mjs
// Writes build/bench/report.md and prints it. What can't be measured here says why.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { brotliCompressSync } from 'node:zlib';
import { answerJourney, CHROMIUM, openSite, PHONE, press, ready, whyNot } from '../support/browser.mjs';
import { nightlegs, ROOT } from '../support/cli.mjs';
import { growPack } from '../support/grown.mjs';
import { byHand, digest, syntheticPack } from '../support/synthetic.mjs';

const RUNS = 3;
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
const LIGHTHOUSE = `${ROOT}build/deps/opinions/node_modules/lighthouse/cli/index.js`;
const lines = ['# How fast, beside a page written by hand', '', 'Every figure is from one run on one machine; ratios are what counts. Medians of 3 unless told otherwise.', ''];
const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];
const p95 = (list) => list.toSorted((a, b) => a - b)[Math.ceil(list.length * 0.95) - 1];
const times = (ours, theirs) => `${(ours / theirs).toFixed(2)} times`;

/** One part of the report; what goes wrong in it is told, and the others go on. */
async function part(title, why, measure) {
  lines.push(`## ${title}`, '');
  if (why) {
    lines.push(`Skipped, because ${why}.`, '');
    return;
  }
  try {
    lines.push(...await measure(), '');
  } catch (error) {
    lines.push(`Could not be measured: ${error.message.split('\n')[0]}`, '');
  }
}
const table = (head, rows) => [`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...rows.map((row) => `| ${row.join(' | ')} |`)];

// --- The floor: forty questions in plain HTML and thirty lines of script, one file -----------------

const QUESTIONS = Array.from({ length: 40 }, (_, i) => ({ id: `q${i}`, text: `Question ${i + 1}: has this been so in the last two weeks?`, options: ['Yes, on most nights', 'Sometimes', 'No', 'Not sure'] }));
const BY_HAND = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Forty questions</title>
<style>body{font:18px/1.45 system-ui,sans-serif;margin:20px;max-width:640px}label{display:block;padding:16px;margin:8px 0;border:1px solid #888;border-radius:14px}.on{background:#e8eef9}button{font:inherit;padding:14px 28px}</style></head>
<body><main>${QUESTIONS.map(({ id, text, options }, i) => `<fieldset id="${id}"${i ? ' hidden' : ''}><legend><h1>${text}</h1></legend>${options.map((option, j) => `<label><input type="radio" name="${id}" value="${j}"> ${option}</label>`).join('')}</fieldset>`).join('')}
<button id="next" type="button">Next</button></main><script>
let at=0;const all=[...document.querySelectorAll('fieldset')];
document.addEventListener('change',({target})=>{for(const label of target.closest('fieldset').querySelectorAll('label'))label.classList.toggle('on',label.contains(target)&&target.checked)});
document.getElementById('next').addEventListener('click',()=>{if(at<all.length-1){all[at].hidden=true;all[++at].hidden=false;all[at].querySelector('h1').focus()}});
</script></body></html>`;

async function serveFloor() {
  const packed = brotliCompressSync(Buffer.from(BY_HAND));
  const server = createServer((request, response) => (request.url === '/' ? response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Encoding': 'br' }).end(packed) : response.writeHead(204).end()));
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  return { address: `http://localhost:${server.address().port}/`, close: () => { server.close(); server.closeAllConnections(); } };
}

/** Runs in the page: notes when the first question that can be answered is there. */
const watch = () => {
  const look = () => {
    const input = document.querySelector('fieldset input, [data-question] input');
    if (input && input.getClientRects().length && !input.disabled) window.answerable ??= performance.now();
    else setTimeout(look, 5);
  };
  look();
};

/** Milliseconds to the first question, and of blocking, on slow 4G with a processor four times slower. */
async function firstQuestion(browser, address, context) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', SLOW_4G);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.addInitScript(watch);
  await page.addInitScript(() => {
    window.blocked = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => { window.blocked += duration - 50; })).observe({ type: 'longtask', buffered: true });
  });
  await page.goto(address);
  await page.waitForFunction(() => window.answerable, undefined, { timeout: 60_000 });
  const measured = await page.evaluate(() => [window.answerable, window.blocked]);
  await page.close();
  return measured;
}

const site = whyNot ? undefined : await openSite({ onCard: true });
const floor = site && await serveFloor();

await part('The first question, slow 4G (1.6 Mbps, 150 ms) and a processor 4 times slower, cold', whyNot, async () => {
  const run = async (address, again = false) => {
    const all = [];
    for (let i = 0; i < RUNS; ++i) {
      const context = await site.browser.newContext({ viewport: PHONE });
      if (again) await firstQuestion(site.browser, address, context);
      all.push(await firstQuestion(site.browser, address, context));
      await context.close();
    }
    return [median(all.map(([ms]) => ms)), median(all.map(([, blocked]) => blocked))];
  };
  const [base] = await run(floor.address);
  const rows = [['by hand', `${Math.round(base)} ms`, '1', '']];
  for (const [name, address, again, goal] of [['page view', '?start=check&view=page', false, '1.15'], ['drawn view asked for', '?start=check&view=drawn', false, '1.15'], ['page view, second visit', '?start=check&view=page', true, '0.6']]) {
    const [ms, blocked] = await run(site.address + address, again);
    rows.push([name, `${Math.round(ms)} ms`, times(ms, base), `at most ${goal}; blocked ${Math.round(blocked)} ms (goal 60)`]);
  }
  return [...table(['page', 'first question', 'of the floor', 'goal'], rows), '', 'The peers (Preact, React, SurveyJS, ...) are no part of this repository; the floor is written out in this script, so the ratio can be repeated anywhere.'];
});

await part('A tap, to the next paint', whyNot, async () => {
  const taps = async (address, selector, start) => {
    const context = await site.browser.newContext({ viewport: PHONE });
    const page = await context.newPage();
    page.nightlegs = { faults: [] };
    await page.goto(address);
    if (start) { await ready(page); await press(page, 'start'); await page.waitForTimeout(1000); }
    const all = await page.evaluate(async (which) => {
      const list = [];
      for (let i = 0; i < 40; ++i) {
        const inputs = document.querySelectorAll(which);
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
        const before = performance.now();
        inputs[i % 2].click();
        await new Promise((done) => requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = done; channel.port2.postMessage(0); }));
        list.push(performance.now() - before);
      }
      return list;
    }, selector);
    await context.close();
    return p95(all);
  };
  const base = await taps(floor.address, 'fieldset:not([hidden]) input', false);
  const rows = [['by hand', base.toFixed(1), '1']];
  for (const view of ['page', 'drawn']) {
    const ours = await taps(`${site.address}?view=${view}`, '[data-question] .choice:not([data-alone]) input', true);
    rows.push([`${view} view`, ours.toFixed(1), times(ours, base)]);
  }
  return [...table(['page', 'p95 of 40, ms', 'of the page by hand (goal 1.3)'], rows)];
});

await part('Idle: the result page for 60 seconds', whyNot, async () => {
  const { answers } = JSON.parse(readFileSync(`${ROOT}tests/journeys/paths.json`, 'utf8')).find(({ name }) => name.includes('numb between the legs'));
  const rows = [];
  await Promise.all(['page', 'drawn'].map(async (view) => {
    const context = await site.browser.newContext({ viewport: PHONE });
    const page = await context.newPage();
    page.nightlegs = { faults: [] };
    await page.goto(`${site.address}?view=${view}`);
    await ready(page);
    await press(page, 'start');
    await answerJourney(page, answers);
    await page.waitForTimeout(5000);  // the copy for use without a signal has been made
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    const spent = async () => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value;
    const [before, frames] = [await spent(), await page.evaluate(() => window.nightlegs.frames)];
    await page.waitForTimeout(60_000);
    rows.push([`${view} view`, `${((await spent() - before) * 1000).toFixed(1)} ms`, String(await page.evaluate(() => window.nightlegs.frames) - frames)]);
    await context.close();
  }));
  return table(['page', 'of the processor (goal 20 ms)', 'frames'], rows.sort());
});

await site?.close();
floor?.close();

/** What `nightlegs bench` prints; the people are those of seed 1. */
function bench(build, count, more) {
  const { out, code, err } = nightlegs(build, ['bench', '--without-what-if', '--count', String(count), ...more]);
  if (code !== 0) throw new Error(err || `bench (${build}) ended with ${code}`);
  return JSON.parse(out);
}
const rate = (value) => Math.round(value).toLocaleString('en');

await part('The engine: 150 findings, 40 warning signs, 20 weighted causes, made up and loaded as data', false, () => {
  const folder = mkdtempSync(`${tmpdir()}/nightlegs-synthetic-`);
  try {
    const count = 20_000, seed = 1;
    syntheticPack(seed, folder);
    const people = nightlegs('native', ['random', '--seed', '1', '--count', String(count), '--pack', folder]).out.trim().split('\n').map((line) => JSON.parse(line).answers);
    const judge = byHand(seed), counted = digest();
    let hand = 0;
    for (let round = 0; round < 5; ++round) {
      const before = performance.now();
      for (const answers of people) judge(answers);
      hand = Math.max(hand, count / (performance.now() - before) * 1000);
    }
    for (const answers of people) {
      const { rung, fits } = judge(answers);
      for (const byte of [rung, ...fits]) counted.add(byte);
    }
    const builds = [['native', 'our engine, native', '2,000,000'], ['wasm', 'our engine, WebAssembly in Node', '1,000,000']];
    const rows = builds.map(([build, name, goal]) => {
      const { urgency_and_fits_per_second: quick, digest: theirs } = bench(build, count, ['--pack', folder]);
      if (theirs !== counted.hex()) throw new Error(`${build} does not judge like the rules by hand: ${theirs}, ${counted.hex()}`);
      return [name, rate(quick), times(quick, hand), goal];
    });
    return [...table(['judge', 'urgency and fits a second', 'of the rules by hand', 'goal'], [['the same rules by hand, JavaScript', rate(hand), '1', ''], ...rows]), '',
      `The best of five rounds each; one digest over all ${rate(count)} people for all three (tests/bench/synthetic.test.mjs).`];
  } finally {
    rmSync(folder, { recursive: true });
  }
});

await part('The engine: our own content', false, () => {
  const found = ['native', 'wasm'].map((build) => [build, bench(build, 20_000, [])]);
  const [, native] = found[0];
  if (new Set(found.map(([, { digest: one }]) => one)).size > 1) throw new Error('the builds do not judge alike');
  return table(['build', 'urgency and fits a second', 'of native', 'goal', 'with every trace', 'of native', 'goal', 'load', 'of native'],
    found.map(([build, { urgency_and_fits_per_second: quick, whole_assessments_per_second: whole, load_milliseconds: load }]) => [build, rate(quick), (quick / native.urgency_and_fits_per_second).toFixed(2),
      build === 'native' ? '1,000,000' : '400,000', rate(whole), (whole / native.whole_assessments_per_second).toFixed(2), '200,000',
      `${load.toFixed(1)} ms${build === 'wasm' ? ' (goal 8)' : ''}`, (load / native.load_milliseconds).toFixed(2)]));
});

await part('As the content grows', false, () => {
  const folder = mkdtempSync(`${tmpdir()}/nightlegs-grown-`);
  try {
    const rows = [];
    let base;
    for (const [count, size] of [[1, 2000], [10, 400], [100, 8]]) {
      const bytes = growPack(count, `${folder}/${count}`);
      const { load_milliseconds: load, whole_assessments_per_second: whole, urgency_and_fits_per_second: quick } = bench('native', size, ['--pack', `${folder}/${count}`]);
      base ??= { bytes, load, whole, quick };
      rows.push([`${count}`, `${Math.round(bytes / 1000)} kB`, `${(bytes / base.bytes).toFixed(1)}`, `${load.toFixed(1)} ms`, (load / base.load).toFixed(1),
        `${(1e6 / whole).toFixed(1)} µs`, (base.whole / whole).toFixed(1), `${(1e6 / quick).toFixed(2)} µs`, (base.quick / quick).toFixed(1)]);
    }
    return table(['times', 'pack', 'ratio', 'load', 'ratio', 'one assessment', 'ratio', 'urgency and fits', 'ratio'], rows);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

await part('Lighthouse, phone profile, best of 3', whyNot || (existsSync(LIGHTHOUSE) ? false : 'Lighthouse is not here (./setup --full)'), async () => {
  const { serve } = await import('../../shell/serve.mjs');
  const own = await serve({ port: 0 });
  const folder = mkdtempSync(`${tmpdir()}/nightlegs-lighthouse-`);
  const scores = [];
  try {
    for (let i = 0; i < RUNS; ++i) {
      const child = spawn(process.execPath, [LIGHTHOUSE, own.address, '--quiet', '--output=json', `--output-path=${folder}/${i}.json`, '--only-categories=performance',
        '--chrome-flags=--headless=new --no-sandbox --disable-background-networking --use-angle=swiftshader --enable-unsafe-swiftshader'], { stdio: 'ignore', env: { ...process.env, CHROME_PATH: CHROMIUM } });
      const late = setTimeout(() => child.kill(), 90_000);
      await new Promise((done) => child.once('exit', done));
      clearTimeout(late);
      if (existsSync(`${folder}/${i}.json`)) {
        const { categories, audits } = JSON.parse(readFileSync(`${folder}/${i}.json`, 'utf8'));
        scores.push({ score: Math.round(categories.performance.score * 100), paint: audits['first-contentful-paint'].displayValue, largest: audits['largest-contentful-paint'].displayValue, blocking: audits['total-blocking-time'].displayValue });
      }
    }
  } finally {
    await own.close();
    rmSync(folder, { recursive: true });
  }
  const best = scores.toSorted((a, b) => b.score - a.score)[0];
  if (!best) throw new Error('Lighthouse gave no result');
  return [`**${best.score}** (goal 98); all three: ${scores.map(({ score }) => score).join(', ')}. First paint ${best.paint}, largest ${best.largest}, blocking ${best.blocking}.`];
});

mkdirSync(`${ROOT}build/bench`, { recursive: true });
writeFileSync(`${ROOT}build/bench/report.md`, `${lines.join('\n')}\n`);
console.log(lines.join('\n'));
const bad = lines.filter((line) => line.startsWith('Could not be measured')).length;
const skipped = lines.filter((line) => line.startsWith('Skipped')).length;
console.log(`\n${lines.filter((line) => line.startsWith('## ')).length - bad - skipped} passed, ${bad} failed`);
process.exit(bad ? 1 : 0);
