// people.mjs - very many random answer files through the command line, in every build: the same bytes, and no promise broken.
//
//   node tests/journeys/people.mjs --native 10000000 --wasm 1000000 --js 1000000 [--seed S]
//
// Each person is also taken again with one warning sign more certain: that may never lower the urgency or delay it (INV-01).
// The last line is the counts as JSON. Ends with 1 at the first fault, which it prints.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ROOT, builds } from '../support/cli.mjs';
import { dice } from '../support/dice.mjs';

const CHUNK = 10_000;
const TIERS = ['self-care', 'routine', 'soon', 'same-day', 'emergency'];
const [SOON, SAME_DAY, EMERGENCY] = ['soon', 'same-day', 'emergency'].map((tier) => TIERS.indexOf(tier));

const pack = (name) => JSON.parse(readFileSync(`${ROOT}assets/pack/${name}.json`, 'utf8'));
const { questions } = pack('questions');
const emergencyItems = new Set(pack('groups').groups.find(({ id }) => id === '@emergency-items').is.match(/[a-z][a-z0-9-]+/g));
/** The screens of which one row can become more certain. */
const screens = questions.filter(({ block, type, not_sure }) => block === 'safety' && type === 'multiple' && not_sure === 'rows');
const optionsOf = new Map(questions.map(({ id, options = [] }) => [id, options.map((option) => option.id)]));

/** What was said row by row; null when nothing can be made more certain there. */
function rows(answer, question) {
  if (answer === 'none') return { yes: [], unsure: [] };
  if (answer === 'not-sure') return { yes: [], unsure: [...optionsOf.get(question)] };
  if (answer === undefined || answer === 'prefer-not') return null;
  if (typeof answer === 'string') return { yes: [answer], unsure: [] };
  return Array.isArray(answer) ? { yes: [...answer], unsure: [] } : { yes: [...answer.yes], unsure: [...answer.unsure] };
}

/** The same person with one warning sign from no to unsure, from unsure to yes or from no to yes. */
function moreCertain(answers, roll) {
  const { id: question } = screens[roll(screens.length)];
  const said = rows(answers[question], question);
  if (!said) return answers;
  const options = optionsOf.get(question), option = options[roll(options.length)];
  if (said.yes.includes(option)) return answers;
  const doubtful = said.unsure.indexOf(option);
  if (doubtful < 0 && roll(2)) said.unsure.push(option);
  else {
    if (doubtful >= 0) said.unsure.splice(doubtful, 1);
    said.yes.push(option);
  }
  return { ...answers, [question]: said };
}

/** Yes and unsure findings of the safety screens: what the promises below speak of. */
function signs(answers) {
  const yes = new Set(), unsure = new Set();
  for (const question of Object.keys(answers)) {
    if (!question.startsWith('s-') || question === 's-calf-measure') continue;
    const said = rows(answers[question], question);
    said?.yes.forEach((id) => yes.add(id));
    said?.unsure.forEach((id) => unsure.add(id));
  }
  return { yes, unsure };
}

