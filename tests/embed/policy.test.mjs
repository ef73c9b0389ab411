// policy.test.mjs - the builder's judgement of a pasted policy, against what a browser really does with it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { check_policy, needed_lines } from '../../shell/embed/policy.js';
import { openSite, whyNot } from '../support/browser.mjs';
import { serveHosts } from '../support/hosts.mjs';

const embed = { script: new URL('https://legs.example.org/n/embed.js'), frame: new URL('https://legs.example.org/n/'), integrity: 'sha384-abc' };
const breaks = (text) => check_policy(text, embed).filter(({ level }) => level === 'breaks').map(({ what }) => what);

describe('a pasted policy', () => {
  test('nothing pasted is nothing said', () => {
    assert.deepEqual(check_policy('', embed), []);
    assert.deepEqual(check_policy(' \n ', embed), []);
  });

  test('what would break is found, with the line that mends it', () => {
    assert.deepEqual(breaks("default-src 'self'"), ['script-blocked', 'frame-blocked']);
    const fixes = check_policy("default-src 'self'; script-src 'self' https://cdn.example", embed).map(({ fix }) => fix).filter(Boolean);
    assert.deepEqual(fixes, ["script-src 'self' https://cdn.example https://legs.example.org/n/embed.js", "frame-src 'self' https://legs.example.org"]);
    assert.deepEqual(breaks(fixes.join('; ')), []);
    assert.deepEqual(breaks(`default-src 'none'; ${needed_lines(embed).join('; ')}`), []);
    assert.deepEqual(breaks("script-src 'none'; frame-src 'none'"), ['script-blocked', 'frame-blocked']);
    assert.match(check_policy("frame-src 'none'", embed).find(({ fix }) => fix).fix, /^frame-src https:\/\/legs\.example\.org$/);
  });

  test('sources are matched as browsers match them', () => {
    for (const source of ['*', 'https:', 'https://legs.example.org', 'legs.example.org', '*.example.org', 'https://*.example.org:443', 'https://legs.example.org/n/', 'LEGS.example.org', 'http://legs.example.org:*', '*:443']) {
      assert.deepEqual(breaks(`script-src ${source}`), [], source);
    }
    for (const source of ["'self'", 'http://legs.example.org:80', 'example.org', '*.legs.example.org', 'https://legs.example.org:8443', 'https://legs.example.org/other/', 'https://legs.example.org/n', 'wss:', 'data:']) {
      assert.deepEqual(breaks(`script-src ${source}`), ['script-blocked'], source);
    }
  });

  test('header lines are read as a server sends them, and every policy among them must let it in', () => {
    const pasted = `HTTP/2 200\nContent-Type: text/html\nContent-Security-Policy: default-src https:\ncontent-security-policy: frame-src 'none'
      Cross-Origin-Embedder-Policy: require-corp\nPermissions-Policy: clipboard-write=(), camera=()`;
    assert.deepEqual(check_policy(pasted, embed).map(({ level, what }) => `${level} ${what}`),
      ['breaks frame-blocked', 'note permissions', 'fine script-fine', 'fine frame-fine', 'fine script-fine', 'fine isolated-fine']);
  });

  test('nonces, strict-dynamic, hashes and sandboxes have their own words', () => {
    const said = (text) => check_policy(text, embed).map(({ level, what }) => `${level} ${what}`);
    assert.ok(said("script-src 'nonce-r4nd0m'").includes('note script-nonce'));
    assert.ok(said("script-src 'strict-dynamic' 'nonce-r4nd0m' https:").includes('note script-nonce'));
    assert.ok(said("script-src 'strict-dynamic' 'sha256-x' https:").includes('breaks script-strict'));
    assert.ok(said("script-src 'sha384-abc'").includes('fine script-fine'));
    assert.ok(said('sandbox').includes('breaks sandbox-scripts'));
    assert.ok(said('sandbox allow-scripts').includes('note sandbox-apart'));
  });

  test('of a directive that stands twice the first counts, and nothing pasted can break the checker', () => {
    assert.deepEqual(breaks("frame-src https:; frame-src 'none'"), []);
    for (const odd of [';;;', 'a', ':', 'default-src', "script-src '", '\u0000', 'x'.repeat(1e5), 'Content-Security-Policy:', 'script-src https://[::1]', 'frame-src //x', '%%%; \n;:;']) check_policy(odd, embed);
  });
});

describe('the judgement and the browser', { skip: whyNot }, () => {
  let site;
  before(async () => { site = await openSite(); });
  after(() => site?.close());

  test('agree, policy by policy', async () => {
    const { origin, host, port } = new URL(site.address);
    const here = { script: new URL(`${site.address}embed.js`), frame: new URL(site.address) };
    const policies = [
      '', "default-src 'self'", "default-src 'none'", `script-src 'self' ${origin}; frame-src ${origin}`, `script-src 'self' ${host}; frame-src ${host}`,
      `script-src 'self' ${origin}`, `frame-src 'none'; script-src 'self' ${origin}/embed.js`, `script-src 'self' ${origin}/other/; frame-src *`,
      `default-src 'self' http://localhost:*`, `script-src 'self' http:; child-src http:`, `script-src 'self' ${origin}; child-src 'none'`, `default-src 'self' http://localhost:${Number(port) + 1}`,
      `script-src-elem 'self' ${origin}; script-src 'none'`, `script-src 'self' ${origin}; default-src 'none'; frame-src ${origin}`, 'sandbox', 'sandbox allow-scripts allow-same-origin',
    ];
    const element = `<script type="module" src="${site.address}embed.js"></script><night-legs></night-legs>`;
    const hosts = await serveHosts(site.address, { pages: Object.fromEntries(policies.map((policy, i) => [`policy-${i}`,
      [`<!doctype html><title>Policy</title><script src="/record.js"></script>${element}`, policy ? { 'Content-Security-Policy': policy } : {}]])) });
    const wrong = [];
    try {
      await Promise.all(policies.map(async (policy, i) => {
        const page = await site.browser.newPage();
        await page.goto(`${hosts.far}policy-${i}`);
        const foretold = check_policy(policy, here).every(({ level }) => level !== 'breaks');
        const ready = () => page.evaluate(() => Boolean(window.heard?.length)).catch(() => false);
        for (const end = Date.now() + (foretold ? 60_000 : 4000); Date.now() < end && !await ready();) await page.waitForTimeout(100);
        if (await ready() !== foretold) wrong.push(`${policy}: foretold ${foretold}`);
        await page.close();
      }));
    } finally {
      await hosts.close();
    }
    assert.deepEqual(wrong, []);
  });
});
