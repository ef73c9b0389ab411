// derive.mjs - makes tests/mutants/cases.json: people from `pack_mutants --find`, expected results from the dossier.
//
//   node tests/mutants/derive.mjs DOSSIER PEOPLE...   (files of lines; the cases that are there are kept, and derived again)
import { readFileSync, writeFileSync } from 'node:fs';

const [dossier, ...files] = process.argv.slice(2);
process.argv[2] = dossier;
const { assess } = await import('./oracle.mjs');
const root = new URL('../../', import.meta.url).pathname;
const path = `${root}tests/mutants/cases.json`;
const questions = JSON.parse(readFileSync(`${root}assets/pack/questions.json`, 'utf8')).questions;
const base = questions.filter((q) => q.block === 'safety' && q.none && !q.show_when).map(({ id }) => id);
const screen = Object.fromEntries(questions.flatMap((q) => (q.options ?? []).map(({ id }) => [id, q.id])));

const kept = JSON.parse(readFileSync(path, 'utf8'));
const people = files.flatMap((file) => readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)));
const cases = [...kept, ...people].map(({ name, yes = [], unsure = [], declined = [], left_out, none, answered }) => {
  const said = new Set([...yes, ...unsure].map((id) => screen[id]));
  // Screens answered with nothing, beyond those that the dossier's base person answers so.
  none ??= (answered ?? []).filter((q) => !said.has(q) && !base.includes(q));
  left_out ??= answered ? base.filter((q) => !answered.includes(q) && !said.has(q) && !declined.includes(q)) : [];
  const all = [...base.filter((q) => !declined.includes(q) && !left_out.includes(q)), ...said, ...none];
  const expect = assess({ yes, unsure, declined, answered: all });
  if (expect.within_days === null) delete expect.within_days;
  const lists = Object.fromEntries(Object.entries({ yes, unsure, declined, left_out, none }).filter(([, list]) => list.length));
  return { name, ...lists, expect };
});
writeFileSync(path, `[\n${cases.map((one) => ` ${JSON.stringify(one)}`).join(',\n')}\n]\n`);
console.log(`${cases.length} cases`);
