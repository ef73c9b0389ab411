// build.mjs - makes build/site/, the whole product, out of what the other builds made.
//   node shell/build.mjs            the site, from build/web, build/native, shell/ and assets/
//   node shell/build.mjs --out DIR  the same, somewhere else
//   node shell/build.mjs --publisher FILE   with the name, contact, numbers and colours of whoever hosts it
//   node shell/build.mjs --origin URL       with the site's own origin in its policy, for Safari's sandboxed frames
//   node shell/build.mjs --fonts    only the typeface, cut to the letters in use, into build/deps/fonts/
//
// The same tree gives the same bytes: names come from contents, nothing from the clock or the machine.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { appIcons } from './app_icons.mjs';
import { embedFiles } from './embed/files.mjs';
import { asAttribute, readPublisher } from './embed/publisher.mjs';
import { headersFile, metaPolicyFor } from './headers.mjs';
import { CACHE_PREFIX, manifest, workerDefines } from './precache.mjs';
import { publisherPack } from './publisher.mjs';
import { statement } from './statement.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FONTS = 'build/deps/fonts';
const SITE = 'build/site';
const WEIGHTS = { 400: '400Regular', 600: '600SemiBold', 700: '700Bold' };
const FACE = 'node_modules/@expo-google-fonts/atkinson-hyperlegible-next';
process.chdir(ROOT);

const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 10);
const jsonFilesOf = (folder) => readdirSync(folder).filter((name) => name.endsWith('.json')).sort();

/** A reason that a person can act on; anything else that goes wrong is told with its stack. */
class Reason extends Error {}
function need(path, cure) {
  if (!existsSync(path)) throw new Reason(`${path} is missing: ${cure}`);
  return path;
}

// --- The typeface ---------------------------------------------------------------------------------

/** Basic Latin, the marks that English uses, and every letter of the words. */
function lettersInUse() {
  const letters = new Set('\u00a0–—‘’“”…•·×✓°±½µ−≥≤→←éèêëáàâäåçñíïîóôöøúûüæœßÉÈÀÄÖÜÇÑ');
  for (let code = 0x20; code < 0x7f; ++code) letters.add(String.fromCharCode(code));
  for (const name of jsonFilesOf('assets/words')) {
    for (const letter of readFileSync(`assets/words/${name}`, 'utf8')) if (letter >= ' ') letters.add(letter);
  }
  return [...letters].sort().join('');
}

async function makeFonts() {
  const letters = lettersInUse();
  const { version } = JSON.parse(readFileSync(need(`${FACE}/package.json`, 'run ./setup'), 'utf8'));
  const stamp = `${version} ${letters}\n`;
  const made = Object.keys(WEIGHTS).every((weight) => existsSync(`${FONTS}/${weight}.ttf`));
  if (made && existsSync(`${FONTS}/letters.txt`) && readFileSync(`${FONTS}/letters.txt`, 'utf8') === stamp) return;
  const { default: subsetFont } = await import('subset-font');
  mkdirSync(FONTS, { recursive: true });
  for (const [weight, name] of Object.entries(WEIGHTS)) {
    const whole = readFileSync(`${FACE}/${name}/AtkinsonHyperlegibleNext_${name}.ttf`);
    // Without kerning, ligatures and hinting: ImGui uses none of them, and a page that does would wrap its lines elsewhere.
    writeFileSync(`${FONTS}/${weight}.ttf`, await subsetFont(whole, letters, {
      targetFormat: 'sfnt', keepFeatures: [], noHinting: true, noLayoutClosure: true, dropTables: ['GPOS', 'GSUB', 'GDEF', 'gasp'],
    }));
  }
  writeFileSync(`${FONTS}/letters.txt`, stamp);
  console.log(`fonts: ${[...letters].length} letters, weights ${Object.keys(WEIGHTS).join(', ')}`);
}

// --- The site -------------------------------------------------------------------------------------

/** The files of the site by their plain names, as index.html and styles.css call them. */
const published = new Map();  // plain name -> name on the site
const contents = new Map();   // name on the site -> bytes
let metaPolicy = metaPolicyFor();
let publisherData = '';       // of who hosts the site, as an attribute's value

