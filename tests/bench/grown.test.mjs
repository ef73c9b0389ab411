// grown.test.mjs - content a hundred times as large still judges right: each of a hundred copies like the one it was copied from.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { nightlegs, ROOT } from '../support/cli.mjs';
import { growPack } from '../support/grown.mjs';

const TIMES = 100, PEOPLE = 12;

test('a hundred copies of the content, answered alike, raise the same warnings and fit the same patterns', () => {
  const folder = mkdtempSync(`${tmpdir()}/nightlegs-grown-`);
  try {
    growPack(TIMES, folder);
    const run = (args, input) => {
      const { code, out, err } = nightlegs('native', args, input);
      assert.equal(code, 0, err || out.slice(0, 400));
      return out.trim().split('\n').map((line) => JSON.parse(line));
    };
    const people = run(['random', '--seed', '9', '--count', String(PEOPLE)]).map(({ answers }) => answers);
    const lines = (all) => all.map((answers) => `${JSON.stringify({ answers })}\n`).join('');
    const own = (value, copy) => {
      if (typeof value === 'string') return ['none', 'not-sure', 'prefer-not'].includes(value) ? value : `${value}-${copy}`;
      if (Array.isArray(value)) return value.map((one) => own(one, copy));
      return typeof value === 'object' ? { yes: own(value.yes, copy), unsure: own(value.unsure, copy) } : value;
    };
    const everywhere = (answers) => {
      const all = { ...answers };
      for (let copy = 2; copy <= TIMES; ++copy) for (const [id, value] of Object.entries(answers)) all[`${id}-${copy}`] = own(value, copy);
      return all;
    };
    // What there is once for all copies is no copy's own: the floors, and how many emergency items somebody is unsure of.
    const { rules, floors } = JSON.parse(readFileSync(`${ROOT}assets/pack/red-flags.json`, 'utf8'));
    const shared = new Set([...floors, ...rules.filter(({ when }) => when.includes('UNSURE_COUNT'))].map(({ id }) => id));
    const original = new Set([...rules.map(({ id }) => id), ...JSON.parse(readFileSync(`${ROOT}assets/pack/patterns.json`, 'utf8')).patterns.map(({ id }) => id)]);
    const told = ({ red_flags: flags, patterns }, copy) => {
      const mine = (id) => (copy === 1 ? original.has(id) : id.endsWith(`-${copy}`));
      const plain = (id) => (copy === 1 ? id : id.slice(0, id.length - `-${copy}`.length));
      return [flags.filter(({ id }) => mine(id)).map(({ id, state, tier }) => `${plain(id)} ${state} ${tier}`).filter((line) => !shared.has(line.split(' ')[0])).sort(),
        patterns.filter(({ id }) => mine(id)).map(({ id, fit, could_become: could }) => `${plain(id)} ${fit} ${could}`).sort()];
    };
    const before = run(['assess', '--lines', '-'], lines(people));
    const after = run(['assess', '--lines', '--pack', folder, '-'], lines(people.map(everywhere)));
    assert.ok(before.some(({ red_flags: flags }) => flags.length > 1));
    for (const [i, one] of after.entries()) for (let copy = 1; copy <= TIMES; ++copy) assert.deepEqual(told(one, copy), told(before[i], 1), `person ${i}, copy ${copy}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
