// million.test.mjs - very many random people through the optimised tool: no crash, nobody below their strongest rule.
// 20,000 a day, 1,000,000 with NIGHTLEGS_FULL=1.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { describe, test } from 'node:test';
import { builds } from '../support/cli.mjs';

const tool = builds.native.command.at(-1);
const skip = existsSync(tool) ? false : `${tool} is missing; make it with: ${builds.native.cure}`;
const PEOPLE = process.env.NIGHTLEGS_FULL === '1' ? 1_000_000 : 20_000;
const TIERS = ['self-care', 'routine', 'soon', 'same-day', 'emergency'];

describe('random people', { skip }, () => {
  test(`${PEOPLE.toLocaleString('en')} of them: no crash, no urgency below the strongest fired rule, no actions beside an emergency`, async () => {
    const people = spawn(tool, ['random', '--seed', '20261124', '--count', String(PEOPLE)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const assess = spawn(tool, ['assess', '--lines', '-'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = (process_) => new Promise((resolve) => { process_.on('close', resolve); });
    const codes = Promise.all([ended(people), ended(assess)]);
    people.stdout.pipe(assess.stdin);
    const seen = Object.fromEntries(TIERS.map((tier) => [tier, 0]));
    let count = 0;
    for await (const line of createInterface({ input: assess.stdout })) {
      ++count;
      // Only what is looked at is parsed: a million whole lines would take minutes.
      const urgency = line.match(/^\{"pack":"[0-9a-f]{16}","urgency":"([a-z-]+)"/)?.[1];
      assert.ok(TIERS.includes(urgency), `line ${count}: ${line.slice(0, 200)}`);
      ++seen[urgency];
      const flags = line.slice(line.indexOf('"red_flags":'), line.indexOf('"patterns":'));
      const strongest = Math.max(0, ...[...flags.matchAll(/"tier":"([a-z-]+)"/g)].map(([, tier]) => TIERS.indexOf(tier)));
      assert.equal(TIERS[strongest], urgency, `line ${count}: ${line.slice(0, 2000)}`);
      const actions = JSON.parse(line.slice(line.lastIndexOf('"actions":') + 10, line.lastIndexOf(',"ask_next"')));
      assert.ok(actions.length <= (strongest >= TIERS.indexOf('same-day') ? 0 : 5), `line ${count}: ${actions}`);
      assert.ok(line.endsWith(',"ask_next":null}'), `line ${count} leaves a question open`);
    }
    assert.deepEqual(await codes, [0, 0]);
    assert.equal(count, PEOPLE);
    for (const tier of TIERS.slice(1)) assert.ok(seen[tier] > 0, `nobody came out as ${tier}`);
  });
});
