// synthetic.mjs - made-up content of a size that other rule engines are measured with: 150 findings, 40 warning signs, 20 weighted causes.
// No medicine: seeded dice decide who reads what. And the same rules once more by hand, in plain JavaScript that shares nothing with core.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dice } from './dice.mjs';

const FINDINGS = 150, RULES = 40, CAUSES = 20;
const LADDER = [{ tier: 'emergency' }, { tier: 'same-day' }, { tier: 'soon', within_days: 2 }, { tier: 'soon', within_days: 7 }, { tier: 'routine' }];
const POINTS = { strong: 3, moderate: 2, weak: 1 };
const SCORING = { points: POINTS, well: { for: 7, net: 5 }, partly: { cause: 3, contributor: 2 }, explained_net: 3, show: { causes: 5, contributors: 4, actions: 5 } };

/** Rules as data: a finding is its number; ["ALL", ...], ["ANY", ...] and ["COUNT", n, ...] hold others. */
function made(seed) {
  const roll = dice(seed), pick = (list) => list[roll(list.length)];
  const questions = [];
  for (let made = 3; made < FINDINGS;) {
    const count = Math.min(FINDINGS - made, 4 + roll(5));
    questions.push({ id: `q-${questions.length}`, first: made, count: FINDINGS - made - count < 2 ? FINDINGS - made : count, single: roll(3) === 0 });
    made += questions.at(-1).count;
  }
  const policies = Array.from({ length: FINDINGS }, () => pick(['ignore', 'step-down', 'as-yes']));
  const some = (least, most) => {
    const all = new Set();
    for (let left = least + roll(most - least + 1); all.size < left;) all.add(3 + roll(FINDINGS - 3));
    return [...all];
  };
  const condition = () => {
    switch (roll(4)) {
      case 0: return ['ALL', ...some(2, 3)];
      case 1: return ['ALL', ...some(1, 1), ['ANY', ...some(2, 4)]];
      case 2: return ['ANY', ['ALL', ...some(2, 2)], ['ALL', ...some(2, 3)]];
      default: return ['COUNT', 3, ...some(4, 7)];
    }
  };
  const rows = (least, most) => Array.from({ length: least + roll(most - least + 1) }, () => ({ when: roll(4) ? some(1, 1)[0] : condition(), strength: pick(Object.keys(POINTS)) }));
  return {
    questions,
    policies,
    rules: Array.from({ length: RULES }, (_, i) => ({ id: `rule-${i}`, when: condition(), ...pick(LADDER) })),
    causes: Array.from({ length: CAUSES }, (_, i) => ({
      id: i ? `cause-${i}` : 'growing-pains', kind: i % 4 === 3 ? 'contributor' : 'cause', gate: ['ANY', ...some(4, 8)],
      for: rows(6, 12), against: rows(3, 8), well_needs: roll(4) ? undefined : condition(), meets: i ? undefined : condition(),
    })),
  };
}

const name = (finding) => (finding < 3 ? ['age-child', 'age-adult', 'age-old'][finding] : `f-${finding}`);
const written = (e) => (typeof e === 'number' ? name(e) : e[0] === 'COUNT' ? `COUNT(${e[1]}; ${e.slice(2).map(written).join(', ')})` : `${e[0]}(${e.slice(1).map(written).join(', ')})`);

/**
 * @param {number} seed
 * @param {string} folder a new one, to be given as --pack
 */
export function syntheticPack(seed, folder) {
  const { questions, policies, rules, causes } = made(seed);
  const options = (first, count) => Array.from({ length: count }, (_, i) => ({ id: name(first + i), unsure: policies[first + i] }));
  const row = ({ when, strength }) => ({ when: written(when), strength });
  const files = {
    about: { format: 1, version: '1', date: '2026-11-25', review: { state: 'not-reviewed' } },
    sources: { sources: [{ id: 'none' }] },
    'emergency-numbers': { countries: [] },
    groups: { groups: [{ id: '@child', is: 'ANY(age-child)' }] },
    questions: {
      blocks: ['safety', 'body'],
      questions: [{ id: 's-age', block: 'safety', type: 'single', options: options(0, 3) },
        ...questions.map(({ id, first, count, single }) => (single ? { id, block: 'body', type: 'single', not_sure: 'whole', options: options(first, count) }
          : { id, block: 'body', type: 'multiple', none: true, not_sure: 'rows', options: options(first, count) }))],
    },
    'red-flags': {
      ladder: LADDER, step_down_route: 'today', routes: {}, floors: [], wells: [], while_waiting: [],
      rules: rules.map(({ id, tier, within_days, when }) => ({ id, tier, within_days, when: written(when), sources: [] })),
    },
    patterns: {
      scoring: SCORING,
      patterns: causes.map((cause) => ({
        id: cause.id, kind: cause.kind, gate: written(cause.gate), for: cause.for.map(row), against: cause.against.map(row),
        well_needs: cause.well_needs && written(cause.well_needs), meets: cause.meets && written(cause.meets), actions: [], sources: [],
      })),
    },
    actions: { actions: [] },
  };
  mkdirSync(`${folder}/pack`, { recursive: true });
  mkdirSync(`${folder}/words`, { recursive: true });
  for (const [file, data] of Object.entries(files)) writeFileSync(`${folder}/pack/${file}.json`, `${JSON.stringify(data, null, 1)}\n`);
  const each = (ids, entry) => Object.fromEntries(ids.map((id) => [id, entry]));
  writeFileSync(`${folder}/words/en.json`, `${JSON.stringify({
    language: 'en', name: 'English', direction: 'ltr', ui: {},
    questions: each(['s-age', ...questions.map(({ id }) => id)], { title: '-', why: '-' }),
    options: each(Array.from({ length: FINDINGS }, (_, i) => name(i)), { label: '-' }),
    rules: each(rules.map(({ id }) => id), { say: '-', cause: '-', why: '-' }),
    tiers: each(['self-care', 'routine', 'soon', 'same-day', 'emergency'], { heading: '-', name: '-' }),
    patterns: each(causes.map(({ id }) => id), { name: '-', feels: '-' }),
    sources: { none: { title: '-' } }, routes: {}, actions: {}, while_waiting: {}, countries: {},
    grades: each(['A', 'B', 'C', 'D'], '-'), answers: each(['none', 'not_sure', 'not_sure_rows', 'prefer_not', 'yes', 'no', 'unsure'], '-'),
  })}\n`);
}

