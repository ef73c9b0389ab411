// planted.mjs - does each test of a fault notice that fault? The mistake that it guards against is made in a copy of the shell, a site
// is built of that, and the test must fail there. Run by hand, after such a test or what it tests was changed; needs a built tree.
//   node tests/faults/planted.mjs [WORD]    all, or those whose test or file has this word in its name
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COPY = `${ROOT}build/planted`;

/** Mistakes, each with the tests that must notice it: [file, part of the test's name] ... and [file of the shell, what stands there, what is planted]. */
const ARRIVING = 'faults/arriving', KEEPING = 'faults/keeping', LIVING = 'faults/living', LOAD = 'faults/load';
const OFFLINE = 'offline/offline', INSTALL = 'offline/install', RECEIPT = 'offline/receipt', LEAVES = 'offline/nothing_leaves';
const NO_RETRY = ['load.js', 'return get(address, "reload");', 'throw new Error();'];
const NO_CHECK = ['load.js', 'if (found !== wanted) throw', 'if (false) throw'];
const NO_PATIENCE = ['load.js', 'if (looks > 2) stop.abort();', ''];
const NO_PLAIN = ['boot.js', 'await load_script("nl-plain");', 'throw new Error();'];
const UNCHECKED = ['sw.js', 'if (!response.ok) throw', 'if (false) throw'];
const NO_INTEGRITY = ['sw.js', 'integrity: FILES[name], cache, redirect: "error"', 'cache'];
const NETWORK_FIRST = ['sw.js', 'return (await caches.match(address_of("./"), { cacheName: kCache })) ?? go(request);', 'return go(request).catch(() => caches.match(address_of("./"), { cacheName: kCache }));'];
const PLANTS = [
  [[[ARRIVING, 'code, once'], [ARRIVING, 'content, once']], NO_RETRY],
  [[[ARRIVING, 'once "hanging"']], NO_PATIENCE],
  [[[ARRIVING, 'once "hanging"']], ['load.js', 'kStall = 3000', 'kStall = 5000']],
  [[[ARRIVING, 'code, once "one bit flipped"'], [ARRIVING, 'of another build']], NO_CHECK],
  [[[ARRIVING, 'code, always'], [ARRIVING, 'runs as plain JavaScript in page view']], NO_PLAIN],
  [[[ARRIVING, 'used from its HTML alone']], ['early.js', '!ask())) keep(button);', '!ask())) return;']],
  [[[ARRIVING, 'and the content never comes']], ['early.js', 'export const set_aside = () =>', 'export const set_aside = () => undefined &&']],
  [[[ARRIVING, 'the content, always'], [ARRIVING, 'without that too the signs'], [LIVING, 'middle of the first load']], ['boot.js', 'start().catch(() => fail("arrive"));', 'start().catch(() => {});']],
  [[[ARRIVING, 'own script, once']], ['trouble.js', 'else once_more(target);', 'else tell();']],
  [[[ARRIVING, 'own script, always']], ['trouble.js', 'if (is_reload) tell();\n    else once_more(target);', '']],
  [[[ARRIVING, 'own script, always']], ['trouble.js', '?.append(rest', '?.prepend(rest']],
  [[[ARRIVING, 'own script, always']], ['trouble.js', 'input, [data-role=select])")', 'input, select)")']],
  [[['browser/journeys', 'without any script']], ['styles.css', '#nl-app :is(#lead, #memory, .line, button, [data-role=select]) { display: none; }', '']],
  [[[OFFLINE, 'in a cellar the sheet']], ['build.mjs', "document.head.append(make('link', { rel: 'stylesheet', href: published.get('styles.css') }), make(", 'document.head.append(make(']],
  [[[ARRIVING, 'Try again shows']], ['trouble.js', 'if (button.hasAttribute("data-waiting")) return;', '']],
  [[[ARRIVING, 'does not arrive: the page view serves']], ['page.js', 'html.dataset.view = state === "shown" ? "drawn" : "page";', 'html.dataset.view = view;'],
    ['picture.js', 'if (wanted) parts.on_able(!impossible);', 'if (wanted && !impossible) parts.on_able(true);']],
  [[[ARRIVING, 'breaks down in the middle']], ['page.js', 'if (left) core.restore(left, local_now());\n      recovering', 'recovering']],
  [[[ARRIVING, 'breaks down in the middle']], ['page.js', 'recover = stop;', '']],
  [[[ARRIVING, 'breaks down in the middle']], ['page.js', 'on_trouble(await answers_in_words().catch(() => []));', 'on_trouble([]);']],
  [[[ARRIVING, 'breaks down in the middle']], ['page.js', 'core = introduce(await renew());', 'core = introduce(await new Promise((go) => { setTimeout(go, 1000); }).then(renew));']],
  [[[ARRIVING, 'the WebGL context is lost'], [LIVING, 'more pictures on a page']], ['stage.js', 'painter.stage_lost();\n    set_able(false);', 'painter.stage_lost();']],
  [[[ARRIVING, 'the WebGL context is lost']], ['stage.js', 'if (!given_up && raise()) set_able(true);', '']],
  [[[ARRIVING, 'the WebGL context is lost']], ['stage.js', 'if (!given_up && raise()) set_able(true);', 'setTimeout(() => { if (!given_up && raise()) set_able(true); }, 1000);']],

  [[[KEEPING, 'all storage denied']], ['kept.js', 'may_store() ? "failed" : "denied"', '"failed"']],
  [[[KEEPING, 'all storage denied']], ['errands.js', 'unread = error.message;', '']],
  [[[KEEPING, 'without IndexedDB']], ['kept.js', 'if (!globalThis.indexedDB) throw', 'if (false) throw']],
  [[[KEEPING, 'blocked by an old tab']], ['kept.js', 'Promise.race([opened, late])', 'opened']],
  [[[KEEPING, 'a newer version has kept']], ['kept.js', '"VersionError"', '"-"']],
  [[[KEEPING, 'disk is full']], ['kept.js', '"QuotaExceededError"', '"-"']],
  [[[KEEPING, 'own memory is full']], ['tab.js', 'works = false;  // full', '// full']],
  [[[KEEPING, 'kept check that was damaged']], ['errands.js', 'kept: list,', 'kept: list.slice(0, 1),']],
  [[[KEEPING, 'handed out as a file']], ['errands.js', 'else await look();', '']],
  [[[KEEPING, 'handed out as a file']], ['errands.js', 'await kept.clear();', '']],
  [[[KEEPING, 'handed out as a file']], ['errands.js', 'await worker.forget();\n      })),', '})),']],
  [[[KEEPING, 'two tabs keep'], [KEEPING, 'disk is full: Keep']], ['kept.js', 'Promise.all(texts.map((text) => store.add(text)))', 'store.clear().then(() => store.add(texts[0]))']],
  [[[KEEPING, 'a private window'], [KEEPING, 'browser is killed']], ['errands.js', 'await kept.add([text]);', 'setTimeout(() => kept.add([text]), 1000);']],
  [[[KEEPING, 'from the first press on']], ['offline.js', 'wanted = false;', '']],
  [[[KEEPING, 'after a visit: the copy goes']], ['sw.js', 'if (await caches.has(kCache)) await', 'await']],

  [[[LIVING, 'WebGL 1 only']], ['stage.js', 'up = painter.stage("#nl-stage") &&', 'up = painter.stage("#nl-stage") ||']],
  [[[LIVING, 'graphics process is killed'], [LIVING, 'translator at work']], ['page.js', 'on_able: (able) => dispatch({', 'on_able: (able) => able ? undefined : dispatch({ action: "clear" }) ?? dispatch({']],
  [[[LIVING, 'the tab crashes']], ['page.js', 'tab.write(remember ? text : "");', '']],
  [[[LIVING, '"leave no trace" is on']], ['page.js', 'if (traceless) app.event', 'if (false) app.event']],
  [[[LIVING, 'a clock that stands in the year']], ['clock.js', 'return Number.isNaN', 'if (Math.abs(local.getFullYear() - 2030) > 50) throw new Error();\n  return Number.isNaN']],
  [[[LIVING, 'the clocks go back']], ['clock.js', '+ as_offset(offset)', '+ as_offset(0)']],
  [[[LIVING, 'with other digits']], ['events.js', 'value: control.value });\n      return;\n    }', 'value: control.value });\n      return;\n    }\n    if (/[^0-9]/.test((1234567890).toLocaleString().replace(/,/g, ""))) return;']],
  [[[LIVING, 'translator at work']], ['looks.js', 'if (forced.matches || translated() || is_restyled(text)) unfit();', '']],
  [[[LIVING, 'twenty times slower']], ['events.js', 'const control = /** @type {HTMLInputElement} */ (change.target);', 'const control = /** @type {HTMLInputElement} */ (change.target);\n    for (const end = performance.now() + 30_000; performance.now() < end;);']],
  [[[LIVING, 'in the background, frozen']], ['page.js', 'watch_for_unfit(picture.give_up);', 'watch_for_unfit(picture.give_up);\n  document.addEventListener("freeze", () => dispatch({ action: "clear" }));']],
  [[[LIVING, 'without service workers']], ['offline.js', 'registration = made;', 'registration = made;\n    fact("offline", true);']],

  [[[LOAD, 'random taps']], ['page.js', 'render(next, root, document);', 'render(next, root, document);\n    (/** @type {any} */ (window).grown ??= []).push(root.cloneNode(true));']],
  [[[LOAD, 'eight hours']], ['page.js', 'watch_for_unfit(picture.give_up);', 'watch_for_unfit(picture.give_up);\n  setInterval(picture.request_layout, 600_000);']],

  [[[OFFLINE, 'runs in a cellar']], ['sw.js', '(await caches.match(address_of("./"), { cacheName: kCache })) ??', '']],
  [[[OFFLINE, 'copy costs nothing']], ['sw.js', 'fetched(name, "default").catch(', 'fetched(name, "reload").catch(']],
  [[[OFFLINE, 'nothing more is asked'], [LEAVES, 'chromium: a whole check'], [LEAVES, 'nothing but this machine']], ['page.js', 'const { remember, text } = core.saved(local_now());', 'const { remember, text } = core.saved(local_now());\n    fetch("count").catch(() => {});']],
  [[[OFFLINE, 'inside another page']], ['offline.js', 'parent === window ?', 'true ?']],
  [[[OFFLINE, 'a newer version waits'], [OFFLINE, 'never replaces the good copy']], NETWORK_FIRST],
  [[[OFFLINE, 'a newer version waits']], ['sw.js', 'if (same) await leave_only_this();', '']],
  [[[OFFLINE, 'in a cellar the sheet']], ['index.html', 'id="nl-ways-out" rel="offline"', 'id="nl-ways-out" rel="later"']],
  [[[OFFLINE, 'in a cellar the sheet']], ['sw.js', 'if (request.mode === "navigate" && (name', 'if (request.mode === "navigate" || (name']],
  [[[OFFLINE, 'carries the result over']], ['errands.js', 'if (carry) tab.write', 'if (false) tab.write']],
  [[[OFFLINE, 'another tab goes on']], ['offline.js', 'if (!leaving) fact("newer", true);', 'location.reload();']],
  [[[OFFLINE, 'going back to an older']], ['offline.js', 'if (!same && registration', 'if (same && registration']],
  [[[OFFLINE, 'never replaces the good copy'], [OFFLINE, 'one broken file is not offered']], UNCHECKED, NO_INTEGRITY],
  [[[OFFLINE, 'a script meets "wrong type"']], ['sw.js', '?.test(type) === false', '?.test(type) === null']],
  [[[OFFLINE, 'partly thrown out']], ['sw.js', 'await fill(used);\n', '']],
  [[[OFFLINE, 'the way out']], ['sw-off.js', 'await worker.registration.unregister();', '']],
  [[[OFFLINE, 'forced into loads']], ['sw.js', 'if (kept) return kept;', 'const all = (await Promise.all((await caches.keys()).map(async (one) => (await caches.open(one)).keys()))).flat();\n  const other = name.startsWith("styles-") && all.find(({ url }) => url.includes("styles-") && url !== request.url);\n  if (other) return /** @type {Response} */ (await caches.match(other));\n  if (kept) return kept;']],

  [[[INSTALL, 'finds nothing that stands']], ['precache.mjs', "display: 'standalone'", "display: 'browser'"]],
  [[[INSTALL, 'the shortcuts lead']], ['precache.mjs', "shortcut('start', 'check')", "shortcut('start', 'diary')"]],
  [[[INSTALL, 'offered quietly']], ['install.js', 'offer = undefined;\n      possible(false);\n    },\n  };', 'offer = undefined;\n    },\n  };']],
  [[['browser/twins', 'what a phone itself covers']], ['stage.js', '    keep_clear(scale);\n', '']],
  [[['browser/twins', 'what a phone itself covers']], ['place.js', 'style.bottom = `${bottom}px`;', '']],
  [[['browser/twins', 'what a phone itself covers']], ['stage.js', 'canvas.style.top = `${bare.top}px`;', '']],
  [[['browser/twins', 'what a phone itself covers']], ['stage.js', 'innerHeight < kLow * scale ? height : Math.max(height, kLow * scale)', 'height']],
  [[[RECEIPT, 'nothing was asked for']], ['witness.js', 'if (is_ours && workerStart > 0) ++from_copy;\n      else', '']],
  [[[RECEIPT, 'a receipt can say no']], ['witness.js', 'if (is_ours && workerStart > 0) ++from_copy;\n      else asked.push(entry.name);', '']],
  [[[RECEIPT, 'a receipt can say no']], ['witness.js', 'if (begun) stopped.add', 'if (false) stopped.add']],
];

