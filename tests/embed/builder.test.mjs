// builder.test.mjs - the page on which publishers put their line together, used as they would: by name, by keyboard, at 390 and at 1280.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { answerJourney, assertAccessible, DESKTOP, listen, openSite, PHONE, picture, press, whyNot } from '../support/browser.mjs';
import { ROOT } from '../support/cli.mjs';
import { serveHosts } from '../support/hosts.mjs';

const words = JSON.parse(readFileSync(`${ROOT}assets/publisher/builder.json`, 'utf8'));
const JOURNEY = JSON.parse(readFileSync(`${ROOT}tests/journeys/paths.json`, 'utf8')).find(({ name }) => name.includes('restless legs every night'));

describe('the embed builder', { skip: whyNot, timeout: 600_000 }, () => {
  let site;
  before(async () => { site = await openSite(); });
  after(() => site?.close());

  async function open(viewport = DESKTOP, more = {}) {
    const context = await site.browser.newContext({ viewport, colorScheme: 'light', locale: 'en-GB', ...more });
    const page = await context.newPage();
    page.faults = [];
    listen(page, (message) => page.faults.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => page.faults.push(error.message));
    page.on('request', (request) => { if (!request.url().startsWith(site.address)) page.faults.push(request.url()); });
    await page.goto(`${site.address}embed/`);
    await page.locator('html[data-builder=ready]').waitFor({ state: 'attached' });
    return page;
  }
  const preview = async (page, search) => {
    for (const end = Date.now() + 60_000; ; await page.waitForTimeout(100)) {
      const frame = page.frames().find((one) => one !== page.mainFrame() && one.url().startsWith(site.address) && one.url().includes(search));
      if (frame && await frame.evaluate(() => document.documentElement.dataset.nightlegs).catch(() => '') === 'ready') return frame;
      assert.ok(Date.now() < end, `no preview with "${search}": ${page.frames().map((one) => one.url()).join(', ')}`);
    }
  };
  const line = (page) => page.locator('#line').textContent();

  for (const viewport of [PHONE, DESKTOP, { width: 300, height: 640 }]) {
    test(`${viewport.width} px wide: nothing scrolls sideways, axe finds nothing, and the preview shows the check`, async () => {
      const page = await open(viewport);
      await page.locator('#preview').scrollIntoViewIfNeeded();
      const frame = await preview(page, '');
      assert.ok(await frame.locator('[data-action=start]').first().isVisible());
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      await page.evaluate(() => scrollTo(0, 0));
      await picture(page, `builder-${viewport.width}`);
      await page.evaluate(() => document.querySelector('#preview').replaceChildren());  // axe has met the check on its own
      await assertAccessible(page);
      assert.deepEqual(page.faults, []);
      await page.context().close();
    });
  }

  test('what is chosen stands in the line, in the frame\'s address and in the preview', async () => {
    const page = await open();
    await page.getByLabel(words.theme, { exact: true }).selectOption('light');
    await page.getByLabel(words.start, { exact: true }).selectOption('cramp');
    await page.getByLabel(words.country, { exact: true }).selectOption('nz');
    await page.getByLabel(words.accent, { exact: true }).first().fill('#00665e');
    await page.getByLabel(words.radius, { exact: true }).fill('4');
    const wanted = 'theme="light" start="cramp" country="nz" accent="#00665e" radius="4"';
    assert.ok((await line(page)).includes(`<night-legs lang="en" ${wanted}>`), await line(page));
    assert.ok((await page.locator('#iframe').textContent()).includes('theme=light&amp;start=cramp&amp;country=nz&amp;accent=00665e&amp;radius=4'));
    await page.getByLabel(words.start, { exact: true }).selectOption('');
    const frame = await preview(page, '?lang=en&theme=light&country=nz&accent=%2300665e&radius=4');
    await frame.locator('[data-action=start]').first().waitFor();
    assert.equal(await frame.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()), '#00665e');
    await picture(page, 'builder-themed-1280');
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  test('how much it tells: each depth that is offered is what the preview then does', { skip: process.env.NIGHTLEGS_FULL ? false : 'only in a full run' }, async () => {
    const page = await open();
    const choice = page.getByLabel(words.depth, { exact: true });
    const offered = await choice.locator('option').evaluateAll((options) => options.map(({ value }) => value));
    assert.deepEqual(offered, ['', 'signpost', 'leaflet']);
    const told = {};
    for (const depth of offered) {
      await choice.selectOption(depth);
      assert.equal((await line(page)).includes(`depth="${depth}"`), Boolean(depth));
      await page.locator('#preview').scrollIntoViewIfNeeded();
      const frame = await preview(page, depth ? `?lang=en&depth=${depth}` : '?lang=en');
      await press(frame, 'start');
      await answerJourney(frame, JOURNEY.answers, { onScreen: () => page.waitForTimeout(200) });  // until the frame has its height
      told[depth] = await frame.locator('main').textContent();
    }
    assert.match(told[''], /Fits (well|partly)/);
    assert.match(told.signpost, /Patterns to talk about/);
    assert.doesNotMatch(told.signpost, /Fits (well|partly)/);
    assert.match(told.leaflet, /What can make legs ache at night/);
    assert.doesNotMatch(told.leaflet, /Fits (well|partly)|Patterns to talk about/);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  test('a look that is hard to read is refused with its pair and ratio, and one press takes the nearest that passes', async () => {
    const page = await open();
    const accent = page.getByLabel(words.accent, { exact: true }).first();
    await accent.fill('#8fb3ff');
    const said = page.locator('#refused');
    await said.filter({ hasText: /accent #8fb3ff on \S+ #\w+ has a contrast of [\d.]+ to 1 and needs 4\.5\./ }).waitFor();
    assert.equal(await accent.getAttribute('aria-invalid'), 'true');
    await assertAccessibleWithoutPreview(page);
    const use = page.getByRole('button', { name: /^Use #/ });
    const colour = /#[0-9a-f]{6}/.exec(await use.textContent())[0];
    await use.press('Enter');
    assert.equal(await accent.inputValue(), colour);
    assert.equal(await said.isVisible(), false);
    assert.ok((await line(page)).includes(`accent="${colour}"`));
    await page.context().close();
  });

  const assertAccessibleWithoutPreview = async (page) => {
    await page.evaluate(() => document.querySelector('#preview').replaceChildren());
    await assertAccessible(page);
  };

  test('a pasted policy is judged, with the lines to change', async () => {
    const page = await open();
    await page.getByLabel(words['check-label']).fill("Content-Security-Policy: default-src 'self'");
    const verdicts = page.locator('#verdicts');
    assert.ok((await verdicts.textContent()).includes(words['script-blocked']));
    assert.ok((await verdicts.textContent()).includes(`frame-src 'self' ${new URL(site.address).origin}`));
    await page.getByLabel(words['check-label']).fill(`default-src 'self'; ${(await page.locator('#needs').textContent()).split('\n').join('; ')}`);
    assert.doesNotMatch(await verdicts.textContent(), new RegExp(words.breaks));
    await assertAccessibleWithoutPreview(page);
    await page.context().close();
  });

  test('the copied line works on a page of another site, and so does the pinned one', async () => {
    const page = await open(DESKTOP, { permissions: ['clipboard-read', 'clipboard-write'] });
    const lines = {};
    for (const id of ['line', 'pin']) {
      await page.locator(`[data-copy=${id}]`).press('Enter');
      await page.getByText(words.copied, { exact: true }).waitFor();
      lines[id] = await page.evaluate(() => navigator.clipboard.readText());
      assert.equal(lines[id], await page.locator(`#${id}`).textContent());
    }
    await page.context().close();
    const hosts = await serveHosts(site.address, { pages: Object.fromEntries(Object.entries(lines).map(([id, text]) => [id, `<!doctype html><title>Host</title><script src="/record.js"></script>${text}`])) });
    try {
      for (const id of Object.keys(lines)) {
        const host = await site.browser.newPage();
        await host.goto(hosts.far + id);
        await host.waitForFunction(() => window.told.some(({ type }) => type === 'ready'), undefined, { timeout: 60_000 });
        await host.close();
      }
    } finally {
      await hosts.close();
    }
  });
});
