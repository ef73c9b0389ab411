// evidence.mjs - writes down what a full run of the tests found out about the content, for the page that shows it.
//   node tests/support/evidence.mjs     after ./test --full, which calls it when nothing failed
//
// Every figure is read from that run's own output in build/test or measured here; what did not run is not mentioned.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { ROOT, assessAll, nightlegs } from './cli.mjs';

const read = (path) => JSON.parse(readFileSync(`${ROOT}${path}`, 'utf8'));
/** The first match in one of the run's outputs, or undefined when that part did not run. */
function found(name, pattern) {
  const path = `${ROOT}build/test/${name}`;
  return existsSync(path) ? pattern.exec(readFileSync(path, 'utf8')) ?? undefined : undefined;
}

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
  return `${right} of ${written.length + 2 * rules.length}`;
}

const check = nightlegs('native', ['check']);
const fingerprint = /Fingerprint ([0-9a-f]{16})/.exec(check.out)?.[1];
if (check.code !== 0 || !fingerprint) throw new Error(`the content has faults, so there is no evidence about it:\n${check.out}`);

const proofs = nightlegs('native', ['prove']);
const proved = [...proofs.out.matchAll(/^(P\d+) proved: /gm)].map(([, id]) => id);

const measures = { cases: cases() };
const random = found('tests_journeys_million.test.mjs.tap', /ok \d+ - ([\d,]+) of them/);
if (random) measures.random = random[1];
const mutants = found('pack_mutants.txt', /mutants: (\d+) made, (\d+) killed[^,]*, (\d+) equivalent/);
if (mutants) measures.mutants = `${mutants[2]} of ${mutants[1]} noticed; the other ${mutants[1] - mutants[2]} are listed, each with its reason`;
const code = found('code-mutants.txt', /code mutants: (\d+) made, (\d+) killed, (\d+) equivalent/);
if (code) measures.code_mutants = `${code[2]} of ${code[1]} noticed, ${code[3]} without any effect`;

const fuzz = existsSync(`${ROOT}build/test/fuzz.txt`)
  ? [...readFileSync(`${ROOT}build/test/fuzz.txt`, 'utf8').matchAll(/: (\d+) runs, nothing found/g)].map(([, runs]) => Number(runs)) : [];
if (fuzz.length) measures.fuzz = `${fuzz.reduce((sum, runs) => sum + runs, 0).toLocaleString('en-GB')}, nothing found`;

const evidence = { fingerprint, date: new Date().toISOString().slice(0, 10), proved, measures };
mkdirSync(`${ROOT}assets/evidence`, { recursive: true });
writeFileSync(`${ROOT}assets/evidence/evidence.json`, `${JSON.stringify(evidence, null, 2)}\n`);
console.log(JSON.stringify(evidence));