/** Puts a file on the site under a name that holds its content's hash. */
function publish(plain, bytes) {
  const [, stem, ending] = /^(.*)(\.[a-z0-9]+)$/.exec(plain);
  const name = `${stem}-${hashOf(bytes)}${ending}`;
  published.set(plain, name);
  contents.set(name, Buffer.from(bytes));
  return name;
}

/** A word that stands in the page itself, before any screen. */
function englishWord(key) {
  const word = JSON.parse(readFileSync('assets/words/en.json', 'utf8')).ui[key];
  if (!word) throw new Reason(`assets/words/en.json has no word ui/${key}`);
  return word;
}

/** "{{styles.css}}", as index.html and styles.css write it, becomes the name of this build. */
const withNames = (text) => text.replace(/\{\{([^{}]+)\}\}/g, (_, plain) => {
  if (plain === 'policy') return metaPolicy;
  if (plain.startsWith('words.ui.')) return englishWord(plain.slice('words.ui.'.length));
  if (plain === 'publisher') return publisherData;
  if (plain.startsWith('integrity ')) return `sha256-${createHash('sha256').update(contents.get(published.get(plain.slice('integrity '.length)))).digest('base64')}`;
  const name = published.get(plain);
  if (!name) throw new Reason(`{{${plain}}} is not a file of the site; there are: ${[...published.keys()].join(', ')}`);
  return name;
});

/** assets/README.md: every file of the pack in name order, each after a line with its name. */
const bundle = () => jsonFilesOf('assets/pack').map((name) => `=== ${name}\n${readFileSync(`assets/pack/${name}`, 'utf8')}`).join('');

/** What the tests found out about a content, and the public cases that the page can run again. */
function evidence() {
  const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
  const cases = ['vectors', 'examples'].flatMap((name) => read(`tests/journeys/${name}.json`))
    .map(({ name, answers, expect }) => ({ name, answers, expect }));
  return JSON.stringify({ evidence: read(need('assets/evidence/evidence.json', 'it is part of the content')), cases });
}

/** The words without what only editors need. */
function words(name) {
  const { $schema, ...rest } = JSON.parse(readFileSync(`assets/words/${name}`, 'utf8'));
  return JSON.stringify(rest);
}

/** assets/theme.json as custom properties: "control_line" becomes --control-line. */
function theme() {
  const { themes } = JSON.parse(readFileSync('assets/theme.json', 'utf8'));
  const rules = (name) => [...Object.entries(themes[name]).map(([token, value]) => `--${token.replaceAll('_', '-')}:${value}`),
    `color-scheme:${name === 'light' ? 'light' : 'dark'}`].join(';');
  const chosen = Object.keys(themes).map((name) => `:root[data-theme="${name}"]{${rules(name)}}`);
  return [`:root{${rules('light')}}`, `@media (prefers-color-scheme:dark){:root{${rules('dark')}}}`, ...chosen, ''].join('\n');
}

async function bundleWith(esbuild, entry, options) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [need(entry, 'it is part of the shell')], bundle: true, minify: true, write: false, outdir: 'out',
    charset: 'utf8', legalComments: 'none', logLevel: 'warning', target: ['es2020', 'chrome89', 'firefox89', 'safari15'], ...options,
  });
  return outputFiles[0].contents;
}

/** index.html with the names of this build, the policy, and the first screen as the page itself will make it. */
async function page() {
  const { parseHTML } = await import('linkedom');
  const { render } = await import('./mirror.js');
  const { document, HTMLSelectElement } = parseHTML(withNames(readFileSync(need('shell/index.html', 'it is part of the shell'), 'utf8')));
  // linkedom can read a select's value but not set it, which the mirror does.
  Object.defineProperty(HTMLSelectElement.prototype, 'value', {
    set(value) { for (const option of this.querySelectorAll('option')) option.toggleAttribute('selected', value !== '' && option.getAttribute('value') === value); },
    get() { return this.querySelector('option[selected]')?.getAttribute('value') ?? ''; },
    configurable: true,
  });
  const tool = need('build/native/nightlegs_screen', 'run ./run --build, or cmake --preset native && cmake --build --preset native');
  const screen = (...options) => JSON.parse(execFileSync(tool, options, { encoding: 'utf8' }));
  // A cramp can't wait, nor need the first question: they are in the HTML as well, and early.js puts them in the start screen's place.
  for (const [id, option] of [['nl-cramp', 'start=cramp'], ['nl-first-question', 'start=check']]) {
    const other = document.createElement('div');
    render(screen(option), other, document);
    document.getElementById(id).innerHTML = other.innerHTML;
  }
  render(screen(), document.getElementById('nl-app'), document);
  return `${document.toString().trim()}\n`;
}

