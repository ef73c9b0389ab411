// host.mjs - a web host for tests: it can be updated, broken in every way that hosts and networks break, and switched off.
import { createServer } from 'node:http';
import { headersFor } from '../../shell/headers.mjs';

const TYPES = {
  html: 'text/html', js: 'text/javascript', css: 'text/css', json: 'application/json', txt: 'text/plain', wasm: 'application/wasm',
  ttf: 'font/ttf', svg: 'image/svg+xml', png: 'image/png', webmanifest: 'application/manifest+json', zip: 'application/zip', md: 'text/markdown',
};
const PORTAL = '<!doctype html><title>Welcome to the hotel</title><h1>Please sign in</h1>';
const typeOf = (name) => {
  const type = TYPES[name.split('.').at(-1)] ?? 'application/octet-stream';
  return /^text|json|svg/.test(type) ? `${type}; charset=utf-8` : type;
};

/** What a request can meet instead of its file. Each gets the response, the file's bytes and its headers. */
const FAULTS = {
  404: (response) => response.writeHead(404, { 'Content-Type': 'text/plain' }).end('There is no such file.'),
  500: (response) => response.writeHead(500, { 'Content-Type': 'text/plain' }).end('Out of order.'),
  cut: (response, bytes, headers) => {
    response.writeHead(200, { ...headers, 'Content-Length': bytes.length });
    response.write(bytes.subarray(0, bytes.length >> 1), () => setTimeout(() => response.destroy(), 30));
  },
  hanging: () => {},
  stalling: (response, bytes, headers) => {
    response.writeHead(200, { ...headers, 'Content-Length': bytes.length });
    response.write(bytes.subarray(0, bytes.length >> 1));
  },
  'wrong type': (response, bytes, headers) => response.writeHead(200, { ...headers, 'Content-Type': 'text/html' }).end(bytes),
  'one bit flipped': (response, bytes, headers) => {
    const flipped = Buffer.from(bytes);
    flipped[bytes.length >> 1] ^= 4;
    response.writeHead(200, headers).end(flipped);
  },
  portal: (response, bytes, headers) => response.writeHead(200, { ...headers, 'Content-Type': 'text/html' }).end(PORTAL),
  'portal elsewhere': (response) => response.writeHead(302, { Location: '/sign-in.html' }).end(),
  'connection closed': (response) => response.destroy(),
};
export const FAULT_NAMES = Object.keys(FAULTS);

/**
 * @param {Map<string, Buffer>} files path on the site -> bytes
 * @param {{policy?: boolean}} [options] policy: with the site's content security policy; true unless told
 */
export async function openHost(files, { policy = true } = {}) {
  let site = files;
  /** @type {{path: RegExp, fault: string | Buffer, left: number}[]} */
  let faults = [];
  const log = [];
  /** @type {{path: RegExp, gone: Promise<void>} | undefined} */
  let held;

  /** @type {[string, (path: string, body: any) => {type: string, text: string}] | undefined} */
  let also;

  async function answer(request, response) {
    if (also && request.url.startsWith(also[0])) {
      let text = '';
      for await (const chunk of request) text += chunk;
      const told = also[1](new URL(request.url, 'http://host').pathname, text ? JSON.parse(text) : null);
      return response.writeHead(200, { 'Content-Type': told.type, 'Cache-Control': 'no-store' }).end(told.text);
    }
    const { pathname, search } = new URL(request.url, 'http://host');
    const path = decodeURIComponent(pathname).slice(1);
    const name = path === '' ? 'index.html' : path;
    log.push({ method: request.method, path: `/${path}`, query: search, headers: request.headers, at: performance.now() });
    if (held?.path.test(name)) await held.gone;
    const bytes = site.get(name);
    const fault = faults.find((one) => one.left > 0 && one.path.test(name));
    const headers = { ...headersFor(`/${name}`, { local: true }), 'Content-Type': typeOf(name) };
    if (!policy) delete headers['Content-Security-Policy'];
    if (fault) {
      fault.left -= 1;
      if (typeof fault.fault !== 'string') return response.writeHead(200, headers).end(fault.fault);
      return FAULTS[fault.fault](response, bytes ?? Buffer.alloc(0), headers);
    }
    if (name === 'sign-in.html') return response.writeHead(200, { 'Content-Type': 'text/html' }).end(PORTAL);
    if (!bytes) return FAULTS[404](response);
    return response.writeHead(200, headers).end(bytes);
  }

  let server;
  const listen = (port) => new Promise((resolve, reject) => {
    server = createServer(answer);
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const close = () => new Promise((resolve) => {
    if (!server.listening) return resolve();
    server.close(() => resolve());
    server.closeAllConnections();
  });
  await listen(0);
  const { port } = server.address();
  return {
    address: `http://localhost:${port}/`,
    /** Every request so far. */
    log,
    /** Paths of the test's own. @param {string} start @param {(path: string, body: any) => {type: string, text: string}} answer */
    serveAlso(start, answerOwn) { also = [start, answerOwn]; },
    /** From now on the host has these files and no others. */
    deploy(next) { site = next; },
    /** Requests for names that match meet this instead, so many times. @param {RegExp} path @param {string | Buffer} fault a name of FAULT_NAMES, or other bytes */
    breakIt(path, fault, times = Infinity) { faults.push({ path, fault, left: times }); },
    mend() { faults = []; },
    /** Names that match are answered only once the function that comes back is called. @param {RegExp} path @returns {() => void} */
    hold(path) {
      let go = () => {};
      held = { path, gone: new Promise((resolve) => { go = resolve; }) };
      return go;
    },
    /** No signal: nothing answers at this address. */
    down: close,
    up: () => listen(port),
    close,
  };
}
