// fhir.test.mjs - what we give to medical records is valid FHIR R4, by the npm package `fhir` and by checks of our own that it
// leaves out; and what comes back gives the same assessment.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fhir from 'fhir';
import { ROOT, builds, nightlegs as run } from '../support/cli.mjs';

const tool = builds.native.command.at(-1);
const skip = existsSync(tool) ? false : `${tool} is missing; make it with: ${builds.native.cure}`;
const nightlegs = (args, input) => run('native', args, input);
const paths = JSON.parse(readFileSync(`${ROOT}tests/journeys/paths.json`, 'utf8'));
const validator = new fhir.Fhir();

/** Nothing wrong and nothing that R4 does not know. */
function assertValid(resource, what) {
  const { valid, messages } = validator.validate(resource, { errorOnUnexpected: true });
  const bad = messages.filter(({ severity }) => severity === 'error' || severity === 'fatal');
  assert.deepEqual(bad, [], what);
  assert.ok(valid, what);
}

test('the questionnaire is valid, and its linkIds are the question ids', { skip }, () => {
  const questionnaire = JSON.parse(nightlegs(['questions', '--fhir']).out);
  assertValid(questionnaire, 'the Questionnaire');
  const { questions } = JSON.parse(nightlegs(['questions', '--json']).out);
  assert.deepEqual(questionnaire.item.map(({ linkId }) => linkId), questions.map(({ id }) => id));
  const broken = { ...questionnaire, status: 'nearly' };
  assert.ok(!validator.validate(broken, { errorOnUnexpected: true }).valid, 'the validator can say no');
});

test('the response of every journey is valid, fits the questionnaire, and gives the same assessment again', { skip }, () => {
  const questionnaire = JSON.parse(nightlegs(['questions', '--fhir']).out);
  const codes = new Map(questionnaire.item.map((item) => [item.linkId, new Set((item.answerOption ?? []).map(({ valueCoding }) => valueCoding.code))]));
  for (const { name, answers } of paths) {
    const input = JSON.stringify({ answers });
    const { code, out } = nightlegs(['assess', '--format', 'fhir', '--today', '2026-11-24', '-'], input);
    assert.equal(code, 0);
    const response = JSON.parse(out);
    assertValid(response, name);
    assert.equal(response.authored, '2026-11-24');
    assert.equal(response.questionnaire, `${questionnaire.url}|${questionnaire.version}`);
    for (const item of response.item) {
      assert.ok(codes.has(item.linkId), `${name}: no question ${item.linkId}`);
      for (const answer of item.answer ?? []) {
        assert.equal(Object.keys(answer).length, 1, `${name}: one value in an answer`);
        if (answer.valueCoding) assert.ok(codes.get(item.linkId).has(answer.valueCoding.code), `${name}: ${answer.valueCoding.code}`);
      }
    }
    assert.equal(nightlegs(['assess', '-'], out).out, nightlegs(['assess', '-'], input).out, name);
  }
});