/** What the page falls back on where no check can run: a page of the same words, without a script, in the site's own styles. */
async function leaflet() {
  const tool = need('build/native/nightlegs', 'run ./run --build, or cmake --preset native && cmake --build --preset native');
  const folder = 'build/leaflet';
  execFileSync(tool, ['pages', '--pack', 'assets', folder]);
  const { parseHTML } = await import('linkedom');
  const { document } = parseHTML(readFileSync(`${folder}/index.html`, 'utf8'));
  const make = (name, attributes, text = '') => {
    const made = Object.assign(document.createElement(name), { textContent: text });
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  document.querySelector('meta[http-equiv]').setAttribute('content', "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'");
  document.head.append(make('link', { rel: 'stylesheet', href: published.get('styles.css') }), make('link', { rel: 'icon', href: published.get('icon.svg'), type: 'image/svg+xml' }));
  document.documentElement.setAttribute('data-view', 'page');
  const main = document.querySelector('main');
  main.id = 'nl-main';
  const signs = make('section', { 'data-role': 'card', 'data-tone': 'warning' });
  const title = main.querySelector('h2');
  title.before(signs);
  for (let part = title; part && (part === title || part.localName !== 'h2'); part = signs.nextElementSibling) signs.append(part);
  // An installed page has no button of the browser's own to go back with.
  const back = make('p', {});
  back.append(make('a', { href: './' }, englishWord('back')));
  main.append(back);
  return `${document.toString().trim()}\n`;
}

async function compress(path, bytes) {
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, { params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    } }),
    promisify(gzip)(bytes, { level: 9 }),
  ]);
  writeFileSync(`${path}.br`, br);
  writeFileSync(`${path}.gz`, gz);
}

