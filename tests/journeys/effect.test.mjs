// effect.test.mjs - `nightlegs effect` shows a reviewer what an edit does: a known edit moves exactly the people it must.
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, before, describe, test } from 'node:test';
import { ROOT, assessAll, builds, nightlegs } from '../support/cli.mjs';

const tool = builds.native.command.at(-1);
const skip = existsSync(tool) ? false : `${tool} is missing; make it with: ${builds.native.cure}`;
const COUNT = 3000;

describe('nightlegs effect', { skip }, () => {
  let folder;
  before(() => {
    folder = mkdtempSync(`${tmpdir()}/nightlegs-effect-`);
    cpSync(`${ROOT}assets`, folder, { recursive: true });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Edits one line of the copied pack. */
  function edit(from, to) {
    const file = `${folder}/pack/red-flags.json`;
    const text = readFileSync(file, 'utf8');
    assert.ok(text.includes(from), 'the line to edit is there');
    writeFileSync(file, text.replace(from, to));
  }
  const effect = (...args) => nightlegs('native', ['effect', `${ROOT}assets`, folder, '--seed', '5', '--count', String(COUNT), ...args]);

  test('the same content moves nobody', () => {
    const { code, out } = effect();
    assert.equal(code, 0);
    assert.match(out, new RegExp(`unchanged: ${COUNT}\n`));
  });

  test('a rule made more urgent moves just the people whose result rested on it', () => {
    edit('"id": "rf-every-night", "tier": "soon", "within_days": 14', '"id": "rf-every-night", "tier": "soon", "within_days": 7');
    const { code, out } = effect();
    assert.equal(code, 0);
    // The same people, judged one by one: those at "soon 14" in whom the edited rule fires must move, and nobody else.
    const people = nightlegs('native', ['random', '--seed', '5', '--count', String(COUNT)]).out.trim().split('\n').map((line) => JSON.parse(line).answers);
    const moved = assessAll('native', people).map((line) => JSON.parse(line))
      .filter(({ urgency, within_days: days, red_flags: flags }) => urgency === 'soon' && days === 14
        && flags.some(({ id, state }) => id === 'rf-every-night' && state === 'fired')).length;
    assert.ok(moved > 0, 'the edit touches somebody');
    assert.match(out, new RegExp(`unchanged: ${COUNT - moved}\n`));
    assert.match(out, new RegExp(`more urgent:\n  soon 14 -> soon 7: ${moved}, for example \\{`));
    assert.match(out, /less urgent: none/);
    assert.match(out, /fits: none/);
  });

  test('a folder without a pack is named', () => {
    const { code, err } = nightlegs('native', ['effect', `${ROOT}assets`, `${folder}/nowhere`]);
    assert.equal(code, 2);
    assert.match(err, /nowhere/);
  });
});
