// actions.test.mjs - what may help, each on its own page, in the real browser: reached and left by key, its timer, its figure in
// motion and at rest, in both views.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, assertQuiet, heading, openPage, openSite, picture, press, whyNot } from '../support/browser.mjs';
import { walk } from '../support/faces.mjs';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const answers = read('../journeys/paths.json').find(({ name }) => name.includes('tired legs')).answers;
const { ui, actions } = read('../../assets/words/en.json');
const calf = actions['sc-calf-wall'];

/** Counts what the page asks the browser to draw, and every shape a figure takes. */
function watch() {
  window.asked = 0;
  const ask = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (call) => ask((time) => {
    ++window.asked;
    call(time);
  });
}
const asked = (page) => page.evaluate(() => window.asked);
const settled = (page) => page.waitForFunction(() => new Promise((done) => {
  const before = window.asked;
  setTimeout(() => done(window.asked === before && !document.querySelector('[data-moving]')), 300);
}));
const frames = (page) => page.evaluate(() => window.nightlegs.frames);
const named = (page, name) => page.getByRole('button', { name, exact: true });

describe('what may help', { skip: whyNot }, () => {
  let site;
  before(async () => { site = await openSite(); });
  after(() => site?.close());

  test('the screen stays lit while a stretch runs, and no longer', async () => {
    const page = await openPage(site, { view: 'page', search: 'start=cramp', beforeLoad: () => {
      window.lit = 0;
      const request = async () => { ++window.lit; return { release: async () => { --window.lit; } }; };
      Object.defineProperty(navigator, 'wakeLock', { value: { request }, configurable: true });
    } });
    const lit = (wanted) => page.waitForFunction((so) => window.lit === so, wanted);
    assert.equal(await page.evaluate(() => window.lit), 0, 'nothing is asked for while a place is chosen');
    await page.locator('#nl-main button.pictured').first().press('Enter');
    await lit(1);
    await named(page, ui['cramp-pause']).press('Enter');
    await lit(0);
    await page.locator('[data-action=pause]').press('Enter');
    await lit(1);
    await press(page, 'easing');
    await lit(0);
    await assertQuiet(page);
    await page.context().close();
  });

  for (const view of ['page', 'drawn']) {
    test(`${view} view, by key: an action opens, its timer runs and rests, and Back comes back to its button`, async () => {
      const page = await openPage(site, { view, beforeLoad: watch });
      await press(page, 'start');
      await walk(page, answers);
      const open = page.getByRole('button', { name: `${ui['practice-open']} ${calf.name}`, exact: true });
      await open.press('Enter');
      assert.equal(await heading(page), calf.name);
      assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1');
      assert.ok(await page.getByRole('img', { name: calf.poses.wall.picture, exact: true }).count());
      await assertAccessible(page);
      await picture(page, `action-${view}-390`);

      await settled(page);
      const [drawn, shapes] = [await frames(page), await asked(page)];
      await page.waitForTimeout(1500);
      assert.equal(await asked(page), shapes, 'before it starts nothing is drawn');
      assert.equal(await frames(page), drawn);

      await named(page, ui['practice-start']).press('Enter');
      assert.equal(await page.locator('#nl-polite').textContent(), ui['practice-ready']);
      const left = () => page.getByRole('timer').getAttribute('aria-label');
      const first = await left();
      await page.waitForFunction((was) => document.querySelector('[role=timer]').getAttribute('aria-label') !== was, first);
      assert.equal(await page.locator('#nl-polite').textContent(), '', 'said once');
      await named(page, ui['cramp-pause']).press('Enter');
      await settled(page);
      const [rested, still, none] = [await left(), await frames(page), await asked(page)];
      await page.waitForTimeout(1500);
      assert.equal(await left(), rested, 'paused, it rests');
      assert.equal(await frames(page), still);
      assert.equal(await asked(page), none, 'and nothing is drawn');

      await named(page, calf.poses.wall.steps[0]).press('Enter');
      assert.equal(await page.locator('[aria-current=step]').textContent(), calf.poses.wall.steps[0]);
      await page.getByRole('radio', { name: calf.poses.sitting.name, exact: true }).press('Space');
      assert.ok(await page.getByRole('img', { name: calf.poses.sitting.picture, exact: true }).count());

      await named(page, ui.back).press('Enter');
      assert.ok(await open.evaluate((button) => button === document.activeElement), 'the focus is on the way that led there');
      const box = await open.boundingBox();
      assert.ok(box.y >= 0 && box.y + box.height <= 844, 'in sight');
      await open.press('Enter');
      await page.goBack();
      await page.waitForFunction((id) => document.activeElement?.id === id, 'action-sc-calf-wall-open');
      await assertQuiet(page);
      await page.context().close();
    });

    test(`${view} view: a figure moves to its next posture and then rests; with less motion wished for it is there at once`, async () => {
      for (const reducedMotion of ['no-preference', 'reduce']) {
        const page = await openPage(site, { view, context: { reducedMotion }, beforeLoad: watch });
        await press(page, 'start');
        await walk(page, answers);
        await page.getByRole('button', { name: `${ui['practice-open']} ${calf.name}`, exact: true }).click();
        await settled(page);
        const [shapes, drawn] = [await asked(page), await frames(page)];
        const seen = await page.evaluate(() => new Promise((done) => {
          const limb = document.querySelector('#pose .near');
          const all = new Set([limb.getAttribute('d')]);
          new MutationObserver(() => all.add(limb.getAttribute('d'))).observe(limb, { attributes: true });
          document.querySelector('.step').click();
          setTimeout(() => done(all.size), 1000);
        }));
        await settled(page);
        const many = view === 'page' ? await asked(page) - shapes : await frames(page) - drawn;
        if (reducedMotion === 'reduce') {
          assert.ok(many <= 2, `${many} pictures for one change`);
          if (view === 'page') assert.equal(seen, 2, 'from one posture to the other without any between');
        } else {
          assert.ok(many >= 2, `${many} pictures`);
        }
        const rested = await asked(page);
        await page.waitForTimeout(800);
        assert.equal(await asked(page), rested, 'nothing runs on');
        await assertQuiet(page);
        await page.context().close();
      }
    });

    test(`${view} view: an action without a figure is a whole page, too`, async () => {
      const page = await openPage(site, { view });
      await press(page, 'start');
      await walk(page, answers);
      await page.getByRole('button', { name: `${ui['practice-more']} ${actions['sc-pacing'].name}`, exact: true }).press('Enter');
      assert.equal(await heading(page), actions['sc-pacing'].name);
      assert.ok(await page.getByText(actions['sc-pacing'].caution, { exact: true }).count());
      assert.equal(await page.getByRole('timer').count(), 0);
      await assertAccessible(page);
      await picture(page, `action-plain-${view}-390`);
      await assertQuiet(page);
      await page.context().close();
    });
  }
});