function copy() {
  rmSync(COPY, { recursive: true, force: true });
  mkdirSync(`${COPY}/build`, { recursive: true });
  for (const name of readdirSync(ROOT)) if (!['build', 'node_modules', '.git'].includes(name)) cpSync(`${ROOT}${name}`, `${COPY}/${name}`, { recursive: true });
  for (const name of ['node_modules', 'build/web', 'build/native', 'build/deps']) symlinkSync(`${ROOT}${name}`, `${COPY}/${name}`);
}

/** Builds the copy with these mistakes in it. */
function plant(edits) {
  rmSync(`${COPY}/shell`, { recursive: true });
  cpSync(`${ROOT}shell`, `${COPY}/shell`, { recursive: true });
  // Compressed as little as can be: nobody measures this site.
  for (const [file, stands, planted] of [...edits, ['build.mjs', 'BROTLI_PARAM_QUALITY]: 11', 'BROTLI_PARAM_QUALITY]: 1'], ['build.mjs', '{ level: 9 }', '{ level: 1 }']]) {
    const text = readFileSync(`${COPY}/shell/${file}`, 'utf8');
    if (!text.includes(stands)) throw new Error(`shell/${file} no longer says: ${stands}`);
    writeFileSync(`${COPY}/shell/${file}`, text.replace(stands, () => planted));
  }
  execFileSync(process.execPath, ['shell/build.mjs'], { cwd: COPY, stdio: 'pipe' });
}

