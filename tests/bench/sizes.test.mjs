// sizes.test.mjs - what each part of the site weighs is what README.md says: a change that adds more than 2 KB to a part, or 4 to the
// whole, fails until the table there is changed on purpose.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { ROOT } from '../support/cli.mjs';

const SITE = `${ROOT}build/site`;
const KB = 1024;
const kSlack = 2 * KB;
const names = readdirSync(SITE).filter((name) => name.endsWith('.br'));

/** Bytes with brotli of all files of a plain name; "font-*.ttf" stands for several. */
function weigh(plain) {
  const [, stem, ending] = /^(.*)(\.[a-z0-9]+)$/.exec(plain);
  const pattern = new RegExp(`^${stem.replaceAll('.', '\\.').replaceAll('*', '\\d+')}(-[0-9a-f]{10})?${ending}\\.br$`);
  const found = names.filter((name) => pattern.test(name));
  assert.ok(found.length, `README.md weighs ${plain}, which is no file of the site`);
  return found.reduce((sum, name) => sum + readFileSync(`${SITE}/${name}`).length, 0);
}

/** The rows below a heading of README.md: names in code, and the number after them. */
const rows = (heading) => readFileSync(`${ROOT}README.md`, 'utf8').split(`## ${heading}\n`)[1].split('\n## ')[0].split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim())).filter(([, first]) => first?.startsWith('`') || first?.startsWith('**'))
  .map(([, first, kb, when]) => ({ first, kb: Number(kb.replaceAll('*', '')), when, files: [...first.matchAll(/`([^`]+)`/g)].map(([, name]) => name) }));

describe('what each part weighs', () => {
  const parts = rows('What each part weighs').filter(({ files }) => files.length);
  const wholes = rows('What each part weighs').filter(({ files }) => !files.length);
  const told = [];
  for (const { files, kb, first } of parts) {
    test(`${first}: ${kb} KB, as the README says`, () => {
      const bytes = files.reduce((sum, name) => sum + weigh(name), 0);
      told.push(`${first} ${(bytes / KB).toFixed(1)}`);
      assert.ok(bytes <= kb * KB + kSlack, `it has grown to ${(bytes / KB).toFixed(1)} KB: if that is worth it, change the table in README.md`);
      assert.ok(bytes >= kb * KB - kSlack, `it has shrunk to ${(bytes / KB).toFixed(1)} KB: tell it in README.md, so that it stays so`);
    });
  }

  test('the two sums are those of their parts, and have not crept up by many small steps', () => {
    const now = (which) => parts.filter(({ when }) => which.test(when)).flatMap(({ files }) => files).reduce((sum, name) => sum + weigh(name), 0);
    assert.equal(wholes.length, 2);
    for (const [{ first, kb }, which] of [[wholes[0], /^always/], [wholes[1], /^(always|drawn view)/]]) {
      const bytes = now(which);
      assert.ok(Math.abs(bytes - kb * KB) <= 2 * kSlack, `${first} weighs ${(bytes / KB).toFixed(1)} KB: change the table in README.md`);
    }
    console.log(`# ${told.join(', ')}`);
  });

  test('everything that the page loads by itself is in the table', () => {
    const html = readFileSync(`${SITE}/index.html`, 'utf8');
    const loaded = [...html.matchAll(/<(link|script)\b[^>]*?(?:href|src)="([^"]+)"[^>]*>/g)].filter(([tag]) => !/rel="(offline|icon|manifest|apple-touch-icon)"/.test(tag)).map(([, , name]) => name);
    assert.ok(loaded.length > 8);
    const named = parts.flatMap(({ files }) => files).map((name) => new RegExp(`^${name.replace(/\.([a-z0-9]+)$/, '').replaceAll('.', '\\.').replaceAll('*', '\\d+')}-[0-9a-f]{10}\\.`));
    assert.deepEqual(loaded.filter((name) => !named.some((one) => one.test(name))), []);
  });
});
