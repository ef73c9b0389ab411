// code_mutants.mjs - the deciding code, wrong in one place at a time: does any test notice?
//
//   node tests/mutants/code_mutants.mjs [--only FILE] [--jobs N] [--minutes N] [--from FILE]
//
// One operator, bound or constant is changed and that one file becomes a shared library, which takes the place of the right one
// under the cases and the doctest suites of core. A mutant that none of them notices fails, unless code_survivors.json names it
// with its reason; so does a reason whose mutant is noticed after all. After --minutes no further one is begun, and those that
// were not tried fail. --from tries only the ones whose ids FILE lists, a line each, as this program prints them.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

const root = new URL('../../', import.meta.url).pathname;
process.chdir(root);
const option = (name, otherwise) => { const at = process.argv.indexOf(name); return at < 0 ? otherwise : process.argv[at + 1]; };
const only = option('--only', ''), jobs = Number(option('--jobs', Math.min(cpus().length, 4)));
const ends = Date.now() + 60_000 * Number(option('--minutes', Infinity)), from = option('--from', '');
const DECIDING = ['assessment', 'findings', 'circuit', 'answers', 'expression'];
const FILES = DECIDING.filter((name) => !only || name === only);
const out = 'build/mutants';
const compiler = process.env.CXX ?? 'g++';
const flags = ['-std=c++20', '-Icore/include', '-Ibuild/deps/include', '-Ibuild/native/builtin', '-Itests/support', `-DNIGHTLEGS_ROOT="${root.replace(/\/$/, '')}"`,
  '-D_GLIBCXX_ASSERTIONS', '-fPIC', '-w'];
// What is undefined ends the program, as it does in the dev build's tests.
const mutated = ['-O0', '-fno-exceptions', '-fsanitize=undefined', '-fsanitize-undefined-trap-on-error'];
delete process.env.NIGHTLEGS_FULL;  // the daily number of random people is enough for a mutant

