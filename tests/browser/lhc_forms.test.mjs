// lhc_forms.test.mjs - a forms tool that is not ours reads our Questionnaire and our answers in a real browser, shows them, and
// gives back the same answers (LHC-Forms of the U.S. National Library of Medicine; ./setup --full brings it).
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openBrowser, whyNot } from '../support/browser.mjs';
import { ROOT, builds, nightlegs as run } from '../support/cli.mjs';

const FULL = process.env.NIGHTLEGS_FULL === '1';
const FORMS = `${ROOT}build/deps/lforms/dist/lforms/`;
const SCRIPTS = ['webcomponent/assets/lib/zone.min.js', 'webcomponent/runtime.js', 'webcomponent/polyfills.js', 'webcomponent/main.js', 'fhir/R4/lformsFHIR.min.js'];
const TYPES = { '.js': 'text/javascript', '.css': 'text/css' };
const missing = whyNot || (SCRIPTS.every((script) => existsSync(FORMS + script)) ? false : 'LHC-Forms is not here (./setup --full brings it)');

const nightlegs = (args, input) => {
  const { code, out, err } = run('native', args, input);
  assert.equal(code, 0, err);
  return out;
};
const paths = JSON.parse(readFileSync(`${ROOT}tests/journeys/paths.json`, 'utf8'));
// Every kind of answer: one, many, none, not sure as a whole and by row, declined, a number.
const DAILY = ['restless legs every night', 'one swollen calf after a long trip', 'everything not sure', 'everything that may be declined', 'rows not sure among conditions'];

describe('LHC-Forms', { skip: missing || (existsSync(builds.native.command.at(-1)) ? false : builds.native.cure) }, () => {
  let server, browser, page;
  const outside = [];
  before(async () => {
    server = createServer((request, response) => {
      const path = new URL(request.url, 'http://x').pathname.slice(1);
      if (!path) {
        response.setHeader('Content-Type', 'text/html');
        response.end(`<!doctype html><meta charset="utf-8"><title>forms</title><link rel="stylesheet" href="webcomponent/styles.css"><div id="form"></div>
${SCRIPTS.map((script) => `<script src="${script}"></script>`).join('\n')}`);
      } else if (existsSync(FORMS + path)) {
        response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream');
        response.end(readFileSync(FORMS + path));
      } else {
        response.statusCode = 404;
        response.end();
      }
    });
    await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    browser = await openBrowser();
    page = await browser.newPage();
    const origin = `http://127.0.0.1:${server.address().port}`;
    page.on('request', (request) => { if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(origin)) outside.push(request.url()); });
    await page.goto(origin);
    await page.waitForFunction(() => window.LForms?.Util?.convertFHIRQuestionnaireToLForms && window.LForms?.FHIR?.R4);
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  /** Shows these answers in the form and takes what the form then holds. */
  const through = (questionnaire, response) => page.evaluate(async ({ questionnaire, response }) => {
    const { Util } = window.LForms;
    const form = Util.mergeFHIRDataIntoLForms(response, Util.convertFHIRQuestionnaireToLForms(questionnaire, 'R4'), 'R4');
    await Util.addFormToPage(form, 'form');
    return { given: Util.getFormFHIRData('QuestionnaireResponse', 'R4'), shown: document.getElementById('form').innerText };
  }, { questionnaire, response });

  const answered = (response) => Object.fromEntries(response.item.filter(({ answer }) => answer)
    .map(({ linkId, answer }) => [linkId, answer.map((one) => one.valueCoding?.code ?? one.valueDecimal).sort()]));

  test('every answer that goes in comes out, and assesses to the same result', async () => {
    const questionnaire = JSON.parse(nightlegs(['questions', '--fhir']));
    const journeys = FULL ? paths : paths.filter(({ name }) => DAILY.some((part) => name.includes(part)));
    assert.ok(journeys.length >= DAILY.length);
    for (const { name, answers } of journeys) {
      const ours = nightlegs(['assess', '--format', 'fhir', '--today', '2026-11-24', '-'], JSON.stringify({ answers }));
      const { given, shown } = await through(questionnaire, JSON.parse(ours));
      assert.ok(shown.includes(questionnaire.item[0].text), `${name}: the form is on the page`);
      assert.equal(nightlegs(['assess', '-'], JSON.stringify(given)), nightlegs(['assess', '-'], ours), name);
      assert.deepEqual(answered(given), answered(JSON.parse(ours)), name);
    }
    assert.deepEqual(outside, [], 'nothing is asked of another site');
  });
});
