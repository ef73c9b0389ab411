// orca.mjs - a real screen reader, hearing a real browser: Orca with its own session bus and display, real keys by xdotool,
// and what it says read from its debug log. Nothing of the machine's own desktop is touched.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { ended, openDisplay } from './engines.mjs';

const BUS_LAUNCHER = ['/usr/libexec/at-spi-bus-launcher', '/usr/lib/at-spi2-core/at-spi-bus-launcher'].find(existsSync);
const CHROMIUM = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
const FIREFOX = process.env.FIREFOX ?? ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find(existsSync);

const needed = [
  ['Orca', existsSync('/usr/bin/orca')], ['xdotool', existsSync('/usr/bin/xdotool')], ['Xvfb', existsSync('/usr/bin/Xvfb')],
  ['the accessibility bus', BUS_LAUNCHER], ['dbus-daemon', existsSync('/usr/bin/dbus-daemon')],
];
const missing = needed.filter(([, there]) => !there).map(([name]) => name);
/** Why Orca can't be heard here; false when it can. */
export const whyNotOrca = missing.length ? `${missing.join(', ')} not installed (./setup --full brings them)` : false;
/** The same for each browser. */
export const whyNotOrcaIn = {
  firefox: whyNotOrca || (FIREFOX ? false : 'Firefox is not installed (./setup --full brings it)'),
  chromium: whyNotOrca || (CHROMIUM ? false : 'Chromium is not installed (./setup brings it)'),
};

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What Firefox must not open or say by itself. */
const FIREFOX_PREFS = {
  'browser.aboutwelcome.enabled': false, 'browser.startup.homepage_override.mstone': 'ignore', 'datareporting.policy.dataSubmissionEnabled': false,
  'termsofuse.bypassNotification': true, 'app.normandy.enabled': false, 'accessibility.force_disabled': -1, 'browser.translations.enable': false,
  'browser.tabs.warnOnClose': false, 'browser.shell.checkDefaultBrowser': false, 'ui.prefersReducedMotion': 1,
  // Neither a tab of its own, loaded ahead, nor its bar about the system's sandbox.
  'browser.newtab.preload': false, 'browser.newtabpage.enabled': false, 'security.sandbox.warn_unprivileged_namespaces': false,
};

/** What Orca asks which other Orcas run: on its own desk none. Else it would end that of whoever works at this machine, or not start. */
const NOBODY = '#!/bin/sh\nexit 1\n';

/**
 * Another Orca that looks for its like does not find this one either: its process has another name (PR_SET_NAME).
 * Of all that Orca could note only this, at once, a line each: a whole check would be hundreds of megabytes otherwise, and Orca slow.
 *   "KEY name"     it has heard of a key
 *   "SAID phrase"  it says that; "LIVE phrase" when a live region is what it says
 *   "."            it is at work on something it was told, said or not
 */
const ONLY_SPEECH = `
import ctypes, re, time
import orca.debug as debug
import orca.speech as speech
speech.speakKeyEvent = lambda *told, **more: None  # a key's own name
ctypes.CDLL(None).prctl(15, b"orca-heard", 0, 0, 0)
state = {"as": "SAID", "worked": 0}
def put(line):
    if debug.debugFile:
        debug.debugFile.write(line + "\\n")
        debug.debugFile.flush()
def note(level, text="", timestamp=False):
    text = str(text)
    key = re.match(r"\\nvvvvv PROCESS \\w*KEY_PRESSED\\w*: '(\\w+)' \\(\\d+\\) vvvvv", text)
    said = re.match(r"SPEECH OUTPUT: '(.*?)'(?: voice=\\w+)?(?: ?\\{.*| ?None)?$", text, re.S)
    if key:
        put("KEY " + key[1])
    elif said and said[1].strip():
        put(state["as"] + " " + " ".join(said[1].replace("\\ufffc", "[OBJ]").split()))
    elif "PRESENT LIVE REGION MESSAGE" in text:
        state["as"] = "LIVE" if "vvvvv" in text else "SAID"
    elif "PROCESS OBJECT EVENT" in text and time.time() - state["worked"] > 0.05:
        state["worked"] = time.time()
        put(".")
debug.println = note
debug.debugLevel = debug.LEVEL_INFO
`;

const BROWSERS = {
  firefox(url, home) {
    const profile = `${home}/firefox`;
    mkdirSync(profile);
    writeFileSync(`${profile}/user.js`, Object.entries(FIREFOX_PREFS).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(''));
    return [FIREFOX, ['--profile', profile, '--no-remote', '--kiosk', url]];
  },
  chromium: (url, home) => [CHROMIUM, ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run',
    '--use-angle=swiftshader', '--enable-unsafe-swiftshader', `--user-data-dir=${home}/chromium`, '--force-renderer-accessibility', '--kiosk', '--disable-features=Translate', '--no-default-browser-check', url]],
};

/**
 * A desktop of its own with a browser and Orca on it.
 * @param {object} options
 * @param {"firefox" | "chromium"} options.browser
 * @param {string} options.url
 */
