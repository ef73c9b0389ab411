// statement.test.mjs - the accessibility statement says what the tests found, no more, and is itself good HTML.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { found, statement } from '../../shell/statement.mjs';
import { ROOT } from './cli.mjs';

process.chdir(ROOT);
const words = JSON.parse(readFileSync('assets/access/statement.json', 'utf8'));
const page = () => statement({ styles: 'styles.css', policy: "default-src 'self'" });

test('every claim names tests that exist', () => {
  for (const { says, tests } of words.claims) {
    assert.ok(tests.length, says);
    for (const each of tests) assert.ok(existsSync(each), `${each}, for "${says}"`);
  }
});

test('a claim is told as tested only when each of its tests passed', () => {
  const claim = { tests: ['a', 'b'] };
  const passed = { passed: 3, failed: 0, date: '2026-11-24' };
  assert.deepEqual(found(claim, { a: passed, b: { ...passed, date: '2026-11-23' } }), { passed: 6, date: '2026-11-23' });
  assert.equal(found(claim, { a: passed }), undefined);
  assert.equal(found(claim, { a: passed, b: { ...passed, failed: 1 } }), undefined);
  assert.equal(found(claim, { a: passed, b: { ...passed, passed: 0 } }), undefined);
});

test('what nobody has tested stays in sight, with a date and a finding or as open', () => {
  for (const { what, done, found: said } of words.open) {
    assert.ok(page().includes(what));
    assert.match(done, /^(\d{4}-\d\d-\d\d)?$/, what);
    assert.equal(Boolean(done), Boolean(said), `${what}: a date and what was found, or neither`);
  }
});

test('the page is good HTML, with and without results', async () => {
  const checker = new HtmlValidate({ extends: ['html-validate:recommended', 'html-validate:a11y'] });
  const { results } = await checker.validateString(page());
  assert.deepEqual(results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${ruleId} ${line}: ${message}`)), []);
});
