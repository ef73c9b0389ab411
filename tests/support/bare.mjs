// bare.mjs - Firefox and WebKit as people have them, with no driver that changes their ways: a window is opened on an address,
// and the page itself reports to the server that it came from. For what depends on the browser's own storage and frames.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { openDisplay } from './engines.mjs';

const WEBKIT = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
const QUIET = {
  'browser.aboutwelcome.enabled': false, 'browser.startup.homepage_override.mstone': 'ignore', 'termsofuse.bypassNotification': true,
  'datareporting.policy.dataSubmissionEnabled': false, 'app.normandy.enabled': false, 'network.captive-portal-service.enabled': false,
  'browser.shell.checkDefaultBrowser': false, 'browser.sessionstore.resume_from_crash': false,
};

/**
 * Opens one window, and closes it with all its processes.
 * @param {"firefox" | "webkit"} engine
 * @param {string} address
 * @param {{preferences?: Record<string, unknown>}} [options] preferences: of Firefox
 * @returns {Promise<{close: () => Promise<void>}>}
 */
export async function openBare(engine, address, { preferences = {} } = {}) {
  const display = await openDisplay({ width: 1280, height: 1024 });
  const home = mkdtempSync(`${tmpdir()}/nightlegs-bare-`);
  const profile = `${home}/profile`;
  mkdirSync(profile);
  writeFileSync(`${profile}/user.js`, Object.entries({ ...QUIET, ...preferences }).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(''));
  const [program, ...args] = engine === 'firefox'
    ? ['firefox-esr', '--profile', profile, '--no-remote', '--new-instance', '--kiosk', address]
    : [WEBKIT, '-f', address];
  const env = { ...process.env, DISPLAY: display.name, HOME: home, XDG_CACHE_HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home };
  const browser = spawn(program, args, { env, stdio: 'ignore', detached: true });  // a group of its own, so that all of it can be ended
  return {
    async close() {
      const gone = browser.exitCode === null ? new Promise((resolve) => browser.once('exit', resolve)) : undefined;
      try { process.kill(-browser.pid, 'SIGKILL'); } catch { /* it has ended already */ }
      await gone;
      await display.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
