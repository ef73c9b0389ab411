// publisher.mjs - the publisher's pack: documents, SBOM, licences, configurations and the whole site as one file, made with every
// site and about exactly that one. Part of shell/build.mjs; words in assets/publisher/.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { apache, caddy, nginx } from './servers.mjs';
import { zip } from './zip.mjs';

const read = (path) => readFileSync(path, 'utf8');
const json = (path) => JSON.parse(read(path));
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const escaped = (text) => String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

// --- What is shipped ------------------------------------------------------------------------------

/** Everything of others that is in the site, with where its version and its licence stand. */
function parts() {
  const found = (pattern, path) => {
    const match = pattern.exec(read(path));
    if (!match) throw new Error(`${path} has nothing like ${pattern}`);
    return match;
  };
  const nlohmann = ['MAJOR', 'MINOR', 'PATCH'].map((part) =>
    found(new RegExp(`NLOHMANN_JSON_VERSION_${part} (\\d+)`), existsSync('build/deps/include/nlohmann/detail/abi_macros.hpp')
      ? 'build/deps/include/nlohmann/detail/abi_macros.hpp' : 'build/deps/include/nlohmann/json.hpp')[1]).join('.');
  const [, emscripten] = found(/include\("(\/[^$"]+)\/cmake\//, 'build/deps/emscripten.cmake');
  const [, imgui] = found(/IMGUI_VERSION=(\S+)/, 'setup');
  const font = json('node_modules/@expo-google-fonts/atkinson-hyperlegible-next/package.json').version;
  return [
    { id: 'dear-imgui', name: 'Dear ImGui', version: imgui, licence: 'MIT', from: 'https://github.com/ocornut/imgui', why: 'draws the picture (stage.wasm); with stb_rect_pack, stb_textedit and stb_truetype inside, MIT or public domain', text: 'build/deps/imgui/LICENSE.txt' },
    { id: 'nlohmann-json', name: 'JSON for Modern C++', version: nlohmann, licence: 'MIT', from: 'https://github.com/nlohmann/json', why: 'reads JSON (nightlegs.wasm)', text: '/usr/share/doc/nlohmann-json3-dev/copyright' },
    { id: 'emscripten-runtime', name: 'Emscripten runtime, with musl, libc++, libc++abi and compiler-rt', version: read(`${emscripten}/emscripten-version.txt`).trim().replaceAll('"', ''), licence: '(MIT OR NCSA) AND MIT AND Apache-2.0 WITH LLVM-exception', from: 'https://github.com/emscripten-core/emscripten', why: 'what C++ needs to run in a browser (both .wasm files, boot.js, drawn.js)', text: '/usr/share/doc/emscripten/copyright' },
    { id: 'atkinson-hyperlegible-next', name: 'Atkinson Hyperlegible Next', version: font, licence: 'OFL-1.1', from: 'https://github.com/googlefonts/atkinson-hyperlegible-next', why: 'the typeface, cut to the letters in use', text: 'node_modules/@expo-google-fonts/atkinson-hyperlegible-next/LICENSE_FONT' },
    { id: 'idb', name: 'idb', version: json('node_modules/idb/package.json').version, licence: 'ISC', from: 'https://github.com/jakearchibald/idb', why: 'keeps a check on the device when asked to (boot.js)', text: 'node_modules/idb/LICENSE' },
    { id: 'qrcode-generator', name: 'qrcode-generator', version: json('node_modules/qrcode-generator/package.json').version, licence: 'MIT', from: 'https://github.com/kazuhikoarase/qrcode-generator', why: 'makes the QR code of the sheet (ways_out.js)', text: 'node_modules/qrcode-generator/dist/qrcode.mjs' },
    { id: 'esbuild', name: 'esbuild', version: json('node_modules/esbuild/package.json').version, licence: 'MIT', from: 'https://github.com/evanw/esbuild', why: 'puts the scripts together; a few lines of its own may be in them', text: 'node_modules/esbuild/LICENSE.md' },
  ];
}

