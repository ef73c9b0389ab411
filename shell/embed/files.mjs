// files.mjs - the site's files for those who put Nightlegs on a page of their own. Part of shell/build.mjs.
// Publishers write the addresses of embed.js and embed/ into their pages, so these stay the same from build to build.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';

const json = (path) => JSON.parse(readFileSync(path, 'utf8'));
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const allWords = () => readdirSync('assets/words').filter((name) => name.endsWith('.json')).sort().map((name) => json(`assets/words/${name}`));

/** The page on which publishers put their line together. @param {Map<string, string>} names @param {string} integrity of embed.js @param {string} policy */
function builder(names, integrity, policy) {
  const words = json('assets/publisher/builder.json');
  const { themes } = json('assets/theme.json');
  const english = json('assets/words/en.json');
  const option = (value, text) => `<option value="${value}">${escaped(text)}</option>`;
  const field = (theme, ending) => ['accent', 'background', 'ink'].map((name) => {
    const id = name + ending;
    const hint = words.like.replace('{colour}', themes[theme][name]);
    return `<div class="field"><label for="${id}">${escaped(words[name])}</label><input id="${id}" aria-describedby="${id}-hint refused" maxlength="7"><span class="hint" id="${id}-hint">${escaped(hint)}</span></div>`;
  }).join('');
  const made = {
    policy, integrity,
    languages: allWords().map(({ language, name }) => option(language, name)).join(''),
    countries: json('assets/pack/emergency-numbers.json').countries.map(({ id }) => [id, english.countries[id]])
      .sort(([, one], [, other]) => (one < other ? -1 : 1)).map(([id, name]) => option(id, name)).join(''),
    'fields-light': field('light', ''), 'fields-dark': field('dark', '-dark'),
  };
  return readFileSync('shell/embed/builder.html', 'utf8').replace(/\{\{([^{}]+)\}\}/g, (_, key) => {
    const value = made[key] ?? names.get(key) ?? (key in words ? escaped(words[key]) : undefined);
    if (value === undefined) throw new Error(`builder.html asks for {{${key}}}, which is no word and no file`);
    return value;
  });
}

/**
 * @param {object} tools
 * @param {(entry: string, options: object) => Promise<Uint8Array>} tools.bundleWith
 * @param {(plain: string, bytes: Uint8Array) => string} tools.publish
 * @param {Map<string, string>} tools.names of the published files, by their plain names
 * @param {string} tools.policy for the <meta>
 * @returns {Promise<Map<string, Buffer>>} by name on the site
 */
export async function embedFiles({ bundleWith, publish, names, policy }) {
  const files = new Map();
  const titles = Object.fromEntries(allWords().map(({ language, ui }) => [language, ui['start-page-title']]));
  const script = Buffer.from(await bundleWith('shell/embed/embed.js', { format: 'esm', define: { NIGHTLEGS_TITLES: JSON.stringify(titles) } }));
  files.set('embed.js', script);
  files.set('embed.d.ts', readFileSync('shell/embed/embed.d.ts'));
  publish('builder.js', await bundleWith('shell/embed/builder.js', { format: 'esm' }));
  files.set('embed/index.html', Buffer.from(builder(names, `sha384-${createHash('sha384').update(script).digest('base64')}`, policy)));
  return files;
}
