// sheet.test.mjs - the sheet in a real browser: on paper, on the clipboard, as a file, as a QR code; and where a frame forbids it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import jsqr from 'jsqr';
import { readPdf } from '../support/pdf.mjs';
import { assertAccessible, assertQuiet, answerJourney, DESKTOP, heading, openPage, openSite, picture, press, whyNot } from '../support/browser.mjs';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const paths = read('../journeys/paths.json');
const { ui } = read('../../assets/words/en.json');
/** One answer that interrupts: the shortest way to a sheet. */
const EMERGENCY = { 's-now': ['chest-pain-new'] };
const journey = (part) => paths.find(({ name }) => name.includes(part)).answers;

/** From every part of the sheet, the folded ones too. */
const PRINTED = ['Get seen today', 'One calf or ankle is more swollen than the other', ui['sheet-own'], ui['sheet-clinical'], 'rf-dvt-sign', ui['sheet-asked-no'], 'Passing out',
  ui['sheet-ask'], ui['sheet-net'], 'This result counts until', ui['not-a-diagnosis'], ui['depth-full'], 'fingerprint'];

describe('the sheet', { skip: whyNot }, () => {
  let site;
  before(async () => { site = await openSite(); });
  after(() => site?.close());

  /** @param {string | object} who part of a journey's name, or answers */
  async function open(view, who, context = {}, beforeLoad = undefined) {
    const page = await openPage(site, { view, beforeLoad, context: { acceptDownloads: true, ...context } });
    await answerJourney(page, typeof who === 'string' ? journey(who) : who);
    await press(page, 'sheet');
    assert.equal(await heading(page), ui['sheet-title']);
    return page;
  }
  const pressed = (page, name) => page.getByRole('button', { name, exact: true }).click();

  for (const view of ['page', 'drawn']) {
    test(`${view} view: accessible, silent, and on paper one or two pages of A4 and Letter with its words to select, none smaller than 8 points`, async (t) => {
      const page = await open(view, 'one swollen calf after a long trip');
      await picture(page, `sheet-${view}-390`);
      await assertAccessible(page);
      // What is folded on the screen stands open on paper, also after all events have run, and is folded again afterwards.
      const folded = async (event) => {
        await page.evaluate((name) => dispatchEvent(new Event(name)), event);
        await page.waitForTimeout(150);
        return page.locator('#nl-main details:not([open])').count();
      };
      assert.equal(await folded('beforeprint'), 0);
      assert.equal(await folded('afterprint'), 2);
      for (const format of ['A4', 'Letter']) {
        const { pages, sizes, selectable, text } = readPdf(await page.pdf({ format }));
        assert.ok(pages >= 1 && pages <= 2, `${pages} pages of ${format}`);
        assert.ok(selectable, 'text, not a picture of it');
        assert.ok(Math.min(...sizes) >= 8, `the smallest print of ${format} is ${Math.min(...sizes)} points, of ${sizes}`);
        if (text === undefined) t.diagnostic('pdftotext is not here, so what can be selected was not read back');
        else for (const words of PRINTED) assert.ok(text.includes(words), `${format} says: ${words}`);
      }
      await assertQuiet(page);
      await page.context().close();
    });
  }

  test('an emergency on the first screen prints on one page: what was asked and only that', async () => {
    const page = await open('page', EMERGENCY);
    assert.deepEqual(await page.locator('#clinical-rules > li').count(), 2);
    for (const format of ['A4', 'Letter']) {
      const { pages, sizes } = readPdf(await page.pdf({ format }));
      assert.equal(pages, 1, format);
      assert.ok(Math.min(...sizes) >= 8);
    }
    await page.context().close();
  });

  test('copied, it is the sheet as text, and the page says so', async () => {
    const page = await open('page', 'restless legs every night', { permissions: ['clipboard-read', 'clipboard-write'] });
    await pressed(page, ui['way-copy']);
    await page.getByText(ui['out-copied'], { exact: true }).first().waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(text, /See a clinician within 14 days/);
    assert.match(text, /Restless legs: Fits well/);
    assert.match(text, /not a diagnosis/i);
    await assertQuiet(page);
    await page.context().close();
  });

  test('saved, the files hold the sheet, the answers and a FHIR response', async () => {
    const page = await open('page', 'restless legs every night');
    const saved = async (name) => {
      const [download] = await Promise.all([page.waitForEvent('download'), pressed(page, name)]);
      return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
    };
    const text = await saved(ui['way-save-text']);
    assert.equal(text.name, 'nightlegs.txt');
    assert.match(text.text, /See a clinician within 14 days/);
    const json = await saved(ui['way-save-json']);
    assert.deepEqual(Object.keys(JSON.parse(json.text).answers).length > 20, true);
    const fhir = await saved(ui['way-save-fhir']);
    assert.equal(JSON.parse(fhir.text).resourceType, 'QuestionnaireResponse');
    await page.context().close();
  });

  test('a camera reads the QR code as plain text, shortened to what matters', async () => {
    const page = await open('drawn', 'restless legs every night');
    await pressed(page, ui['way-qr']);
    const svg = page.locator('#nl-qr svg');
    await svg.waitFor();
    const shot = await svg.screenshot();
    const { data, width, height } = await page.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = document.createElement('canvas');
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
      const context = canvas.getContext('2d');
      context.drawImage(bitmap, 0, 0);
      return { data: [...context.getImageData(0, 0, bitmap.width, bitmap.height).data], width: bitmap.width, height: bitmap.height };
    }, shot.toString('base64'));
    const code = (jsqr.default ?? jsqr)(Uint8ClampedArray.from(data), width, height);
    assert.ok(code, 'the code can be read');
    assert.match(code.data, /See a clinician within 14 days/);
    assert.match(code.data, new RegExp(ui['sheet-shortened'].slice(0, 20)));
    await page.getByRole('button', { name: ui['qr-close'] }).click();
    await page.locator('#nl-qr').waitFor({ state: 'detached' });
    await assertQuiet(page);
    await page.context().close();
  });

  // The second has no site of its own: no storage, and the browser tells the page even less.
  for (const sandbox of ['allow-scripts allow-same-origin', 'allow-scripts']) {
    test(`in a frame that may neither print nor save (sandbox="${sandbox}") it says so and offers to copy, which works`, async (t) => {
      const host = createServer((_, response) => {
        response.setHeader('Content-Type', 'text/html');
        response.end(`<iframe sandbox="${sandbox}" width="380" height="800" src="${site.address}?view=page"></iframe>`);
      });
      await new Promise((resolve) => { host.listen(0, '127.0.0.1', resolve); });
      t.after(() => host.close());
      const context = await site.browser.newContext({ viewport: DESKTOP, permissions: ['clipboard-read'] });
      const page = await context.newPage();
      await page.goto(`http://127.0.0.1:${host.address().port}/`);
      const frame = page.frames().find((one) => one !== page.mainFrame());
      await frame.locator('html[data-nightlegs=ready]').waitFor({ state: 'attached', timeout: 30_000 });
      await answerJourney(frame, EMERGENCY);
      await frame.locator('[data-action=sheet]').click();
      await frame.getByRole('button', { name: ui['way-print'] }).click();
      await frame.getByText(ui['out-no-print'], { exact: true }).first().waitFor();
      // Where the site is its own, a refused download is silent even to us: the words for a saved file name the other way too.
      const outcome = sandbox.includes('same-origin') ? 'out-saved' : 'out-no-save';
      await frame.getByRole('button', { name: ui['way-save-text'] }).click();
      await frame.getByText(ui[outcome], { exact: true }).first().waitFor();
      for (const refused of ['out-no-print', 'out-saved', 'out-no-save']) assert.match(ui[refused], /opy the text instead/);
      await frame.getByRole('button', { name: ui['way-copy'] }).click();
      await frame.getByText(ui['out-copied'], { exact: true }).first().waitFor();
      assert.match(await page.evaluate(() => navigator.clipboard.readText()), /Get emergency help now/);
      await context.close();
    });
  }

  test('where a device can hand text to another app there is a button for it, elsewhere none', async () => {
    const without = await open('page', EMERGENCY);
    assert.equal(await without.evaluate(() => 'share' in navigator), false, 'this browser has none of its own');
    assert.equal(await without.getByRole('button', { name: ui['way-share'] }).count(), 0);
    await without.context().close();
    const page = await open('page', EMERGENCY, {}, () => {
      Object.defineProperty(navigator, 'share', { value: async (what) => { window.handedOver = what; } });
    });
    await pressed(page, ui['way-share']);
    await page.getByText(ui['out-shared'], { exact: true }).first().waitFor();
    const { title, text } = await page.evaluate(() => window.handedOver);
    assert.match(text, /Get emergency help now/);
    assert.doesNotMatch(title, /emergency/i, 'a title is no place for a result');
    await assertQuiet(page);
    await page.context().close();
  });
});