/** SPDX 2.3. Nothing of it comes from the clock: it was "created" when the content was. */
function sbom({ about, site }) {
  const packages = [
    { SPDXID: 'SPDXRef-nightlegs', name: 'Nightlegs', versionInfo: `${about.version}+${site}`, downloadLocation: 'NOASSERTION', filesAnalyzed: false, licenseConcluded: 'MIT', licenseDeclared: 'MIT', copyrightText: /Copyright.*/.exec(read('LICENSE'))[0], primaryPackagePurpose: 'APPLICATION' },
    ...parts().map(({ id, name, version, licence, from, why, text }) => ({
      SPDXID: `SPDXRef-${id}`, name, versionInfo: version, downloadLocation: from, filesAnalyzed: false, licenseConcluded: licence, licenseDeclared: licence,
      copyrightText: existsSync(text) ? /Copyright.*/i.exec(read(text))?.[0].trim() ?? 'NOASSERTION' : 'NOASSERTION', comment: why, supplier: 'NOASSERTION',
    })),
  ];
  const document = {
    spdxVersion: 'SPDX-2.3', dataLicense: 'CC0-1.0', SPDXID: 'SPDXRef-DOCUMENT', name: `nightlegs-${site}`,
    documentNamespace: `https://nightlegs.invalid/spdx/${site}`,
    creationInfo: { created: `${about.date}T00:00:00Z`, creators: ['Tool: nightlegs-shell-build'] },
    packages,
    relationships: [
      { spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: 'SPDXRef-nightlegs' },
      ...packages.slice(1).map(({ SPDXID }) => ({ spdxElementId: 'SPDXRef-nightlegs', relationshipType: 'CONTAINS', relatedSpdxElement: SPDXID })),
    ],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Where a script is all that there is, its first lines name the licence, MIT, whose words are those of ours. */
const notice = (path) => (path.endsWith('.mjs') ? `${/^(\/\/.*\n)+/.exec(read(path))[0]}\n${/Permission is hereby[^]*/.exec(read('LICENSE'))[0]}` : read(path)).trim();

const licences = () => [['Nightlegs', 'LICENSE'], ...parts().map(({ name, version, text }) => [`${name} ${version}`, text])]
  .map(([name, path]) => `=== ${name}\n\n${existsSync(path) ? notice(path) : `(its text was not on the machine that built this: ${path})`}\n`).join('\n\n');

// --- Pages ----------------------------------------------------------------------------------------

/** Lists and paragraphs of one section. */
function section({ heading, text = [], list = [], quote }) {
  return [`<h2>${escaped(heading)}</h2>`, ...text.map((words) => `<p>${escaped(words)}</p>`),
    list.length ? `<ul>\n${list.map((words) => `<li>${escaped(words)}</li>`).join('\n')}\n</ul>` : '',
    quote ? `<blockquote><p>${escaped(quote)}</p></blockquote>` : ''].filter(Boolean).join('\n');
}

/** CHANGELOG.md: headings, paragraphs and one level of lists are all that it uses. */
function notes(markdown) {
  const plain = (text) => escaped(text.replace(/\s+/g, ' ').trim()).replace(/`([^`]+)`/g, '<code>$1</code>');
  return markdown.split(/\n(?=## |- )|\n\n/).map((block) => {
    if (/^# /.test(block)) return '';
    if (block.startsWith('## ')) return `<h2>${plain(block.slice(3))}</h2>`;
    if (block.startsWith('- ')) return `<li>${plain(block.slice(2))}</li>`;
    return block.trim() ? `<p>${plain(block)}</p>` : '';
  }).filter(Boolean).join('\n').replace(/(?:<li>.*<\/li>\n?)+/g, (list) => `<ul>\n${list.trim()}\n</ul>\n`);
}

/**
 * @param {object} site
 * @param {Map<string, Buffer>} site.contents every file of the site so far, by name
 * @param {string} site.fingerprint of the content
 * @param {string} site.styles name of the publishers' style sheet
 * @param {string} site.icon
 * @param {string} site.policy for the <meta>
 * @param {string} site.headersFile the _headers file of the whole site
 * @param {string} [site.origin] of the site, where known
 * @returns {Map<string, Buffer>} under "publisher/"
 */
export function publisherPack({ contents, fingerprint, styles, icon, policy, headersFile, origin }) {
  const words = json('assets/publisher/pages.json');
  const about = json('assets/pack/about.json');
  const evidence = json('assets/evidence/evidence.json');
  const { cases, mutants, random } = evidence.measures;
  const { hazards } = json('assets/publisher/hazards.json');
  const names = [...contents.keys()].sort();
  const site = sha256(names.map((name) => `${sha256(contents.get(name))}  ${name}\n`).join('')).slice(0, 16);
  const proved = evidence.fingerprint === fingerprint ? evidence.proved.join(', ') : `of another content, ${evidence.fingerprint}`;
  const facts = {
    version: about.version, date: about.date, fingerprint, site, proved, hazards: hazards.length,
    acts: [...read('tests/support/acts.js').matchAll(/^  '[^']+': /gm)].length,
    cases: cases ? `${cases.right} of ${cases.made}` : 'not counted',
    mutants: mutants ? `${mutants.noticed} of ${mutants.made} noticed; the other ${mutants.listed} are listed, each with its reason` : 'not counted',
    random: random ? random.native : 'not counted',
    integrity: `sha384-${createHash('sha384').update(contents.get('embed.js')).digest('base64')}`,
  };
  const filled = (value) => JSON.parse(JSON.stringify(value).replace(/\{([a-z]+)\}/g, (whole, name) => (name in facts ? String(facts[name]).replaceAll('"', '\\"') : whole)));
  const { common, index, documents, hazards: log, changes } = filled(words);

  const files = new Map();
  const page = (name, title, lead, body) => files.set(`publisher/${name}.html`, Buffer.from(`<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)} - Nightlegs</title>
