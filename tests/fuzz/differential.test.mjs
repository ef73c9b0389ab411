// differential.test.mjs - broken and odd answer files, a line each, through the native tool, its WebAssembly and its plain
// JavaScript: the same bytes out.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { ROOT, builds, nightlegs } from '../support/cli.mjs';
import { dice } from '../support/dice.mjs';

const missing = Object.values(builds).find(({ command }) => !existsSync(command.at(-1)));
const skip = missing ? `${missing.command.at(-1)} is missing; make it with: ${missing.cure}` : false;
const SECONDS = process.env.NIGHTLEGS_FULL === '1' ? 60 : 3;
const BATCH = 2000;

const dictionary = readFileSync(`${ROOT}tests/fuzz/dictionary.txt`, 'utf8').split('\n').filter((line) => line.startsWith('"'))
  .map((line) => line.slice(1, -1).replaceAll('\\"', '"')).filter((word) => !word.includes('\\x0a'));
const ODD = ['1e308', '-0', '0.1', '3.5', '1e-320', '99999999999999999999', '-1', 'null', 'true', '{}', '[]', '"\\u0000"', '"\\ud83d\\ude00"', '"\u00e9\u65e5"', '[[[[', '\t', ' '];

function broken(line, roll) {
  let text = line;
  for (let changes = 1 + roll(4); changes > 0; changes--) {
    const at = roll(text.length + 1), length = roll(12);
    const piece = [() => '', () => text.slice(at, at + length).repeat(2), () => ODD[roll(ODD.length)], () => dictionary[roll(dictionary.length)],
      () => String.fromCharCode(32 + roll(95)), () => String.fromCharCode(0x80 + roll(0x500))][roll(6)]();
    text = text.slice(0, at) + piece + text.slice(at + length);
  }
  return text.replaceAll(/[\n\r]/g, ' ');
}
/** Whole values put in the place of others: still JSON, and so read further. */
function swapped(line, roll) {
  const { answers } = JSON.parse(line);
  const ids = Object.keys(answers);
  for (let changes = 1 + roll(3); changes > 0; changes--) {
    const [one, other] = [ids[roll(ids.length)], ids[roll(ids.length)]];
    const values = [answers[other], [answers[other]].flat(), { yes: [answers[other]].flat(), unsure: [] }, roll(20) - 5, roll(100) / 8, 'none', 'not-sure', 'prefer-not', {}, [], null];
    answers[one] = values[roll(values.length)];
    if (roll(3) === 0) delete answers[other];
  }
  return JSON.stringify({ answers });
}

/** What is left when somebody did not answer everything. */
function gaps(line, roll) {
  const { answers } = JSON.parse(line);
  return JSON.stringify({ answers: Object.fromEntries(Object.entries(answers).filter(() => roll(4))) });
}

/** The output for these lines, once it is known to be the same bytes from each build. */
function same(input, where) {
  const assess = (build) => nightlegs(build, ['assess', '--lines', '-'], input);
  const native = assess('native');
  for (const build of ['wasm', 'js']) {
    const other = assess(build);
    if (native.out !== other.out) {
      const [a, b] = [native, other].map(({ out }) => out.split('\n'));
      const at = a.findIndex((line, i) => line !== b[i]);
      assert.equal(b[at], a[at], `${build}, ${where}, output line ${at + 1}`);
    }
    assert.deepEqual({ code: other.code, err: other.err }, { code: native.code, err: native.err }, build);
  }
  return native.out;
}

describe('the same odd answers, native, WebAssembly and plain JavaScript', { skip }, () => {
  test('every seed and every regression of the fuzzer gives the same bytes', () => {
    const folders = ['tests/fuzz/seeds', 'tests/regressions'].flatMap((folder) => ['answers', 'differential'].map((name) => `${ROOT}${folder}/${name}`));
    const files = folders.filter((folder) => existsSync(folder)).flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`));
    assert.ok(files.length >= 8);
    // As bytes: what is no UTF-8 must come through too.
    const lines = files.map((file) => `${readFileSync(file, 'latin1').replaceAll(/[\n\r]/g, ' ')}\n`);
    same(Buffer.from(lines.join(''), 'latin1'), 'seeds and regressions');
  });

  test(`${SECONDS} seconds of broken lines give the same bytes`, (t) => {
    const end = Date.now() + SECONDS * 1000;
    const seed = process.env.NIGHTLEGS_FULL === '1' ? Number(process.env.NIGHTLEGS_SEED ?? Date.now() % 1e9) : 1;
    let lines = 0, read = 0;
    for (let round = 0; round === 0 || Date.now() < end; round++) {
      const roll = dice(seed + round);
      const people = nightlegs('native', ['random', '--seed', String(seed + round), '--count', String(BATCH)]).out.trimEnd().split('\n');
      const input = people.map((line) => [broken, swapped, gaps][roll(3)](line, roll));
      const out = same(`${input.join('\n')}\n`, `seed ${seed + round}`);
      lines += input.length;
      read += out.split('\n').filter((line) => line.startsWith('{"pack"')).length;
    }
    t.diagnostic(`${lines} lines, ${read} of them assessed, from seed ${seed}`);
    assert.ok(read > lines / 4, 'most lines were too broken to say anything');
  });
});