export async function openDesk({ browser, url }) {
  const home = mkdtempSync(`${tmpdir()}/nightlegs-orca-`);
  mkdirSync(`${home}/run`, { mode: 0o700 });
  const log = `${home}/orca.log`;
  const display = await openDisplay({ width: 1280, height: 1024 });
  const env = { ...process.env, HOME: home, XDG_RUNTIME_DIR: `${home}/run`, DISPLAY: display.name, GNOME_ACCESSIBILITY: '1', NO_AT_BRIDGE: '0', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' };
  delete env.DBUS_SESSION_BUS_ADDRESS;
  delete env.WAYLAND_DISPLAY;
  /** @type {import('node:child_process').ChildProcess[]} */
  const started = [];
  async function close() {
    for (const child of started.reverse()) await ended(child);
    await display.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
  const start = (program, args, options = {}) => {
    const child = spawn(program, args, { env, stdio: 'ignore', ...options });
    started.push(child);
    return child;
  };
  const bus = start('/usr/bin/dbus-daemon', ['--session', '--nofork', '--print-address=1', '--nopidfile'], { stdio: ['ignore', 'pipe', 'ignore'] });
  env.DBUS_SESSION_BUS_ADDRESS = await new Promise((resolve, reject) => {
    bus.stdout.once('data', (data) => resolve(String(data).trim()));
    bus.once('exit', (code) => reject(new Error(`dbus-daemon ended with ${code}`)));
  });
  start(BUS_LAUNCHER, ['--launch-immediately']);
  await pause(1000);
  spawnSync('dbus-send', ['--session', '--print-reply', '--dest=org.a11y.Bus', '/org/a11y/bus', 'org.freedesktop.DBus.Properties.Set',
    'string:org.a11y.Status', 'string:ScreenReaderEnabled', 'variant:boolean:true'], { env });
  mkdirSync(`${home}/.local/share/orca`, { recursive: true });
  writeFileSync(`${home}/.local/share/orca/orca-customizations.py`, ONLY_SPEECH);
  mkdirSync(`${home}/bin`);
  writeFileSync(`${home}/bin/pgrep`, NOBODY, { mode: 0o755 });
  start('/usr/bin/orca', [`--debug-file=${log}`], { env: { ...env, PATH: `${home}/bin:${env.PATH}` } });
  for (const end = Date.now() + 120_000; !existsSync(log) || !/^SAID /m.test(readFileSync(log, 'utf8'));) {
    if (Date.now() > end) {
      const said = existsSync(log) ? readFileSync(log, 'utf8').slice(-600) : 'nothing';
      await close();
      throw new Error(`Orca did not say that it is on; its log ends: ${said}`);
    }
    await pause(200);
  }
  start(...BROWSERS[browser](url, home), {});
  /** All that was said so far, what live regions say as "live: ..."; each look reads only what was written since the last. @type {string[]} */
  const phrases = [];
  let offset = 0;
  let rest = '';
  let keys = 0;         // of which Orca has heard
  let sinceKey = 0;     // how many phrases came before the last of them
  let busy = Date.now();  // when Orca was last seen at work
  function heard() {
    const file = existsSync(log) ? openSync(log, 'r') : undefined;
    if (file === undefined) return phrases;
    const piece = Buffer.alloc(65536);
    for (let read; (read = readSync(file, piece, 0, piece.length, offset)) > 0; offset += read) rest += piece.toString('latin1', 0, read);
    closeSync(file);
    const lines = rest.split('\n');
    rest = lines.pop();
    if (lines.length) busy = Date.now();
    for (const line of lines) {
      const [, what, words] = /^(\S+) ?(.*)$/.exec(Buffer.from(line, 'latin1').toString('utf8')) ?? [];
      if (what === 'SAID') phrases.push(words);
      else if (what === 'LIVE') phrases.push(`live: ${words}`);
      else if (what === 'KEY' && !/^(Shift|Control|Alt)_/.test(words)) {
        ++keys;
        sinceKey = phrases.length;
      }
    }
    return phrases;
  }
  return {
    env, home, log, heard,
    /** Presses real keys of the X server: "Tab", "space", "Return", "Down", "ctrl+Home". */
    press: (...keys) => spawnSync('xdotool', ['key', ...keys], { env }),
    /** Presses a key, waits until Orca has heard of it, has said something and is quiet; what it said to it. */
    async answer(key, { quiet = 150, most = 8000 } = {}) {
      heard();
      const before = keys;
      this.press(key);
      for (const end = Date.now() + 30_000; heard() && keys === before && Date.now() < end;) await pause(20);
      return this.settled(sinceKey, { quiet, most });
    },
    /**
     * Waits until something was said and Orca then had nothing to do for a while, and gives what was said since `from`.
     * @param {number} from how many phrases were heard before
     */
    async settled(from, { quiet = 700, most = 15_000 } = {}) {
      for (const end = Date.now() + most; Date.now() < end; await pause(20)) {
        const now = heard().slice(from).filter((phrase) => !phrase.startsWith('live: ')).length;
        if (now && Date.now() - busy > quiet) break;
      }
      return heard().slice(from);
    },
    close,
  };
}