/** Runs the tests with this in their name. @returns {{passed: number, failed: number, why: string}} */
function run(file, name) {
  const pattern = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const { stdout, stderr } = spawnSync(process.execPath, ['--test', '--test-reporter=tap', `--test-name-pattern=${pattern}`, `tests/${file}.test.mjs`],
    { cwd: COPY, encoding: 'utf8', env: { ...process.env, NIGHTLEGS_FULL: '1' } });
  const own = stdout.split('\n').filter((line) => /^ +(not )?ok \d+ - /.test(line) && !line.includes('# SKIP') && line.includes(name));
  const failed = own.filter((line) => line.includes('not ok')).length;
  const why = /error: (?:\|-\n)?(.*(?:\n.*)?)/.exec(stdout)?.[1] ?? '';
  if (!own.length) throw new Error(`nothing ran of "${name}":\n${(stdout + stderr).slice(-2000)}`);
  return { passed: own.length - failed, failed, why: why.replace(/\s+/g, ' ').slice(0, 160) };
}

const word = process.argv[2] ?? '';
copy();
let unseen = 0;
for (const [tests, ...edits] of PLANTS) {
  const meant = tests.filter(([file, name]) => `${file} ${name}`.includes(word) || edits.some(([one]) => one.includes(word)));
  if (!meant.length) continue;
  plant(edits);
  for (const [file, name] of meant) {
    const { passed, failed, why } = run(file, name);
    if (!failed) ++unseen;
    console.log(`${failed ? 'noticed ' : 'NOT SEEN'} ${file}: ${name} (${failed} of ${passed + failed}) <- ${edits.map(([where, stands]) => `${where}: ${stands.split('\n')[0].slice(0, 60)}`).join('; ')}${failed ? `\n         ${why}` : ''}`);
  }
}
rmSync(COPY, { recursive: true, force: true });
console.log(unseen ? `${unseen} not seen` : 'each was noticed');
process.exitCode = unseen ? 1 : 0;
