// grown.mjs - the built-in content many times over: every question, rule, group, pattern and action once more under other ids, reading
// those ids and no others. No medicine: only something as large as a pack may one day be.
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { ROOT } from './cli.mjs';

/** The lists of the pack that grow, by file. What stays single: blocks, ladder, tiers, sources, countries, scores. */
const GROWING = { 'questions.json': ['questions'], 'red-flags.json': ['rules', 'while_waiting'], 'groups.json': ['groups'], 'patterns.json': ['patterns'], 'actions.json': ['actions'] };
const WORDS = ['questions', 'options', 'rules', 'patterns', 'actions', 'while_waiting'];

/**
 * @param {number} times
 * @param {string} folder a new one, to be given as --pack
 */
export function growPack(times, folder) {
  const read = (path) => JSON.parse(readFileSync(ROOT + path, 'utf8'));
  mkdirSync(`${folder}/words`, { recursive: true });
  cpSync(`${ROOT}assets/pack`, `${folder}/pack`, { recursive: true });
  const files = Object.fromEntries(Object.keys(GROWING).map((name) => [name, read(`assets/pack/${name}`)]));
  const ids = new Set();
  for (const [name, lists] of Object.entries(GROWING)) {
    for (const list of lists) for (const { id, options = [] } of files[name][list]) [id, ...options.map((option) => option.id)].forEach((one) => ids.add(one));
  }
  const words = read('assets/words/en.json');
  /** The same with every id, also inside of expressions, as the copy's own. */
  const renamed = (value, copy) => {
    if (Array.isArray(value)) return value.map((one) => renamed(one, copy));
    if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, key === 'block' ? one : renamed(one, copy)]));  // there is a block "medicines" and a question of that name
    return typeof value === 'string' ? value.replace(/@?[a-z0-9][a-z0-9-]*/g, (word) => (ids.has(word) ? `${word}-${copy}` : word)) : value;
  };
  const once = Object.fromEntries(Object.entries(GROWING).map(([name, lists]) => [name, lists.map((list) => files[name][list])]));
  const said = Object.fromEntries(WORDS.map((section) => [section, Object.entries(words[section])]));
  for (let copy = 2; copy <= times; ++copy) {
    for (const [name, lists] of Object.entries(GROWING)) lists.forEach((list, i) => { files[name][list] = [...files[name][list], ...renamed(once[name][i], copy)]; });
    for (const section of WORDS) for (const [id, text] of said[section]) if (ids.has(id)) words[section][`${id}-${copy}`] = text;
  }
  for (const [name, data] of Object.entries(files)) writeFileSync(`${folder}/pack/${name}`, `${JSON.stringify(data)}\n`);
  writeFileSync(`${folder}/words/en.json`, `${JSON.stringify(words)}\n`);
  return readdirSync(`${folder}/pack`).reduce((sum, name) => sum + readFileSync(`${folder}/pack/${name}`).length, 0);
}
