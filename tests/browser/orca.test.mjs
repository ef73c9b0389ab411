// orca.test.mjs - a real screen reader is heard, with --full: Orca in Firefox, driven by real keys, from the start to the first question.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { serve } from '../../shell/serve.mjs';
import { openDesk, whyNotOrca } from '../support/orca.mjs';

const words = JSON.parse(readFileSync(new URL('../../assets/words/en.json', import.meta.url), 'utf8'));

/** Presses a key until a phrase is heard, as somebody listening does. */
async function until(desk, key, phrase, most = 40) {
  for (let i = 0; i < most; ++i) {
    const before = desk.heard().length;
    desk.press(key);
    const said = await desk.settled(before, { quiet: 800, most: 4000 });
    if (said.some((each) => each.includes(phrase))) return said;
  }
  assert.fail(`"${phrase}" was never heard; last: ${desk.heard().slice(-8).join(' | ')}`);
}

if (process.env.NIGHTLEGS_FULL !== '1') test('a real screen reader', { skip: 'only in a full run' });
else {
  test('Orca in Firefox reads the way in, the question as a heading, and each answer with its state', { skip: whyNotOrca, timeout: 180_000 }, async () => {
    const site = await serve({ port: 0 });
    const desk = await openDesk({ browser: 'firefox', url: site.address });
    try {
      await until(desk, 'Tab', `${words.ui.start} push button`);
      const said = await until(desk, 'Return', words.questions['s-now'].title, 3);
      assert.ok(said.some((each) => each.includes('heading level 1')), said.join(' | '));
      await until(desk, 'Tab', `${words.options['chest-pain-new'].label} check box not checked`, 12);
      await until(desk, 'space', 'checked', 2);
    } finally {
      await desk.close();
      await site.close();
    }
  });
}
