// versions.mjs - build/site as files in memory, and a second version of it in which not one file has the same name.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './cli.mjs';

const SITE = `${ROOT}build/site`;
const HASHED = /^(.*)-([0-9a-f]{10})(\.[a-z0-9]+)$/;

/** @returns {Map<string, Buffer>} path on the site -> bytes, without the compressed copies */
export function siteFiles(folder = SITE) {
  const files = new Map();
  const enter = (path) => {
    for (const name of readdirSync(path)) {
      const inside = join(path, name);
      if (statSync(inside).isDirectory()) enter(inside);
      else if (!/\.(br|gz)$/.test(name)) files.set(relative(folder, inside), readFileSync(inside));
    }
  };
  enter(folder);
  return files;
}

/** More bytes that mean nothing, for each kind of file. */
const padding = {
  js: (mark) => Buffer.from(`\n//${mark}`),
  css: (mark) => Buffer.from(`\n/*${mark}*/`),
  json: () => Buffer.from('\n'),
  webmanifest: () => Buffer.from('\n'),
  svg: (mark) => Buffer.from(`<!--${mark}-->`),
  // A custom section: id 0, its length, a name of that length.
  wasm: (mark) => Buffer.concat([Buffer.from([0, mark.length + 1, mark.length]), Buffer.from(mark)]),
};
const pad = (kind, mark) => padding[kind]?.(mark) ?? Buffer.from('\n');

/** Whatever names others comes after them. */
const rank = (name) => {
  const kind = name.split('.').at(-1);
  return ['css', 'webmanifest'].includes(kind) ? 1 : ['js', 'html'].includes(kind) ? 2 : 0;
};

/**
 * The same site as another build would be: each hashed file has other bytes and so another name.
 * @param {Map<string, Buffer>} files
 * @param {string} mark
 * @returns {Map<string, Buffer>}
 */
export function otherVersion(files, mark) {
  const renamed = new Map();    // in the order in which they were made
  const integrity = (bytes) => createHash('sha256').update(bytes).digest('base64');
  const digests = new Map();    // old sha256 -> new
  const changed = new Map();
  const rewrite = (bytes) => {
    let text = bytes.toString('utf8');
    for (const [old, now] of [...renamed, ...digests]) text = text.replaceAll(old, now);
    return Buffer.from(text);
  };
  const isText = (name) => /\.(js|css|webmanifest|html|json)$/.test(name);
  for (const name of [...files.keys()].filter((one) => HASHED.test(one)).sort((a, b) => rank(a) - rank(b))) {
    const [, stem, , ending] = HASHED.exec(name);
    const bytes = Buffer.concat([isText(name) ? rewrite(files.get(name)) : files.get(name), pad(ending.slice(1), mark)]);
    const now = `${stem}-${createHash('sha256').update(bytes).digest('hex').slice(0, 10)}${ending}`;
    renamed.set(name, now);
    digests.set(integrity(files.get(name)), integrity(bytes));
    changed.set(now, bytes);
  }
  const html = Buffer.from(rewrite(files.get('index.html')).toString('utf8').replace('<html ', `<html data-version="${mark}" `));
  digests.set(integrity(files.get('index.html')), integrity(html));
  changed.set('index.html', html);
  const [, build] = /(?:nightlegs-|["'`])([0-9a-f]{10})["'`]/.exec(files.get('sw.js').toString('utf8'));
  renamed.set(build, createHash('sha256').update(html).digest('hex').slice(0, 10));
  changed.set('sw.js', rewrite(files.get('sw.js')));
  for (const [name, bytes] of files) if (!HASHED.test(name) && !changed.has(name)) changed.set(name, bytes);
  return changed;
}

/**
 * The same site with other content: what the pack, the words and the evidence say.
 * @param {Map<string, Buffer>} files
 * @param {(content: string) => string} change
 * @returns {Map<string, Buffer>}
 */
export function otherContent(files, change) {
  const name = [...files.keys()].find((one) => one.startsWith('content.en-'));
  const before = files.get(name).toString('utf8');
  const bytes = Buffer.from(change(before));
  if (bytes.equals(files.get(name))) throw new Error('the content is as it was');
  const now = `content.en-${createHash('sha256').update(bytes).digest('hex').slice(0, 10)}.txt`;
  const changed = new Map(files).set(now, bytes);
  changed.delete(name);
  for (const one of ['index.html', 'sw.js']) changed.set(one, Buffer.from(files.get(one).toString('utf8').replaceAll(name, now)));
  return changed;
}
