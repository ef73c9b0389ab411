// engines.test.mjs - a journey in a frame, and the hostile hosts, in Firefox and WebKit as people have them, with their own ways of
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
import { HOSTILE, serveHosts } from '../support/hosts.mjs';

const FULL = Boolean(process.env.NIGHTLEGS_FULL);
const SITE = `${ROOT}build/site`;
const journey = JSON.parse(readFileSync(`${ROOT}tests/journeys/paths.json`, 'utf8')).find(({ name }) => name.includes('numb between the legs'));

/** Runs in the check: tells the page at the top, again and again, how it fits its frame. */
const measure = `setInterval(() => {
  const html = document.documentElement;
  top.postMessage({ box: { inside: innerWidth, high: innerHeight, wide: html.scrollWidth - html.clientWidth, low: html.scrollHeight - innerHeight } }, '*');
}, 200);`;

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
async function serveWalked(script = readFileSync(`${ROOT}tests/support/walker_in_page.js`)) {
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
    if (path === '/walker.js') return send('text/javascript', script);
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

/** Runs in a page of the host's: shows one hostile host after the other, 300 px wide, and tells how each came out. */
async function drive(names) {
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const boxes = new Map();
  addEventListener('message', ({ source, data }) => { if (data?.box) boxes.set(source, data.box); });
  for (const name of names) {
    const frame = Object.assign(document.createElement('iframe'), { width: 300, height: 640, src: name });
    document.body.replaceChildren(frame);
    await new Promise((done) => { frame.onload = done; });
    const host = frame.contentWindow;
    await pause(500);
    // Held away at first: then it is shown, and must be right.
    host.document.getElementById('hold')?.removeAttribute('style');
    const elements = [...host.document.querySelectorAll('night-legs')];
    const ready = () => host.told.filter(({ type }) => type === 'ready').length;
    for (const [index, element] of elements.entries()) {
      element.scrollIntoView();
      for (const end = Date.now() + 120_000; ready() <= index && Date.now() < end;) await pause(50);
      await pause(200);
    }
    const heights = () => host.heard.filter(({ type }) => type === 'height').length;
    const now = () => elements.map(({ shadowRoot }) => boxes.get(shadowRoot.querySelector('iframe').contentWindow)).filter(Boolean);
    // A busy machine may take its time, but then it must be right, and stay so.
    let before = -1;
    for (let rounds = 0; rounds < 40 && (heights() !== before || now().some(({ low }) => low > 0)); ++rounds) {
      before = heights();
      await pause(1000);
    }
    const { documentElement: html } = host.document;
    const result = { elements: elements.length, ready: ready(), growing: heights() !== before, sideways: html.scrollWidth - html.clientWidth, boxes: now() };
    await fetch('/report', { method: 'POST', body: JSON.stringify([name, result]) });
  }
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

    test('hostile hosts, 300 px wide: no growth without end, nothing scrolls sideways, right after shown', async () => {
      const [site, second] = [await serveWalked(measure), await serveWalked(measure)];
      const names = HOSTILE.filter((name) => name !== 'twenty');  // that many at once are for Chromium alone to bear: minutes each here
      const results = {};
      let through;
      const all = new Promise((resolve) => { through = resolve; });
      const hear = (body) => {
        const [name, result] = JSON.parse(body);
        results[name] = result;
        if (name === names.at(-1)) through();
      };
      const hosts = await serveHosts(site.address, { second: second.address, report: hear,
        pages: { drive: `<!doctype html><title>Drive</title><body><script>(${drive})(${JSON.stringify(names)})</script>` } });
      const browser = await openBare(engine, `${hosts.far}drive`);
      try {
        const late = new Promise((_, reject) => { setTimeout(() => reject(new Error(`not through in time: ${Object.keys(results)}`)), 600_000).unref(); });
        await Promise.race([all, late]);
        assert.deepEqual(Object.keys(results), names);
        for (const [name, { elements, ready, growing, sideways, boxes }] of Object.entries(results)) {
          assert.equal(ready, elements, `${name}: as many are ready as there are`);
          assert.equal(growing, false, `${name}: it is still growing`);
          assert.ok(sideways <= 0, `${name}: the page scrolls ${sideways} px sideways`);
          assert.equal(boxes.length, elements, name);
          for (const { inside, high, wide, low } of boxes) {
            assert.ok(inside >= 200 && high > 300, `${name}: a frame of ${inside} x ${high}`);
            assert.ok(wide <= 0 && low <= 0, `${name}: ${wide} px out of sight at the side, ${low} below`);
          }
        }
      } finally {
        await browser.close();
        await hosts.close();
        site.close();
        second.close();
      }
    });
  });
}
