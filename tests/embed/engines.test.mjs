// engines.test.mjs - a journey in a frame, in Firefox and WebKit as people have them, with their own ways of
// storage. hosts.test.mjs does it in Chromium, with real input.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { describe, test } from 'node:test';
import sirv from 'sirv';
import { headersFor, metaPolicy, metaPolicyFor } from '../../shell/headers.mjs';
import { openBare } from '../support/bare.mjs';
import { ROOT } from '../support/cli.mjs';
import { whyNotEngine } from '../support/engines.mjs';
import { serveHosts } from '../support/hosts.mjs';

const FULL = Boolean(process.env.NIGHTLEGS_FULL);
const SITE = `${ROOT}build/site`;
const journey = JSON.parse(readFileSync(`${ROOT}tests/journeys/paths.json`, 'utf8')).find(({ name }) => name.includes('numb between the legs'));

/** In a frame: keeps a word. By itself: tells whether it finds it, once as it is and once after a frame of its own has kept it. */
const keeper = `if (top === self) {
  const tell = () => fetch('/report', { method: 'POST', body: JSON.stringify(localStorage.getItem('kept')) });
  await tell();
  const frame = Object.assign(document.createElement('iframe'), { src: 'keeper.html' });
  const kept = new Promise((done) => { addEventListener('message', done); });
  document.body.append(frame);
  await kept;
  await tell();
} else {
  localStorage.setItem('kept', 'in a frame');
  parent.postMessage('kept', '*');
}`;

/** The real site with its own origin in the policy, as Safari wants it, and with one script more in its page. */
async function serveWalked() {
  const reports = [];
  const waiting = [];
  const report = () => new Promise((resolve) => { if (reports.length) resolve(reports.shift()); else waiting.push(resolve); });
  let origin = '';
  const headers = (path) => headersFor(path, { local: true, origin });
  const files = sirv(SITE, { setHeaders: (response, path) => Object.entries(headers(path)).forEach(([name, value]) => response.setHeader(name, value)) });
  const server = createServer(async (request, response) => {
    const path = request.url.replace(/\?.*/, '');
    const send = (type, body) => response.writeHead(200, { 'Content-Type': type, ...headers(path) }).end(body);
    if (path === '/') {
      return send('text/html; charset=utf-8', readFileSync(`${SITE}/index.html`, 'utf8').replace(metaPolicy, metaPolicyFor(origin))
        .replace('</body>', '<script type="module" src="walker.js"></script></body>'));
    }
    if (path === '/walker.js') return send('text/javascript', readFileSync(`${ROOT}tests/support/walker_in_page.js`));
    if (path === '/keeper.html') return send('text/html', '<!doctype html><title>Keeper</title><body><script type="module" src="keeper.js"></script>');
    if (path === '/keeper.js') return send('text/javascript', keeper);
    if (path === '/journey.json') return send('application/json', JSON.stringify(journey));
    if (path === '/report') {
      let body = '';
      for await (const part of request) body += part;
      const told = JSON.parse(body);
      if (waiting.length) waiting.shift()(told); else reports.push(told);
      return send('text/plain', '');
    }
    return files(request, response, () => response.writeHead(404).end());
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  origin = `http://localhost:${server.address().port}`;
  return { report, address: `${origin}/`, close: () => { server.close(); server.closeAllConnections(); } };
}

const HOSTS = { 'on the same site': 'plain', 'on another site': 'plain', 'in a sandbox with scripts only': 'sandbox-scripts', 'in a sandbox that keeps its origin': 'sandbox-same-origin', 'nested twice': 'nested' };

for (const engine of ['firefox', 'webkit']) {
  describe(`embedded in ${engine}`, { skip: whyNotEngine[engine] || (FULL ? false : 'only in a full run') }, () => {
    const ways = Object.entries(HOSTS).map(([name, host]) => ({ name, host, preferences: {} }));
    if (engine === 'firefox') ways.push({ name: 'with all storage refused', host: 'plain', preferences: { 'network.cookie.cookieBehavior': 2 } });
    for (const { name, host, preferences } of ways) {
      test(name, async () => {
        const site = await serveWalked();
        const hosts = await serveHosts(site.address);
        const browser = await openBare(engine, (name === 'on the same site' ? hosts.near : hosts.far) + host, { preferences });
        try {
          const late = new Promise((_, reject) => { setTimeout(reject, 60_000, new Error('the check in the frame did not report')).unref(); });
          const { urgency, error, asked, origin, storage, wide, low } = await Promise.race([site.report(), late]);
          assert.equal(error, undefined);
          assert.equal(urgency, journey.expect.urgency);
          assert.ok(asked > 3);
          assert.ok(wide <= 0, `scrolls ${wide} px sideways`);
          assert.ok(low <= 1, `${low} px are out of sight`);
          if (host === 'sandbox-scripts') assert.deepEqual([origin, storage], ['null', 'SecurityError']);
          if (preferences['network.cookie.cookieBehavior']) assert.equal(storage, 'SecurityError');
        } finally {
          await browser.close();
          await hosts.close();
          site.close();
        }
      });
    }

    test('storage is really kept apart by site here: what a frame of another site keeps, nobody else finds', async () => {
      const site = await serveWalked();
      const hosts = await serveHosts(site.address, { pages: { keep: `<!doctype html><title>Host</title><iframe src="${site.address}keeper.html"></iframe><script>
        addEventListener('message', ({ data }) => { if (data === 'kept') location = ${JSON.stringify(`${site.address}keeper.html`)}; });</script>` } });
      const browser = await openBare(engine, `${hosts.far}keep`);
      try {
        const late = new Promise((_, reject) => { setTimeout(reject, 120_000, new Error('the keeper did not report')).unref(); });
        assert.equal(await Promise.race([site.report(), late]), null, 'kept in a frame of another site');
        assert.equal(await Promise.race([site.report(), late]), 'in a frame', 'kept in a frame of its own, or the test would prove nothing');
      } finally {
        await browser.close();
        await hosts.close();
        site.close();
      }
    });
  });
}
