// synthetic.test.mjs - made-up content of 150 findings, 40 warning signs and 20 weighted causes is judged alike by the engine, natively
// and as WebAssembly, and by the same rules written out in plain JavaScript. How fast each is: tests/bench/report.mjs.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { nightlegs } from '../support/cli.mjs';
import { byHand, digest, syntheticPack } from '../support/synthetic.mjs';

const PEOPLE = 4000;

for (const seed of [1, 2, 3]) {
  test(`4,000 people of the made-up content ${seed} get the same urgency and fits everywhere`, () => {
    const folder = mkdtempSync(`${tmpdir()}/nightlegs-synthetic-`);
    try {
      syntheticPack(seed, folder);
      const run = (build, args) => {
        const { code, out, err } = nightlegs(build, [...args, '--count', String(PEOPLE), '--pack', folder]);
        assert.equal(code, 0, err);
        return out;
      };
      const judge = byHand(seed), counted = digest();
      const rungs = new Set(), grades = new Set();
      for (const line of run('native', ['random', '--seed', '1']).trim().split('\n')) {
        const { rung, fits } = judge(JSON.parse(line).answers);
        for (const byte of [rung, ...fits]) counted.add(byte);
        rungs.add(rung);
        fits.forEach((fit) => grades.add(fit));
      }
      assert.equal(rungs.size, 6, 'every step of the ladder has somebody');
      assert.equal(grades.size, 3, 'every grade of fit has somebody');
      for (const build of ['native', 'wasm']) assert.equal(JSON.parse(run(build, ['bench', '--without-what-if', '--seed', '1'])).digest, counted.hex(), build);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}
