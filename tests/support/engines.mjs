// engines.mjs - the same site in three real engines, behind one small interface: open, find by role and name, click, press
// keys, evaluate, take a picture. Roles and names are the engine's own wherever it tells them.
//   Chromium   over playwright-core, no display needed
//   Firefox    over puppeteer-core and WebDriver BiDi, inside Xvfb: without a display it has no WebGL2
//   WebKitGTK  over its own WebDriver by plain HTTP, inside Xvfb: the nearest to Safari that runs here
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { openBrowser, openSite, openPage, whyNot as noChromium } from './browser.mjs';

const FIREFOX = process.env.FIREFOX ?? ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find(existsSync);
const WEBKIT_DRIVER = '/usr/bin/WebKitWebDriver';
const MINIBROWSER = ['/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser', '/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser'].find(existsSync);
const XVFB = '/usr/bin/Xvfb';

const lacking = (...pairs) => {
  const missing = pairs.filter(([there]) => !there).map(([, what]) => what);
  return missing.length ? `${missing.join(' and ')} not installed (./setup --full brings them)` : false;
};
/** Why an engine can't run here, by its name; false when it can. */
export const whyNotEngine = {
  chromium: noChromium,
  firefox: lacking([FIREFOX, 'Firefox'], [existsSync(XVFB), 'Xvfb']),
  webkit: lacking([existsSync(WEBKIT_DRIVER) && MINIBROWSER, 'WebKitGTK\'s driver'], [existsSync(XVFB), 'Xvfb']),
};

/**
 * A tab with the page in it. `find` and whatever takes an element use the engine's own handles.
 * @typedef {object} Tab
 * @property {string} engine
 * @property {<T>(fn: (...args: any[]) => T | Promise<T>, ...args: any[]) => Promise<T>} evaluate runs in the page
 * @property {(role: string, name: string) => Promise<any[]>} find elements with this role and exactly this name
 * @property {(element: any) => Promise<void>} click with the mouse, in the element's middle
 * @property {(element: any) => Promise<void>} focus
 * @property {(key: string) => Promise<void>} key "Tab", "Shift+Tab", "Enter", "Space", "ArrowDown", "a" ...
 * @property {(text: string) => Promise<void>} type
 * @property {() => Promise<Buffer>} picture PNG of what is in view
 * @property {() => Promise<string[]>} faults everything that the page should not have done
 * @property {() => Promise<void>} close
 */

// --- A display of its own -------------------------------------------------------------------------------------------