<link rel="stylesheet" href="../${styles}">
<link rel="icon" href="../${icon}" type="image/svg+xml">
</head>
<body>
<header>${name === 'index' ? `<a href="../">Nightlegs</a>` : `<a href="./">${escaped(common.home)}</a>`}</header>
<main>
<h1>${escaped(title)}</h1>
${lead ? `<p class="lead">${escaped(lead)}</p>` : ''}
<p class="about">${escaped(common.about)} ${escaped(about.review.state === 'not-reviewed' ? common['not-reviewed'] : common.reviewed)}</p>
${body}
</main>
</body>
</html>
`));

  const statement = '../accessibility.html';  // made from the tests' own results, so it is not written here a second time
  for (const { id, title, lead, sections } of documents) page(id, title, lead, sections.map(section).join('\n'));
  page('hazards', log.title, log.lead, hazards.map((one) => `<section class="hazard" id="${one.id}" aria-labelledby="${one.id}-title">
<h2 id="${one.id}-title">${one.id}: ${escaped(one.hazard)}</h2>
<dl>
${['cause', 'effect', 'severity', 'likelihood', 'left'].map((key) => `<div><dt>${escaped(log[key])}</dt><dd>${escaped(one[key])}</dd></div>`).join('\n')}
</dl>
<h3>${escaped(log.controls)}</h3>
<ul>
${one.controls.map(({ what, tests }) => `<li>${escaped(what)}<ul>${tests.map((test) => `<li class="test">${escaped(log.test)} <cite>${escaped(test.name)}</cite> <code>${escaped(test.file)}</code></li>`).join('')}</ul></li>`).join('\n')}
</ul>
</section>`).join('\n'));
  page('changes', changes.title, changes.lead, notes(read('CHANGELOG.md')));

  const link = (href, text) => `<li><a href="${href}">${escaped(text)}</a></li>`;
  page('index', index.title, index.lead, [
    `<h2>${escaped(index.documents)}</h2>`, '<ul class="links">',
    ...documents.slice(0, 1).map(({ id, title }) => link(`${id}.html`, title)), link('hazards.html', log.title),
    ...documents.slice(1).map(({ id, title }) => link(`${id}.html`, title)), link(statement, index.accessibility), link('changes.html', changes.title), '</ul>',
    `<h2>${escaped(index.tools)}</h2>`, '<ul class="links">', link('../embed/', index.builder), link('sbom.spdx.json', index.sbom), link('licences.txt', index.licences),
    link('nightlegs.zip', index.zip), link('SHA256SUMS.txt', index.sums), '</ul>',
    `<h3>${escaped(index.servers)}</h3>`, '<ul class="links">', ...['nginx.conf.txt', 'apache.htaccess.txt', 'Caddyfile.txt', '_headers.txt'].map((name) => link(`servers/${name}`, name.replace('.txt', ''))), '</ul>',
  ].join('\n'));

  files.set('publisher/sbom.spdx.json', Buffer.from(sbom({ about, site })));
  files.set('publisher/licences.txt', Buffer.from(licences()));
  for (const [name, text] of [['nginx.conf.txt', nginx({ origin })], ['apache.htaccess.txt', apache({ origin })], ['Caddyfile.txt', caddy({ origin })], ['_headers.txt', headersFile]]) {
    files.set(`publisher/servers/${name}`, Buffer.from(text));
  }
  // Last: both hold all the others.
  const all = new Map([...contents, ...files]);
  const sums = [...all.keys()].sort().map((name) => `${sha256(all.get(name))}  ${name}\n`).join('');
  files.set('publisher/SHA256SUMS.txt', Buffer.from(sums));
  files.set('publisher/nightlegs.zip', zip([...all, ['publisher/SHA256SUMS.txt', Buffer.from(sums)]].map(([name, bytes]) => [`nightlegs/${name}`, bytes])));
  return files;
}