async function makeSite(out, publisher, origin) {
  if (origin && !/^https?:\/\/[a-z0-9.-]+(:\d+)?$/.test(origin)) throw new Reason(`--origin ${origin}: like https://legs.example.org, without a path`);
  metaPolicy = metaPolicyFor(origin);
  const { data, faults } = readPublisher(need(publisher, 'it says who hosts the site'));
  if (faults.length) throw new Reason([`${publisher} does not fit:`, ...faults].join('\n  '));
  publisherData = asAttribute(data);
  const esbuild = await import('esbuild');
  for (const weight of Object.keys(WEIGHTS)) publish(`font-${weight}.ttf`, readFileSync(`${FONTS}/${weight}.ttf`));
  const icon = readFileSync(need('assets/icons/icon.svg', 'it is part of the content'), 'utf8');
  publish('icon.svg', icon);
  for (const { name, bytes } of await appIcons(icon)) publish(name, bytes);
  const english = JSON.parse(readFileSync('assets/words/en.json', 'utf8'));
  publish('manifest.webmanifest', manifest(published, english, JSON.parse(readFileSync('assets/theme.json', 'utf8')).themes.dark.background));
  for (const name of jsonFilesOf('assets/words')) {
    publish(`content.${name.replace(/json$/, 'txt')}`, [bundle(), words(name), evidence()].join('\f'));
  }
  const module = (name) => need(`build/web/${name}`, 'run ./run --build, or cmake --preset web && cmake --build --preset web');
  for (const name of ['nightlegs.wasm', 'stage.wasm']) publish(name, readFileSync(module(name)));
  publish('styles.css', theme() + Buffer.from(await bundleWith(esbuild, 'shell/styles.css', { plugins: [{
    name: 'published files',
    setup: (build) => build.onResolve({ filter: /./ }, ({ kind, path }) =>
      (kind === 'url-token' && path.startsWith('{{') ? { path: `./${withNames(path)}`, external: true } : undefined)),
  }] })).toString());
  // Emscripten's glue is bundled in: one request fewer, and nothing is loaded by a script at run time.
  publish('nightlegs_plain.js', readFileSync(module('nightlegs_plain.js')));
  publish('first.js', await bundleWith(esbuild, 'shell/first.js', { format: 'iife' }));
  const alias = { 'nightlegs-module': `./${module('nightlegs.js')}`, 'nightlegs-stage': `./${module('stage.js')}` };
  for (const name of ['boot.js', 'drawn.js', 'ways_out.js', 'aloud.js', 'witness.js']) publish(name, await bundleWith(esbuild, `shell/${name}`, { format: 'esm', alias }));
  publish('leaflet.html', Buffer.from(await leaflet()));
  const html = await page();
  contents.set('index.html', Buffer.from(html));
  // The workers have names of their own: a browser looks for the next version where it found this one.
  const worker = (entry, define) => bundleWith(esbuild, entry, { format: 'iife', define });
  const source = readFileSync('shell/sw.js', 'utf8');
  contents.set('sw.js', Buffer.from(await worker('shell/sw.js', workerDefines(html, contents, source))));
  contents.set('sw-off.js', Buffer.from(await worker('shell/sw-off.js', { PREFIX: JSON.stringify(CACHE_PREFIX) })));
  publish('publisher.css', theme() + Buffer.from(await bundleWith(esbuild, 'shell/publisher.css', {})).toString());
  const embed = await embedFiles({ bundleWith: (...args) => bundleWith(esbuild, ...args), publish, names: published, policy: metaPolicy });
  for (const [name, bytes] of embed) contents.set(name, bytes);
  contents.set('accessibility.html', Buffer.from(statement({ styles: published.get('styles.css'), policy: metaPolicy })));
  // The typeface's licence asks to go with it.
  contents.set('font-licence.txt', readFileSync(`${FACE}/LICENSE_FONT`));
  const headers = headersFile([...contents.keys(), 'publisher/*'].sort().map((name) => `/${name}`), origin);
  const fingerprint = createHash('sha256').update(bundle()).digest('hex').slice(0, 16);
  const pack = publisherPack({ contents, fingerprint, styles: published.get('publisher.css'), icon: published.get('icon.svg'), policy: metaPolicy, headersFile: headers, origin });
  for (const [name, bytes] of pack) contents.set(name, bytes);
  const files = [...contents.keys()].filter((name) => !name.endsWith('.zip')).sort();
  contents.set('_headers', Buffer.from(headers));

  // Made beside and then moved, so that a failed build never leaves half a site.
  const made = `${out}.new`;
  rmSync(made, { recursive: true, force: true });
  mkdirSync(made, { recursive: true });
  for (const [name, bytes] of contents) {
    mkdirSync(dirname(`${made}/${name}`), { recursive: true });
    writeFileSync(`${made}/${name}`, bytes);
  }
  await Promise.all(files.map((name) => compress(`${made}/${name}`, contents.get(name))));
  rmSync(out, { recursive: true, force: true });
  renameSync(made, out);

  const total = files.reduce((sum, name) => sum + readFileSync(`${out}/${name}.br`).length, 0);
  console.log(`site: ${files.length} files, ${Math.round(total / 1024)} KB with brotli, in ${out}`);
}

// --------------------------------------------------------------------------------------------------

try {
  const { values } = parseArgs({ options: { fonts: { type: 'boolean' }, out: { type: 'string', default: SITE },
    origin: { type: 'string' }, publisher: { type: 'string', default: 'assets/publisher/publisher.json' } } });
  await makeFonts();
  if (!values.fonts) await makeSite(values.out, values.publisher, values.origin);
} catch (error) {
  console.error(`build: ${error instanceof Reason ? error.message : error.stack}`);
  process.exit(1);
}
