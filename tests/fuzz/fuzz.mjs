// fuzz.mjs - libFuzzer over every target: first all seeds and regressions, then new bytes for so many seconds each.
//
//   node tests/fuzz/fuzz.mjs [SECONDS] [TARGET...]
//
// Two targets at a time. The corpus that it grows is kept in build/fuzz/corpus. What ends a target is left in build/fuzz/found/TARGET: give it a name,
// move it to tests/regressions/TARGET, and mend its cause in the same commit. The last line is counts.
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';

process.chdir(new URL('../../', import.meta.url).pathname);
const [seconds = '60', ...named] = process.argv.slice(2);
const targets = named.length ? named : readdirSync('tests/fuzz/seeds').sort();
let passed = 0, failed = 0;
const counts = {};
if (targets.includes('differential')) {  // copies, so that building again meanwhile changes nothing under the fuzzer
  mkdirSync('build/fuzz/others', { recursive: true });
  for (const name of ['nightlegs_node.cjs', 'nightlegs_node.wasm', 'nightlegs_node_js.cjs']) copyFileSync(`build/web/${name}`, `build/fuzz/others/${name}`);
}
/** libFuzzer on one target. @returns {Promise<{status: number | null, told: string}>} its exit status and what it told */
const fuzz = (target) => new Promise((resolve) => {
  const corpus = `build/fuzz/corpus/${target}`, found = `build/fuzz/found/${target}/`;
  mkdirSync(corpus, { recursive: true });
  mkdirSync(found, { recursive: true });
  const kept = [`tests/fuzz/seeds/${target}`, `tests/regressions/${target}`].filter((folder) => existsSync(folder));
  const child = spawn('build/fuzz/nightlegs_fuzz', [`-max_total_time=${seconds}`, '-rss_limit_mb=1024', '-timeout=20', '-print_final_stats=1',
    '-dict=tests/fuzz/dictionary.txt', `-artifact_prefix=${found}`, corpus, ...kept], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, NIGHTLEGS_FUZZ: target } });
  let told = '';
  child.stderr.on('data', (data) => { told = (told + data).slice(-20_000); });
  child.once('error', (error) => resolve({ status: null, told: error.message }));
  child.once('close', (status) => resolve({ status, told }));
});
const left = [...targets];
await Promise.all([0, 1].map(async () => {
  for (let target; (target = left.shift());) {
    const { status, told } = await fuzz(target);
    const runs = told.match(/number_of_executed_units: *(\d+)/)?.[1] ?? '?';
    if (status === 0) {
      passed++;
      counts[target] = Number(runs);
      console.log(`${target}: ${runs} runs, nothing found`);
    } else {
      failed++;
      console.log(`${told.split('\n').slice(-60).join('\n')}\n${target}: ${runs} runs, FOUND; see build/fuzz/found/${target}/`);
    }
  }
}));
// For the evidence (support/evidence.mjs).
mkdirSync('build/test', { recursive: true });
writeFileSync('build/test/fuzz.json', `${JSON.stringify({ seconds: Number(seconds), counts, whole: failed === 0 })}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
