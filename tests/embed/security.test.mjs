// security.test.mjs - what a page of ours must not be able to do, tried in it, in each engine: with its own headers and its own meta.
// The same acts on a page without a policy succeed, or the test would prove nothing.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import sirv from 'sirv';
import { headersFor } from '../../shell/headers.mjs';
import { openBare } from '../support/bare.mjs';
import { openSite, whyNot } from '../support/browser.mjs';
import { ROOT } from '../support/cli.mjs';
import { whyNotEngine } from '../support/engines.mjs';

const FULL = Boolean(process.env.NIGHTLEGS_FULL);
const SITE = `${ROOT}build/site`;
const WAV = Buffer.from('524946462400000057415645666d74201000000001000100401f0000803e0000020010006461746100000000', 'hex');

/** Another origin, willing to serve anything to anybody, that writes down who came. */
async function openOther() {
  const hits = [];
  const types = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', ttf: 'font/ttf', wav: 'audio/wav', html: 'text/html' };
  const server = createServer((request, response) => {
    hits.push(request.url);
    const ending = /\w+$/.exec(request.url)?.[0] ?? '';
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    response.setHeader('Content-Type', request.url === '/events' ? 'text/event-stream' : types[ending] ?? 'text/plain');
    if (ending === 'svg') return response.end('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');
    if (ending === 'ttf') return response.end(readFileSync(`${ROOT}build/deps/fonts/400.ttf`));
    if (ending === 'wav') return response.end(WAV);
    return response.end(request.url === '/events' ? ':\n\n' : '');
  });
  server.on('upgrade', (request, socket) => { hits.push('socket'); socket.destroy(); });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { hits, address: `http://127.0.0.1:${server.address().port}/`, close: () => { server.close(); server.closeAllConnections(); } };
}

/** The real site with one script more in its page; and the same script on a page without any policy. */
async function openActs(other) {
  let heard;
  const report = new Promise((resolve) => { heard = resolve; });
  const files = sirv(SITE, { setHeaders: (response, path) => Object.entries(headersFor(path, { local: true })).forEach(([name, value]) => response.setHeader(name, value)) });
  const script = `<script type="module" src="/acts.js?other=${encodeURIComponent(other.address)}"></script>`;
  const server = createServer(async (request, response) => {
    const path = request.url.replace(/\?.*/, '');
    const send = (type, body, headers = {}) => response.writeHead(200, { 'Content-Type': type, ...headers }).end(body);
    if (path === '/acts.js') return send('text/javascript', readFileSync(`${ROOT}tests/support/acts.js`), headersFor(path, { local: true }));
    if (path === '/hits') return send('application/json', JSON.stringify(other.hits));
    if (path === '/free.html') return send('text/html', `<!doctype html><title>No policy</title><body>${script}`);
    if (path === '/with-acts.html') return send('text/html; charset=utf-8', readFileSync(`${SITE}/index.html`, 'utf8').replace('</body>', `${script}</body>`), headersFor('/', { local: true }));
    if (path === '/report') {
      let body = '';
      for await (const part of request) body += part;
      heard(JSON.parse(body));
      return send('text/plain', '');
    }
    return files(request, response, () => response.writeHead(404).end());
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { report, address: `http://localhost:${server.address().port}/`, close: () => { server.close(); server.closeAllConnections(); } };
}

/** Opens the page in an engine and gives what it reported. */
async function actIn(engine, path, chromium) {
  const other = await openOther();
  const acts = await openActs(other);
  const late = new Promise((_, reject) => { setTimeout(reject, 90_000, new Error('the page did not report')).unref(); });
  let close;
  try {
    if (engine === 'chromium') {
      const context = await chromium.browser.newContext();
      await (await context.newPage()).goto(acts.address + path);
      close = () => context.close();
    } else {
      ({ close } = await openBare(engine, acts.address + path));
    }
    return { results: await Promise.race([acts.report, late]), hits: [...other.hits] };
  } finally {
    await close?.();
    acts.close();
    other.close();
  }
}

for (const engine of ['chromium', 'firefox', 'webkit']) {
  const skip = engine === 'chromium' ? whyNot : whyNotEngine[engine] || (FULL ? false : 'only in a full run');
  describe(`forbidden acts in ${engine}`, { skip }, () => {
    let site;
    before(async () => { if (engine === 'chromium') site = await openSite(); });
    after(() => site?.close());

    test('every one is refused, each refusal is told, and nothing reaches the other origin', async () => {
      const { results, hits } = await actIn(engine, 'with-acts.html', site);
      assert.ok(Object.keys(results).length >= 12);
      const done = Object.entries(results).filter(([, { done: could }]) => could).map(([name]) => name);
      assert.deepEqual(done, [], 'could be done');
      const silent = Object.entries(results).filter(([, { threw, breaches }]) => !threw && !breaches.length).map(([name]) => name);
      assert.deepEqual(silent, [], 'neither threw nor was told as a breach of the policy');
      assert.deepEqual(hits, [], 'came to the other origin');
      console.log(`# ${engine}: ${Object.keys(results).length} acts refused, ${Object.values(results).reduce((sum, { breaches }) => sum + breaches.length, 0)} breaches told`);
    });

    test('without a policy the same acts succeed', async () => {
      const { results, hits } = await actIn(engine, 'free.html', site);
      const not = Object.entries(results).filter(([, { done }]) => !done).map(([name]) => name);
      assert.ok(not.length <= 4, `could not be done even so: ${not.join('; ')}`);
      assert.ok(hits.length >= 8);
    });
  });
}
