// site.test.mjs - build/site as the files that a host will serve.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, test } from 'node:test';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { headersFor, isHashed, metaPolicy } from '../../shell/headers.mjs';
import { serve } from '../../shell/serve.mjs';
import { ROOT } from './cli.mjs';

const SITE = `${ROOT}build/site`;
const filesOf = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
  .map(({ path, name }) => `${path}/${name}`.slice(folder.length + 1)).sort();
const files = () => filesOf(SITE);
const html = () => readFileSync(`${SITE}/index.html`, 'utf8');

describe('the site', () => {
  test('the same tree gives the same bytes', () => {
    const other = mkdtempSync(`${tmpdir()}/nightlegs-site-`);
    try {
      execFileSync(process.execPath, [`${ROOT}shell/build.mjs`, '--out', `${other}/site`], { stdio: 'pipe' });
      assert.deepEqual(filesOf(`${other}/site`), files());
      for (const name of files()) {
        assert.ok(readFileSync(`${SITE}/${name}`).equals(readFileSync(`${other}/site/${name}`)), `${name} differs`);
      }
    } finally {
      rmSync(other, { recursive: true });
    }
  });

  test('every file but the pages and what others refer to by name is named after its content', () => {
    const plain = files().filter((name) => !/\.(br|gz)$/.test(name) && !isHashed(name) && !name.startsWith('publisher/'));
    assert.deepEqual(plain, ['_headers', 'accessibility.html', 'embed.d.ts', 'embed.js', 'embed/index.html', 'font-licence.txt', 'index.html', 'sw-off.js', 'sw.js']);
  });

  test('embed.js is under 3 KB with brotli, needs no other file, and holds no style or code as text for a policy to refuse', () => {
    assert.ok(readFileSync(`${SITE}/embed.js.br`).length < 3 * 1024);
    const script = readFileSync(`${SITE}/embed.js`, 'utf8');
    assert.doesNotMatch(script, /\bimport\b(?!\.meta)|innerHTML|srcdoc|eval\(|new Function|setAttribute\("style"/);
    assert.match(script, /Nightlegs: why do my legs ache at night\?/);
  });

  test('compressed files hold what they are named after', () => {
    for (const name of files().filter((one) => /\.(br|gz)$/.test(one))) {
      const bytes = readFileSync(`${SITE}/${name}`);
      const whole = name.endsWith('.br') ? brotliDecompressSync(bytes) : gunzipSync(bytes);
      assert.ok(whole.equals(readFileSync(`${SITE}/${name.slice(0, -3)}`)), name);
    }
  });

  test('the page names only files that are there, and nothing of another host', () => {
    const addresses = [...html().matchAll(/(?:href|src)="([^"#]+)"/g)].map(([, address]) => address);
    assert.ok(addresses.length >= 8);
    for (const address of addresses) assert.ok(files().includes(address), address);
  });

  test('the copy for use without a signal knows every file that the page can ask for', () => {
    const worker = readFileSync(`${SITE}/sw.js`, 'utf8');
    const named = [...html().matchAll(/(?:src|href)="([^"]+-[0-9a-f]{10}\.(?!png)[a-z0-9]+)"/g)].map(([, name]) => name);
    assert.ok(named.length > 10);
    assert.deepEqual(named.filter((name) => !worker.includes(`"${name}":"sha256-`)), []);
  });

  test('the icons of the app have their sizes, and fill the square where a system cuts its own shape', () => {
    const sizes = { 'icon-192': 192, 'icon-512': 512, 'icon-maskable-512': 512, 'apple-touch-icon': 180 };
    for (const [stem, size] of Object.entries(sizes)) {
      const found = files().filter((name) => new RegExp(`^${stem}-[0-9a-f]{10}\\.png$`).test(name));
      assert.equal(found.length, 1, stem);
      const png = readFileSync(`${SITE}/${found[0]}`);
      assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [size, size], stem);
      // The first pixel of a PNG stands as it is, whatever the filter of its row.
      const [at, kinds] = [png.indexOf('IDAT'), { 2: 3, 6: 4 }];
      const bytesAPixel = kinds[png[25]];
      const alpha = bytesAPixel === 4 ? inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)), { finishFlush: 2 })[4] : 255;
      assert.equal(alpha, /maskable|apple/.test(stem) ? 255 : 0, `the corner of ${stem}`);
    }
  });

  test('no place is left open, and no script or style stands in the page', () => {
    assert.doesNotMatch(html(), /\{\{|\}\}/);
    assert.doesNotMatch(html(), /<style|\sstyle=|\son[a-z]+=|javascript:/i);
    assert.doesNotMatch(html(), /<script(?![^>]*\ssrc=)/);
  });

  test('the page carries the policy before anything is loaded', () => {
    assert.ok(html().includes(`content="${metaPolicy}"`));
    assert.ok(html().indexOf('Content-Security-Policy') < html().search(/<(link|script)/));
    assert.doesNotMatch(metaPolicy, /unsafe-inline|'unsafe-eval'|\*/);
  });

  test('the first screen stands in the HTML, with a heading and a button to start', () => {
    assert.match(html(), /<h1[^>]*>[^<]+<\/h1>/);
    assert.match(html(), /<button[^>]*data-action="start"/);
  });

  test('a browser that takes brotli gets it, with every header', async () => {
    const { address, close } = await serve({ port: 0 });
    try {
      for (const name of ['', files().find((one) => /\.wasm$/.test(one))]) {
        const response = await fetch(address + name, { headers: { 'Accept-Encoding': 'br' } });
        assert.equal(response.status, 200);
        assert.equal(response.headers.get('content-encoding'), 'br');
        for (const [header, value] of Object.entries(headersFor(`/${name}`, { local: true }))) {
          assert.equal(response.headers.get(header), value, header);
        }
        if (name) assert.equal(response.headers.get('content-type'), 'application/wasm');
      }
      assert.equal((await fetch(`${address}no-such-file`)).status, 404);
      assert.equal((await fetch(`${address}..%2fpackage.json`)).status, 404);
    } finally {
      await close();
    }
  });
});
