// publisher.test.mjs - the publisher's pack as it lies in build/site: whole, about this very site, and true where a program can tell.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { assertAccessible, assertQuiet, DESKTOP, openPage, openSite, PHONE, press, whyNot } from '../support/browser.mjs';
import { nightlegs, ROOT } from '../support/cli.mjs';

const SITE = `${ROOT}build/site`;
const PACK = `${SITE}/publisher`;
const JUDGES = `${ROOT}build/deps/judges/node_modules`;
const text = (name) => readFileSync(`${PACK}/${name}`, 'utf8');
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const { hazards } = JSON.parse(readFileSync(`${ROOT}assets/publisher/hazards.json`, 'utf8'));
const pages = readdirSync(PACK).filter((name) => name.endsWith('.html'));

/** All files of a zip, by name; its sums are checked by the reader of ./unzip below. */
function unzip(bytes) {
  const files = new Map();
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; --left) {
    const [packed, size, label] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24), bytes.readUInt16LE(at + 28)];
    const head = bytes.readUInt32LE(at + 42);
    const start = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28);
    const data = inflateRawSync(bytes.subarray(start, start + packed));
    assert.equal(data.length, size);
    files.set(String(bytes.subarray(at + 46, at + 46 + label)), data);
    at += 46 + label + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}

