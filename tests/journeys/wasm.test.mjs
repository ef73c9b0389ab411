// wasm.test.mjs - the WebAssembly build says the same as the native one, byte for byte.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { ROOT, assessAll, builds, nightlegs } from '../support/cli.mjs';

const missing = Object.values(builds).find(({ command }) => !existsSync(command.at(-1)));
const skip = missing ? `${missing.command.at(-1)} is missing; make it with: ${missing.cure}` : false;
const RANDOM_FILES = process.env.NIGHTLEGS_FULL === '1' ? 50000 : 2000;

const journeys = () => ['vectors', 'examples', 'paths', 'rules'].flatMap((name) => JSON.parse(readFileSync(`${ROOT}tests/journeys/${name}.json`, 'utf8')));
/** Both builds with the same arguments and input; their output, once it is known to be the same. */
function same(args, input) {
  const [native, wasm] = ['native', 'wasm'].map((build) => nightlegs(build, args, input));
  assert.equal(wasm.out.length, native.out.length);
  assert.ok(wasm.out === native.out, `${args.join(' ')}: the outputs differ`);
  assert.deepEqual({ code: wasm.code, err: wasm.err }, { code: native.code, err: native.err });
  return native;
}

describe('WebAssembly and native', { skip }, () => {
  test('every journey comes out the same', () => {
    const sets = journeys().flatMap((journey) => (journey.answers ? [journey.answers] : [journey.raises, journey.near_miss]));
    assert.equal(sets.length, 82 + 21 + journeys().filter(({ expect }) => expect && 'route' in expect).length + 2 * 146);
    const [native, wasm] = ['native', 'wasm'].map((build) => assessAll(build, sets));
    for (const [i, line] of native.entries()) assert.equal(wasm[i], line, `answers ${i + 1}: ${JSON.stringify(sets[i])}`);
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
    for (const { answers } of journeys().filter((journey) => journey.answers).slice(0, 40)) {
      same(['assess', '--format', 'text', '-'], JSON.stringify({ answers }));
    }
  });

  test('what is wrong is told in the same words', () => {
    assert.equal(same(['assess', '-'], '{"answers": {"s-nwo": "none"}}').code, 2);
    assert.equal(same(['assess', '-'], '{"answers": ').code, 2);
    assert.equal(same(['assess', '--lines', '-'], '{}\nx\n{"s-now": 1}\n').code, 2);
  });
});
