// sheet.test.mjs - the sheet in a real browser: on paper, on the clipboard, as a file, as a QR code; and where a frame forbids it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import jsqr from 'jsqr';
import { assertAccessible, assertQuiet, answerJourney, DESKTOP, heading, openPage, openSite, picture, press, whyNot } from '../support/browser.mjs';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const paths = read('../journeys/paths.json');
const { ui } = read('../../assets/words/en.json');
const journey = (part) => paths.find(({ name }) => name.includes(part)).answers;

describe('the sheet', { skip: whyNot }, () => {
  let site;
  before(async () => { site = await openSite(); });
  after(() => site?.close());

  async function open(view, part, context = {}) {
    const page = await openPage(site, { view, context: { acceptDownloads: true, ...context } });
    await answerJourney(page, journey(part));
    await press(page, 'sheet');
    assert.equal(await heading(page), ui['sheet-title']);
    return page;
  }
  const pressed = (page, name) => page.getByRole('button', { name, exact: true }).click();

  for (const view of ['page', 'drawn']) {
    test(`${view} view: accessible, silent, and on paper one or two pages of A4 and Letter with its words to select`, async () => {
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
        const pdf = (await page.pdf({ format })).toString('latin1');
        const pages = pdf.match(/\/Type\s*\/Page[^s]/g).length;
        assert.ok(pages >= 1 && pages <= 2, `${pages} pages of ${format}`);
        assert.match(pdf, /\/ToUnicode/, 'text, not a picture of it');
      }
      await assertQuiet(page);
      await page.context().close();
    });
  }

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

  test('in a frame that may neither print nor save it says so and offers to copy', async (t) => {
    const host = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end(`<iframe sandbox="allow-scripts allow-same-origin" width="380" height="800" src="${site.address}?view=page"></iframe>`);
    });
    await new Promise((resolve) => { host.listen(0, '127.0.0.1', resolve); });
    t.after(() => host.close());
    const context = await site.browser.newContext({ viewport: DESKTOP });
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${host.address().port}/`);
    const frame = page.frames().find((one) => one !== page.mainFrame());
    await frame.locator('html[data-nightlegs=ready]').waitFor({ state: 'attached', timeout: 30_000 });
    await answerJourney(frame, journey('restless legs every night'));
    await frame.locator('[data-action=sheet]').click();
    await frame.getByRole('button', { name: ui['way-print'] }).click();
    await frame.getByText(ui['out-no-print'], { exact: true }).first().waitFor();
    // A refused download is silent even to us, so the words for a saved file name the other way too.
    await frame.getByRole('button', { name: ui['way-save-text'] }).click();
    await frame.getByText(ui['out-saved'], { exact: true }).first().waitFor();
    assert.match(ui['out-saved'], /copy the text instead/);
    await context.close();
  });
});
