// looks.test.mjs - a publisher's colours, corners, letters, name and numbers in both faces, and what becomes of a look that can't be read.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, assertQuiet, openPage, openSite, picture, press, whyNot } from '../support/browser.mjs';
import { ROOT } from '../support/cli.mjs';
import { serveHosts } from '../support/hosts.mjs';
import { readPublisher } from '../../shell/embed/publisher.mjs';

const LOOK = 'theme=light&accent=00665e&background=fff&ink=101820&radius=0&font-size=125';

/** What the canvas shows at the middle of the left edge of an element, 12 px in. */
const pixelOf = (page, selector) => page.evaluate(async (which) => {
  const box = document.querySelector(which).getBoundingClientRect();
  const canvas = document.getElementById('nl-stage');
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
  const frames = window.nightlegs.frames;
  dispatchEvent(new Event('resize'));  // draws once more, so that there is something to copy
  await new Promise((done) => requestAnimationFrame(() => { copy.drawImage(canvas, 0, 0); done(); }));
  if (window.nightlegs.frames === frames) return 'not drawn';
  const scale = canvas.width / innerWidth;
  const at = (x, y) => [...copy.getImageData(Math.round(x * scale), Math.round(y * scale), 1, 1).data.slice(0, 3)].map((one) => one.toString(16).padStart(2, '0')).join('');
  return { inside: at(box.x + 12, box.y + box.height / 2), corner: at(box.x + 1, box.y + 1) };
}, selector);

describe('a publisher\'s look', { skip: whyNot }, () => {
  let site;
  before(async () => { site = await openSite(); });
  after(() => site?.close());

  test('page view: colours, square corners and larger letters, and every screen can still be read', async () => {
    const page = await openPage(site, { view: 'page', search: LOOK });
    const look = await page.evaluate(() => {
      const style = getComputedStyle(document.querySelector('[data-action=start]'));
      return [style.backgroundColor, style.borderRadius, getComputedStyle(document.body).backgroundColor, getComputedStyle(document.documentElement).backgroundColor,
        getComputedStyle(document.documentElement).fontSize, getComputedStyle(document.querySelector('h1')).color];
    });
    assert.deepEqual(look, ['rgb(0, 102, 94)', '0px', 'rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)', '20px', 'rgb(16, 24, 32)']);
    await assertAccessible(page);
    await picture(page, 'publisher-start-page');
    await press(page, 'start');
    await assertAccessible(page);
    await assertQuiet(page);
    await page.context().close();
  });

  test('drawn view: the same colours in the picture', async () => {
    const page = await openPage(site, { view: 'drawn', search: LOOK });
    assert.deepEqual(await pixelOf(page, '[data-action=start]'), { inside: '00665e', corner: '00665e' });
    await picture(page, 'publisher-start-drawn');
    await assertAccessible(page);
    await assertQuiet(page);
    await page.context().close();
  });

  for (const view of ['page', 'drawn']) {
    test(`${view} view: the look is that of its theme alone; dark and night stay as they are`, async () => {
      const page = await openPage(site, { view, search: LOOK.replace('light', 'dark') });
      assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()), '#f0b46a');
      await page.getByRole('button', { name: /^Theme: / }).press('Enter');
      assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()), '#00665e');
      await page.getByRole('button', { name: /^Theme: / }).press('Enter');
      assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'night');
      assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()), '#c9743a');
      await assertQuiet(page);
      await page.context().close();
    });

    test(`${view} view: a look that would be hard to read is not used, and the page says why and what would do`, async () => {
      const page = await openPage(site, { view, search: 'theme=light&accent=8fb3ff' });
      assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()), '#2b4a86');
      const said = await page.locator('[id^=notice]').first().textContent();
      assert.match(said, /accent #8fb3ff on \S+ #[0-9a-f]{6} has a contrast of [\d.]+ to 1 and needs 4\.5\. The nearest accent that passes is #[0-9a-f]{6}\./);
      const nearest = /(#[0-9a-f]{6})\.$/.exec(said)[1];
      await page.goto(`${site.address}?view=${view}&theme=light&accent=${nearest.slice(1)}`);
      await page.locator('html[data-nightlegs=ready]').waitFor();
      assert.equal(await page.locator('[id^=notice]').count(), 0);
      assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()), nearest);
      await assertQuiet(page);
      await page.context().close();
    });
  }

  test('a theme file gives the element its look, an attribute goes before it, and one that can\'t be read costs only the look', async () => {
    const element = (more) => `<!doctype html><title>Host</title><script src="/record.js"></script><script type="module" src="${site.address}embed.js"></script><night-legs theme="light" ${more}></night-legs>`;
    const hosts = await serveHosts(site.address, { pages: {
      'look.json': JSON.stringify({ accent: '#00665e', radius: 0, secret: 'x', lang: 'xx' }), 'broken.json': '{',
      file: element('theme-file="look.json" radius="7"'), broken: element('theme-file="broken.json"'),
    } });
    try {
      for (const [name, wanted, accent] of [['file', { theme: 'light', accent: '#00665e', radius: '7' }, '#00665e'], ['broken', { theme: 'light' }, '#2b4a86']]) {
        const page = await site.browser.newPage();
        await page.goto(hosts.far + name);
        await page.waitForFunction(() => window.told.some(({ type }) => type === 'ready'), undefined, { timeout: 60_000 });
        const frame = page.frames().find((one) => one.url().startsWith(site.address));
        assert.deepEqual(Object.fromEntries(new URL(frame.url()).searchParams), wanted);
        assert.equal(await frame.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()), accent);
        await page.close();
      }
    } finally {
      await hosts.close();
    }
  });

  test('a colour that is none can carry nothing into the page', async () => {
    const page = await openPage(site, { view: 'page', search: `accent=${encodeURIComponent('red;}*{display:none')}&radius=1e9&background=${encodeURIComponent('url(//example.org)')}` });
    assert.ok(await page.locator('[id^=notice]').first().isVisible());
    assert.doesNotMatch(await page.locator('html').evaluate((html) => html.outerHTML), /display:none|example\.org|1e9/);
    await assertQuiet(page);
    await page.context().close();
  });
});

