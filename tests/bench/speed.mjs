#!/usr/bin/env node
// speed.mjs - assessments a second on one core, natively and as WebAssembly, against what the design asks for.
// Both builds run in turns and the best of each counts: other programs only ever make a round slower.
// The last line is "N passed, N failed", with ", N skipped" for a build that is not there.
import { existsSync } from 'node:fs';
import { builds, nightlegs } from '../support/cli.mjs';

const GOALS = { whole_assessments_per_second: 200_000, urgency_and_fits_per_second: 1_000_000 };
const WASM_AT_MOST = 2.5;  // times slower
const NAMES = { whole_assessments_per_second: 'whole assessments', urgency_and_fits_per_second: 'urgency and fits alone' };
const ROUNDS = 5;

const best = {};
const checksums = new Set();
const there = Object.keys(builds).filter((build) => existsSync(builds[build].command.at(-1)));
for (let round = 0; round < ROUNDS; ++round) {
  for (const build of there) {
    const { code, out, err } = nightlegs(build, ['bench']);
    if (code !== 0) throw new Error(`bench of ${build} ended with ${code}: ${err}`);
    const figures = JSON.parse(out);
    checksums.add(figures.checksum);
    best[build] ??= {};
    for (const key of Object.keys(GOALS)) best[build][key] = Math.max(best[build][key] ?? 0, figures[key]);
  }
}

const number = (value) => Math.round(value).toLocaleString('en').padStart(11);
let passed = 0, failed = 0, skipped = 0;
const count = (good) => { if (good) ++passed; else ++failed; return good ? 'ok' : 'TOO SLOW'; };
for (const [key, goal] of Object.entries(GOALS)) {
  const native = best.native?.[key], wasm = best.wasm?.[key];
  if (native) console.log(`native  ${number(native)} ${NAMES[key]} a second; at least ${number(goal).trim()}: ${count(native >= goal)}`);
  else ++skipped;
  if (native && wasm) {
    const ratio = native / wasm;
    console.log(`wasm    ${number(wasm)} ${NAMES[key]} a second; ${ratio.toFixed(2)} times slower, at most ${WASM_AT_MOST}: ${count(ratio <= WASM_AT_MOST)}`);
  } else ++skipped;
}
if (checksums.size > 1) { console.log('the builds do not agree on what they counted'); ++failed; }
for (const build of Object.keys(builds).filter((name) => !there.includes(name))) console.log(`${build} is not built; make it with: ${builds[build].cure}`);
console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exit(failed ? 1 : 0);
