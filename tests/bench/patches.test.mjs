// patches.test.mjs - an answer touches only what it changes: every operation on the DOM between a tap and the next rest is counted.
// A count, not a time: it is the same on every machine.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openPage, openSite, press, whyNot } from '../support/browser.mjs';

const kMost = 6;

/** Runs in the page: from now on every mutation and every state that is set on a control is written down. */
function count() {
  window.operations = [];
  new MutationObserver((records) => records.forEach(({ type, attributeName, target, addedNodes, removedNodes }) =>
    window.operations.push(`${type} ${target.id || target.localName || target.nodeName} ${attributeName ?? addedNodes.length + removedNodes.length}`)))
    .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  for (const [kind, name] of [[HTMLInputElement, 'checked'], [HTMLInputElement, 'value'], [HTMLSelectElement, 'value'], [HTMLDetailsElement, 'open']]) {
    const { get, set } = Object.getOwnPropertyDescriptor(kind.prototype, name);
    Object.defineProperty(kind.prototype, name, { get, set(value) { window.operations.push(`set ${this.value || this.id} ${name}`); set.call(this, value); } });
  }
}

describe('operations on the DOM', { skip: whyNot }, () => {
  let site;
  before(async () => { site = await openSite(); });
  after(() => site?.close());

  for (const view of ['page', 'drawn']) {
    test(`${view} view: choosing an option takes at most ${kMost}, and taking it back too`, async () => {
      const page = await openPage(site, { view });
      await press(page, 'start');
      await page.waitForTimeout(800);  // until the last of the new screen has come
      await page.evaluate(count);
      const took = async (act) => {
        await page.evaluate(() => { window.operations.length = 0; });
        await act();
        await page.waitForTimeout(300);
        return page.evaluate(() => window.operations);
      };
      const options = page.locator('[data-question] .choice:not([data-alone]) input');
      for (const index of [0, 1]) {
        const chosen = await took(() => options.nth(index).evaluate((input) => input.click()));
        assert.ok(await options.nth(index).isChecked());
        assert.ok(chosen.length <= kMost, `choosing took ${chosen.length}: ${chosen.join('; ')}`);
        console.log(`# ${view} view, option ${index + 1}: ${chosen.length} operations: ${chosen.join('; ')}`);
      }
      const back = await took(() => options.nth(0).evaluate((input) => input.click()));
      assert.ok(back.length <= kMost, `taking it back took ${back.length}: ${back.join('; ')}`);
      // The same counting finds a whole new screen, or the test would prove nothing.
      const next = await took(() => page.locator('[data-action=next]').evaluate((button) => button.click()));
      assert.ok(next.length > kMost, `a whole new screen took ${next.length}`);
      await page.context().close();
    });
  }
});
