// opinions.test.mjs - what automatic judges of accessibility say, with --full: axe on every kind of screen x both views x three engines
// x three themes; on the same screens in Chromium three more with rules of their own; Lighthouse on the whole. Each screen is walked
// to once. What is let pass is listed here with its reason, and nothing else is.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { after, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { HtmlValidate } from 'html-validate';
import { serve } from '../../shell/serve.mjs';
import { CHROMIUM } from '../support/browser.mjs';
import { ROOT } from '../support/cli.mjs';
import { ENGINES, openEngine, whyNotEngine } from '../support/engines.mjs';
import { showView, tour } from '../support/faces.mjs';

const FULL = process.env.NIGHTLEGS_FULL === '1';
const OPINIONS = `${ROOT}build/deps/opinions/node_modules/`;
const tool = (path) => (existsSync(OPINIONS + path) ? readFileSync(OPINIONS + path, 'utf8') : '');
const missing = (path) => (existsSync(OPINIONS + path) ? false : 'the second opinions are not installed (./setup --full brings them)');
const hasJava = (() => { try { execFileSync('java', ['-version'], { stdio: 'ignore' }); return true; } catch { return false; } })();

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const THEMES = ['light', 'dark', 'night'];

/** Let pass, and why. @type {{judge: string, rule: string, view?: string, why: string}[]} */
const LET_PASS = [
  { judge: 'axe', rule: 'color-contrast', view: 'drawn', why: 'the words lie transparent over a canvas that axe cannot see; looks.test.mjs measures the pixels' },
  { judge: 'HTML_CodeSniffer', rule: 'WCAG2AA.Principle1.Guideline1_3.1_3_1.H71.NoLegend', why: 'the heading names the group by aria-labelledby (ARIA17): said twice it would be heard twice' },
  { judge: 'html-validate', rule: 'wcag/h71', why: 'the same' },
  { judge: 'html-validate', rule: 'valid-autocomplete', why: 'Firefox ticks boxes again by itself when a page is loaded again, and heeds this attribute alone' },
  { judge: 'vnu', rule: 'Attribute “autocomplete” is only allowed', why: 'the same' },
  { judge: 'vnu', rule: 'Attribute “pathLength” not allowed on element “circle”', why: 'SVG 2 has it on every shape, and so have all browsers' },
  { judge: 'html-validate', rule: 'attribute-boolean-style', why: 'how a browser writes out what it holds, not how we wrote it' },
  { judge: 'html-validate', rule: 'no-multiple-main', why: 'the second one waits in a <template>, which is no part of the page; axe knows that' },
  { judge: 'html-validate', rule: 'unique-landmark', why: 'the same' },
  { judge: 'html-validate', rule: 'no-redundant-role', why: 'Safari takes a list without bullets for none, unless its role is said' },
  { judge: 'accessibility-checker', rule: 'label_content_exists', why: 'a zone of the body map has its words in it for whoever listens, out of sight, and these it does not count' },
  { judge: 'html-validate', rule: 'attribute-empty-style', why: 'how a browser writes out what it holds, not how we wrote it' },
  { judge: 'html-validate', rule: 'no-inline-style', why: 'the policy of the page forbids it in HTML; what a browser writes out was set by script' },
  { judge: 'html-validate', rule: 'form-dup-name', why: 'the checkboxes of one question share its name, as native lists do' },
  { judge: 'html-validate', rule: 'prefer-native-element', why: 'a native progress bar cannot be drawn alike in both views' },
];
const passes = (judge, rule, view) => LET_PASS.some((one) => one.judge === judge && rule.startsWith(one.rule) && (!one.view || one.view === view));

