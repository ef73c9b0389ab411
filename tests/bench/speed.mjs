#!/usr/bin/env node
// speed.mjs - assessments a second on one core, natively and as WebAssembly, against what the design asks for.
// Both builds run in turns and the best of each counts: other programs only ever make a round slower.
// A figure: it fails only when the builds do not agree on what they counted, never by time.
import { existsSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { builds, nightlegs } from '../support/cli.mjs';

const GOALS = { whole_assessments_per_second: 200_000, urgency_and_fits_per_second: 1_000_000 };
const WASM_AT_MOST = 2.5;  // times slower
const NAMES = { whole_assessments_per_second: 'whole assessments', urgency_and_fits_per_second: 'urgency and fits alone' };
const ROUNDS = 5;

const best = {};
const checksums = new Set();
const BUILDS = ['native', 'wasm'];  // plain JavaScript serves those without WebAssembly, as fast as it can
const there = BUILDS.filter((build) => existsSync(builds[build].command.at(-1)));
for (let round = 0; round < ROUNDS; ++round) {
  for (const build of there) {
    const { code, out, err } = nightlegs(build, ['bench']);
    if (code !== 0) throw new Error(`bench of ${build} ended with ${code}: ${err}`);
    const figures = JSON.parse(out);
    checksums.add(figures.checksum);
    best[build] ??= {};
    best[build].what_if_milliseconds = Math.min(best[build].what_if_milliseconds ?? Infinity, figures.what_if_milliseconds);
    for (const key of Object.keys(GOALS)) best[build][key] = Math.max(best[build][key] ?? 0, figures[key]);
  }
}

const number = (value) => Math.round(value).toLocaleString('en');
const met = (good) => (good ? 'met' : 'NOT MET in this run');
for (const [key, goal] of Object.entries(GOALS)) {
  const native = best.native?.[key], wasm = best.wasm?.[key];
  if (native) console.log(`native ${number(native).padStart(11)} ${NAMES[key]} a second; goal ${number(goal)}: ${met(native >= goal)}`);
  if (native && wasm) {
    const ratio = native / wasm;
    console.log(`wasm   ${number(wasm).padStart(11)} ${NAMES[key]} a second, ${ratio.toFixed(2)} times slower; goal ${WASM_AT_MOST}: ${met(ratio <= WASM_AT_MOST)}`);
  }
}
for (const build of BUILDS.filter((name) => !there.includes(name))) console.log(`${build} is not built; make it with: ${builds[build].cure}`);
for (const [build, { what_if_milliseconds: took }] of Object.entries(best)) {
  console.log(`${build.padEnd(6)} ${took.toFixed(2).padStart(11)} ms for "What would change this?" of one person; goal 20 in the browser: ${met(took <= 20)}`);
}
console.log(`${cpus().length} cores, load ${loadavg()[0].toFixed(1)}: other work makes each figure smaller`);
if (checksums.size > 1) {
  console.error('speed: the builds do not agree on what they counted');
  process.exit(1);
}
