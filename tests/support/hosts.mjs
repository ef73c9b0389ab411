// hosts.mjs - other people's pages with Nightlegs in them: kind ones and hostile ones, served from another site than it.
import { createServer } from 'node:http';

/** How a publisher writes it. */
const element = (site, attributes = '') => `<script type="module" src="${site}embed.js"></script>
<night-legs lang="en" ${attributes}><a href="${site}">Nightlegs on a page of its own</a></night-legs>`;

const article = (body, head = '') => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sleep and legs</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><script src="/record.js"></script>${head}</head><body><h1>Sleep and legs</h1>
<p><a href="#after">A link before</a></p>${body}<p><a id="after" href="#top">A link after</a></p></body></html>`;

const style = (css) => `<style>${css}</style>`;

/** Writes down, in the host page, every message and event that came from Nightlegs. */
const record = `
window.heard = [];
addEventListener('message', ({ data, origin }) => {
  if (data?.source === 'nightlegs') window.heard.push({ ...data, origin, at: performance.now() });
});
window.told = [];
for (const type of ['ready', 'step', 'finished', 'refused']) {
  document.addEventListener(type, ({ detail }) => window.told.push({ type, detail }), true);
}
window.breaches = [];
document.addEventListener('securitypolicyviolation', (event) => window.breaches.push(event.violatedDirective + ' ' + event.blockedURI));
`;

/** Pages by name: from the address of Nightlegs, and of the host itself under another name, to HTML and more headers. */
const kPages = {
  plain: (site) => article(element(site)),
  bare: (site) => article(`<iframe src="${site}" title="Nightlegs" width="100%" height="600"></iframe>`, style('html{overflow-y:scroll}')),
  'sandbox-scripts': (site) => article(element(site, 'sandbox="allow-scripts"')),
  'sandbox-same-origin': (site) => article(element(site, 'sandbox="allow-scripts allow-same-origin"')),
  nested: (site, other) => article(`<iframe src="${other}plain" title="Inside" width="100%" height="900"></iframe>`),
  lazy: (site) => article(`<div style="height:6000px"></div>${element(site)}`),
  strict: (site) => [article(element(site)), {
    'Content-Security-Policy': `default-src 'none'; script-src 'self' ${site}embed.js; frame-src ${site}; `
      + "require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'",
  }],
  isolated: (site) => [article(element(site)), {
    'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp',
  }],

  // The hostile twelve.
  'no-size': (site) => article(`<div id="hold" style="width:0;height:0;overflow:hidden">${element(site)}</div>`),
  'one-pixel': (site) => article(`<div id="hold" style="width:1px;height:1px;overflow:hidden">${element(site)}</div>`),
  'viewport-high': (site) => article(element(site), style('night-legs{height:100vh;display:block}body{min-height:100vh}')),
  'shown-later': (site) => article(`<div id="hold" style="display:none">${element(site)}</div>`),
  scaled: (site) => article(`<div style="transform:scale(.7);transform-origin:0 0">${element(site)}</div>`),
  'flex-and-grid': (site) => article(`<div style="display:flex">${element(site)}</div><div style="display:grid;grid-auto-flow:column;justify-items:start">${element(site)}</div>
    <div style="display:flex;flex-direction:column;align-items:flex-start">${element(site)}</div>`),
  clipped: (site) => article(`<div style="height:500px;overflow:hidden">${element(site)}</div>`),
  'right-to-left': (site) => article(element(site)).replace('<html lang="en">', '<html lang="ar" dir="rtl">'),
  'huge-fonts': (site) => article(element(site), style('html{font-size:40px}h1{font-size:1em}*{letter-spacing:.2em;line-height:3}')),
  resets: (site) => article(element(site), style(`*{margin:0!important;padding:0!important;box-sizing:content-box!important;min-height:120vh}
    iframe{display:none!important;height:100%!important;max-height:50px!important;width:9999px!important;position:fixed!important}`)),
  'two-versions': (site, other, second) => article(`${element(second, `src="${second}"`)}${element(site, `src="${site}"`)}`),
  twenty: (site) => article(Array.from({ length: 20 }, () => element(site)).join('\n')),
};

export const HOSTILE = ['no-size', 'one-pixel', 'viewport-high', 'shown-later', 'scaled', 'flex-and-grid', 'clipped', 'right-to-left',
  'huge-fonts', 'resets', 'two-versions', 'twenty'];

/**
 * @param {string} site address of Nightlegs, with its slash
 * @param {{second?: string, report?: (body: string) => void, pages?: Record<string, string | [string, Record<string, string>]>}} [more] second: address of another
 *   Nightlegs; report: hears what a page posts to /report
 * @returns {Promise<{far: string, near: string, close: () => Promise<void>}>} its address as another site, and as the same site
 */
export async function serveHosts(site, { second, report = () => {}, pages = {} } = {}) {
  let far, near;
  const server = createServer(async (request, response) => {
    const [, name] = /^\/([^?]*)/.exec(request.url);
    const send = (type, body, headers = {}) => response.writeHead(200, { 'Content-Type': type, ...headers }).end(body);
    if (name === 'report') {
      let body = '';
      for await (const part of request) body += part;
      report(body);
      return send('text/plain', '');
    }
    if (name === 'favicon.ico') return response.writeHead(204).end();
    if (name === 'record.js') return send('text/javascript', record);
    if (!kPages[name] && !pages[name]) return response.writeHead(404).end();
    const [html, headers] = [pages[name] ?? kPages[name](site, request.headers.host.startsWith('localhost') ? far : near, second)].flat();
    return send('text/html; charset=utf-8', html, headers);
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address();
  far = `http://127.0.0.1:${port}/`;
  near = `http://localhost:${port}/`;
  return { far, near, close: () => new Promise((done) => { server.close(() => done()); server.closeAllConnections(); }) };
}
