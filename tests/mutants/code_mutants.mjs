// code_mutants.mjs - the deciding code, wrong in one place at a time: does any test notice?
//
//   node tests/mutants/code_mutants.mjs [--minutes N] [--only FILE] [--jobs N]
//
// One operator, bound or constant is changed, that one file is compiled and linked with the tests, and the cases and the
// doctest suites of core run. A mutant that none of them notices fails, unless code_survivors.json names it with its reason.
// When the minutes are over, what is left is counted as not tried; the order is always the same mix of all files.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url).pathname;
process.chdir(root);
const option = (name, otherwise) => { const at = process.argv.indexOf(name); return at < 0 ? otherwise : process.argv[at + 1]; };
const minutes = Number(option('--minutes', 10)), only = option('--only', ''), jobs = Number(option('--jobs', 2));
const FILES = ['assessment', 'findings', 'circuit', 'answers'].filter((name) => !only || name === only);
const out = 'build/mutants';
const compiler = process.env.CXX ?? 'g++';
const flags = ['-std=c++20', '-Icore/include', '-Ibuild/deps/include', '-Ibuild/native/builtin', '-Itests/support', `-DNIGHTLEGS_ROOT="${root.replace(/\/$/, '')}"`, '-D_GLIBCXX_ASSERTIONS'];
mkdirSync(`${out}/mutated`, { recursive: true });

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
  for (const [number, line] of lines.entries()) {
    const code = line.replace(/\/\/.*/, '').replace(/"(?:[^"\\]|\\.)*"/g, (text) => '"'.padEnd(text.length - 1, '\u0001') + '"');
    if (/^\s*(#|namespace|static_assert|template|\/\/|using|\[\[gnu)/.test(line) || /reinterpret_cast|_cast<[^>]*>\(0x/.test(code)) continue;
    for (const [what, now] of SWAPS) {
      for (const match of code.matchAll(what)) {
        const changed = typeof now === 'string' ? now : match[0].replace(new RegExp(what.source), now);
        if (/\u0001/.test(match[0])) continue;
        const text = line.slice(0, match.index) + changed + line.slice(match.index + match[0].length);
        if (text === line) continue;
        list.push({ file: name, number, text, id: `${name}: ${line.trim()} => ${text.trim()}` });
      }
    }
  }
  return list.map((one) => ({ ...one, lines }));
}

// --- building and running ---------------------------------------------------------------------------------------------
const run = (command, args, seconds) => new Promise((done) => {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'ignore'] });
  const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
  child.on('close', (code) => { clearTimeout(timer); done(code ?? 'killed'); });
});
function must(command, args) {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) { console.log(`${command} ${args.join(' ')}\n${stderr.slice(-3000)}`); process.exit(2); }
}
const core = readdirSync('core/src').filter((name) => name.endsWith('.cpp')).map((name) => name.slice(0, -4));
const tests = [...readdirSync('tests/core').map((name) => `tests/core/${name}`), ...readdirSync('tests/packs').map((name) => `tests/packs/${name}`), 'tests/support/main.cpp']
  .filter((name) => name.endsWith('.cpp') && name !== 'tests/core/memory_test.cpp');
const object = (source) => `${out}/${source.replace(/\W/g, '_')}.o`;
const newer = (target, sources) => { // rebuilt when what it was made from has changed
  const sum = createHash('sha256').update(sources.map((source) => readFileSync(source)).join('\0')).digest('hex');
  if (existsSync(target) && existsSync(`${target}.sum`) && readFileSync(`${target}.sum`, 'utf8') === sum) return false;
  return () => writeFileSync(`${target}.sum`, sum);
};
const headers = ['core/include/nightlegs', 'tests/support'].flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`)).filter((name) => name.endsWith('.hpp'));
async function prepare() {
  must('cmake', ['--preset', 'native']);
  must('cmake', ['--build', '--preset', 'native', '--target', 'nightlegs_builtin']);
  const work = [...core.map((name) => [`core/src/${name}.cpp`, ['-O1', '-fno-exceptions']]), ...tests.map((name) => [name, ['-O1']]),
    ['tests/mutants/pack_mutants.cpp', ['-O1']], ['build/native/builtin/builtin.cpp', ['-O0']]];
  const lane = async () => {
    for (let one; (one = work.pop());) {
      const done = newer(object(one[0]), [one[0], ...headers]);
      if (!done) continue;
      if (await run(compiler, [...flags, ...one[1], '-c', one[0], '-o', object(one[0])], 300) !== 0) { must(compiler, [...flags, ...one[1], '-c', one[0], '-o', object(one[0])]); }
      done();
    }
  };
  await Promise.all(Array.from({ length: jobs }, lane));
}
/** "killed", "lives" or "does not compile" (which is no mutant). */
async function judge(source, without, place) {
  const mutated = `${out}/mutated/${place}.o`, cases = `${out}/mutated/${place}-cases`, suites = `${out}/mutated/${place}-suites`;
  if (source && await run(compiler, [...flags, '-O0', '-fno-exceptions', '-w', '-c', source, '-o', mutated], 120) !== 0) return 'does not compile';
  const others = core.filter((name) => name !== without).map((name) => object(`core/src/${name}.cpp`));
  const link = (target, objects) => run(compiler, [...objects, ...others, ...(source ? [mutated] : []), '-o', target, '-pthread'], 120);
  if (await link(cases, [object('tests/mutants/pack_mutants.cpp')]) !== 0) return 'does not compile';
  if (await run(cases, ['--once'], 20) !== 0) return 'killed';
  await link(suites, [...tests.map(object), object('build/native/builtin/builtin.cpp')]);
  return await run(suites, ['--abort-after=1'], 60) === 0 ? 'lives' : 'killed';
}

await prepare();
if (await judge(null, '', 'as-it-is') !== 'lives') { console.log('the tests fail on the code as it is'); process.exit(1); }
const reasons = JSON.parse(readFileSync('tests/mutants/code_survivors.json', 'utf8'));
const order = (one) => createHash('sha256').update(one.id).digest('hex');
const all = FILES.flatMap(mutantsOf).sort((a, b) => (order(a) < order(b) ? -1 : 1));
const end = Date.now() + minutes * 60000;
const count = { killed: 0, equivalent: 0, 'does not compile': 0 };
const alive = [];
let next = 0;
await Promise.all(Array.from({ length: jobs }, async (_, lane) => {
  while (next < all.length && Date.now() < end) {
    const one = all[next++];
    const source = `${out}/mutated/${lane}.cpp`;
    writeFileSync(source, one.lines.map((line, i) => (i === one.number ? one.text : line)).join('\n'));
    const verdict = await judge(source, one.file, lane);
    if (verdict !== 'lives') { count[verdict]++; continue; }
    if (reasons[one.id]) { count.equivalent++; continue; }
    alive.push(one);
    console.log(`no test notices: core/src/${one.file}.cpp:${one.number + 1}\n    ${one.lines[one.number].trim()}\n    ${one.text.trim()}`);
  }
}));
for (const one of alive) if (process.argv.includes('--ids')) console.log(JSON.stringify(one.id));
const made = next - count['does not compile'];
console.log(`code mutants: ${made} made, ${count.killed} killed, ${count.equivalent} equivalent, ${alive.length} not noticed, ${all.length - next} not tried in ${minutes} minutes`);
console.log(`${alive.length ? 0 : 1} passed, ${alive.length} failed`);
process.exit(alive.length ? 1 : 0);
