// wasm.test.mjs - the WebAssembly build and the plain JavaScript one say the same as the native one, byte for byte.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { ROOT, assessAll, builds, nightlegs } from '../support/cli.mjs';

const missing = Object.values(builds).find(({ command }) => !existsSync(command.at(-1)));
const skip = missing ? `${missing.command.at(-1)} is missing; make it with: ${missing.cure}` : false;
const FULL = process.env.NIGHTLEGS_FULL === '1';
const RANDOM_FILES = FULL ? 50000 : 2000;
const TEXTS = FULL ? 100 : 15;  // a start of each build for each

const journeys = () => ['vectors', 'examples', 'paths', 'rules'].flatMap((name) => JSON.parse(readFileSync(`${ROOT}tests/journeys/${name}.json`, 'utf8')));
const [NATIVE, ...OTHERS] = Object.keys(builds);
/** Every build with the same arguments and input; their output, once it is known to be the same. */
function same(args, input) {
  const native = nightlegs(NATIVE, args, input);
  for (const build of OTHERS) {
    const other = nightlegs(build, args, input);
    assert.equal(other.out.length, native.out.length, build);
    assert.ok(other.out === native.out, `${build}: ${args.join(' ')}: the outputs differ`);
    assert.deepEqual({ code: other.code, err: other.err }, { code: native.code, err: native.err }, build);
  }
  return native;
}

describe('WebAssembly, plain JavaScript and native', { skip }, () => {
  test('they are three builds, and one of them runs without WebAssembly', () => {
    assert.deepEqual(Object.keys(builds), ['native', 'wasm', 'js']);
    const without = (build) => spawnSync(builds[build].command[0], ['--jitless', ...builds[build].command.slice(1), 'check'], { encoding: 'utf8' }).status;
    assert.notEqual(without('wasm'), 0);
    assert.equal(without('js'), 0);
  });

  test('every journey comes out the same', () => {
    const sets = journeys().flatMap((journey) => (journey.answers ? [journey.answers] : [journey.raises, journey.near_miss]));
    assert.equal(sets.length, 82 + 21 + journeys().filter(({ expect }) => expect && 'route' in expect).length + 2 * 146);
    const native = assessAll(NATIVE, sets);
    for (const build of OTHERS) {
      const other = assessAll(build, sets);
      for (const [i, line] of native.entries()) assert.equal(other[i], line, `${build}, answers ${i + 1}: ${JSON.stringify(sets[i])}`);
    }
  });

  test(`${RANDOM_FILES} random people are the same people, and come out the same`, () => {
    const people = same(['random', '--seed', '42', '--count', String(RANDOM_FILES)]).out;
    assert.equal(people.trimEnd().split('\n').length, RANDOM_FILES);
    const { code, out } = same(['assess', '--lines', '-'], people);
    assert.equal(code, 0);
    assert.equal(out.trimEnd().split('\n').length, RANDOM_FILES);
  });

  test('people with gaps come out the same', () => {
    const people = nightlegs('native', ['random', '--seed', '7', '--count', '400']).out.trimEnd().split('\n');
    // Every third, then every second answer left out: other places each time.
    const gaps = people.map((line, i) => JSON.stringify({
      answers: Object.fromEntries(Object.entries(JSON.parse(line).answers).filter((_, k) => (i + k) % (2 + (i % 3)) !== 0)),
    }));
    same(['assess', '--lines', '-'], `${gaps.join('\n')}\n`);
  });

  test('the questions, the check of the pack and the text for people are the same', () => {
    assert.equal(JSON.parse(same(['questions', '--json']).out).questions.length, 49);
    assert.equal(same(['check']).code, 0);
    for (const { answers } of journeys().filter((journey) => journey.answers).slice(0, TEXTS)) {
      same(['assess', '--format', 'text', '-'], JSON.stringify({ answers }));
    }
  });

  test('what is wrong is told in the same words', () => {
    assert.equal(same(['assess', '-'], '{"answers": {"s-nwo": "none"}}').code, 2);
    assert.equal(same(['assess', '-'], '{"answers": ').code, 2);
    assert.equal(same(['assess', '--lines', '-'], '{}\nx\n{"s-now": 1}\n').code, 2);
  });
});