/** An X server on a free display, ended by its own process id. */
export async function openDisplay({ width = 1400, height = 1200 } = {}) {
  const server = spawn(XVFB, ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise((resolve, reject) => {
    server.stdio[3].once('data', (data) => resolve(String(data).trim()));
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
  });
  return { name: `:${number}`, close: () => ended(server) };
}

/** Ends a process that we started and waits until it is gone. */
export async function ended(child, signal = 'SIGTERM') {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  const late = setTimeout(() => child.kill('SIGKILL'), 5000);
  await gone;
  clearTimeout(late);
}

const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

// --- What every engine's tab shares ---------------------------------------------------------------------------------

const READY = () => document.documentElement.dataset.nightlegs;

/** Waits for the app to have taken over. @param {Tab} tab */
async function ready(tab) {
  for (const end = Date.now() + 60_000; Date.now() < end;) {
    const state = await tab.evaluate(READY);
    if (state === 'ready') return;
    if (state === 'failed') throw new Error(`the app did not start in ${tab.engine}: ${(await tab.faults()).join('; ') || 'no reason given'}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the app was not ready after 60 s in ${tab.engine}`);
}

/** Runs in the page: what it may not do, as far as the page itself can tell. */
function breaches() {
  const { origin } = location;
  const elsewhere = performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !/^(data|blob):/.test(name) && new URL(name).origin !== origin);
  return [...elsewhere.map((name) => `request to ${name}`), ...(window.policyBreaches ?? [])];
}

/** Chromium for a host of the test's own. @param {string[]} args */
async function alone(args) {
  const browser = await openBrowser(args);
  return { browser, close: () => browser.close() };
}

/** build/site served for this test, unless it brings a host of its own. @param {string} [address] */
async function served(address) {
  if (address) return { address, close: async () => {} };
  const { serve } = await import('../../shell/serve.mjs');
  return serve({ port: 0 });
}

// --- Chromium -------------------------------------------------------------------------------------------------------

async function openChromium({ address, proxy } = {}) {
  const args = proxy ? [`--proxy-server=http://127.0.0.1:${proxy}`, '--proxy-bypass-list=localhost'] : [];
  const site = address ? { address, ...await alone(args) } : await openSite({ args });
  return {
    name: 'chromium',
    address: site.address,
    async open(search = '', { width = 390, height = 844 } = {}) {
      const page = await openPage(site, { search, context: { viewport: { width, height } }, offline: Boolean(proxy) });
      return {
        engine: 'chromium', page,
        evaluate: (fn, ...args) => page.evaluate(`(${fn})(...${JSON.stringify(args)})`),
        find: (role, name) => page.getByRole(role, { name, exact: true }).elementHandles(),
        click: (element) => element.click(),
        focus: (element) => element.focus(),
        key: (key) => page.keyboard.press(key),
        type: (text) => page.keyboard.type(text),
        picture: () => page.screenshot(),
        faults: async () => [...page.nightlegs.faults, ...await page.evaluate(breaches)],
        close: () => page.context().close(),
      };
    },
    close: () => site.close(),
  };
}

// --- Firefox --------------------------------------------------------------------------------------------------------

/** Preferences that keep the browser from talking to anybody by itself, and from a welcome tab. */
const QUIET = {
  'browser.aboutwelcome.enabled': false, 'browser.startup.homepage_override.mstone': 'ignore', 'termsofuse.bypassNotification': true,
  'datareporting.policy.dataSubmissionEnabled': false, 'app.normandy.enabled': false, 'network.captive-portal-service.enabled': false,
};

/** All but localhost is asked through this port. @param {number} [proxy] */
const through = (proxy) => (proxy ? {
  'network.proxy.type': 1, 'network.proxy.http': '127.0.0.1', 'network.proxy.http_port': proxy, 'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': proxy, 'network.proxy.no_proxies_on': 'localhost', 'network.proxy.allow_hijacking_localhost': false,
} : {});

async function openFirefox({ preferences = {}, address: own, proxy } = {}) {
  const { default: puppeteer } = await import('puppeteer-core');
  const { address, close } = await served(own);
  const display = await openDisplay();
  const browser = await puppeteer.launch({
    browser: 'firefox', executablePath: FIREFOX, headless: true, env: { ...process.env, DISPLAY: display.name },
    extraPrefsFirefox: { ...QUIET, ...through(proxy), ...preferences }, protocolTimeout: 120_000,
  });
  const keys = { Space: ' ' };
  return {
    name: 'firefox',
    address,
    async open(search = '', { width = 390, height = 844 } = {}) {
      const page = await browser.newPage();
      await page.setViewport({ width, height });
      const faults = [];
      page.on('console', (message) => faults.push(`console ${message.type()}: ${message.text()}`));
      page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
      page.on('requestfailed', (request) => faults.push(`failed request: ${request.url()}`));
      page.on('response', (response) => { if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`); });
      await page.evaluateOnNewDocument(() => {
        window.policyBreaches = [];
        document.addEventListener('securitypolicyviolation', (event) => window.policyBreaches.push(`${event.violatedDirective} ${event.blockedURI}`));
      });
      await page.goto(search ? `${address}?${search}` : address);
      const tab = {
        engine: 'firefox', page,
        evaluate: (fn, ...args) => page.evaluate(fn, ...args),
        find: (role, name) => page.$$(`::-p-aria([name=${JSON.stringify(name)}][role="${role}"])`),
        click: (element) => element.click(),
        focus: (element) => element.focus(),
        async key(key) {
          const [last, ...held] = key.split('+').reverse();
          for (const one of held) await page.keyboard.down(one);
          await page.keyboard.press(keys[last] ?? last);
          for (const one of held) await page.keyboard.up(one);
        },
        type: (text) => page.keyboard.type(text),
        picture: async () => Buffer.from(await page.screenshot()),
        faults: async () => [...faults, ...await page.evaluate(breaches)],
        close: () => page.close(),
      };
      await ready(tab);
      return tab;
    },
    async close() {
      await browser.close();
      await display.close();
      await close();
    },
  };
}

// --- WebKitGTK ------------------------------------------------------------------------------------------------------

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const CODES = { Tab: '\ue004', Enter: '\ue007', Space: ' ', Escape: '\ue00c', ArrowLeft: '\ue012', ArrowUp: '\ue013', ArrowRight: '\ue014', ArrowDown: '\ue015', Shift: '\ue008', Control: '\ue009', Home: '\ue011', End: '\ue010' };

/** Which elements may have a role at all; the engine says whether they do. */
const CANDIDATES = {
  button: 'button, [role=button]', link: 'a[href]', checkbox: 'input[type=checkbox]', radio: 'input[type=radio]', textbox: 'input[type=text]',
  heading: 'h1, h2, h3', combobox: 'select', radiogroup: '[role=radiogroup]', group: 'fieldset, details', timer: '[role=timer]', img: '[role=img]',
};

async function openWebKit({ address: own, proxy } = {}) {
  const { address, close } = await served(own);
  const display = await openDisplay();
  const port = await freePort();
  const home = mkdtempSync(`${tmpdir()}/nightlegs-webkit-`);
  const driver = spawn(WEBKIT_DRIVER, [`--port=${port}`, '--host=127.0.0.1'], { stdio: 'ignore', env: { ...process.env, DISPLAY: display.name, HOME: home, XDG_CACHE_HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home } });
  const call = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined });
    const { value } = await answer.json();
    if (value?.error) throw new Error(`WebKit: ${value.error}: ${value.message}`);
    return value;
  };
  for (const end = Date.now() + 10_000; ;) {
    try { await call('GET', '/status'); break; } catch (error) { if (Date.now() > end) throw error; }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { sessionId } = await call('POST', '/session', { capabilities: { alwaysMatch: {
    ...(proxy && { proxy: { proxyType: 'manual', httpProxy: `127.0.0.1:${proxy}`, sslProxy: `127.0.0.1:${proxy}`, noProxy: ['localhost'] } }),
    browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary: MINIBROWSER, args: ['--automation'] },
  } } });
  const at = `/session/${sessionId}`;
  await call('POST', `${at}/timeouts`, { script: 120_000 });  // a whole check may be one script
  const run = (script, args) => call('POST', `${at}/execute/sync`, { script, args });
  return {
    name: 'webkit',
    address,
    /** One tab at a time. The window is never narrower than its bar: 447 px. */
    async open(search = '', { width = 447, height = 844 } = {}) {
      const { height: outer } = await call('POST', `${at}/window/rect`, { x: 0, y: 0, width, height });
      const inner = await run('return innerHeight', []);
      await call('POST', `${at}/window/rect`, { width, height: height + outer - inner });
      const url = search ? `${address}?${search}` : address;
      await call('POST', `${at}/url`, { url });
      // Always the same tab: what it remembers of the check before belongs to that one.
      await run('sessionStorage.clear(); window.left = true;', []);
      await call('POST', `${at}/url`, { url });
      // On a busy machine the driver comes back while the page before still stands, which is ready too.
      for (const end = Date.now() + 30_000; await run('return window.left', []);) {
        if (Date.now() > end) throw new Error('WebKit did not leave the page before');
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const actions = (list) => call('POST', `${at}/actions`, { actions: list });
      const tab = {
        engine: 'webkit',
        async evaluate(fn, ...args) {
          const answer = await call('POST', `${at}/execute/async`, {
            script: `const done = arguments[arguments.length - 1];
              Promise.resolve().then(() => (${fn})(...JSON.parse(arguments[0]))).then((value) => done({ value }), (error) => done({ error: String(error) }));`,
            args: [JSON.stringify(args)],
          });
          if (answer.error) throw new Error(answer.error);
          return answer.value;
        },
        async find(role, name) {
          // The page tells which elements hold these words; what they are called, and what they are, the engine.
          const maybe = await run(`
            const [selector, name] = arguments;
            const words = (element) => (element?.textContent ?? '').replace(/\\s+/g, ' ').trim();
            return [...document.querySelectorAll(selector)].filter((element) => [
              element.getAttribute('aria-label'), words(element), words(element.closest('label')),
              (element.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => words(document.getElementById(id))).join(' '),
            ].some((text) => text && text.includes(name)));`, [CANDIDATES[role] ?? `[role=${role}]`, name]);
          const right = [];
          for (const element of maybe) {
            const path = `${at}/element/${element[ELEMENT]}`;
            if (await call('GET', `${path}/computedlabel`) !== name) continue;
            if (await call('GET', `${path}/computedrole`) === role) right.push(element);
          }
          return right;
        },
        click: (element) => call('POST', `${at}/element/${element[ELEMENT]}/click`),
        focus: (element) => run('arguments[0].focus()', [element]),
        async key(key) {
          const [last, ...held] = key.split('+').reverse();
          const code = (one) => CODES[one] ?? one;
          await actions([{ type: 'key', id: 'keys', actions: [
            ...held.map((one) => ({ type: 'keyDown', value: code(one) })),
            { type: 'keyDown', value: code(last) }, { type: 'keyUp', value: code(last) },
            ...held.map((one) => ({ type: 'keyUp', value: code(one) })),
          ] }]);
        },
        type: (text) => actions([{ type: 'key', id: 'keys', actions: [...text].flatMap((letter) => [{ type: 'keyDown', value: letter }, { type: 'keyUp', value: letter }]) }]),
        picture: async () => Buffer.from(await call('GET', `${at}/screenshot`), 'base64'),
        faults: () => tab.evaluate(breaches),
        close: () => call('POST', `${at}/url`, { url: 'about:blank' }),
      };
      await ready(tab);
      return tab;
    },
    async close() {
      await call('DELETE', at).catch(() => {});
      await ended(driver);
      await display.close();
      await close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const OPENERS = { chromium: openChromium, firefox: openFirefox, webkit: openWebKit };
export const ENGINES = Object.keys(OPENERS);

/**
 * Serves the site and starts an engine.
 * @param {"chromium" | "firefox" | "webkit"} name
 * @param {{preferences?: Record<string, any>, address?: string, proxy?: number}} [options] preferences: of Firefox; address: of a host of the
 *   test's own instead of build/site; proxy: port of what all but that host is asked through
 */
export const openEngine = (name, options) => OPENERS[name](options);
