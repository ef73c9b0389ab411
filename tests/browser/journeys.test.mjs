// journeys.test.mjs - whole checks in the real browser, in both views, with real keys and taps. Everything is found by role
// and name; each screen is looked at by axe and photographed once a view; the page stays silent and sends nothing.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import {
  assertAccessible, assertQuiet, assertSignsFirst, answerJourney, DESKTOP, heading, openPage, openSite, picture, questionNow, urgencyNow, whyNot,
} from '../support/browser.mjs';
import { fault } from '../support/faults.mjs';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const paths = read('../journeys/paths.json');
const words = read('../../assets/words/en.json');

/** One for each tier and route, a child, a pregnancy, carers, all not sure, all declined: by a part of the journey's name. */
const JOURNEYS = [
  'tired legs after new exercise', 'heavy legs by evening', 'restless legs every night', 'night cramps on a new water tablet',
  'foot pain in bed that eases', 'one swollen calf after a long trip', 'not sure whether one foot has turned cold',
  'pregnant with a bad headache and flashing', 'a swollen calf and trouble breathing', 'numb between the legs',
  'a parent: a child with growing pains', 'a parent: a child with a new limp', 'a carer: a fall at 80', 'a carer: burning feet',
  'everything not sure', 'everything that may be declined', 'rows not sure among conditions',
];

const labelOf = (value) => ({ none: words.answers.none, 'prefer-not': words.answers.prefer_not })[value]
  ?? (value === 'not-sure' ? null : words.options[value].label);

/** Presses a button by its name, with the keyboard. */
const pressButton = (page, name) => page.getByRole('button', { name, exact: true }).press('Enter');

/** Ticks by name, with the space bar: a keyboard never makes the page go on by itself. */
async function tickByKey(page, role, name) {
  const input = page.getByRole(role, { name, exact: true });
  if (!await input.isChecked()) await input.press('Space');
  assert.ok(await input.isChecked(), `"${name}" is ticked`);
}

/** Answers the question on screen with keys alone and presses Next. */
async function answerByKey(page, answer) {
  const id = await questionNow(page);
  const child = async (value) => (await page.getByRole('checkbox', { name: words.options[value]?.child ?? '', exact: true }).count())
    ? words.options[value].child : labelOf(value);
  const group = page.locator(`[data-question="${id}"]`);
  const rows = answer !== null && typeof answer === 'object' && !Array.isArray(answer);
  if (rows || (answer === 'not-sure' && await page.getByRole('checkbox', { name: words.answers.not_sure_rows, exact: true }).count())) {
    await page.getByRole('checkbox', { name: words.answers.not_sure_rows, exact: true }).press('Space');
    const unsure = answer === 'not-sure' ? await rowsOf(group) : answer.unsure ?? [];
    for (const row of await rowsOf(group)) {
      const said = answer.yes?.includes(row) ? words.answers.yes : unsure.includes(row) ? words.answers.unsure : words.answers.no;
      await page.getByRole('radiogroup', { name: words.options[row].label, exact: true }).getByRole('radio', { name: said, exact: true }).press('Space');
    }
  } else if (typeof answer === 'number') {
    await page.getByRole('textbox').fill(String(answer));
  } else {
    const role = await group.locator('input').first().getAttribute('type');
    for (const value of [answer].flat()) {
      await tickByKey(page, role, value === 'not-sure' ? words.answers.not_sure : words.options[value]?.child ? await child(value) : labelOf(value));
    }
  }
  await pressButton(page, words.ui.next);
}

const rowsOf = (group) => group.locator('[data-row]').evaluateAll((all) => all.map((row) => row.dataset.row));

