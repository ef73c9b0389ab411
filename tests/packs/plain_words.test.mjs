// plain_words.test.mjs - how hard the words are to read: every sentence of assets/words/en.json by the Flesch-Kincaid grade.
// A question at most US grade 6, everything else at most 8. What is harder stands in plain_words.json, by key, with a reason.
//   node tests/packs/plain_words.test.mjs --list     prints every sentence that is too hard and not excused
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import readability from 'text-readability';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const words = read('../../assets/words/en.json');
const { exceptions } = read('plain_words.json');

const QUESTION = 6;
const ELSE = 8;
/** Below this there is no sentence to measure: the formula takes any two long words for a thesis. */
const LEAST_WORDS = 5;
/** What is not read as a sentence: the file's own keys, titles of other people's documents, names of countries. */
const NOT_SENTENCES = ['$schema', 'language', 'name', 'direction', 'sources', 'countries'];

/** Every text with its key: "/questions/s-now/title". */
function texts(value, key = '') {
  if (typeof value === 'string') return [{ key, text: value }];
  return Object.entries(value).flatMap(([name, inside]) => (key === '' && NOT_SENTENCES.includes(name) ? [] : texts(inside, `${key}/${name}`)));
}

/** A colon ends a sentence too: what follows is read after a breath. */
const sentences = (text) => text.split(/(?<=[.?!:;])\s+|\n+/).filter((each) => /\p{L}/u.test(each));

/** Flesch-Kincaid grade of one sentence. */
function grade(sentence) {
  const count = readability.lexiconCount(sentence, true);
  return count < LEAST_WORDS ? 0 : 0.39 * count + 11.8 * (readability.syllableCount(sentence) / count) - 15.59;
}

/** "/options/med-*\/help" stands for every key of that form. */
const matches = (pattern, key) => new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]+')}$`).test(key);

const measured = texts(words).flatMap(({ key, text }) => sentences(text).map((sentence) => ({ key, sentence, grade: grade(sentence) })));
const limit = (key) => (/^\/questions\/[^/]+\/(child\/)?title$/.test(key) || key.startsWith('/questions/') ? QUESTION : ELSE);
const hard = measured.filter((each) => each.grade > limit(each.key));
const excused = (key) => exceptions.some(({ keys }) => keys.some((pattern) => matches(pattern, key)));
const told = ({ key, sentence, grade: is }) => `${key} (grade ${is.toFixed(1)}): ${sentence}`;

if (process.argv.includes('--list')) {
  for (const each of hard.filter(({ key }) => !excused(key))) console.log(told(each));
} else {
  test('the measure tells a plain sentence from a hard one', () => {
    assert.ok(grade('Is one leg more swollen than the other?') < QUESTION);
    assert.ok(grade('Administration of anticoagulant medication necessitates haematological monitoring.') > 12);
    assert.ok(measured.length > 1000, `${measured.length} sentences were found`);
  });

  test(`every question is at most US grade ${QUESTION}, everything else at most ${ELSE}, but for what is listed with its reason`, () => {
    assert.deepEqual(hard.filter(({ key }) => !excused(key)).map(told), []);
  });

  test('no exception outlives what it excuses, and each has a reason', () => {
    for (const { reason, keys } of exceptions) {
      assert.ok(reason.split(' ').length >= 4, `a reason for ${keys}`);
      assert.deepEqual(keys.filter((pattern) => !hard.some(({ key }) => matches(pattern, key))), [], 'nothing of these is hard any more');
    }
  });

  test('an exception is never wider than it needs to be: nine sentences of ten are plain without any', () => {
    const plain = measured.length - hard.length;
    console.log(`${measured.length} sentences, ${plain} plain, ${hard.length} excused`);
    assert.ok(plain / measured.length >= 0.9, `${plain} of ${measured.length}`);
  });
}
