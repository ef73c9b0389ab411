// coverage.mjs - which branches and which conditions of core no test decides; the deciding code has to have none.
//
//   node tests/bench/coverage.mjs    after: cmake --preset coverage && cmake --build --preset coverage --target core_tests pack_tests
//
// Branch and MC/DC (each condition alone turns its decision) by clang 19. Goals: 100 % of the deciding code, 95 % of the
// branches of the rest of core. Places that cannot be reached are named below with the reason. The last line is counts.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url).pathname;
process.chdir(root);
const DECIDING = ['assessment', 'circuit', 'expression', 'findings'];
const REST_GOAL = 0.95;
/** "file: the line's text" -> why its missing side cannot be reached. */
const UNREACHABLE = JSON.parse(readFileSync('tests/bench/unreachable.json', 'utf8'));
const SUITES = ['core_tests', 'pack_tests'];
const tool = (name, args) => {
  const { status, stdout, stderr, error } = spawnSync(`${name}-19`, args, { encoding: 'utf8', maxBuffer: 1e9 });
  if (status !== 0) { console.log(`${name}-19 ${args.join(' ')}: ${error?.message ?? stderr.slice(-2000)}`); process.exit(2); }
  return stdout;
};
const folder = 'build/coverage';
const profile = (suite) => `${folder}/${suite}.profraw`;
await Promise.all(SUITES.map((suite) => new Promise((done) => {
  rmSync(profile(suite), { force: true });
  const child = spawn(`${folder}/${suite}`, { env: { ...process.env, LLVM_PROFILE_FILE: profile(suite) }, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (text) => { said = `${said}${text}`.slice(-3000); });
  child.on('error', (error) => { said += error.message; });
  child.on('close', (code) => {
    if (code !== 0) { console.log(said); console.log(`${suite} fails`); process.exit(1); }
    done();
  });
})));
tool('llvm-profdata', ['merge', '-o', `${folder}/all.profdata`, ...SUITES.map(profile)]);
const binaries = SUITES.flatMap((suite, i) => (i ? ['-object', `${folder}/${suite}`] : [`${folder}/${suite}`]));
const report = JSON.parse(tool('llvm-cov', ['export', '-format=text', '-instr-profile', `${folder}/all.profdata`, ...binaries]));

let passed = 0, failed = 0;
const rest = { covered: 0, count: 0 }, deciding = { branches: 0, conditions: 0 };
const fault = (text) => { console.log(text); failed++; };
const used = new Set();
for (const { filename, branches, mcdc_records: decisions } of report.data[0].files) {
  const name = filename.match(/core\/src\/(\w+)\.cpp$/)?.[1];
  if (!name) continue;
  const lines = readFileSync(filename, 'utf8').split('\n');
  const excuse = (line) => { const key = `${name}: ${lines[line - 1].trim()}`; if (UNREACHABLE[key]) used.add(key); return UNREACHABLE[key]; };
  // The same place in several instantiations counts once, covered by any of them.
  const sides = new Map();
  for (const [line, column, toLine, toColumn, yes, no] of branches) {
    const key = [line, column, toLine, toColumn].join(':');
    const seen = sides.get(key) ?? { line, column, toLine, toColumn, yes: 0, no: 0 };
    sides.set(key, { ...seen, yes: seen.yes + yes, no: seen.no + no });
  }
  let count = 0, covered = 0;
  const missing = [];
  for (const one of sides.values()) {
    const code = lines[one.line - 1];
    // Every switch names each value of its enum, so none of them is ever passed by.
    if (code.includes(`switch (${code.slice(one.column - 1, one.toColumn - 1)}) {`)) continue;
    count += 2;
    covered += (one.yes > 0) + (one.no > 0);
    if (one.yes && one.no) continue;
    const text = lines.slice(one.line - 1, one.toLine).join(' ').slice(one.column - 1, one.toLine === one.line ? one.toColumn - 1 : undefined);
    if (excuse(one.line)) { covered += (one.yes === 0) + (one.no === 0); continue; }
    missing.push(`${name}.cpp:${one.line}: \`${text.trim()}\` is never ${one.yes ? 'false' : 'true'}`);
  }
  const open = new Map();
  let conditions = 0, decided = 0;
  for (const record of decisions ?? []) {
    const [line, column, toLine, toColumn] = record;
    const pairs = record.find((part) => Array.isArray(part));
    const key = [line, column, toLine, toColumn].join(':');
    open.set(key, { line, column, pairs: pairs.map((pair, i) => pair || open.get(key)?.pairs[i] || false) });
  }
  for (const { line, pairs } of open.values()) {
    conditions += pairs.length;
    decided += pairs.filter(Boolean).length;
    if (pairs.every(Boolean)) continue;
    if (excuse(line)) { decided += pairs.filter((pair) => !pair).length; continue; }
    for (const [i, pair] of pairs.entries()) if (!pair && DECIDING.includes(name)) missing.push(`${name}.cpp:${line}: no pair of cases differs in condition ${i + 1} alone and turns \`${lines[line - 1].trim()}\``);
  }
  const percent = (a, b) => (b ? `${(Math.floor((1000 * a) / b) / 10).toFixed(1)} %` : '-');
  console.log(`${name.padEnd(13)} branches ${String(covered).padStart(4)} of ${String(count).padStart(4)} ${percent(covered, count).padStart(8)}   conditions ${String(decided).padStart(4)} of ${String(conditions).padStart(4)} ${percent(decided, conditions).padStart(8)}`);
  if (DECIDING.includes(name)) {
    for (const text of missing) fault(text);
    if (!missing.length) passed++;
    deciding.branches += count / 2;
    deciding.conditions += conditions;
  } else {
    rest.covered += covered;
    rest.count += count;
    if (process.argv.includes('--all')) for (const text of missing) console.log(`  ${text}`);
  }
}
if (rest.covered >= REST_GOAL * rest.count) passed++;
else fault(`the rest of core: ${rest.covered} of ${rest.count} branches, fewer than ${REST_GOAL * 100} % (--all lists them)`);
console.log(`the rest of core: ${rest.covered} of ${rest.count} branches, ${((100 * rest.covered) / rest.count).toFixed(1)} %`);
for (const key of Object.keys(UNREACHABLE)) if (!used.has(key)) fault(`unreachable.json names a line that is reached or gone: ${key}`);
// For the evidence (support/evidence.mjs).
mkdirSync('build/test', { recursive: true });
writeFileSync('build/test/coverage.json', `${JSON.stringify({ deciding, rest, whole: failed === 0 })}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