describe('the whole check in Chromium', { skip: whyNot }, () => {
  let site;
  const seen = new Set();  // screens that axe and the camera have met, in each view
  before(async () => { site = await openSite(); });
  after(() => site?.close());

  async function meet(page, view, name) {
    const key = `${view} ${name}`;
    if (seen.has(key)) return;
    seen.add(key);
    await picture(page, `${name}-${view}-390`);
    await assertAccessible(page);
  }

  for (const view of ['page', 'drawn']) {
    for (const part of JOURNEYS) {
      const journey = paths.find(({ name }) => name.includes(part));
      test(`${view} view, keys alone: ${journey?.name ?? part}`, async () => {
        assert.ok(journey, `there is a journey named like "${part}"`);
        const page = await openPage(site, { view });
        const loaded = page.nightlegs.requests.length;
        await meet(page, view, 'start');
        await pressButton(page, words.ui.start);
        for (let steps = 0; steps < 90; ++steps) {
          const id = await questionNow(page);
          if (!id) break;
          await meet(page, view, `question-${id}`);
          assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1', 'the focus is on the new heading');
          if (journey.answers[id] === undefined) await pressButton(page, words.ui.skip);
          else await answerByKey(page, journey.answers[id]);
          assert.notEqual(await questionNow(page), id, `"${id}" was left`);
        }
        const urgency = await urgencyNow(page);
        assert.equal(urgency, journey.expect.urgency);
        await meet(page, view, `${await page.getByRole('button', { name: words.ui['whole-result'] }).count() ? 'emergency' : 'result'}-${urgency}`);
        if (urgency === 'emergency') {
          await pressButton(page, words.ui['whole-result']);
          await meet(page, view, 'result-emergency');
        }
        assert.equal(await urgencyNow(page), journey.expect.urgency);
        await pressButton(page, words.ui.review);
        await meet(page, view, 'review');
        await pressButton(page, words.ui.clear);
        assert.equal(await page.getByRole('button', { name: words.ui.start }).count(), 1, 'cleared');
        assert.equal(page.nightlegs.requests.length, loaded, 'nothing was requested after the page had loaded');
        await assertQuiet(page);
        await page.context().close();
      });
    }

    test(`${view} view: the browser's own Back goes one question back and keeps the answers`, async () => {
      const page = await openPage(site, { view });
      await pressButton(page, words.ui.start);
      await answerByKey(page, ['heart-race-now']);
      assert.equal(await questionNow(page), 's-limb-sudden');
      await page.goBack();
      await page.waitForFunction(() => document.querySelector('[data-question]')?.dataset.question === 's-now');
      assert.ok(await page.getByRole('checkbox', { name: words.options['heart-race-now'].label, exact: true }).isChecked());
      assert.equal(new URL(page.url()).search, `?view=${view}`, 'no answer in the address');
      await page.goForward().catch(() => {});
      await assertQuiet(page);
      await page.context().close();
    });

    test(`${view} view: pressing Next without an answer says so, loses nothing and moves the focus`, async () => {
      const page = await openPage(site, { view });
      await pressButton(page, words.ui.start);
      await pressButton(page, words.ui.next);
      assert.equal(await page.getByRole('alert').filter({ hasText: /\S/ }).first().textContent(), words.ui['fault-choose-some']);
      assert.equal(await questionNow(page), 's-now');
      assert.ok(await page.evaluate(() => document.activeElement !== document.body), 'the focus is somewhere useful');
      await meet(page, view, 'question-fault');
      await assertQuiet(page);
      await page.context().close();
    });

    test(`${view} view: a zone tapped on the picture ticks its box in the list, says which leg and drafts the next question`, async () => {
      const journey = paths.find(({ name }) => name.includes('restless legs every night'));
      const page = await openPage(site, { view });
      await answerJourney(page, journey.answers, { until: 'p-zones' });
      const shin = page.locator('path[data-value="z-shin"][data-side="left"]');
      const box = await shin.boundingBox();
      assert.ok(Math.min(box.width, box.height) >= 44, 'a thumb hits it');
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 5);
      assert.ok(await page.getByRole('checkbox', { name: words.options['z-shin'].label, exact: true }).isChecked());
      assert.ok(await page.getByRole('checkbox', { name: words.ui.zones['z-shin'].left, exact: true }).isChecked());
      assert.ok(await page.getByText(words.ui['map-chosen'].replace('{list}', words.ui.zones['z-shin'].left), { exact: true }).count());
      await picture(page, `zones-chosen-${view}-390`);
      await pressButton(page, words.ui.next);
      assert.equal(await questionNow(page), 'p-side');
      assert.ok(await page.getByRole('radio', { name: words.options['side-left-only'].label, exact: true }).isChecked());
      await assertQuiet(page);
      await page.context().close();
    });

    test(`${view} view: by keyboard the zone in focus is outlined in its own shape, and Space chooses it`, async () => {
      const journey = paths.find(({ name }) => name.includes('restless legs every night'));
      const page = await openPage(site, { view });
      await answerJourney(page, journey.answers, { until: 'p-zones' });
      const group = page.getByRole('group', { name: `${words.ui['map-back']}, ${words.ui['map-leg-left']}`, exact: true });
      const calf = group.getByRole('checkbox', { name: words.ui.zones['z-calf'].left, exact: true });
      await page.getByRole('checkbox', { name: words.ui.zones['z-knee-back'].left, exact: true }).focus();
      await page.keyboard.press('Tab');
      assert.ok(await calf.evaluate((input) => input === document.activeElement), 'the next one down the same leg');
      const halo = calf.locator('xpath=..').locator('.halo');
      assert.notEqual(await halo.evaluate((path) => getComputedStyle(path).stroke), 'none');
      await page.keyboard.press('Space');
      assert.ok(await calf.isChecked());
      await pressButton(page, words.ui['map-as-list']);
      assert.equal(await calf.count(), 0);
      assert.ok(await page.getByRole('checkbox', { name: words.options['z-calf'].label, exact: true }).isChecked());
      await assertQuiet(page);
      await page.context().close();
    });

    test(`${view} view: a cramp right now: no question first, a ring that runs and rests, then the safety check`, async () => {
      const page = await openPage(site, { view, search: 'theme=dark' });
      const place = (part) => words.actions['sc-cramp-rescue'].poses[part];
      const themeNow = () => page.evaluate(() => document.documentElement.dataset.theme);
      await pressButton(page, words.ui.cramp);
      assert.equal(await heading(page), words.ui['cramp-title']);
      assert.equal(await questionNow(page), '');
      assert.equal(await themeNow(), 'night');
      await meet(page, view, 'cramp');
      // The next second empties the place where it is said, and a busy machine looks too late.
      await page.evaluate(() => {
        const polite = document.getElementById('nl-polite');
        window.said = [];
        new MutationObserver(() => window.said.push(polite.textContent)).observe(polite, { childList: true, characterData: true, subtree: true });
      });
      await pressButton(page, place('calf').name);
      assert.equal(await heading(page), place('calf').title);
      assert.ok(await page.getByRole('img', { name: place('calf').picture, exact: true }).count());
      const left = () => page.getByRole('timer').getAttribute('aria-label');
      const first = await left();
      assert.ok((await page.evaluate(() => window.said)).includes(words.ui['cramp-start-said'].replace('{n}', '30')));
      await page.waitForFunction((before) => document.querySelector('[role=timer]').getAttribute('aria-label') !== before, first);
      await pressButton(page, words.ui['cramp-pause']);
      await meet(page, view, 'stretch');
      const rested = await left();
      const frames = await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(window.nightlegs.frames)))));
      await page.waitForTimeout(2500);
      assert.equal(await left(), rested, 'paused, it rests');
      assert.equal(await page.evaluate(() => window.nightlegs.frames), frames, 'and no frame is drawn');
      await pressButton(page, words.ui['cramp-easing']);
      assert.equal(await heading(page), words.ui['eased-title']);
      await meet(page, view, 'eased');
      await pressButton(page, words.ui['eased-again']);
      await pressButton(page, words.ui['cramp-not-easing']);
      assert.equal(await heading(page), words.ui['lasting-title']);
      await meet(page, view, 'lasting');
      await pressButton(page, words.ui.start);
      assert.equal(await questionNow(page), 's-now');
      assert.equal(await themeNow(), 'dark');
      assert.equal(await page.getByRole('checkbox', { checked: true }).count(), 0, 'no safety question is answered for anybody');
      await page.goBack();
      assert.equal(await heading(page), words.ui['lasting-title']);
      await assertQuiet(page);
      await page.context().close();
    });

    test(`${view} view: night and ?start=cramp come without a flash of another colour`, async () => {
      for (const search of ['theme=night', 'start=cramp']) {
        const page = await openPage(site, { view, search, context: { colorScheme: 'light' }, beforeLoad: () => {
          window.backgrounds = new Set();
          const look = () => {
            if (document.body) window.backgrounds.add(getComputedStyle(document.documentElement).backgroundColor);
            requestAnimationFrame(look);
          };
          look();
        } });
        assert.deepEqual(await page.evaluate(() => [...window.backgrounds]), ['rgb(0, 0, 0)'], search);
        await assertQuiet(page);
        await page.context().close();
      }
    });

    test(`${view} view: sources and how this works`, async () => {
      const page = await openPage(site, { view });
      for (const name of ['how', 'sources']) {
        await pressButton(page, words.ui[name]);
        await meet(page, view, name);
        await pressButton(page, words.ui.back);
      }
      assert.equal(await heading(page), words.ui['start-title']);
      await assertQuiet(page);
      await page.context().close();
    });

    test(`${view} view: pictures for people to look at, on a wide screen and in every theme`, { skip: process.env.NIGHTLEGS_FULL || process.env.NIGHTLEGS_PICTURES ? false : 'only with --full or --pictures' }, async () => {
      const journey = paths.find(({ name }) => name.includes('restless legs every night'));
      for (const theme of ['dark', 'light', 'night']) {
        const page = await openPage(site, { view, search: `theme=${theme}`, context: theme === 'dark' ? { viewport: DESKTOP } : {} });
        const size = theme === 'dark' ? '1280-dark' : `390-${theme}`;
        await picture(page, `start-${view}-${size}`);
        await answerJourney(page, journey.answers, {
          onScreen: async (now, place) => { if (['c-feel', 'p-zones'].includes(place)) await picture(now, `question-${place}-${view}-${size}`); },
        });
        await picture(page, `result-${view}-${size}`);
        await assertQuiet(page);
        await page.context().close();
      }
    });
  }

  test('the public cases run in the visitor\'s own browser and all come out as they must', async () => {
    const page = await openPage(site);
    await pressButton(page, words.ui.how);
    await pressButton(page, words.ui['evidence-title']);
    await meet(page, 'drawn', 'evidence');
    await pressButton(page, words.ui['evidence-run']);
    const cases = read('../journeys/vectors.json').length + read('../journeys/examples.json').length;
    await page.getByText(words.ui['cases-summary'].replace('{passed}', cases).replace('{n}', cases), { exact: true }).first().waitFor();
    assert.equal(await page.getByText(/^MISSED/).count(), 0);
    await assertQuiet(page);
    await page.context().close();
  });

  test('changing the view in the middle of a question keeps its ticks, and both views can go on', async () => {
    const page = await openPage(site, { view: 'drawn' });
    await pressButton(page, words.ui.start);
    await tickByKey(page, 'checkbox', words.options['heart-race-now'].label);
    for (const [button, view] of [['to-page-view', 'page'], ['to-drawn-view', 'drawn']]) {
      await pressButton(page, words.ui[button]);
      assert.equal(await page.evaluate(() => document.documentElement.dataset.view), view);
      assert.ok(await page.getByRole('checkbox', { name: words.options['heart-race-now'].label, exact: true }).isChecked());
    }
    await assertQuiet(page);
    await page.context().close();
  });

  test('an emergency taken back asks first', async () => {
    const page = await openPage(site);
    await pressButton(page, words.ui.start);
    await answerByKey(page, ['chest-pain-new']);
    assert.equal(await urgencyNow(page), 'emergency');
    await pressButton(page, words.ui['change-answer']);
    await answerByKey(page, 'none');
    assert.equal(await heading(page), words.ui['confirm-title']);
    await meet(page, 'drawn', 'confirm');
    await pressButton(page, words.ui['confirm-remove']);
    assert.equal(await questionNow(page), 's-limb-sudden');
    await assertQuiet(page);
    await page.context().close();
  });

  test('with forced colours the page view comes by itself', async () => {
    const page = await openPage(site, { context: { forcedColors: 'active' } });
    assert.equal(await page.evaluate(() => document.documentElement.dataset.view), 'page');
    await assertQuiet(page);
    await page.context().close();
  });

  fault('without any script the emergency signs can be read and the leaflet comes after them', async () => {
    const page = await openPage(site, { context: { javaScriptEnabled: false }, wait: false });
    await assertSignsFirst(page, words);
    await page.getByRole('link', { name: words.ui['leaflet-patterns'] }).click();
    await page.getByRole('heading', { name: words.ui['leaflet-patterns'] }).waitFor();
    assert.match(await page.locator('main').textContent(), /chest pain/);
    await page.getByRole('link', { name: words.ui.back, exact: true }).click();
    await page.getByRole('heading', { name: words.ui['start-title'] }).waitFor();
    await page.context().close();
  });
});

describe('the whole check in a Chromium that puts the page together on the graphics card', { skip: whyNot }, () => {
  let site;
  before(async () => { site = await openSite({ onCard: true }); });
  after(() => site?.close());

  for (const view of ['page', 'drawn']) {
    test(`${view} view, taps: single answers and "None of these" go on by themselves`, async () => {
      const journey = paths.find(({ name }) => name.includes('restless legs every night'));
      const page = await openPage(site, { view, context: { hasTouch: true } });
      const { urgency } = await answerJourney(page, journey.answers);
      assert.equal(urgency, 'soon');
      await assertQuiet(page);
      await page.context().close();
    });
  }
});

describe('the whole check in a Chromium without WebGL', { skip: whyNot }, () => {
  fault('the page view comes by itself and the check works', async () => {
    const site = await openSite({ args: ['--disable-3d-apis'] });
    try {
      const page = await openPage(site);
      assert.equal(await page.evaluate(() => document.documentElement.dataset.view), 'page');
      const journey = paths.find(({ name }) => name.includes('numb between the legs'));
      const { urgency } = await answerJourney(page, journey.answers);
      assert.equal(urgency, 'emergency');
      await assertQuiet(page);
    } finally {
      await site.close();
    }
  });
});
