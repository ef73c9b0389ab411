// schema.test.mjs - every file of the content fits its JSON Schema, and the schemas notice what is wrong.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';

const assets = new URL('../../assets/', import.meta.url);
const read = (path) => JSON.parse(readFileSync(new URL(path, assets), 'utf8'));
const ajv = new Ajv2020({ allErrors: true, strict: false });
const schemaOf = (file, content) => ajv.compile(read(`${file.split('/')[0]}/${content.$schema}`));
const files = ['pack', 'publisher', 'words'].flatMap((folder) => readdirSync(new URL(folder, assets)).filter((name) => name.endsWith('.json')).map((name) => `${folder}/${name}`));
const compiled = new Map();

for (const file of files) {
  test(`${file} fits the schema that it names`, () => {
    const content = read(file);
    const key = content.$schema;
    if (!compiled.has(key)) compiled.set(key, schemaOf(file, content));
    const fits = compiled.get(key);
    assert.ok(fits(content), JSON.stringify(fits.errors?.slice(0, 5)));
    const wrong = { ...content, surprise: 1 };
    assert.equal(fits(wrong), false, 'a key that does not belong is noticed');
  });
}

test('each schema notices a wrong value where the content would go wrong', () => {
  const broken = [
    ['pack/red-flags.json', (c) => { c.rules[0].tier = 'urgent'; }], ['pack/red-flags.json', (c) => { delete c.rules[0].when; }],
    ['pack/questions.json', (c) => { c.questions[0].options[0].unsure = 'maybe'; }], ['pack/questions.json', (c) => { c.questions[0].type = 'quiz'; }],
    ['pack/patterns.json', (c) => { c.patterns[0].for[0].strength = 'huge'; }], ['pack/actions.json', (c) => { c.actions[0].grade = 'F'; }],
    ['pack/groups.json', (c) => { c.groups[0].id = 'child'; }], ['pack/emergency-numbers.json', (c) => { c.countries[0].numbers = []; }],
    ['pack/about.json', (c) => { c.review = { state: 'fine' }; }], ['pack/sources.json', (c) => { delete c.sources[0].id; }],
    ['publisher/publisher.json', (c) => { c.numbers = ['999']; }], ['publisher/publisher.json', (c) => { c.theme = { warning: '#00ff00' }; }],
    ['words/en.json', (c) => { c.options['feel-ache'] = 'Aching'; }], ['words/en.json', (c) => { c.direction = 'up'; }],
  ];
  for (const [file, spoil] of broken) {
    const content = read(file);
    spoil(content);
    const fits = compiled.get(content.$schema) ?? schemaOf(file, content);
    assert.equal(fits(content), false, `${file}: ${spoil}`);
  }
});
