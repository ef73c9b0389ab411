// oracle.mjs - what the clinical dossier itself says of a person: a second reading of its tables, slow and plain, that shares
// nothing with core. Gives tests/mutants/cases.json its expected results, so that they are the dossier's and not core's.
//
//   node tests/mutants/oracle.mjs DOSSIER < cases (a line each: {"yes", "unsure", "declined"}) > expected results (a line each)
import { readFileSync } from 'node:fs';

const dossier = process.argv[2] ?? '../shared/clinical';
const read = (name) => readFileSync(`${dossier}/${name}.md`, 'utf8');
const [flags, questions, causes, care] = ['red-flags', 'questions', 'causes', 'self-care'].map(read);
const section = (text, from, to) => text.slice(text.indexOf(from), to ? text.indexOf(to, text.indexOf(from) + from.length) : undefined);
const rows = (text) => text.split('\n').filter((line) => line.startsWith('|')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
const code = (cell) => cell.replaceAll('`', '');

// --- the rule language ----------------------------------------------------------------------------------------------
function parse(text) {
  const words = text.match(/[A-Z_]+(?=[(>])|>=|@?[A-Za-z0-9-]+|[(),;]/g);
  let at = 0;
  const expression = () => {
    const word = words[at++];
    if (word === 'WELLS') { at++; return { op: 'WELLS', n: +words[at++] }; }
    if (word === 'UNSURE_COUNT') { at += 4; return { op: 'UNSURE_COUNT', n: +words[at++] }; }
    if (!['ANY', 'ALL', 'COUNT', 'NOT'].includes(word)) return { op: 'IS', id: word };
    const node = { op: word, of: [] };
    at++;
    if (word === 'COUNT') { node.n = +words[at]; at += 2; }
    do node.of.push(expression()); while (words[at++] === ',');
    return node;
  };
  const result = expression();
  if (at !== words.length) throw new Error(`not understood: ${text}`);
  return result;
}
/** The `code` parts of a line, where the dossier writes "`A` and not `B`". */
const gateOf = (line) => ({ op: 'ALL', of: [...line.matchAll(/(not )?`([^`]+)`/g)].map(([, not, text]) => (not ? { op: 'NOT', of: [parse(text)] } : parse(text))) });

// --- the tables -----------------------------------------------------------------------------------------------------
const groups = Object.fromEntries(rows(section(questions, '## 5. Groups', '## 6.')).filter(([id]) => id.startsWith('`@')).map(([id, is]) => [code(id), parse(code(is))]));
const policy = Object.fromEntries(rows(section(flags, '## 3. Safety items', '## 4.')).filter(([id]) => id.startsWith('`')).map((row) => [code(row[0]), code(row[5])]));
for (const id of ['side-left-only', 'side-right-only', 'dur-under-2w', 'dur-2-6w', 'dur-6w-3m', 'dur-over-3m']) policy[id] = 'step-down';
const screen = {};
let question = '';
const order = []; // of the screens
for (const line of section(questions, '## 4. Questions', '## 5. Groups').split('\n')) {
  question = line.match(/^(?:#### )?`([a-z]-[a-z-]+)` - /)?.[1] ?? question;
  if (question && order.at(-1) !== question && !order.includes(question)) order.push(question);
  const option = line.match(/^\| `([a-z0-9-]+)` \|/)?.[1];
  if (option) screen[option] ??= question;
}
for (const id of Object.keys(screen)) if (screen[id] === 's-age') policy[id] = 'as-yes'; // INV-18: age unknown, the more cautious branch
const rules = rows(section(flags, '### 4.1', '### 4.5')).filter(([id]) => id.startsWith('`rf-')).map(([id, action, when]) => {
  const [tier, more] = action.split(' ');
  return { id: code(id), tier, days: tier === 'SOON' ? +more : null, route: tier === 'SOON' ? null : more ?? null, when: parse(code(when)) };
});
const wells = rows(section(flags, '## 6. Wells', '## 7.')).filter((row) => /^W[1-9]$/.test(row[0])).map((row) => ({ points: +row[2], when: parse(row[3].match(/`([^`]+)`/)[1]) }));
const POINTS = { strong: 3, moderate: 2, weak: 1 };
const table = (text, name) => rows((section(text, `| ${name} |`) || '').split('\n\n')[0]).slice(2).map(([when, strength]) => ({ when: parse(code(when)), points: POINTS[strength] }));
const patterns = causes.split(/\n## /).filter((part) => /^\d+\. .*\(`/.test(part) && part.includes('**Gate:**')).map((part) => ({
  id: part.match(/\(`([a-z-]+)`\)/)[1],
  cause: / - cause/.test(part.split('\n')[0]),
  gate: gateOf(part.match(/\*\*Gate:\*\*(.*)/)[1]),
  for: table(part, 'FOR'),
  against: table(part, 'AGAINST'),
  care: [...(part.match(/\*\*Self-care[^*]*:\*\*(.*)/)?.[1] ?? '').matchAll(/`(sc-[a-z-]+)`/g)].map((m) => m[1]),
}));
const meets = {
  'restless-legs': (p) => p.is('@rls-met'),
  'artery-pad': (p) => p.is('ANY(@ecq-positive, foot-pain-hang-down, pad-known, ALL(relief-hang-down, @foot))'),
  'osteoarthritis': (p) => p.is('ALL(depth-joint, ANY(worse-stairs-rise, worst-active, worse-walking), ANY(stiff-none, stiff-under-30), @age-50-plus)'),
};
{ // night-cramps: the numbered criteria of its own table, at least two of 1, 5, 6 and 7
  const part = section(causes, '(`night-cramps`)', '\n## ');
  const criteria = rows(part).filter(([n]) => /^#?[1-7]$/.test(n)).map((row) => [row[0].replace('#', ''), row.at(-1)]);
  meets['night-cramps'] = (p) => p.is('ALL(cramp-hard, cramp-under-10min, ANY(z-calf, @foot, z-heel))')
    && criteria.filter(([n, when]) => '1567'.includes(n) && p.is(when.match(/`([^`]+)`/)[1])).length >= 2;
  if (criteria.length < 4) throw new Error('the criteria of night-cramps were not found');
}
const growing = patterns.find(({ id }) => id === 'growing-pains');
const leaves = (e) => (e.op === 'IS' ? (e.id.startsWith('@') ? leaves(groups[e.id]) : [e.id]) : (e.of ?? []).flatMap(leaves));
meets['growing-pains'] = (p) => p.is('ALL(side-both-same, child-gaps-yes, child-morning-fine, ANY(@thigh, z-calf, z-knee-back, z-shin), ANY(worst-evening-still, worst-in-bed, worst-wakes))')
  && growing.against.every(({ when }) => leaves(when).every((id) => p.status(id) === 'no')) && p.is('ANY(age-3-8, age-9-12)');
const actions = Object.fromEntries([
  ...care.split(/\n### `/).slice(1).map((part) => {
    const id = part.slice(0, part.indexOf('`'));
    const serves = part.match(/\*\*Serves:\*\*([^\n]*?)(?:\. \*\*|\.?\n)/)?.[1] ?? '';
    return [id, { serves: [...serves.matchAll(/`([a-z-]+)`/g)].map((m) => m[1]), hide: part.match(/\*\*Hide-if:\*\* `([^`]+)`/)?.[1] }];
  }),
  ...rows(care).filter((row) => row[0].startsWith('`sc-') && row.length >= 7).map((row) => [code(row[0]), { serves: row[2].replace(/ \([^)]*\)/g, '').split(/, */).map(code), hide: row[5].includes('hides the') ? undefined : row[5].match(/`([^`]+)`/)?.[1] }]),
]);
actions['sc-compression'].hide = section(care, '## 6. Compression').match(/`(ANY\([^`]+)`/)[1];
// Where the content is stricter than the tables: both rub or warm the leg, so INV-16 asks for all of @no-press.
for (const id of ['sc-cramp-rescue', 'sc-child-comfort']) actions[id].hide = `ANY(@no-press, ${actions[id].hide})`;
for (const action of Object.values(actions)) action.hide = action.hide ? parse(action.hide) : null;

// --- one person -----------------------------------------------------------------------------------------------------
const RANK = { SELF_CARE: 1, ROUTINE: 2, SOON: 3, SAME_DAY: 4, EMERGENCY: 5 };
const NAME = { SELF_CARE: 'self-care', ROUTINE: 'routine', SOON: 'soon', SAME_DAY: 'same-day', EMERGENCY: 'emergency' };
const emergency = leaves(groups['@emergency-items']);
const ASKED_IF = { // questions.md section 3, "Skip rules (exact)"; true means yes unless `doubt` says that unsure counts
  's-preg': ['ANY(pregnant, birth-6w)', 'doubt'], 's-child': ['@child'], 's-calf-measure': ['one-calf-bigger'], 'c-urge': ['NOT(feel-urge)'],
  'c-urge-rest': ['@urge'], 'c-urge-move': ['@urge'], 'c-urge-evening': ['@urge'], 'c-urge-other': ['@urge'],
  'c-cramp': ['feel-cramp'], 'c-cramp-length': ['feel-cramp'],
  'p-depth': ['ANY(feel-ache, feel-throb, feel-stiff, feel-shooting, feel-burn-tingle, feel-numb, feel-heavy, feel-other)'],
  't-stiff': ['ANY(feel-ache, feel-stiff, depth-joint, depth-muscle)'], 'r-walk': ['NOT(@child)'],
  'r-walk-rest': ['walk-pain-yes'], 'r-walk-hill': ['walk-pain-yes'], 'r-walk-level': ['walk-pain-yes'], 'r-walk-stop': ['walk-pain-yes'],
  'd-change': [`ANY(${Object.keys(screen).filter((id) => id.startsWith('med-') && screen[id] === 'd-meds').join(', ')})`, 'doubt'],
  'l-stage': ['ALL(ANY(age-40-49, age-50-64), NOT(@child))'], 'l-child-gaps': ['@child'], 'l-child-morning': ['@child'],
};
for (const id of ['t-worst', 'r-relief', 'r-worse']) ASKED_IF[id] = ASKED_IF['p-depth'];
// Two are asked of a few more people than that table says, so that it hides no sign of a same-day rule (core/README.md).
ASKED_IF['c-cramp-length'] = ['ANY(feel-cramp, mimic-cramp)'];
ASKED_IF['r-relief'] = [ASKED_IF['p-depth'][0].replace(/\)$/, ', @foot)')];

/** `said`: findings answered yes or unsure, and screens declined; every other finding of a screen in `answered` is a no. */
export function assess(said) {
  const yes = new Set(said.yes), unsure = new Set(said.unsure), declined = new Set(said.declined), answered = new Set(said.answered);
  const raw = (id) => (declined.has(screen[id]) ? 'declined' : yes.has(id) ? 'yes' : unsure.has(id) ? 'unsure' : answered.has(screen[id]) ? 'no' : 'unasked');
  const person = (extra = {}) => {
    const status = (id) => extra[id] ?? raw(id);
    const holds = (e, truth) => {
      switch (e.op) {
        case 'IS': return e.id.startsWith('@') ? holds(groups[e.id], truth) : truth(e.id);
        case 'ANY': return e.of.some((o) => holds(o, truth));
        case 'ALL': return e.of.every((o) => holds(o, truth));
        case 'NOT': return !holds(e.of[0], (id) => status(id) === 'yes');
        case 'COUNT': return e.of.filter((o) => holds(o, truth)).length >= e.n;
        case 'WELLS': return wells.reduce((sum, w) => sum + (holds(w.when, truth) ? w.points : 0), 0) >= e.n;
        case 'UNSURE_COUNT': return emergency.filter((id) => status(id) === 'unsure').length + (declined.has('s-nerve') ? 1 : 0) >= e.n;
        default: throw new Error(e.op);
      }
    };
    const sure = (id) => status(id) === 'yes';
    return { status, holds, sure, is: (text) => holds(typeof text === 'string' ? parse(text) : text, sure) };
  };
  // Answering feel-urge stands in for c-urge; a safety screen that applies and is unanswered is unsure (INV-04).
  let p = person(!answered.has('c-urge') && raw('feel-urge') === 'yes' ? { 'urge-strong': 'yes' } : {});
  const asked = ([when, doubt], careful) => p.holds(parse(when), (id) => p.status(id) === 'yes' || ((doubt || careful) && ['unsure', 'declined'].includes(p.status(id))));
  const missing = {};
  for (const round of [1, 2]) { // an age that is missing makes the child's screen one that applies
    for (const [id, s] of Object.entries(screen)) {
      if (round && s.startsWith('s-') && !answered.has(s) && !declined.has(s) && (!ASKED_IF[s] || asked(ASKED_IF[s], true))) missing[id] = 'unsure';
    }
    p = person({ ...missing, ...(p.status('urge-strong') === 'yes' ? { 'urge-strong': 'yes' } : {}) });
  }
  const A1 = (id) => p.status(id) === 'yes';
  const A2 = (id) => A1(id) || (p.status(id) === 'unsure' && policy[id] === 'as-yes');
  const A3 = (id) => A2(id) || p.status(id) === 'declined' || (p.status(id) === 'unsure' && policy[id] === 'step-down');
  const down = (r) => r.tier === 'EMERGENCY' ? { tier: 'SAME_DAY', route: r.route === 'maternity-now' ? r.route : 'phone-now', days: null }
    : r.tier === 'SAME_DAY' ? { tier: 'SOON', days: 2, route: null } : r.tier === 'SOON' && r.days < 14 ? { tier: 'SOON', days: r.days === 2 ? 7 : 14, route: null }
      : { tier: 'ROUTINE', days: null, route: null };
  const fired = [];
  for (const rule of rules) {
    if (p.holds(rule.when, A1) || p.holds(rule.when, A2)) fired.push({ ...rule, state: 'fired' });
    else if (p.holds(rule.when, A3)) fired.push({ ...rule, ...down(rule), state: 'stepped-down' });
  }
  const net = (pattern, truth) => {
    if (!p.holds(pattern.gate, truth)) return null;
    const sum = (list) => list.filter((row) => p.holds(row.when, truth)).reduce((s, row) => s + row.points, 0);
    const strong = pattern.for.some((row) => row.points === 3 && p.holds(row.when, truth));
    return { f: sum(pattern.for), net: sum(pattern.for) - sum(pattern.against), strong };
  };
  const fits = {};
  const listed = [];
  for (const [place, pattern] of patterns.entries()) {
    const n = net(pattern, A1);
    if (!n) continue;
    const met = meets[pattern.id] ? meets[pattern.id](p) : true;
    const fit = n.f >= 7 && n.strong && n.net >= 5 && met ? 'well' : n.net >= (pattern.cause ? 3 : 2) ? 'partly' : null;
    if (fit) { fits[pattern.id] = fit; listed.push({ ...pattern, fit, place, net: n.net }); }
  }
  if (listed.every(({ id }) => id === 'ageing')) { delete fits.ageing; listed.length = 0; } // "never listed alone"
  const child = (truth) => p.holds(groups['@child'], truth) && !meets['growing-pains'](p);
  if (child(A2)) fired.push({ id: 'rf-child-floor', tier: 'SOON', days: 7, route: null, state: 'fired' });
  else if (child(A3)) fired.push({ id: 'rf-child-floor', tier: 'SOON', days: 14, route: null, state: 'stepped-down' });
  const withoutSafety = (id) => A1(id) && (!screen[id].startsWith('s-') || screen[id] === 's-age');
  if (!patterns.some((pattern) => pattern.id !== 'ageing' && (net(pattern, withoutSafety)?.net ?? 0) >= 3)) {
    fired.push({ id: 'rf-unexplained', tier: 'ROUTINE', days: null, route: null, state: 'fired' });
  }
  const height = (r) => RANK[r.tier] * 100 - (r.days ?? 0);
  const top = fired.reduce((best, r) => (!best || height(r) > height(best) ? r : best), null);
  listed.sort((a, b) => b.net - a.net || (a.fit === b.fit ? a.place - b.place : a.fit === 'well' ? -1 : 1));
  const shown = [...listed.filter(({ cause }) => cause).slice(0, 5), ...listed.filter(({ cause }) => !cause).slice(0, 4)];
  const calm = !top || RANK[top.tier] < RANK.SAME_DAY;
  const doubt = (id) => ['yes', 'unsure', 'declined'].includes(p.status(id)) || (p.status(id) === 'unasked' && screen[id].startsWith('s-'));
  const offered = !calm ? [] : Object.entries(actions)
    .filter(([id, a]) => (id === 'sc-diary' || shown.some((pattern) => pattern.care.includes(id) || a.serves.includes(pattern.id))) && !(a.hide && p.holds(a.hide, doubt)))
    .map(([id]) => id).sort();
  const kinds = [listed.filter(({ cause }) => cause), listed.filter(({ cause }) => !cause)];
  const many = kinds.some((list) => list.length > 1); // then their order is to be told
  return {
    urgency: NAME[top?.tier ?? 'SELF_CARE'], within_days: top?.days ?? null,
    red_flags: Object.fromEntries(fired.map((r) => [r.id, `${r.state} ${NAME[r.tier]}${r.days ? ` ${r.days}` : ''}`]).sort()),
    fits: Object.fromEntries(Object.entries(fits).sort()),
    ...(many ? { causes: kinds[0].slice(0, 5).map(({ id }) => id), contributors: kinds[1].slice(0, 4).map(({ id }) => id) } : {}),
    actions: offered,
    ask_next: order.find((id) => !answered.has(id) && !declined.has(id) && (!ASKED_IF[id] || asked(ASKED_IF[id], false))) ?? '',
    asked: Object.keys(ASKED_IF).filter((id) => asked(ASKED_IF[id], false)).sort(),
  };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  process.stderr.write(`${rules.length} rules, ${Object.keys(groups).length} groups, ${patterns.length} patterns, ${Object.keys(actions).length} actions, ${Object.keys(screen).length} findings\n`);
  for (const line of readFileSync(0, 'utf8').trimEnd().split('\n')) process.stdout.write(`${JSON.stringify(assess(JSON.parse(line)))}\n`);
}