describe('a publisher\'s own site', { skip: whyNot }, () => {
  const folder = mkdtempSync(`${tmpdir()}/nightlegs-publisher-`);
  const write = (data) => {
    writeFileSync(`${folder}/publisher.json`, JSON.stringify(data));
    return `${folder}/publisher.json`;
  };
  after(() => rmSync(folder, { recursive: true }));

  test('who offers it, their numbers and their look are built in, before the first paint and without another request', async () => {
    const file = write({ name: 'Example "Health" & <Co>', contact: '01234 567890', country: 'gb', numbers: ['998'], theme: { accent: '#00665e' } });
    execFileSync(process.execPath, [`${ROOT}shell/build.mjs`, '--out', `${folder}/site`, '--publisher', file], { stdio: 'pipe' });
    const site = await openSite({ dir: `${folder}/site` });
    try {
      const page = await openPage(site, { search: 'theme=light' });
      const text = await page.locator('main').textContent();
      assert.ok(text.includes('Offered here by Example "Health" & <Co>, who never sees the answers.'));
      assert.ok(text.includes('Emergency number in United Kingdom: 998'));
      assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()), '#00665e');
      await assertQuiet(page);
    } finally {
      await site.close();
    }
  });

  test('a file that does not fit, and a look that can\'t be read, stop the build and say what would be right', () => {
    const faultsOf = (data) => readPublisher(write(data)).faults.join('\n');
    assert.equal(faultsOf({ name: 'Example' }), '');
    assert.match(faultsOf({ numbers: ['999'] }), /country/);
    assert.match(faultsOf({ country: 'xx' }), /none of ar, au/);
    assert.match(faultsOf({ country: 'gb', numbers: ['nine nine nine'] }), /\/numbers\/0/);
    assert.match(faultsOf({ theme: { accent: '#777777' } }), /needs 4\.5:1; the nearest accent that passes is #/);
    assert.match(faultsOf({ theme: { warning: '#000000' } }), /\/theme/);
    assert.throws(() => execFileSync(process.execPath, [`${ROOT}shell/build.mjs`, '--out', `${folder}/no`, '--publisher', write({ country: 'xx' })], { stdio: 'pipe' }),
      (error) => /does not fit/.test(error.stderr));
  });
});
