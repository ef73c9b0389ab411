// million.test.mjs - very many random people through every build of the tool (people.mjs): the same bytes, no promise broken.
// 20,000 a day; with NIGHTLEGS_FULL=1 1,000,000, of whom 100,000 also as WebAssembly and 50,000 as plain JavaScript.
// Ten million: node tests/journeys/people.mjs
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { ROOT, builds } from '../support/cli.mjs';
import { manyPeople } from './people.mjs';

const missing = Object.values(builds).find(({ command }) => !existsSync(command.at(-1)));
const skip = missing ? `${missing.command.at(-1)} is missing; make it with: ${missing.cure}` : false;
const WANTED = process.env.NIGHTLEGS_FULL === '1' ? { native: 1_000_000, wasm: 100_000, js: 50_000 } : { native: 20_000, wasm: 2_000, js: 1_000 };

describe('random people', { skip }, () => {
  test(`${WANTED.native.toLocaleString('en')} of them: the same bytes from every build, and no promise is broken`, () => {
    const counts = manyPeople(WANTED);
    assert.deepEqual({ native: counts.native, wasm: counts.wasm, js: counts.js }, WANTED);
    assert.ok(counts.raised > WANTED.native / 2, 'most people have a sign that can become more certain');
    for (const [tier, count] of Object.entries(counts.urgencies)) assert.ok(count > 0, `nobody came out as ${tier}`);
    mkdirSync(`${ROOT}build/test`, { recursive: true });
    writeFileSync(`${ROOT}build/test/people.json`, `${JSON.stringify(counts)}\n`);  // for the evidence (support/evidence.mjs)
  });
});
