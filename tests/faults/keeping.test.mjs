// keeping.test.mjs - a browser that will not store, a disk that is full, tabs in each other's way, a browser that is killed: the whole
// check works all the same, and the page says what is kept and why something is not.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, before, describe } from 'node:test';
import { chromium } from 'playwright-core';
import { assertQuiet, CHROMIUM, heading, listen, openPage, openSite, PHONE, ready, SWITCHES, whyNot } from '../support/browser.mjs';
import { walk } from '../support/faces.mjs';
import { fault, rarely } from '../support/faults.mjs';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const { ui, emergency_signs } = read('../../assets/words/en.json');
const calm = read('../journeys/paths.json').find(({ expect }) => expect.urgency === 'self-care').answers;

const click = (page, name) => page.getByRole('button', { name, exact: true }).click();
const shown = (page, text) => page.locator('#nl-app').getByText(text, { exact: true }).first().waitFor({ timeout: 15_000 });
const says = async (page, text) => (await page.locator('#nl-app').textContent()).includes(text);

/** A whole check, to its result. */
async function toResult(page) {
  await click(page, ui.start);
  await walk(page, calm);
  assert.notEqual(await heading(page), ui['start-title']);
}

/** A whole check, then Keep: the page must answer with exactly these words. */
async function keepSays(page, words) {
  await toResult(page);
  await click(page, ui.keep);
  await shown(page, words);
}

/** How many checks the device screen lists, and how many of them can't be read. */
async function listed(page) {
  await click(page, ui.device);
  await page.locator('#in-tab-title').waitFor();
  // The list is looked up again as the screen opens.
  await page.waitForTimeout(150);
  const list = await page.evaluate(() => [...document.querySelectorAll('#nl-main h3')].map((one) => one.textContent));
  await click(page, ui.back);
  return { all: list.length, bad: list.filter((one) => one === ui['kept-unreadable']).length };
}

/** Runs in the page: another tab's doings with the same store. */
const openStore = (version) => new Promise((resolve, reject) => {
  const opening = indexedDB.open('nightlegs', version);
  opening.onupgradeneeded = () => { if (!opening.result.objectStoreNames.contains('kept')) opening.result.createObjectStore('kept', { autoIncrement: true }); };
  opening.onsuccess = () => { window.held = opening.result; resolve(); };
  opening.onerror = () => reject(opening.error);
});

/** Runs in the page: what a browser does whose disk is full when a change is to be written down. Chromium itself only looks when a store is made. */
const fillDisk = () => {
  const { add } = IDBObjectStore.prototype;
  window.emptyDisk = () => { IDBObjectStore.prototype.add = add; };
  IDBObjectStore.prototype.add = function addToFull(...given) {
    const request = add.apply(this, given);
    Object.defineProperty(this.transaction, 'error', { value: new DOMException('full', 'QuotaExceededError') });
    request.addEventListener('success', () => this.transaction.abort());
    return request;
  };
};