describe('the hazard log', () => {
  test('at least 25 hazards, numbered without a gap, none left as it was for no reason', () => {
    assert.ok(hazards.length >= 25);
    hazards.forEach(({ id }, i) => assert.equal(id, `H${String(i + 1).padStart(2, '0')}`));
    const scale = ['very unlikely', 'unlikely', 'possible', 'likely'];
    for (const { id, likelihood, left } of hazards) assert.ok(scale.indexOf(left) <= scale.indexOf(likelihood), id);
  });

  test('every test that holds a control exists, under that name, in that file', () => {
    const missing = [];
    for (const { id, controls } of hazards) {
      for (const { file, name } of controls.flatMap(({ tests }) => tests)) {
        const lines = existsSync(ROOT + file) ? readFileSync(ROOT + file, 'utf8').replaceAll("\\'", "'").split('\n') : [];
        const names = lines.filter((line) => /\b(TEST_CASE|test|fault|it|describe)\(/.test(line));
        if (!names.some((line) => line.includes(name))) missing.push(`${id}: "${name}" in ${file}`);
      }
    }
    assert.deepEqual(missing, []);
  });
});

describe('the publisher\'s pack', () => {
  test('every document is about this very content', () => {
    const fingerprint = /Fingerprint ([0-9a-f]{16})/.exec(nightlegs('native', ['check']).out)[1];
    for (const name of ['index', 'safety-case', 'hazards', 'privacy', 'intended-use', 'versions', 'changes']) {
      assert.ok(text(`${name}.html`).includes(`fingerprint ${fingerprint}`), name);
      assert.ok(text(`${name}.html`).includes('No clinician has reviewed this content.'), name);
      assert.doesNotMatch(text(`${name}.html`), /\{[a-z-]+\}|undefined|\[object/, name);
    }
  });

  test('nothing claims what is not so', () => {
    for (const name of pages.filter((one) => one !== 'hazards.html')) {
      assert.doesNotMatch(text(name), /\b(CE[- ]mark|FDA[- ]cleared|clinically validated|certified|conforms to|fully accessible|risk[- ]free|is safe)\b/i, name);
    }
  });

  test('every link leads to a file of the site', () => {
    for (const name of [...pages.map((one) => `publisher/${one}`), 'embed/index.html']) {
      const page = readFileSync(`${SITE}/${name}`, 'utf8');
      for (const [, address] of page.matchAll(/(?:href|src)="([^"#]+)"/g)) {
        const path = new URL(address, `http://site/${name}`).pathname;
        assert.ok(existsSync(`${SITE}${path.endsWith('/') ? `${path}index.html` : path}`), `${name}: ${address}`);
      }
      assert.doesNotMatch(page, /<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|https?:\/\/(?!www\.w3\.org)[^"\s<]*"/i, name);
    }
  });

  test('the sums are those of the files, and none is left out', () => {
    const sums = new Map(text('SHA256SUMS.txt').trim().split('\n').map((line) => line.split('  ').reverse()));
    for (const [name, sum] of sums) assert.equal(sha256(readFileSync(`${SITE}/${name}`)), sum, name);
    const there = readdirSync(SITE, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map(({ path, name }) => `${path}/${name}`.slice(SITE.length + 1));
    const left = there.filter((name) => !sums.has(name) && !/\.(br|gz)$/.test(name));
    assert.deepEqual(left.sort(), ['_headers', 'publisher/SHA256SUMS.txt', 'publisher/nightlegs.zip']);
  });

  test('the zip holds the whole site, and each file in it is that of the site', () => {
    const files = unzip(readFileSync(`${PACK}/nightlegs.zip`));
    assert.ok(files.size > 30);
    for (const [name, bytes] of files) assert.ok(bytes.equals(readFileSync(`${SITE}/${name.replace(/^nightlegs\//, '')}`)), name);
    for (const name of ['index.html', 'embed.js', 'embed/index.html', 'publisher/index.html', 'publisher/SHA256SUMS.txt']) assert.ok(files.has(`nightlegs/${name}`), name);
  });

  test('the SBOM is SPDX 2.3: every part with a version, a licence and a place, and the text of its licence is shipped', () => {
    const sbom = JSON.parse(text('sbom.spdx.json'));
    assert.equal(sbom.spdxVersion, 'SPDX-2.3');
    assert.match(sbom.creationInfo.created, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.match(sbom.documentNamespace, /^https:/);
    const ids = new Set(sbom.packages.map(({ SPDXID }) => SPDXID));
    assert.equal(ids.size, sbom.packages.length);
    for (const { SPDXID, versionInfo, licenseDeclared, licenseConcluded, downloadLocation, filesAnalyzed } of sbom.packages) {
      assert.match(SPDXID, /^SPDXRef-[A-Za-z0-9.-]+$/);
      assert.match(versionInfo, /\d/);
      assert.ok(licenseDeclared && licenseConcluded && downloadLocation && filesAnalyzed === false, SPDXID);
    }
    for (const { spdxElementId, relatedSpdxElement } of sbom.relationships) {
      for (const id of [spdxElementId, relatedSpdxElement]) assert.ok(id === 'SPDXRef-DOCUMENT' || ids.has(id), id);
    }
    for (const name of ['dear-imgui', 'nlohmann-json', 'emscripten-runtime', 'atkinson-hyperlegible-next', 'esbuild']) assert.ok(ids.has(`SPDXRef-${name}`), name);
    const licences = text('licences.txt');
    assert.equal(licences.match(/^=== /gm).length, sbom.packages.length);
    for (const words of ['Permission is hereby granted', 'SIL OPEN FONT LICENSE']) assert.ok(licences.includes(words), words);
  });

  test('every licence in it is an expression of SPDX', { skip: existsSync(`${JUDGES}/spdx-expression-parse`) ? false : 'the parser of SPDX\'s own expressions is not here (./setup --full)' }, () => {
    const parse = createRequire(import.meta.url)(`${JUDGES}/spdx-expression-parse`);
    for (const { licenseDeclared, licenseConcluded } of JSON.parse(text('sbom.spdx.json')).packages) [licenseDeclared, licenseConcluded].forEach((one) => parse(one));
    assert.throws(() => parse('MIT or so'));
  });

  test('no script of others is shipped that the SBOM does not name', () => {
    const ids = JSON.parse(text('sbom.spdx.json')).packages.map(({ SPDXID }) => SPDXID);
    const scripts = readdirSync(`${ROOT}shell`, { recursive: true }).filter((name) => name.endsWith('.js'));
    const others = scripts.flatMap((name) => [...readFileSync(`${ROOT}shell/${name}`, 'utf8').matchAll(/^import\b[^;]*?"([^."\n][^"\n]*)";$/gm)].map(([, module]) => module));
    const foreign = [...new Set(others)].filter((name) => !name.startsWith('nightlegs-'));
    assert.deepEqual(foreign.filter((name) => !ids.includes(`SPDXRef-${name}`)), []);
    assert.ok(foreign.includes('idb'));
  });

  test('the line that pins a version names the hash of embed.js', () => {
    const integrity = `sha384-${createHash('sha384').update(readFileSync(`${SITE}/embed.js`)).digest('base64')}`;
    assert.ok(text('versions.html').includes(integrity));
    assert.ok(readFileSync(`${SITE}/embed/index.html`, 'utf8').includes(integrity));
  });
});

describe('the publisher\'s pages in Chromium', { skip: whyNot }, () => {
  let site;
  before(async () => { site = await openSite(); });
  after(() => site?.close());

  for (const viewport of [{ width: 300, height: 640 }, PHONE, DESKTOP]) {
    test(`every page can be read ${viewport.width} px wide, and axe finds nothing`, async () => {
      const context = await site.browser.newContext({ viewport });
      const page = await context.newPage();
      const faults = [];
      page.on('console', (message) => faults.push(message.text()));
      for (const name of pages) {
        await page.goto(`${site.address}publisher/${name}`);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} scrolls sideways`);
        if (viewport === PHONE || name === 'hazards.html') await assertAccessible(page);
      }
      assert.deepEqual(faults, []);
      await context.close();
    });
  }

  test('the zip, unpacked on a host that knows nothing of us, is the whole check', async () => {
    const folder = mkdtempSync(`${tmpdir()}/nightlegs-zip-`);
    for (const [name, bytes] of unzip(readFileSync(`${PACK}/nightlegs.zip`))) {
      mkdirSync(dirname(`${folder}/${name}`), { recursive: true });
      writeFileSync(`${folder}/${name}`, bytes);
    }
    const own = await openSite({ dir: `${folder}/nightlegs` });
    try {
      const page = await openPage(own);
      await press(page, 'start');
      await page.locator('[data-question]').first().waitFor();
      await assertQuiet(page);
      await page.goto(`${own.address}publisher/`);
      assert.match(await page.title(), /Nightlegs/);
    } finally {
      await own.close();
      rmSync(folder, { recursive: true });
    }
  });
});