/** What tour() needs of a page, for a tab of any engine. */
const asPage = (tab) => ({
  tab,
  evaluate: (fn, arg) => (arg === undefined ? tab.evaluate(fn) : tab.evaluate(fn, arg)),
  context: () => ({ close: () => tab.close() }),
  async waitForFunction(fn, arg) {
    for (const end = Date.now() + 15_000; !await tab.evaluate(fn, arg);) {
      assert.ok(Date.now() < end, 'it never came to be');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  },
});

/** Ends what still moves from one colour to another: a colour halfway is nobody's. */
const still = (page) => page.evaluate(() => { for (const one of document.getAnimations()) one.finish(); });

/** Everything that axe says against the screen, or cannot decide. */
async function axeOn({ tab }, view, where, more = {}) {
  await still(tab);
  await tab.evaluate(() => window.scrollTo({ top: 1e6, behavior: 'instant' }));  // nothing lies half under the bar there
  const found = await tab.evaluate(async (options) => {
    const { violations, incomplete } = await window.axe.run(document, options);
    const told = (kind, all) => all.map(({ id, help, nodes }) => ({ kind, id, help, html: nodes.slice(0, 3).map((node) => node.html.slice(0, 140)) }));
    return [...told('violation', violations), ...told('undecided', incomplete)];
  }, { runOnly: { type: 'tag', values: TAGS }, resultTypes: ['violations', 'incomplete'], ...more });
  await tab.evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }));
  return found.filter(({ id }) => !passes('axe', id, view)).map(({ kind, id, help, html }) => `${where}, ${view} view: ${kind} ${id}: ${help}\n  ${html.join('\n  ')}`);
}

/** The judges that are asked in Chromium only: each knows the page and gives what it holds against it. */
const JUDGES = {
  'accessibility-checker': {
    source: 'accessibility-checker-engine/ace.js',
    ask: async () => {
      const { results } = await new window.ace.Checker().check(document, ['WCAG_2_2']);
      return results.filter(({ value: [kind, verdict] }) => kind === 'VIOLATION' && verdict === 'FAIL').map(({ ruleId, message, snippet }) => [ruleId, `${message} ${snippet}`]);
    },
  },
  'HTML_CodeSniffer': {
    source: 'html_codesniffer/build/HTMLCS.js',
    ask: () => new Promise((resolve, reject) => window.HTMLCS.process('WCAG2AA', document, () => resolve(window.HTMLCS.getMessages()
      .filter(({ type }) => type === window.HTMLCS.ERROR).map(({ code, msg, element }) => [code, `${msg} ${element.outerHTML?.slice(0, 140)}`])), reject)),
  },
};

