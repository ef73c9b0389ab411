// evidence.mjs - writes down what a full run of the tests found out about the content, for the page that shows it.
//   node tests/support/evidence.mjs     after ./test --full, which calls it last of all when nothing failed
//
// Every figure is read from what that run itself left in build/test, or measured here. A part that did not run leaves
// nothing, and then the evidence does not mention it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { ROOT, assessAll, nightlegs } from './cli.mjs';

const read = (path) => JSON.parse(readFileSync(`${ROOT}${path}`, 'utf8'));
/** What a part left, or undefined when it did not run. */
const left = (name) => (existsSync(`${ROOT}build/test/${name}`) ? readFileSync(`${ROOT}build/test/${name}`, 'utf8') : undefined);
const figure = (number) => Number(number).toLocaleString('en-GB');
const figures = (numbers) => Object.fromEntries(Object.entries(numbers).map(([name, number]) => [name, figure(number)]));

/** The written cases, judged once more: as they must, and how many there are. */
function cases() {
  const written = ['vectors', 'examples', 'paths'].flatMap((name) => read(`tests/journeys/${name}.json`));
  const rules = read('tests/journeys/rules.json');
  const results = assessAll('native', written.map(({ answers }) => answers)).map((line) => JSON.parse(line));
  let right = results.filter(({ urgency, within_days: days }, i) =>
    urgency === written[i].expect.urgency && (written[i].expect.within_days ?? null) === days).length;
  const fires = (answers) => assessAll('native', answers).map((line) => new Set(JSON.parse(line).red_flags.map(({ id }) => id)));
  const raised = fires(rules.map(({ raises }) => raises));
  const missed = fires(rules.map(({ near_miss: miss }) => miss));
  rules.forEach(({ rule }, i) => { right += raised[i].has(rule) + !missed[i].has(rule); });
  return { right, made: written.length + 2 * rules.length };
}

function random() {
  const counts = left('people.json');
  if (!counts) return undefined;
  const { native, wasm, js } = JSON.parse(counts);
  return { native, wasm, js };
}

/** The counts that a tool of the mutants printed. */
function mutants(name, pattern) {
  const [, made, noticed] = pattern.exec(left(name) ?? '') ?? [];
  return made && { made, noticed, listed: made - noticed };
}

function coverage() {
  const found = JSON.parse(left('coverage.json') ?? 'null');
  return found?.whole ? { ...found.deciding, rest: found.rest.covered, rest_of: found.rest.count } : undefined;
}

function fuzz() {
  const found = JSON.parse(left('fuzz.json') ?? 'null');
  const counts = Object.values(found?.counts ?? {});
  return found?.whole ? { runs: counts.reduce((sum, runs) => sum + runs, 0), kinds: counts.length } : undefined;
}

const check = nightlegs('native', ['check']);
const fingerprint = /Fingerprint ([0-9a-f]{16})/.exec(check.out)?.[1];
if (check.code !== 0 || !fingerprint) throw new Error(`the content has faults, so there is no evidence about it:\n${check.out}`);

const proofs = nightlegs('native', ['prove']);
const proved = [...proofs.out.matchAll(/^(P\d+) proved: /gm)].map(([, id]) => id);

const measured = {
  cases: cases(),
  random: random(),
  mutants: mutants('pack_mutants.txt', /mutants: (\d+) made, (\d+) killed/),
  code_mutants: mutants('code-mutants.txt', /code mutants: (\d+) made, (\d+) killed/),
  coverage: coverage(),
  fuzz: fuzz(),
};
const measures = Object.fromEntries(Object.entries(measured).filter(([, numbers]) => numbers).map(([name, numbers]) => [name, figures(numbers)]));
const evidence = { fingerprint, date: new Date().toISOString().slice(0, 10), proved, measures };
mkdirSync(`${ROOT}assets/evidence`, { recursive: true });
writeFileSync(`${ROOT}assets/evidence/evidence.json`, `${JSON.stringify(evidence, null, 2)}\n`);
console.log(JSON.stringify(evidence));
