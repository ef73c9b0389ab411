// first_flight.test.mjs - the first question from the HTML alone: it can be answered before the check itself is there, which then takes
// over what was answered, focus and all.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { answerQuestion, openBrowser, openPage, questionNow, ready, urgencyNow, whyNot } from '../support/browser.mjs';
import { openHost } from '../support/host.mjs';
import { siteFiles } from '../support/versions.mjs';

const { ui, options, answers, emergency_signs: signs } = JSON.parse(readFileSync(new URL('../../assets/words/en.json', import.meta.url), 'utf8'));
const [SIGN, OTHER] = ['chest-pain-new', 'cough-blood'];
const label = (option) => options[option]?.label ?? { none: answers.none, 'not-sure': answers.not_sure_rows }[option];

describe('the first question, before the check is there', { skip: whyNot }, () => {
  let browser, host, go;
  before(async () => { browser = await openBrowser(); });
  after(() => browser?.close());
  beforeEach(async () => { host = await openHost(siteFiles()); });
  afterEach(() => host?.close());

  /** A page whose own script is held back until `arrive`. */
  async function openHeld(options = {}) {
    go = host.hold(/^boot-/);
    return openPage({ browser, address: host.address }, { wait: false, until: 'commit', view: 'page', ...options });
  }
  async function arrive(page) {
    assert.equal(await page.evaluate(() => 'taken' in document.documentElement.dataset), false, 'the check is not there yet');
    go();
    await ready(page);
  }
  const box = (page, option) => page.getByRole('checkbox', { name: label(option), exact: true });
  const chosen = (page) => page.locator('[data-question] input:checked').evaluateAll((inputs) => inputs.map(({ value }) => value));
  const start = (page) => page.getByRole('button', { name: ui.start }).click();

  for (const view of ['page', 'drawn']) {
    test(`it is asked and answered from the HTML, and taken over with its answers and the focus: ${view} view`, async () => {
      const page = await openHeld({ view });
      await start(page);
      assert.equal(await questionNow(page), 's-now');
      assert.equal(await page.evaluate(() => document.activeElement.id), 'title');
      await box(page, SIGN).check();
      await box(page, OTHER).check();
      await box(page, OTHER).focus();
      await arrive(page);
      assert.deepEqual(await chosen(page), [SIGN, OTHER]);
      assert.equal(await page.evaluate(() => document.activeElement.value), OTHER, 'the focus stays');
      assert.equal(await page.evaluate(() => document.documentElement.dataset.view), view);
      await page.getByRole('button', { name: ui.next }).click();
      assert.equal(await urgencyNow(page), 'emergency');
      await page.context().close();
    });
  }

  test('"None of these" and a sign never stand side by side, whichever came first', async () => {
    const page = await openHeld();
    await start(page);
    await box(page, 'none').press('Space');
    await box(page, SIGN).press('Space');
    assert.deepEqual(await chosen(page), [SIGN]);
    await box(page, 'not-sure').press('Space');
    assert.deepEqual(await chosen(page), ['not-sure']);
    await box(page, SIGN).press('Space');
    assert.deepEqual(await chosen(page), [SIGN]);
    await box(page, 'none').press('Space');
    await arrive(page);
    assert.deepEqual(await chosen(page), ['none']);
    assert.equal(await questionNow(page), 's-now', 'by keyboard it never goes on by itself');
    await page.context().close();
  });

  test('should both stand there all the same, the sign outlasts "None of these"', async () => {
    const page = await openHeld();
    await start(page);
    for (const option of ['none', SIGN]) await box(page, option).evaluate((input) => { input.checked = true; });
    await arrive(page);
    assert.deepEqual(await chosen(page), [SIGN]);
    await page.context().close();
  });

  test('a finger on "None of these": the check goes on as soon as it is there; a sign after that stops it', async () => {
    const page = await openHeld();
    await start(page);
    await page.getByText(label('none'), { exact: true }).click();
    await arrive(page);
    assert.notEqual(await questionNow(page), 's-now');
    await page.context().close();
    const other = await openHeld();
    await start(other);
    await other.getByText(label('none'), { exact: true }).click();
    await other.getByText(label(SIGN), { exact: true }).click();
    await arrive(other);
    assert.equal(await questionNow(other), 's-now');
    assert.deepEqual(await chosen(other), [SIGN]);
    await other.context().close();
  });

  test('a sign and Next, pressed too early: the emergency is there as soon as the check is', async () => {
    const page = await openHeld();
    await start(page);
    await page.getByText(label(SIGN), { exact: true }).click();
    await page.getByRole('button', { name: ui.next }).click();
    assert.equal(await page.locator('#nl-polite').textContent(), 'Starting…');
    await arrive(page);
    assert.equal(await urgencyNow(page), 'emergency');
    await page.context().close();
  });

  test('the country chosen before Start gives the number to call', async () => {
    const page = await openHeld();
    const country = page.getByRole('combobox');
    await country.selectOption('gb');
    await start(page);
    await box(page, SIGN).check();
    await arrive(page);
    await page.getByRole('button', { name: ui.next }).click();
    assert.equal(await urgencyNow(page), 'emergency');
    assert.equal(await country.inputValue(), 'gb');
    await page.context().close();
  });

  test('?start=check: the question stands there at once, and is the first', async () => {
    const page = await openHeld({ search: 'start=check' });
    await page.locator('[data-question=s-now]').waitFor();
    await box(page, SIGN).check();
    await arrive(page);
    assert.equal(await questionNow(page), 's-now');
    assert.deepEqual(await chosen(page), [SIGN]);
    await page.context().close();
  });

  test('the check never comes: emergency signs, and what was chosen is told', async () => {
    host.breakIt(/^content/, '404');
    const page = await openHeld();
    await start(page);
    await box(page, SIGN).check();
    go();
    await page.locator('html[data-nightlegs=failed]').waitFor({ state: 'attached', timeout: 30_000 });
    assert.deepEqual(await page.locator('#nl-told').getByRole('listitem').allTextContents(), [label(SIGN)]);
    assert.ok(await page.getByText(signs[0]).isVisible());
    await page.context().close();
  });

  test('a check is under way in this tab: Start waits for it, and its question comes', async () => {
    const page = await openPage({ browser, address: host.address }, { view: 'page' });
    await start(page);
    await answerQuestion(page, 'none');
    const question = await questionNow(page);
    assert.notEqual(question, 's-now');
    const left = await page.evaluate(() => sessionStorage.getItem('nightlegs'));
    await page.context().close();
    const again = await openHeld({ beforeLoad: { content: `sessionStorage.setItem('nightlegs', ${JSON.stringify(left)})` } });
    await start(again);
    assert.equal(await questionNow(again), '');
    await arrive(again);
    assert.equal(await questionNow(again), question);
    await again.context().close();
  });
});