if (!FULL) test('judges of accessibility', { skip: 'only in a full run' });
else {
  for (const engine of ENGINES) {
    describe(`judges of accessibility in ${engine}`, { skip: whyNotEngine[engine] }, () => {
      const said = { axe: [] };
      const pages = new Map();  // the HTML of each screen, as the engine has it
      const folder = mkdtempSync(`${tmpdir()}/nightlegs-pages-`);
      after(() => rmSync(folder, { recursive: true, force: true }));

      test('axe finds nothing on any kind of screen, in both views and every theme', async () => {
        const running = await openEngine(engine);
        let screens = 0;
        try {
          await tour(async (search) => {
            const tab = await running.open(['view=page', 'theme=light', search].filter(Boolean).join('&'));
            await tab.evaluate(new Function(axe));
            if (engine === 'chromium') for (const { source } of Object.values(JUDGES)) if (tool(source)) await tab.page.evaluate(`${tool(source)}\n;0`);
            return asPage(tab);
          }, async (page, name) => {
            ++screens;
            said.axe.push(...await axeOn(page, 'page', name));
            const theme = await page.evaluate(() => document.documentElement.dataset.theme);
            for (const other of THEMES.filter((one) => one !== theme)) {
              await page.evaluate((value) => { document.documentElement.dataset.theme = value; }, other);
              said.axe.push(...await axeOn(page, 'page', `${name}, ${other}`, { runOnly: { type: 'rule', values: ['color-contrast'] } }));
            }
            await page.evaluate((value) => { document.documentElement.dataset.theme = value; }, theme);
            if (engine === 'chromium') {
              await still(page);
              pages.set(name, await page.evaluate(() => document.documentElement.outerHTML));
              for (const [judge, { source, ask }] of Object.entries(JUDGES)) {
                if (tool(source)) (said[judge] ??= []).push(...(await page.evaluate(ask)).filter(([rule]) => !passes(judge, rule, 'page')).map(([rule, text]) => `${name}: ${rule}: ${text}`));
              }
            }
            await page.evaluate(() => document.querySelector('#nl-app [data-action=view]') && 0);
            if (await page.evaluate(() => Boolean(document.querySelector('[data-action=view]')))) {
              await showView(page, 'drawn');
              said.axe.push(...await axeOn(page, 'drawn', name));
              await showView(page, 'page');
            }
          });
        } finally {
          await running.close();
        }
        assert.ok(screens >= 20, `${screens} screens`);
        assert.equal(said.axe.join('\n'), '');
      });

      if (engine !== 'chromium') return;
      for (const [judge, { source }] of Object.entries(JUDGES)) {
        test(`${judge} finds no error on any of them`, { skip: missing(source) }, () => {
          assert.ok(said[judge], 'it was asked');
          assert.equal([...new Set(said[judge])].join('\n'), '');
        });
      }

      const html = (text) => `<!DOCTYPE html>\n${text}`;
      test('html-validate finds no error in the HTML of any of them', async () => {
        const checker = new HtmlValidate({ extends: ['html-validate:recommended', 'html-validate:a11y'], rules: { 'valid-id': ['error', { relaxed: true }] } });
        const told = new Set();
        for (const [name, text] of pages) {
          const { results } = await checker.validateString(html(text));
          for (const { ruleId, message } of results.flatMap(({ messages }) => messages)) if (!passes('html-validate', ruleId)) told.add(`${name}: ${ruleId}: ${message}`);
        }
        assert.equal([...told].join('\n'), '');
      });

      test('the Nu HTML checker finds no error in them, nor in the pages that need no script', { skip: hasJava ? missing('vnu-jar/build/dist/vnu.jar') : 'Java is not installed' }, async () => {
        for (const [name, text] of pages) writeFileSync(`${folder}/${name}.html`, html(text));
        const files = [...pages.keys()].map((name) => `${folder}/${name}.html`).concat(['index', 'accessibility'].map((name) => `${ROOT}build/site/${name}.html`));
        const run = promisify(execFile)('java', ['-jar', `${OPINIONS}vnu-jar/build/dist/vnu.jar`, '--errors-only', '--format', 'json', ...files], { maxBuffer: 1 << 26 });
        const { stderr } = await run.catch((error) => error);
        const told = JSON.parse(stderr).messages.filter(({ message }) => !passes('vnu', message)).map(({ url, message }) => `${url.split('/').at(-1)}: ${message}`);
        assert.equal([...new Set(told)].join('\n'), '');
      });
    });
  }

  test('Lighthouse gives 100 for accessibility, best practices and SEO', { skip: CHROMIUM ? missing('lighthouse/cli/index.js') : 'Chromium is not installed' }, async () => {
    const site = await serve({ port: 0 });
    const folder = mkdtempSync(`${tmpdir()}/nightlegs-lighthouse-`);
    try {
      await promisify(execFile)(process.execPath, [`${OPINIONS}lighthouse/cli/index.js`, site.address, '--quiet', '--output=json', `--output-path=${folder}/out.json`,
        '--only-categories=accessibility,best-practices,seo', '--chrome-flags=--headless=new --no-sandbox --disable-background-networking --use-angle=swiftshader --enable-unsafe-swiftshader'],
      { env: { ...process.env, CHROME_PATH: CHROMIUM, TMPDIR: folder }, maxBuffer: 1 << 26 });
      const { categories, audits } = JSON.parse(readFileSync(`${folder}/out.json`, 'utf8'));
      const scores = Object.fromEntries(Object.values(categories).map(({ id, score }) => [id, score]));
      const lost = Object.values(audits).filter(({ score }) => score !== null && score < 1).map(({ id, title }) => `${id}: ${title}`);
      assert.deepEqual(scores, { accessibility: 1, 'best-practices': 1, seo: 1 }, lost.join('; '));
    } finally {
      await site.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  });
}
