// engines.test.mjs - the check in three real engines, both views, by keys alone. All of it with --full; every day one journey
// in Chromium, since journeys.test.mjs walks them all there, with taps, pictures and axe.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { ENGINES, openEngine, whyNotEngine } from '../support/engines.mjs';
import { go, look, one, press, until, walk } from '../support/walk.mjs';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const paths = read('../journeys/paths.json');
const words = read('../../assets/words/en.json');
const FULL = process.env.NIGHTLEGS_FULL === '1';

/** Between them each tier and route, children, carers, rows, numbers, everything not sure, everything declined. */
const JOURNEYS = {
  page: ['restless legs every night', 'one swollen calf after a long trip', 'a parent: a child with a new limp', 'rows not sure among conditions'],
  drawn: ['restless legs every night', 'not sure whether one foot has turned cold', 'numb between the legs', 'a carer: a fall at 80',
    'everything not sure', 'everything that may be declined'],
};

for (const engine of FULL ? ENGINES : ['chromium']) {
  describe(`the check in ${engine}`, { skip: whyNotEngine[engine] }, () => {
    let running;
    before(async () => { running = await openEngine(engine); });
    after(() => running?.close());

    for (const view of FULL ? ['page', 'drawn'] : ['drawn']) {
      const opened = async (more = '') => {
        const tab = await running.open(`view=${view}${more}`);
        assert.equal((await look(tab)).view, view, 'the view that was asked for');
        return tab;
      };
      const done = async (tab) => {
        assert.deepEqual(await tab.faults(), [], 'the page is silent and stays on its own origin');
        await tab.close();
      };

      for (const part of FULL && engine !== 'chromium' ? JOURNEYS[view] : JOURNEYS[view].slice(0, 1)) {
        const journey = paths.find(({ name }) => name.includes(part));
        test(`${view} view: ${journey?.name ?? part}`, async () => {
          assert.ok(journey, `there is a journey named like "${part}"`);
          const tab = await opened();
          let screen = await walk(tab, journey.answers);
          assert.equal(screen.urgency, journey.expect.urgency);
          if (screen.buttons.some(({ action }) => action === 'result')) screen = await go(tab, 'result');
          assert.equal(screen.urgency, journey.expect.urgency);
          await go(tab, 'review');
          screen = await go(tab, 'clear');
          assert.ok(screen.buttons.some(({ action }) => action === 'start'), 'cleared');
          await done(tab);
        });
      }

      if (!FULL) continue;

      test(`${view} view: a cramp now runs, rests, eases and leads into the check, in night colours`, async () => {
        const tab = await opened('&theme=dark');
        let screen = await go(tab, 'cramp');
        assert.equal(screen.theme, 'night');
        screen = await go(tab, 'cramp', screen.buttons.find(({ value }) => value).value);
        const left = () => tab.evaluate(() => document.querySelector('[role=timer]')?.getAttribute('aria-label') ?? '');
        const first = await left();
        for (const end = Date.now() + 5000; await left() === first;) assert.ok(Date.now() < end, 'the seconds run');
        await press(tab, 'button', words.ui['cramp-pause']);
        await until(tab, ({ buttons }) => buttons.some(({ name }) => name === words.ui['cramp-go-on']), 'it did not pause');
        const frames = await tab.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(window.nightlegs.frames)))));
        const rested = await left();
        await new Promise((resolve) => setTimeout(resolve, 1500));
        assert.equal(await left(), rested, 'paused, it rests');
        assert.equal(await tab.evaluate(() => window.nightlegs.frames), frames, 'and no frame is drawn');
        await go(tab, 'easing');
        screen = await go(tab, 'start');
        assert.equal(screen.theme, 'dark');
        assert.ok(screen.question);
        await done(tab);
      });

      test(`${view} view: Next without an answer says so; the browser's Back and the other view keep the answers`, async () => {
        const tab = await opened();
        let screen = await go(tab, 'start');
        await press(tab, 'button', words.ui.next);
        screen = await until(tab, ({ error }) => error, 'nothing was said');
        assert.notEqual(screen.focus.tag, 'body', 'the focus is somewhere useful');
        const { name } = screen.inputs[0];
        await press(tab, 'checkbox', name, 'Space');
        screen = await until(tab, ({ error, inputs }) => !error && inputs[0].checked, 'not ticked');
        for (const other of view === 'page' ? ['drawn', 'page'] : ['page', 'drawn']) {
          await press(tab, 'button', words.ui[`to-${other}-view`]);
          screen = await until(tab, (now) => now.view === other, `no ${other} view`);
          assert.ok(screen.inputs[0].checked, 'still ticked');
          await one(tab, 'checkbox', name);
        }
        await done(tab);
      });

      test(`${view} view: a mouse ticks what it points at`, async () => {
        const tab = await opened();
        let screen = await go(tab, 'start');
        await tab.click(await one(tab, 'checkbox', screen.inputs[1].name));
        screen = await until(tab, ({ inputs }) => inputs[1].checked, 'not ticked');
        assert.deepEqual(screen.inputs.filter(({ checked }) => checked).length, 1);
        await done(tab);
      });
    }
  });
}
