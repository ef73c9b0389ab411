// statement.mjs - writes down how many checks of each test file passed, for the accessibility statement.
//   node tests/support/statement.mjs     after ./test --full, which calls it when nothing failed
// Every figure is read from that run's own output in build/test; what did not run is not mentioned.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { ROOT } from './cli.mjs';

const { claims } = JSON.parse(readFileSync(`${ROOT}assets/access/statement.json`, 'utf8'));
const date = new Date().toISOString().slice(0, 10);
const results = {};
for (const test of new Set(claims.flatMap(({ tests }) => tests))) {
  const tap = `${ROOT}build/test/${test.replaceAll('/', '_')}.tap`;
  if (!existsSync(tap)) continue;
  const number = (key) => Number(new RegExp(`^# ${key} (\\d+)$`, 'm').exec(readFileSync(tap, 'utf8'))?.[1] ?? 0);
  results[test] = { passed: number('pass'), failed: number('fail') + number('cancelled'), date };
}
writeFileSync(`${ROOT}assets/access/results.json`, `${JSON.stringify(results, null, 2)}\n`);
console.log(JSON.stringify(results));
