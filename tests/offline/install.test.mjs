// install.test.mjs - the page as an app of its own: what Chromium says to it, where its shortcuts lead, and when it is offered.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, before, describe, test } from 'node:test';
import { chromium } from 'playwright-core';
import { CHROMIUM, heading, openSite, PHONE, questionNow, ready, SWITCHES, whyNot } from '../support/browser.mjs';
import { walk } from '../support/faces.mjs';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const { ui } = read('../../assets/words/en.json');
const calm = read('../journeys/paths.json').find(({ expect }) => expect.urgency === 'self-care').answers;

describe('as an app of its own', { skip: whyNot }, () => {
  let site, context, profile;
  before(async () => {
    site = await openSite();
    profile = mkdtempSync(`${tmpdir()}/nightlegs-install-`);
    // A profile of its own: nothing is installed from a private window.
    context = await chromium.launchPersistentContext(profile, { executablePath: CHROMIUM, args: SWITCHES, viewport: PHONE });
  });
  after(async () => {
    await context?.close();
    await site?.close();
    if (profile) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  async function open(search) {
    const page = await context.newPage();
    page.nightlegs = { faults: [], requests: [] };
    await page.goto(site.address + search);
    await ready(page);
    return page;
  }

  test('Chromium finds nothing that stands in the way of installing it', async () => {
    const page = await open('?view=page');
    const session = await context.newCDPSession(page);
    const { errors, manifest } = await session.send('Page.getAppManifest');
    assert.deepEqual(errors, []);
    assert.match(manifest.display, /standalone/i);
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    assert.deepEqual(installabilityErrors, []);
    await page.close();
  });

  test('the shortcuts lead to the first question and to the cramp', async () => {
    const page = await open('');
    const { shortcuts } = await page.evaluate(async () => (await fetch(document.querySelector('link[rel=manifest]').href)).json());
    assert.deepEqual(shortcuts.map(({ name }) => name), [ui.start, ui['cramp-short']]);
    const [check, cramp] = shortcuts.map(({ url }) => new URL(url, site.address).search);
    await page.close();
    const first = await open(check);
    assert.equal(await questionNow(first), 's-now');
    await first.close();
    const second = await open(cramp);
    assert.equal(await second.evaluate(() => document.documentElement.dataset.theme), 'night');
    assert.ok(await second.locator('#nl-main [data-action=cramp]').count() > 0, await heading(second));
    await second.close();
  });

  test('it is offered quietly at a result and nowhere before, and the browser is asked once', async () => {
    const page = await open('?view=page');
    const offer = page.getByRole('button', { name: ui.install, exact: true });
    await page.evaluate(() => {
      window.asked = 0;
      dispatchEvent(Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt: () => { ++window.asked; } }));
    });
    assert.equal(await offer.count(), 0, 'not on the first screen');
    await page.getByRole('button', { name: ui.start, exact: true }).click();
    assert.equal(await offer.count(), 0, 'not in a check');
    await walk(page, calm);
    await offer.click();
    assert.equal(await page.evaluate(() => window.asked), 1);
    assert.equal(await offer.count(), 0, 'not a second time');
    await page.close();
  });
});
