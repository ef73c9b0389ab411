// files.mjs - the site's files for those who put Nightlegs on a page of their own. Part of shell/build.mjs.
// Publishers write these addresses into their pages, so their names stay the same from build to build.
import { readFileSync, readdirSync } from 'node:fs';

/** The frame's title, a language each. */
function titles() {
  const names = readdirSync('assets/words').filter((name) => name.endsWith('.json')).sort();
  const words = names.map((name) => JSON.parse(readFileSync(`assets/words/${name}`, 'utf8')));
  return Object.fromEntries(words.map(({ language, ui }) => [language, ui['start-page-title']]));
}

/**
 * @param {{bundleWith: (entry: string, options: object) => Promise<Uint8Array>}} tools
 * @returns {Promise<Map<string, Buffer>>} by name on the site
 */
export async function embedFiles({ bundleWith }) {
  const files = new Map();
  const script = await bundleWith('shell/embed/embed.js', { format: 'esm', define: { NIGHTLEGS_TITLES: JSON.stringify(titles()) } });
  files.set('embed.js', Buffer.from(script));
  files.set('embed.d.ts', readFileSync('shell/embed/embed.d.ts'));
  return files;
}
