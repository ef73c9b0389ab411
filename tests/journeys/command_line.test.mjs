// command_line.test.mjs - the contract of `nightlegs`: what it prints where, and how it ends.
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, before, describe, test } from 'node:test';
import { ROOT, builds, nightlegs as run } from '../support/cli.mjs';

const tool = builds.native.command.at(-1);
const skip = existsSync(tool) ? false : `${tool} is missing; make it with: ${builds.native.cure}`;
const nightlegs = (args, input) => run('native', args, input);

const vectors = () => JSON.parse(readFileSync(`${ROOT}tests/journeys/vectors.json`, 'utf8'));
const vector = (number) => vectors().find(({ name }) => name.startsWith(`vector ${number}:`)).answers;

/** Ended as bad input does: nothing on standard output, one line on standard error that holds `what`. */
function refused({ code, out, err }, what) {
  assert.equal(code, 2, err);
  assert.equal(out, '');
  assert.match(err, /^nightlegs: [^\n]+\n$/, 'one line, no more');
  assert.match(err, what);
}

describe('nightlegs assess', { skip }, () => {
  test('the JSON has exactly the keys of the contract, in its order', () => {
    const { code, out, err } = nightlegs(['assess', '-'], JSON.stringify({ answers: vector(12) }));
    assert.equal(code, 0);
    assert.equal(err, '');
    assert.match(out, /^[^\n]+\n$/);
    const result = JSON.parse(out);
    assert.deepEqual(Object.keys(result), ['pack', 'urgency', 'route', 'within_days', 'complete', 'red_flags', 'patterns', 'actions', 'ask_next']);
    assert.match(result.pack, /^[0-9a-f]{16}$/);
    assert.equal(result.urgency, 'emergency');
    assert.equal(result.route, 'ambulance');
    assert.equal(result.within_days, null);
    assert.equal(result.complete, true);
    assert.deepEqual(result.red_flags[0], { id: 'rf-lung-heart', tier: 'emergency', state: 'fired', because: ['s-now=breath-trouble-new'] });
    assert.equal(result.patterns.length, 25);
    for (const pattern of result.patterns) {
      assert.deepEqual(Object.keys(pattern), ['id', 'kind', 'fit', 'could_become', 'for', 'against', 'unknown']);
      assert.match(pattern.kind, /^(cause|contributor)$/);
      assert.match(pattern.fit, /^(well|partly|none)$/);
      assert.match(pattern.could_become, /^(well|partly|none)$/);
    }
    assert.deepEqual(result.actions, []);
  });

  test('each urgency is written as the contract says', () => {
    const result = (number) => JSON.parse(nightlegs(['assess', '-'], JSON.stringify({ answers: vector(number) })).out);
    const short = ({ urgency, route, within_days }) => ({ urgency, route, within_days });
    assert.deepEqual(short(result(1)), { urgency: 'self-care', route: null, within_days: null });
    assert.deepEqual(short(result(3)), { urgency: 'routine', route: null, within_days: null });
    assert.deepEqual(short(result(4)), { urgency: 'soon', route: null, within_days: 14 });
    assert.deepEqual(short(result(10)), { urgency: 'same-day', route: 'today', within_days: null });
    assert.deepEqual(short(result(19)), { urgency: 'emergency', route: 'maternity-now', within_days: null });
    const stepped = result(20).red_flags.find(({ id }) => id === 'rf-dvt-sign');
    assert.deepEqual(stepped, { id: 'rf-dvt-sign', tier: 'soon', state: 'stepped-down', because: ['s-one-leg=one-calf-bigger'] });
    assert.deepEqual(result(24).red_flags.find(({ id }) => id === 'rf-one-unsure').because, ['s-nerve=prefer-not']);
  });

  test('a missing safety screen is unsure, the check is not complete, and it is what to ask next', () => {
    const { 's-slow': _, ...answers } = vector(1);
    const result = JSON.parse(nightlegs(['assess', '-'], JSON.stringify({ answers })).out);
    assert.equal(result.complete, false);
    assert.equal(result.ask_next, 's-slow');
    assert.ok(result.red_flags.some(({ because }) => because.includes('s-slow=not-sure')));
  });

  test('a file and standard input give the same', () => {
    const folder = mkdtempSync(`${tmpdir()}/nightlegs-`);
    try {
      writeFileSync(`${folder}/a.json`, JSON.stringify({ answers: vector(2) }));
      assert.equal(nightlegs(['assess', `${folder}/a.json`]).out, nightlegs(['assess', '-'], JSON.stringify({ answers: vector(2) })).out);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('as text it is for people: no braces, no scores, lines that fit a terminal', () => {
    const { code, out } = nightlegs(['assess', '--format', 'text', '-'], JSON.stringify({ answers: vector(10) }));
    assert.equal(code, 0);
    assert.doesNotMatch(out, /[{}]|\[\[|%/);
    assert.ok(out.split('\n').every((line) => [...line].length <= 78), out);
    assert.match(out, /today/i);
  });

  test('what cannot be read is told in one line, with its place', () => {
    refused(nightlegs(['assess', '-'], '{"answers": {"s-now": "none",}}'), /standard input: not valid JSON at line 1, column 30/);
    refused(nightlegs(['assess', '-'], ''), /not valid JSON at line 1, column 1/);
    refused(nightlegs(['assess', '/no/such/file.json']), /\/no\/such\/file\.json: cannot be read/);
    refused(nightlegs(['assess', ROOT]), /cannot be read/);
    refused(nightlegs(['assess', '-'], '{"answers": {"s-now": "never"}}'), /\/answers\/s-now: unknown option `never`/);
  });

  test('two faults in the answers are two lines', () => {
    const { code, out, err } = nightlegs(['assess', '-'], '{"answers": {"s-nwo": "none", "c-feel": "feel-ahce"}}');
    assert.equal(code, 2);
    assert.equal(out, '');
    assert.deepEqual(err.trimEnd().split('\n').map((line) => line.match(/nearest: `([^`]+)`/)?.[1]), ['s-now', 'feel-ache']);
  });

  test('a bad day, a format that does not exist, no file and an unknown option are bad input', () => {
    // Refused before anything is read, so nothing is given to read.
    for (const day of ['yesterday', '2026-13-01', '2026-00-10', '2026-11-32', '2026-1-1', '26-11-24', '2026/11/24']) {
      refused(nightlegs(['assess', '--today', day, '-']), new RegExp(`--today: "${day}" is not a date`));
    }
    assert.equal(nightlegs(['assess', '--today', '2026-11-24', '-'], '{}').code, 0);
    refused(nightlegs(['assess', '--format', 'xml', '-']), /--format/);
    refused(nightlegs(['assess']), /FILE/);
    refused(nightlegs(['assess', '--fast', '-']), /--fast/);
    refused(nightlegs(['assess', '--lang', 'xx', '-']), /--lang: there are no words in "xx"/);
  });
});

describe('nightlegs assess --lines', { skip }, () => {
  test('one line in, one line out, in order, each as if it came alone', () => {
    const sets = [10, 1, 19, 24].map(vector);
    const { code, out } = nightlegs(['assess', '--lines', '-'], sets.map((answers) => `${JSON.stringify({ answers })}\n`).join(''));
    assert.equal(code, 0);
    const alone = sets.map((answers) => nightlegs(['assess', '-'], JSON.stringify({ answers })).out);
    assert.equal(out, alone.join(''));
  });

  test('a bad line tells what and where, the rest goes on, and the end is 2', () => {
    const good = JSON.stringify({ answers: vector(1) });
    const { code, out, err } = nightlegs(['assess', '--lines', '-'], `${good}\n{"answers": {"s-now": "never"}}\n\nnonsense\n${good}\n`);
    assert.equal(code, 2);
    assert.match(err, /^nightlegs: [^\n]+\n$/);
    const lines = out.trimEnd().split('\n').map((line) => JSON.parse(line));
    assert.equal(lines.length, 4);
    assert.deepEqual(Object.keys(lines[1]), ['error', 'line']);
    assert.equal(lines[1].line, 2);
    assert.match(lines[1].error, /\/answers\/s-now: unknown option `never`/);
    assert.equal(lines[2].line, 4);
    assert.match(lines[2].error, /not valid JSON/);
    assert.deepEqual(lines[3], lines[0]);
  });

  test('a last line without its end counts, and lines may end as Windows ends them', () => {
    const good = JSON.stringify({ answers: vector(1) });
    assert.equal(nightlegs(['assess', '--lines', '-'], good).out.trimEnd().split('\n').length, 1);
    const { code, out } = nightlegs(['assess', '--lines', '-'], `${good}\r\n${good}\r\n`);
    assert.equal(code, 0);
    assert.equal(out.trimEnd().split('\n').length, 2);
  });
});

describe('nightlegs --pack', { skip }, () => {
  let folder;
  before(() => {
    folder = mkdtempSync(`${tmpdir()}/nightlegs-pack-`);
    cpSync(`${ROOT}assets/pack`, `${folder}/good/pack`, { recursive: true });
    cpSync(`${ROOT}assets/words`, `${folder}/good/words`, { recursive: true });
  });
  after(() => rmSync(folder, { recursive: true }));

  /** A copy of the good content with one file changed. */
  function changed(name, file, change) {
    cpSync(`${folder}/good`, `${folder}/${name}`, { recursive: true });
    const path = `${folder}/${name}/${file}`;
    const before_ = readFileSync(path, 'utf8');
    const now = change(before_);
    assert.notEqual(now, before_, 'nothing was changed');
    writeFileSync(path, now);
    return `${folder}/${name}`;
  }

  test('the tree and the built-in content say the same', () => {
    const input = JSON.stringify({ answers: vector(42) });
    assert.equal(nightlegs(['assess', '--pack', `${folder}/good`, '-'], input).out, nightlegs(['assess', '-'], input).out);
  });

  test('a sound pack passes the check, with its counts', () => {
    const { code, out } = nightlegs(['check', '--pack', `${folder}/good`]);
    assert.equal(code, 0);
    assert.match(out, /^The pack has no faults: 49 questions, 316 findings, 33 groups, 146 rules/);
  });

  test('the check lists every fault and ends with 1; any other command refuses the pack', () => {
    const broken = changed('broken', 'pack/red-flags.json', (text) => text.replace('face-arm-speech', 'face-arm-speach').replace('ANY(urine-cola)', 'ANY(urine-kola)'));
    const { code, out } = nightlegs(['check', '--pack', broken]);
    assert.equal(code, 1);
    assert.match(out, /red-flags\.json \/rules\/2\/when: unknown finding `face-arm-speach`; nearest: `face-arm-speech` \[pack\.unknown_finding\]/);
    assert.match(out, /`urine-kola`; nearest: `urine-cola`/);
    assert.match(out, /2 faults\n$/);
    const assessed = nightlegs(['assess', '--pack', broken, '-']);
    assert.equal(assessed.code, 2);
    assert.equal(assessed.out, '');
    assert.equal(assessed.err.trimEnd().split('\n').length, 2);
  });

  test('a fault that loading allows is still a fault of the check', () => {
    const poor = changed('poor', 'words/en.json', (text) => text.replace('"rf-stroke"', '"rf-strokes": {"say": "x"}, "rf-stroke"'));
    const { code, out } = nightlegs(['check', '--pack', poor]);
    assert.equal(code, 1);
    assert.match(out, /the pack has no `rf-strokes`; nearest: `rf-stroke` \[words\.unused\]\n1 fault\n$/);
    assert.equal(nightlegs(['assess', '--pack', poor, '-'], '{}').code, 0);
  });

  test('broken JSON is told with file, line and column', () => {
    const torn = changed('torn', 'pack/about.json', (text) => text.replace('"format": 1,', '"format": 1'));
    refused(nightlegs(['assess', '--pack', torn, '-']), /about\.json: not valid JSON at line 4, column 11/);
  });

  test('a missing file, an empty folder, no folder and missing words are told', () => {
    cpSync(`${folder}/good`, `${folder}/less`, { recursive: true });
    unlinkSync(`${folder}/less/pack/groups.json`);
    refused(nightlegs(['questions', '--pack', `${folder}/less`]), /groups\.json: this file of the pack is missing/);
    mkdirSync(`${folder}/empty/pack`, { recursive: true });
    refused(nightlegs(['questions', '--pack', `${folder}/empty`]), /no \*\.json files/);
    refused(nightlegs(['questions', '--pack', `${folder}/nowhere`]), /nowhere/);
    refused(nightlegs(['questions', '--pack', `${folder}/good`, '--lang', 'xx']), /xx\.json: cannot be read/);
  });
});

describe('nightlegs questions, random and bench', { skip }, () => {
  test('the questions are listed with their types, options and skip rules', () => {
    const { questions, pack } = JSON.parse(nightlegs(['questions', '--json']).out);
    assert.match(pack, /^[0-9a-f]{16}$/);
    assert.equal(questions.length, 49);
    assert.equal(questions.flatMap(({ options }) => options).length, 316);
    const { options: _, ...urge } = questions.find(({ id }) => id === 'c-urge');
    assert.deepEqual(urge, {
      id: 'c-urge', block: 'character', type: 'single', show_when: 'NOT(feel-urge)', show_if_unsure: false,
      none: false, not_sure: 'whole', prefer_not: false, optional: false,
    });
    assert.match(nightlegs(['questions']).out, /^s-now {2}\(multiple\)\n/);
  });

  test('the same seed gives the same people, another seed others, and all of them are taken', () => {
    const people = (seed) => nightlegs(['random', '--seed', seed, '--count', '200']).out;
    assert.equal(people('1'), people('1'));
    assert.notEqual(people('1'), people('2'));
    assert.equal(people('1').trimEnd().split('\n').length, 200);
    const { code, out } = nightlegs(['assess', '--lines', '-'], people('1'));
    assert.equal(code, 0);
    for (const line of out.trimEnd().split('\n')) {
      const { complete, ask_next: next } = JSON.parse(line);
      assert.deepEqual({ complete, next }, { complete: true, next: null });
    }
  });

  test('the bench prints figures', () => {
    const figures = JSON.parse(nightlegs(['bench', '--count', '64']).out);
    assert.ok(figures.whole_assessments_per_second > 0);
    assert.ok(figures.urgency_and_fits_per_second > 0);
    refused(nightlegs(['bench', '--count', '0']), /--count/);
  });

  test('no command, an unknown one and help', () => {
    refused(nightlegs([]), /subcommand/i);
    refused(nightlegs(['diagnose']), /diagnose|subcommand/i);
    const help = nightlegs(['--help']);
    assert.equal(help.code, 0);
    for (const command of ['assess', 'ask', 'check', 'questions', 'random', 'bench']) assert.match(help.out, new RegExp(`\\b${command}\\b`));
  });
});

describe('nightlegs ask', { skip }, () => {
  const SAFE = 'n\nn\nn\nn\nn\nn\nn\n1\nn\nn\n1\n';  // nothing to report, it comes and goes, for oneself
  const asked = (out) => [...out.matchAll(/Question (\d+) of at most (\d+)/g)].map(([, number, most]) => [Number(number), Number(most)]);

  test('a whole check ends in a result, counts its questions and never promises more than before', () => {
    const { questions } = JSON.parse(nightlegs(['questions', '--json']).out);
    // A calm adult with tired muscles: every question in order, answered by number.
    const answers = JSON.parse(readFileSync(`${ROOT}tests/journeys/paths.json`, 'utf8'))[0].answers;
    const keys = questions.filter(({ id }) => id in answers).map(({ id, options }) => {
      if (answers[id] === 'none') return 'n';
      return [answers[id]].flat().map((option) => options.indexOf(option) + 1).join(' ');
    });
    assert.ok(keys.length > 25 && keys.every((key) => key === 'n' || !key.split(' ').includes('0')));
    const { code, out } = nightlegs(['ask'], `${keys.join('\n')}\n`);
    assert.equal(code, 0);
    const progress = asked(out);
    assert.deepEqual(progress.map(([number]) => number), keys.map((_, i) => i + 1));
    for (let i = 1; i < progress.length; ++i) assert.ok(progress[i][1] <= progress[i - 1][1], `of at most ${progress[i][1]} after ${progress[i - 1][1]}`);
    const text = nightlegs(['assess', '--format', 'text', '-'], JSON.stringify({ answers })).out;
    assert.ok(out.endsWith(text), out.slice(-2000));
  });

  test('an emergency ends the check at once', () => {
    const { code, out } = nightlegs(['ask'], '1\nn\nn\n');
    assert.equal(code, 0);
    assert.equal(asked(out).length, 1);
    assert.match(out, /emergency/i);
  });

  test('going back takes the last answer back, and it can be answered otherwise', () => {
    // Trouble standing at the third screen is taken back; what follows is the same as if it had never been said.
    const { out } = nightlegs(['ask'], `n\nn\n3\nb\nn\n`);
    assert.deepEqual(asked(out).map(([number]) => number), [1, 2, 3, 4, 3, 4]);
    // Back at the first question stays there.
    assert.deepEqual(asked(nightlegs(['ask'], 'b\nn\n').out).map(([number]) => number), [1, 1, 2]);
  });

  test('an answer that does not fit asks the same question again and says why', () => {
    const { out } = nightlegs(['ask'], '99\nx\n\nn\n');
    assert.deepEqual(asked(out).map(([number]) => number), [1, 1, 1, 1, 2]);
    const { out: age } = nightlegs(['ask'], `${SAFE}n\n2 3\n6\n`);
    assert.match(age, /no "none"/);
    assert.match(age, /takes one option/);
    assert.deepEqual(asked(age).slice(-4).map(([number]) => number), [12, 12, 12, 13]);
  });

  test('a question mark tells why it is asked, and behind a number it means not sure', () => {
    const { out } = nightlegs(['ask'], '?\n5?\nn\n');
    assert.deepEqual(asked(out).map(([number]) => number), [1, 1, 2, 3]);
    // Two doubtful emergency signs are one too many.
    assert.equal(asked(nightlegs(['ask'], 'n\n1? 2?\nn\n').out).length, 2);
  });

  test('q and the end of the input leave without a result', () => {
    for (const input of ['n\nq\n', 'n\n']) {
      const { code, out } = nightlegs(['ask'], input);
      assert.equal(code, 0);
      assert.equal(asked(out).length, 2);
      assert.doesNotMatch(out, /self-care/i);
    }
  });
});