describe('keeping', { skip: whyNot }, () => {
  let site;
  before(async () => { site = await openSite(); });
  after(() => site?.close());
  const open = (options) => openPage(site, { view: 'page', ...options });

  fault('all storage denied by the browser: the whole check works, and it says that nothing can be kept and nothing is remembered', async () => {
    // A person's own setting "block all cookies", which takes every store away.
    const profile = mkdtempSync(`${tmpdir()}/nightlegs-denied-`);
    mkdirSync(`${profile}/Default`);
    writeFileSync(`${profile}/Default/Preferences`, JSON.stringify({ profile: { default_content_setting_values: { cookies: 2 } } }));
    const context = await chromium.launchPersistentContext(profile, { executablePath: CHROMIUM, args: SWITCHES, viewport: PHONE });
    try {
      const page = await context.newPage();
      page.nightlegs = { faults: [], requests: [] };
      // That the offer to install was held back is Chromium's own remark.
      listen(page, (message) => { if (message.type() !== 'info') page.nightlegs.faults.push(message.text()); });
      page.on('pageerror', (error) => page.nightlegs.faults.push(error.message));
      await page.goto(`${site.address}?view=page`);
      await ready(page);
      assert.equal(await page.evaluate(() => { try { return typeof sessionStorage; } catch (error) { return error.name; } }), 'SecurityError');
      assert.ok(await says(page, emergency_signs[0]));
      await click(page, ui.start);
      await click(page, ui.clear);
      await shown(page, ui['memory-off']);
      await keepSays(page, ui['did-store-denied']);
      assert.equal((await listed(page)).all, 0);
      await click(page, ui.device);
      await shown(page, ui['did-store-denied']);
      assert.ok(!await says(page, ui['kept-none']), 'nobody can tell whether nothing is kept');
      assert.deepEqual(page.nightlegs.faults, []);
    } finally {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  });

  rarely('a browser without IndexedDB: the whole check works, and Keep says that it can\'t', async () => {
    const page = await open({ beforeLoad: () => Object.defineProperty(window, 'indexedDB', { value: undefined }) });
    await keepSays(page, ui['did-store-denied']);
    await assertQuiet(page);
    await page.context().close();
  });

  fault('IndexedDB blocked by an old tab: Keep says which tab is in the way, and works once that is closed', async () => {
    const page = await open();
    const old = await page.context().newPage();
    await old.goto(`${site.address}font-licence.txt`);
    await old.evaluate(openStore, 1);
    // It never lets go: whatever comes after this wish has to wait behind it.
    await old.evaluate(() => { indexedDB.deleteDatabase('nightlegs'); });
    await keepSays(page, ui['did-store-blocked']);
    await click(page, ui.device);
    await shown(page, `${ui['kept-unreadable']}. ${ui['did-store-blocked']}`);
    assert.ok(!await says(page, ui['kept-none']));
    await click(page, ui.back);
    await old.close();
    await click(page, ui.keep);
    await shown(page, ui['did-keep-ok']);
    assert.deepEqual(await listed(page), { all: 1, bad: 0 });
    await assertQuiet(page);
    await page.context().close();
  });

  rarely('a newer version has kept things here: Keep says so and touches nothing', async () => {
    const page = await open();
    const newer = await page.context().newPage();
    await newer.goto(`${site.address}font-licence.txt`);
    await newer.evaluate(openStore, 2);
    await newer.evaluate(() => window.held.close());
    await keepSays(page, ui['did-store-newer']);
    await click(page, ui.device);
    await shown(page, `${ui['kept-unreadable']}. ${ui['refused-newer'].replace('{where}', ui['kept-title'])}`);
    assert.ok(!await says(page, ui['kept-none']));
    assert.equal(await newer.evaluate(async () => (await indexedDB.databases()).find(({ name }) => name === 'nightlegs').version), 2);
    await assertQuiet(page);
    await page.context().close();
  });

  fault('the disk is full: Keep says so, what was kept before is still there, and it works once there is room', async () => {
    const page = await open();
    await keepSays(page, ui['did-keep-ok']);
    await click(page, ui.clear);
    await page.evaluate(fillDisk);
    await keepSays(page, ui['did-store-full']);
    assert.deepEqual(await listed(page), { all: 1, bad: 0 });
    await page.evaluate(() => window.emptyDisk());
    await click(page, ui.keep);
    await shown(page, ui['did-keep-ok']);
    assert.deepEqual(await listed(page), { all: 2, bad: 0 });
    await assertQuiet(page);
    await page.context().close();
  });

  /** How much room this origin has, by the browser itself; without a number as much as ever. */
  async function roomOf(page) {
    const session = await page.context().newCDPSession(page);
    return (quotaSize) => session.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.address).origin, ...(quotaSize && { quotaSize }) });
  }

  rarely('the room that the browser really gives is used up to the last byte: Keep says so, what was kept is whole, and it works once there is room', async () => {
    const page = await open();
    await (await roomOf(page))(2_000_000);
    await keepSays(page, ui['did-keep-ok']);
    await click(page, ui.clear);
    await page.evaluate(async () => {
      const base = await new Promise((resolve) => {
        const opening = indexedDB.open('filler', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('all', { autoIncrement: true });
        opening.onsuccess = () => resolve(opening.result);
      });
      // Noise: what is the same over and over would be written small.
      const put = (size) => new Promise((resolve) => {
        const bytes = new Uint8Array(size);
        for (let at = 0; at < size; at += 65536) crypto.getRandomValues(bytes.subarray(at, Math.min(size, at + 65536)));
        const change = base.transaction('all', 'readwrite', { durability: 'strict' });
        change.objectStore('all').add(bytes);
        change.oncomplete = () => resolve(true);
        change.onabort = () => resolve(false);
      });
      for (let size = 1 << 19; size >= 64; size >>= 1) while (await put(size));
      base.close();
    });
    await keepSays(page, ui['did-store-full']);
    assert.deepEqual(await listed(page), { all: 1, bad: 0 });
    await page.evaluate(() => new Promise((resolve) => { indexedDB.deleteDatabase('filler').onsuccess = resolve; }));
    await click(page, ui.keep);
    await shown(page, ui['did-keep-ok']);
    assert.deepEqual(await listed(page), { all: 2, bad: 0 });
    await assertQuiet(page);
    await page.context().close();
  });

  rarely('the disk is full while the store itself is made: no half a store stays behind', async () => {
    const page = await open();
    const quota = await roomOf(page);
    await quota(1);
    await keepSays(page, ui['did-store-full']);
    assert.deepEqual(await listed(page), { all: 0, bad: 0 });
    await quota();
    await click(page, ui.keep);
    await shown(page, ui['did-keep-ok']);
    await assertQuiet(page);
    await page.context().close();
  });

  rarely('the tab\'s own memory is full: the first screen says that it remembers nothing, and the check goes on', async () => {
    const page = await open();
    await page.evaluate(() => {
      for (let size = 1 << 22; size; size >>= 1) {
        try { for (let n = 0; n < 8; ++n) sessionStorage.setItem(`other-${size}-${n}`, 'x'.repeat(size)); } catch { /* until nothing more goes in */ }
      }
    });
    await click(page, ui.start);
    await click(page, ui.clear);
    await shown(page, ui['memory-off']);
    await toResult(page);
    await assertQuiet(page);
    await page.context().close();
  });

  fault('a kept check that was damaged, and one of a newer version: listed with the reason, the good one untouched', async () => {
    const page = await open();
    await keepSays(page, ui['did-keep-ok']);
    await page.evaluate(() => new Promise((resolve, reject) => {
      const opening = indexedDB.open('nightlegs');
      opening.onsuccess = () => {
        const change = opening.result.transaction('kept', 'readwrite');
        const store = change.objectStore('kept');
        store.getAll().onsuccess = ({ target }) => {
          const [text] = target.result;
          store.add(text.replace(/"checksum": "./, (all) => `${all.slice(0, -1)}${all.endsWith('0') ? '1' : '0'}`));
          store.add(text.replace(/"version": \d+/, '"version": 99'));
          store.add(text.slice(0, text.length >> 1));
        };
        change.oncomplete = () => { opening.result.close(); resolve(); };
        change.onerror = () => reject(change.error);
      };
    }));
    await click(page, ui.device);
    await page.waitForFunction(() => document.querySelectorAll('#nl-main h3').length === 4);
    assert.equal(await page.getByRole('heading', { name: ui['kept-unreadable'] }).count(), 3);
    assert.ok(await says(page, ui['refused-newer'].split(' (')[0]));
    assert.ok(await says(page, ui['refused-damaged'].split(' (')[0]));
    await click(page, ui.erase);
    await shown(page, ui['kept-none']);
    await assertQuiet(page);
    await page.context().close();
  });

  fault('handed out as a file, erased and taken in again; a damaged, newer, foreign or huge file is refused with reason and place, and changes nothing', async () => {
    const page = await open({ offline: true });
    await shown(page, ui.offline);
    await keepSays(page, ui['did-keep-ok']);
    await click(page, ui.device);
    const arriving = page.waitForEvent('download');
    await click(page, ui.export);
    const text = readFileSync(await (await arriving).path(), 'utf8');
    await shown(page, ui['did-export-ok']);
    const takeIn = async (file) => {
      const asked = page.waitForEvent('filechooser');
      await click(page, ui.import);
      await (await asked).setFiles({ name: 'kept.json', mimeType: 'application/json', buffer: Buffer.from(file) });
    };
    const lying = () => page.evaluate(() => new Promise((resolve) => {
      const opening = indexedDB.open('nightlegs');
      opening.onsuccess = () => {
        opening.result.transaction('kept').objectStore('kept').getAll().onsuccess = ({ target }) => { opening.result.close(); resolve(target.result); };
      };
    }));
    const before = await lying();
    assert.equal(before.length, 1);
    for (const [why, file] of [['damaged', text.slice(0, text.length >> 1)], ['damaged', text.replace('self-care', 'self-cane').replace('"none"', '"nine"')],
      ['newer', text.replace(/"version": \d+/, '"version": 99')], ['foreign', '{"legs": 2}'], ['too_big', 'x'.repeat(5_000_000)]]) {
      assert.notEqual(file, text);
      await takeIn(file);
      const [reason, rest] = ui[`refused-${why}`].split('{where}');
      await page.waitForFunction((words) => document.getElementById('outcome')?.textContent.includes(words), reason);
      const said = await page.locator('#outcome').textContent();
      assert.match(said.slice(said.indexOf(reason) + reason.length).split(rest)[0], /^file/, 'the place');
      assert.deepEqual(await lying(), before);
    }
    await click(page, ui.erase);
    await shown(page, ui['did-erase-ok']);
    await shown(page, ui['kept-none']);
    assert.deepEqual([await lying(), await page.evaluate(async () => [sessionStorage.length, await caches.keys(), (await navigator.serviceWorker.getRegistrations()).length])], [[], [0, [], 0]]);
    await takeIn(text);
    await shown(page, ui['did-import-ok'].replace('{what}', '1'));
    assert.deepEqual(await lying(), before);
    await page.reload();
    await ready(page);
    assert.deepEqual(await listed(page), { all: 1, bad: 0 });
    assert.deepEqual(page.nightlegs.faults.filter((one) => !one.startsWith('failed request: blob:')), []);
    await page.context().close();
  });

  fault('two tabs keep at the same moment: both are kept, whole', async () => {
    const page = await open();
    const other = await page.context().newPage();
    other.nightlegs = { faults: [], requests: [] };
    await other.goto(`${site.address}?view=page`);
    await ready(other);
    await toResult(page);
    await toResult(other);
    await Promise.all([page, other].map((each) => each.evaluate(() => document.querySelector('[data-action=keep]').click())));
    await Promise.all([page, other].map((each) => shown(each, ui['did-keep-ok'])));
    assert.deepEqual(await listed(page), { all: 2, bad: 0 });
    await assertQuiet(page);
    await page.context().close();
  });

  rarely('a private window: the check works and keeps while it is open; nothing of it is in the next one', async () => {
    const page = await open();  // a context of Playwright's is a private window of Chromium's
    await keepSays(page, ui['did-keep-ok']);
    assert.deepEqual(await listed(page), { all: 1, bad: 0 });
    await page.context().close();
    const next = await open();
    assert.deepEqual(await listed(next), { all: 0, bad: 0 });
    await next.context().close();
  });

  fault('"leave no trace" from the first press on: nothing at all is stored, also not by a whole check', async () => {
    const page = await open({ offline: true });
    await click(page, ui.trace);
    await shown(page, ui['did-forget-ok']);
    await toResult(page);
    await page.waitForTimeout(1500);  // the copy would be made by now
    assert.deepEqual(await page.evaluate(async () => ({
      session: sessionStorage.length, local: localStorage.length, cookies: document.cookie, copies: await caches.keys(),
      bases: (await indexedDB.databases()).map(({ name }) => name), workers: (await navigator.serviceWorker.getRegistrations()).length,
    })), { session: 0, local: 0, cookies: '', copies: [], bases: [], workers: 0 });
    await page.context().close();
  });

  fault('"leave no trace" after a visit: the copy goes, and what the open page fetches later does not bring it back', async () => {
    const page = await open({ offline: true });
    await shown(page, ui.offline);
    await page.reload();  // from now on the worker serves this page
    await ready(page);
    await click(page, ui.trace);
    await shown(page, ui['did-forget-ok']);
    await page.evaluate(() => Promise.all(['nl-ways-out', 'nl-drawn'].map((id) => fetch(document.getElementById(id).href))));
    await page.waitForTimeout(300);
    assert.deepEqual(await page.evaluate(() => caches.keys()), []);
    await page.context().close();
  });

  const points = 20;
  rarely(`the browser is killed at ${points} points of a save: what was kept is there, the new one whole or not at all, never a mix`, async () => {
    const profile = mkdtempSync(`${tmpdir()}/nightlegs-killed-`);
    const start = async () => {
      const program = spawn(CHROMIUM, ['--headless', ...SWITCHES, '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
      const address = await new Promise((resolve, reject) => {
        let text = '';
        program.stderr.on('data', (data) => {
          text += data;
          const found = /DevTools listening on (ws:\S+)/.exec(text);
          if (found) resolve(found[1]);
        });
        program.once('exit', () => reject(new Error(`Chromium ended: ${text.slice(-300)}`)));
      });
      const browser = await chromium.connectOverCDP(address);
      const page = await browser.contexts()[0].newPage();
      page.nightlegs = { faults: [], requests: [] };
      await page.addInitScript(() => { delete Navigator.prototype.serviceWorker; });
      await page.goto(`${site.address}?view=page`);
      await ready(page);
      return { page, kill: async () => {
        const gone = new Promise((resolve) => program.once('exit', resolve));
        process.kill(-program.pid, 'SIGKILL');
        await gone;
        await browser.close().catch(() => {});
      } };
    };
    let kill = async () => {};
    try {
      let least = 0;
      let most = 0;
      for (let point = 0; point <= points; ++point) {
        const started = await start();
        const { page } = started;
        kill = started.kill;
        const there = await listed(page);
        assert.equal(there.bad, 0, `after ${point} kills every kept check can be read`);
        assert.ok(there.all >= least && there.all <= most, `${there.all} are kept: between ${least}, which the page called kept, and ${most}`);
        if (point < points) {
          await toResult(page);
          await page.evaluate(() => document.querySelector('[data-action=keep]').click());
          await page.waitForTimeout(point * 3);
          const said = await says(page, ui['did-keep-ok']);
          least = there.all + (said ? 1 : 0);
          most = there.all + 1;
        }
        await kill();
        kill = async () => {};
      }
    } finally {
      await kill();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});
