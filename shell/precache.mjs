// precache.mjs - what belongs to one version of the page for use without a signal, and the manifest. Runs at build time only.
import { createHash } from 'node:crypto';

/** What caches of ours are called, in front of the hash of their version. */
export const CACHE_PREFIX = 'nightlegs-';

/**
 * The web app manifest, with those of the icons that were built.
 * @param {Map<string, string>} published plain name -> name on the site
 * @param {{ui: Record<string, string>, language: string, direction: string}} words
 * @param {string} background of the theme that people meet at night
 */
export function manifest(published, words, background) {
  const icon = (plain, sizes, more = {}) =>
    (published.has(plain) ? [{ src: published.get(plain), sizes, type: plain.endsWith('svg') ? 'image/svg+xml' : 'image/png', ...more }] : []);
  const any = [...icon('icon-192.png', '192x192'), ...icon('icon-512.png', '512x512'), ...icon('icon.svg', 'any')];
  const shortcut = (key, start) => ({ name: words.ui[key], url: `./?start=${start}`, icons: any.slice(0, 1) });
  return JSON.stringify({
    name: words.ui['start-page-title'],
    short_name: words.ui.brand,
    description: words.ui['start-lead'],
    lang: words.language,
    dir: words.direction,
    start_url: './',
    scope: './',
    display: 'standalone',
    background_color: background,
    theme_color: background,
    categories: ['health', 'medical'],
    icons: [...any, ...icon('icon-maskable-512.png', '512x512', { purpose: 'maskable' })],
    shortcuts: [shortcut('start', 'check'), shortcut('cramp-short', 'cramp')],
  });
}

/**
 * What sw.js is built with: every hashed file that the page names, and the page itself last.
 * @param {string} html the page as it is published
 * @param {Map<string, Buffer>} contents name on the site -> bytes
 * @param {string} source of sw.js, since another worker is another version too
 */
export function workerDefines(html, contents, source) {
  const named = [...new Set(html.match(/[a-z0-9._-]+-[0-9a-f]{10}\.[a-z0-9]+/g))].filter((name) => contents.has(name) && !name.endsWith('.png')).sort();
  const spare = [...html.matchAll(/rel="later" href="([^"]+)"/g)].map(([, name]) => name);
  const integrity = (bytes) => `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
  const files = Object.fromEntries([...named.map((name) => [name, integrity(contents.get(name))]), ['./', integrity(html)]]);
  const build = createHash('sha256').update(JSON.stringify([files, source])).digest('hex').slice(0, 10);
  return { FILES: JSON.stringify(files), SPARE: JSON.stringify(spare), BUILD: JSON.stringify(build), PREFIX: JSON.stringify(CACHE_PREFIX) };
}