// --- By hand -----------------------------------------------------------------------------------------

/** FNV-1a, 32 bits, of bytes given one by one. */
export function digest() {
  let hash = 0x811c9dc5;
  return { add: (byte) => { hash = Math.imul(hash ^ byte, 0x01000193); }, hex: () => (hash >>> 0).toString(16).padStart(8, '0') };
}

const [NO, UNSURE, YES] = [0, 1, 2];

/**
 * The rules of that seed as one would write them for one page: every condition becomes an expression of JavaScript.
 * @param {number} seed
 * @returns {(answers: object) => {rung: number, fits: number[]}} of answers as the command line prints them
 */
export function byHand(seed) {
  const { questions, policies, rules, causes } = made(seed);
  const asked = new Map(questions.map((question) => [question.id, question]));
  asked.set('s-age', { first: 0, count: 3 });
  const numbers = new Map(policies.map((_, i) => [name(i), i]));
  const code = (e, f) => {
    if (typeof e === 'number') return f(e);
    if (e[0] === 'COUNT') return `(${e.slice(2).map((part) => `(${code(part, f)}?1:0)`).join('+')}>=${e[1]})`;
    return `(${e.slice(1).map((part) => code(part, f)).join(e[0] === 'ALL' ? '&&' : '||')})`;
  };
  const sure = (e) => code(e, (f) => `s[${f}]===${YES}`);
  const cautious = (e) => code(e, (f) => `s[${f}]>=${policies[f] === 'as-yes' ? UNSURE : YES}`);
  const doubtful = (e) => code(e, (f) => `s[${f}]>=${policies[f] === 'ignore' ? YES : UNSURE}`);
  const rungOf = ({ tier, within_days: days }) => LADDER.length - LADDER.findIndex((rung) => rung.tier === tier && rung.within_days === days);
  const sum = (rows) => rows.map(({ when, strength }) => `(${sure(when)}?${POINTS[strength]}:0)`).join('+');
  const judge = new Function('s', `"use strict";let rung=0;const fits=[];
${rules.map((rule) => `if(rung<${rungOf(rule)}&&${cautious(rule.when)})rung=${rungOf(rule)};else if(rung<${Math.max(1, rungOf(rule) - 1)}&&${doubtful(rule.when)})rung=${Math.max(1, rungOf(rule) - 1)};`).join('\n')}
${causes.map((cause) => `if(${sure(cause.gate)}){const up=${sum(cause.for)},net=up-(${sum(cause.against)}),strong=${cause.for.filter(({ strength }) => strength === 'strong').map(({ when }) => sure(when)).join('||') || 'false'};
fits.push(up>=${SCORING.well.for}&&strong&&net>=${SCORING.well.net}&&${cause.well_needs ? sure(cause.well_needs) : cause.meets ? sure(cause.meets) : 'true'}?2:net>=${SCORING.partly[cause.kind]}?1:0)}else fits.push(0);`).join('\n')}
return{rung,fits};`);
  const status = new Uint8Array(FINDINGS);
  return (answers) => {
    status.fill(NO);
    for (const id in answers) {
      const given = answers[id];
      if (given === 'none') continue;
      if (given === 'not-sure') {
        const { first, count } = asked.get(id);
        status.fill(UNSURE, first, first + count);
      } else if (typeof given === 'string') {
        status[numbers.get(given)] = YES;
      } else {
        for (const one of given.unsure ?? []) status[numbers.get(one)] = UNSURE;
        for (const one of given.yes ?? given) status[numbers.get(one)] = YES;
      }
    }
    return judge(status);
  };
}