/** Only what is looked at is parsed: millions of whole lines would take hours. */
function read(line) {
  const [, urgency, days] = line.match(/^\{"pack":"[0-9a-f]{16}","urgency":"([a-z-]+)","route":(?:null|"[a-z-]+"),"within_days":(null|\d+),/) ?? [];
  const flags = line.slice(line.indexOf('"red_flags":'), line.indexOf('"patterns":'));
  return {
    tier: TIERS.indexOf(urgency),
    days: days === 'null' ? Infinity : Number(days),
    flags: [...flags.matchAll(/"tier":"([a-z-]+)"/g)].map(([, tier]) => TIERS.indexOf(tier)),
    actions: JSON.parse(line.slice(line.lastIndexOf('"actions":') + 10, line.lastIndexOf(',"ask_next"'))),
    ended: line.endsWith(',"ask_next":null}'),
  };
}

/** The promise that this result breaks, or nothing. */
function broken(answers, { tier, days, flags, actions, ended }) {
  const { yes, unsure } = signs(answers);
  const doubts = [...unsure].filter((id) => emergencyItems.has(id)).length + (answers['s-nerve'] === 'prefer-not');
  if (tier < 0) return 'it has no urgency';
  if (tier !== Math.max(0, ...flags)) return 'the urgency is not that of the strongest rule (INV-07)';
  if ([...yes].some((id) => emergencyItems.has(id)) && tier < EMERGENCY) return 'an emergency sign is no emergency';
  if (doubts >= 1 && tier < SAME_DAY) return 'a doubtful emergency sign is less than same-day (INV-03)';
  if (doubts >= 2 && tier < EMERGENCY) return 'two doubtful emergency signs are no emergency (INV-03)';
  if (yes.has('age-0-2') && (tier < SOON || (tier === SOON && days > 2))) return 'a toddler is less than soon 2 (INV-17)';
  if (actions.length > (tier >= SAME_DAY ? 0 : 5)) return 'self-care is shown where it must not be, or too much (INV-15)';
  if (!ended) return 'a question is left open';
  return undefined;
}
const isLower = (before, after) => after.tier < before.tier || (after.tier === before.tier && after.days > before.days);

/** The build's own output, as bytes. */
function run(build, args, input) {
  const [program, ...first] = builds[build].command;
  const { status, stdout, stderr, error } = spawnSync(program, [...first, ...args], { input, cwd: ROOT, maxBuffer: 1 << 30 });
  if (error) throw error;
  if (status !== 0) throw new Error(`${build} ended with ${status}: ${stderr.toString().slice(0, 500)}`);
  return stdout;
}
const sum = (bytes) => createHash('sha256').update(bytes).digest('hex');

/**
 * @param {{native: number, wasm?: number, js?: number, seed?: number, say?: (text: string) => void}} how  people for each build; native has most
 * @returns {{native: number, raised: number, wasm: number, js: number, urgencies: Record<string, number>}} throws at the first fault
 */
export function manyPeople({ native, wasm = 0, js = 0, seed = 20261124, say = () => {} }) {
  const counts = { native: 0, raised: 0, wasm: 0, js: 0, urgencies: Object.fromEntries(TIERS.map((tier) => [tier, 0])) };
  const wanted = { wasm, js };
  for (let chunk = 0; counts.native < native; chunk++) {
    const size = Math.min(CHUNK, native - counts.native), place = `seed ${seed + chunk}`;
    const people = run('native', ['random', '--seed', String(seed + chunk), '--count', String(size)]);
    const out = run('native', ['assess', '--lines', '-'], people);
    const persons = people.toString().trimEnd().split('\n').map((line) => JSON.parse(line).answers);
    const lines = out.toString().trimEnd().split('\n');
    if (persons.length !== size || lines.length !== size) throw new Error(`${place}: ${size} people wanted, ${persons.length} made, ${lines.length} assessed`);
    const results = lines.map(read);
    const roll = dice(seed + chunk);
    const raised = persons.map((answers) => moreCertain(answers, roll));
    const after = run('native', ['assess', '--lines', '-'], `${raised.map((answers) => JSON.stringify({ answers })).join('\n')}\n`)
      .toString().trimEnd().split('\n').map(read);
    persons.forEach((answers, i) => {
      const what = broken(answers, results[i]) ?? (isLower(results[i], after[i]) ? `${JSON.stringify(raised[i])} is more certain and less urgent (INV-01)` : undefined);
      if (what) throw new Error(`${place}, person ${i + 1}: ${what}: ${JSON.stringify({ answers })}`);
      counts.urgencies[TIERS[results[i].tier]]++;
      counts.raised += raised[i] !== answers;
    });
    counts.native += size;
    for (const build of ['wasm', 'js']) {
      if (counts[build] >= wanted[build]) continue;
      const part = Math.min(size, wanted[build] - counts[build]);
      const cut = (bytes) => bytes.subarray(0, bytes.toString('latin1').split('\n').slice(0, part).join('\n').length + 1);
      const made = run(build, ['random', '--seed', String(seed + chunk), '--count', String(part)]);
      if (sum(made) !== sum(part === size ? people : cut(people))) throw new Error(`${place}: ${build} makes other people`);
      const theirs = run(build, ['assess', '--lines', '-'], made);
      if (sum(theirs) !== sum(part === size ? out : cut(out))) {
        const other = theirs.toString().split('\n'), at = lines.findIndex((line, i) => line !== other[i]);
        throw new Error(`${place}, person ${at + 1}: ${build} says ${other[at]} and native ${lines[at]}`);
      }
      counts[build] += part;
    }
    if (chunk % 50 === 49) say(`${counts.native} people so far, ${counts.wasm} and ${counts.js} also in the other builds`);
  }
  return counts;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const option = (name) => { const at = process.argv.indexOf(`--${name}`); return at < 0 ? undefined : Number(process.argv[at + 1]); };
  try {
    const counts = manyPeople({ native: option('native') ?? 10_000_000, wasm: option('wasm') ?? 1_000_000, js: option('js') ?? 1_000_000, seed: option('seed'), say: console.log });
    console.log(JSON.stringify(counts));
  } catch (fault) {
    console.log(fault.message);
    process.exitCode = 1;
  }
}
