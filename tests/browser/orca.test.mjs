// orca.test.mjs - a real screen reader is heard, with --full: Orca in Firefox and in Chromium, driven by real keys through three whole
// journeys. What it says is tests/spoken/orca/JOURNEY.BROWSER.txt, phrase by phrase; NIGHTLEGS_ACCEPT=1 writes those anew.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { serve } from '../../shell/serve.mjs';
import { ROOT } from '../support/cli.mjs';
import { openDesk, whyNotOrca, whyNotOrcaIn } from '../support/orca.mjs';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const words = read('../../assets/words/en.json');
const paths = read('../journeys/paths.json');
const GOLDEN = `${ROOT}tests/spoken/orca`;

/** Somebody with a keyboard who sees nothing: goes by what is heard alone. */
class Listener {
  constructor(desk) {
    this.desk = desk;
  }

  press = (key) => this.desk.answer(key);

  /** Presses a key until a phrase is heard that fits. */
  async until(key, fits, what, most = 40) {
    for (let i = 0; i < most; ++i) {
      const said = await this.press(key);
      if (said.some(fits)) return said;
    }
    assert.fail(`"${what}" was never heard; last: ${this.desk.heard().slice(-12).join(' | ')}`);
  }

  /** Tabs to what is called so. */
  to = (name) => this.until('Tab', (said) => said.startsWith(name), name);

  /** Presses a button of this name; what is said then, up to the heading that it leads to. */
  async go(name) {
    await this.to(`${name} push button`);
    const before = this.desk.heard().length;
    await this.press('Return');
    for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100)))
      if (this.desk.heard().slice(before).some((said) => said.includes(' heading level 1'))) break;
    return this.desk.settled(before, { quiet: 350 });
  }

  /** Reads the page line by line from its top, until this button is heard. */
  async read(last) {
    await this.press('ctrl+Home');
    await this.until('Down', (said) => said.startsWith(`${last} push button`), last, 200);
  }

  /** Waits for a phrase that comes by itself. */
  async wait(phrase, seconds = 180) {
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100)))
      if (this.desk.heard().some((said) => said.includes(phrase))) return;
    assert.fail(`"${phrase}" was not said in ${seconds} s; last: ${this.desk.heard().slice(-8).join(' | ')}`);
  }
}

/** What an answer is called. */
const called = (answer) => ({ none: words.answers.none, 'not-sure': words.answers.not_sure })[answer] ?? words.options[answer].label;

/** Answers each question that is heard, by its name, until what is heard is none. */
async function answerAll(listener, answers, said) {
  for (let steps = 0; steps < 60; ++steps) {
    // A long heading is said a line at a time.
    const heading = said.find((phrase) => phrase.includes(' heading level 1'))?.split(' heading level 1')[0];
    const id = heading && Object.keys(words.questions).find((each) => words.questions[each].title.startsWith(heading));
    if (!id) return said;
    if (answers[id] === undefined) {
      said = await listener.go(words.ui.skip);
      continue;
    }
    for (const answer of [answers[id]].flat()) {
      await listener.to(called(answer));
      await listener.press('space');
    }
    said = await listener.go(words.ui.next);
  }
  return assert.fail('no end after 60 questions');
}

/**
 * What may be said at any time: the copy for use without a signal is there when the network has brought it, and it is said then.
 * Once, or, in a short journey, not yet.
 */
const AT_ANY_TIME = `live: ${words.ui.offline}`;

/**
 * Holds what was heard against its golden transcript: phrase by phrase, each as often and in the order in which it is there.
 * Only live regions have an order of their own: the browser tells of them when it comes to it, before, among or after what is said of the focus.
 */
function compare(name, heard) {
  assert.ok(heard.filter((phrase) => phrase === AT_ANY_TIME).length <= 1, 'said once');
  const said = heard.filter((phrase) => phrase !== AT_ANY_TIME);
  const path = `${GOLDEN}/${name}`;
  if (process.env.NIGHTLEGS_ACCEPT === '1') {
    mkdirSync(GOLDEN, { recursive: true });
    writeFileSync(path, `${said.join('\n')}\n`);
  }
  assert.ok(existsSync(path), `${name} is there; NIGHTLEGS_ACCEPT=1 writes it`);
  const kept = readFileSync(path, 'utf8').trim().split('\n');
  const live = (phrase) => phrase.startsWith('live: ');
  assert.deepEqual(said.filter((phrase) => !live(phrase)), kept.filter((phrase) => !live(phrase)), 'what is said of the focus and read by the caret');
  assert.deepEqual(said.filter(live), kept.filter(live), 'what live regions say');
  assert.deepEqual(said.filter((phrase) => /heading.*clickable|^blank/.test(phrase)), [], 'nothing is heard that means nothing');
}

const answersOf = (part) => paths.find(({ name }) => name.includes(part)).answers;

const JOURNEYS = {
  async emergency(listener) {
    const said = await listener.go(words.ui.start);
    await answerAll(listener, answersOf('a swollen calf and trouble breathing'), said);
    await listener.to(words.ui['change-answer']);
    await listener.read(words.ui['whole-result']);
  },
  async 'cramp-now'(listener) {
    await listener.go(words.ui.cramp);
    await listener.to('Calf');
    await listener.press('Return');
    await listener.wait('seconds left.');
    await listener.to(words.ui['cramp-pause']);  // nobody hurries
    await listener.press('Return');
    await listener.go(words.ui['cramp-easing']);
    await listener.read(words.ui['eased-done']);
  },
  async 'restless-legs'(listener) {
    const said = await listener.go(words.ui.start);
    await answerAll(listener, answersOf('restless legs every night'), said);
    await listener.read(words.ui.sheet);
  },
};

if (process.env.NIGHTLEGS_FULL !== '1') test('a real screen reader', { skip: 'only in a full run' });
else {
  describe('a real screen reader', { skip: whyNotOrca }, () => {
    for (const browser of ['firefox', 'chromium']) {
      for (const [journey, walk] of Object.entries(JOURNEYS)) {
        const kept = existsSync(`${GOLDEN}/${journey}.${browser}.txt`) || process.env.NIGHTLEGS_ACCEPT === '1';
        const skip = whyNotOrcaIn[browser] || (kept ? false : 'nobody has listened to it and kept its transcript yet (NIGHTLEGS_ACCEPT=1 writes it)');
        test(`Orca in ${browser}: ${journey}`, { skip, timeout: 900_000 }, async () => {
          const site = await serve({ port: 0 });
          const desk = await openDesk({ browser, url: `${site.address}?theme=dark` });
          const listener = new Listener(desk);
          try {
            await listener.wait('Finished loading');  // then Orca reads the whole page by itself
            await desk.settled(0, { quiet: 3000, most: 60_000 });
            const from = desk.heard().length;
            await walk(listener);
            compare(`${journey}.${browser}.txt`, desk.heard().slice(from));
          } finally {
            mkdirSync(`${ROOT}build/orca`, { recursive: true });
            writeFileSync(`${ROOT}build/orca/${journey}.${browser}.txt`, desk.heard().join('\n'));
            await desk.close();
            await site.close();
          }
        });
      }
    }
  });
}