// --- what is changed --------------------------------------------------------------------------------------------------
const SWAPS = [
  [/ == /g, ' != '], [/ != /g, ' == '], [/ < /g, ' <= '], [/ <= /g, ' < '], [/ > /g, ' >= '], [/ >= /g, ' > '],
  [/ && /g, ' || '], [/ \|\| /g, ' && '], [/ \+ /g, ' - '], [/ - /g, ' + '], [/ & /g, ' | '], [/ \| /g, ' & '],
  [/ \|= /g, ' &= '], [/ &= /g, ' |= '], [/ \+= /g, ' -= '], [/\+\+(?=\w|\()/g, '--'], [/ << /g, ' >> '], [/ >> /g, ' << '],
  [/(?<=[( ])!(?=[a-z(])/g, ''], [/\btrue\b/g, 'false'], [/\bfalse\b/g, 'true'], [/std::max/g, 'std::min'], [/std::min\b/g, 'std::max'],
  [/std::any_of/g, 'std::all_of'], [/std::all_of/g, 'std::any_of'], [/std::none_of/g, 'std::any_of'],
  [/(?<![\w.'"])\d+(?![\w.'"])/g, (n) => String(Number(n) + 1)], [/ \? ([^:?]+) : ([^;,)]+)/g, (_, a, b) => ` ? ${b} : ${a}`],
];
function mutantsOf(name) {
  const lines = readFileSync(`core/src/${name}.cpp`, 'utf8').split('\n');
  const list = [];
  const add = (number, text) => {
    if (text === lines[number]) return;
    const same = lines.filter((line) => line.trim() === lines[number].trim()).length > 1;
    const place = same ? `${lines.slice(0, number).findLast((line) => line.trim()).trim()} / ` : '';  // the line before tells two apart
    list.push({ file: name, number, text, id: `${name}: ${place}${lines[number].trim()} => ${text.trim()}`, lines });
  };
  for (const [number, line] of lines.entries()) {
    const code = line.replace(/\/\/.*/, '').replace(/"(?:[^"\\]|\\.)*"/g, (text) => '"'.padEnd(text.length - 1, '\u0001') + '"');
    if (/^\s*(#|namespace|static_assert|template|\/\/|using|\[\[gnu)/.test(line) || /reinterpret_cast|_cast<[^>]*>\(0x/.test(code)) continue;
    for (const [what, now] of SWAPS) {
      for (const match of code.matchAll(what)) {
        if (/\u0001/.test(match[0])) continue;
        const changed = typeof now === 'string' ? now : match[0].replace(new RegExp(what.source), now);
        add(number, line.slice(0, match.index) + changed + line.slice(match.index + match[0].length));
      }
    }
  }
  return list;
}

// --- building and running ---------------------------------------------------------------------------------------------
/** Seconds are of the processor, so that a busy machine makes nothing fail. */
const run = (command, args, seconds, library) => new Promise((done) => {
  const child = spawn('prlimit', [`--cpu=${seconds}`, '--as=4000000000', command, ...args],
    { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, LD_LIBRARY_PATH: `${library ? `${library}:` : ''}${out}/right` } });
  let text = '';
  child.stdout.on('data', (data) => { text += data; });
  child.on('close', (code) => done({ good: code === 0, text }));
});
function must(command, args) {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) { console.log(`${command} ${args.join(' ')}\n${stderr.slice(-3000)}`); process.exit(2); }
}
const named = (folder) => readdirSync(folder).filter((name) => name.endsWith('.cpp')).map((name) => `${folder}/${name}`);
const core = named('core/src');
// The quick ones first: most mutants never meet the others. doctest keeps this order.
const SLOW = ['tests/core/what_if_test.cpp', 'tests/core/saved_test.cpp', 'tests/core/circuit_test.cpp', 'tests/packs/pack_test.cpp', 'tests/packs/fhir_test.cpp',
  'tests/packs/sheet_test.cpp', 'tests/packs/report_test.cpp'];
const suites = [...named('tests/core'), ...named('tests/packs'), 'tests/support/main.cpp'].filter((name) => name !== 'tests/core/memory_test.cpp');
const object = (source) => `${out}/${source.replace(/\W/g, '_')}.o`;
const library = (folder, name) => `${out}/${folder}/libdeciding_${name}.so`;
const headers = ['core/include/nightlegs', 'tests/support'].flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`)).filter((name) => name.endsWith('.hpp'));
/** Runs the tasks side by side. */
async function together(tasks) {
  const left = [...tasks];
  await Promise.all(Array.from({ length: jobs }, async () => { while (left.length) await left.shift()(); }));
}
async function prepare() {
  for (const folder of ['right', ...Array.from({ length: jobs }, (_, i) => `wrong-${i}`)]) mkdirSync(`${out}/${folder}`, { recursive: true });
  must('cmake', ['--preset', 'native']);
  must('cmake', ['--build', '--preset', 'native', '--target', 'nightlegs_builtin']);
  const objects = [...core.map((name) => [name, '-O1', '-fno-exceptions']), ...[...suites, 'tests/mutants/pack_mutants.cpp'].map((name) => [name, '-O1']),
    ['build/native/builtin/builtin.cpp', '-O0']];
  await together(objects.map(([source, ...how]) => async () => {
    // Compiled again only when it, or any header, has changed.
    const sum = createHash('sha256').update([flags.join(' '), ...[source, ...headers].map((name) => readFileSync(name))].join('\0')).digest('hex');
    const kept = `${object(source)}.sum`;
    if (existsSync(object(source)) && existsSync(kept) && readFileSync(kept, 'utf8') === sum) return;
    const args = [...flags, ...how, '-c', source, '-o', object(source)];
    if (!(await run(compiler, args, 600)).good) must(compiler, args);
    writeFileSync(kept, sum);
  }));
  // All headers that the deciding files take, read once. The others need no time worth saving.
  const includes = DECIDING.flatMap((name) => readFileSync(`core/src/${name}.cpp`, 'utf8').match(/^#include .*$/gm));
  writeFileSync(`${out}/headers.hpp`, `${[...new Set(includes)].join('\n')}\n`);
  must(compiler, [...flags, ...mutated, '-x', 'c++-header', `${out}/headers.hpp`, '-o', `${out}/headers.hpp.gch`]);
  for (const name of DECIDING) must(compiler, ['-shared', object(`core/src/${name}.cpp`), '-o', library('right', name)]);
  const rest = core.filter((source) => !DECIDING.some((name) => source === `core/src/${name}.cpp`)).map(object);
  const link = (target, objects) => must(compiler, [...objects, ...rest, `-L${out}/right`, ...DECIDING.map((name) => `-ldeciding_${name}`), '-rdynamic', '-pthread', '-o', `${out}/${target}`]);
  const order = [...suites.filter((name) => !SLOW.includes(name)), ...SLOW];
  link('cases', [object('tests/mutants/pack_mutants.cpp')]);
  link('suites', [...order.map(object), object('build/native/builtin/builtin.cpp')]);
}

/** The doctest case that noticed a mutant the last time, by the mutant's id: tried first. */
const remembered = `${out}/noticed_by.json`;
const noticedBy = existsSync(remembered) ? JSON.parse(readFileSync(remembered, 'utf8')) : {};
const doctest = ['--abort-after=1', '--order-by=none'];
/** "killed", "lives" or "does not compile" (which is no mutant). One that never ends is killed. */
async function judge(one, lane) {
  if (one) {
    const source = `${out}/wrong-${lane}/wrong.cpp`;
    for (const name of DECIDING) rmSync(library(`wrong-${lane}`, name), { force: true });
    writeFileSync(source, one.lines.map((line, i) => (i === one.number ? one.text : line)).join('\n'));
    if (!(await run(compiler, [...flags, ...mutated, '-include', `${out}/headers.hpp`, '-shared', source, '-o', library(`wrong-${lane}`, one.file)], 120)).good) return 'does not compile';
  }
  const folder = one && `${out}/wrong-${lane}`;
  if (!(await run(`${out}/cases`, ['--once'], 4, folder)).good) return 'killed';
  const known = one && noticedBy[one.id];
  if (known && !(await run(`${out}/suites`, [...doctest, `--test-case=${known.replaceAll(',', '\\,')}`], 10, folder)).good) return 'killed';
  const { good, text } = await run(`${out}/suites`, doctest, 20, folder);
  if (good) return 'lives';
  const test = text.match(/^TEST CASE: {2}(.*)$/m);
  if (test && one) noticedBy[one.id] = test[1];
  return 'killed';
}

await prepare();
if (await judge(null, 0) !== 'lives') { console.log('the tests fail on the code as it is'); process.exit(1); }
const reasons = JSON.parse(readFileSync('tests/mutants/code_survivors.json', 'utf8'));
const wanted = from && new Set(readFileSync(from, 'utf8').split('\n').map((line) => line.trim()));
const all = FILES.flatMap(mutantsOf).filter((one) => !wanted || wanted.has(one.id));
const count = { killed: 0, equivalent: 0, lives: 0, 'does not compile': 0 };
const ids = new Set(all.map((one) => one.id));
const needless = new Set(Object.keys(reasons).filter((id) => (wanted ? ids.has(id) : FILES.includes(id.split(':')[0]))));
let next = 0;
await Promise.all(Array.from({ length: jobs }, async (_, lane) => {
  while (next < all.length && Date.now() < ends) {
    const one = all[next++];
    let verdict = await judge(one, lane);
    if (verdict === 'lives' && reasons[one.id]) { verdict = 'equivalent'; needless.delete(one.id); }
    count[verdict]++;
    if (verdict === 'lives') console.log(`no test notices: core/src/${one.file}.cpp:${one.number + 1}\n    ${one.id}`);
    if (next % 100 === 0) writeFileSync(remembered, JSON.stringify(noticedBy, null, 1));
  }
}));
writeFileSync(remembered, JSON.stringify(noticedBy, null, 1));
const untried = all.length - next;
for (const one of all.slice(next)) needless.delete(one.id);
for (const id of needless) console.log(`code_survivors.json names one that is noticed, or is gone: ${id}`);
if (untried) console.log(`${untried} were not tried: the time was over`);
const wrong = count.lives + needless.size + untried;
console.log(`code mutants: ${all.length - count['does not compile']} made, ${count.killed} killed, ${count.equivalent} equivalent, ${count.lives} not noticed`);
console.log(`${wrong ? 0 : 1} passed, ${wrong} failed`);
process.exit(wrong ? 1 : 0);
