// messages.test.mjs - 100,000 messages that are not ours, or nearly, on both sides of the frame: nothing throws, nothing changes.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { listen, openSite, press, ready, whyNot } from '../support/browser.mjs';
import { serveHosts } from '../support/hosts.mjs';

const kMessages = 50_000;  // on each side

/**
 * Runs in the page. Sends `count` messages that each miss by something: who sent it, from where, its name, version, type or a value.
 * @param {{count: number, right: object[], name: string, kind: "host" | "frame"}} plan right: messages that would be heard
 */
function bombard({ count, right, name, kind }) {
  // A small generator, so that a failure comes again.
  let state = 12345;
  const random = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
  const pick = (list) => list[random(list.length)];
  const friend = kind === 'host' ? document.querySelector('night-legs').shadowRoot.querySelector('iframe').contentWindow : parent;
  const origin = kind === 'host' ? new URL(document.querySelector('night-legs').shadowRoot.querySelector('iframe').src).origin : location.ancestorOrigins[0];
  const junk = () => pick([
    null, undefined, 0, -1, NaN, Infinity, 1e308, '', 'height', '500', true, [], [1], {}, { length: 5 }, new Date(0), /x/, 10n, new Map(), new Uint8Array(3),
    'x'.repeat(random(2000)), { source: name }, { toString: null }, { valueOf: null }, Object.create(null), { then: 1 }, '__proto__', ['nightlegs', 1],
  ]);
  const values = [NaN, -1, 0, 0.5, 1e9, Infinity, '500', null, {}, [500], true, undefined];
  const near = () => {
    const message = { ...pick(right) };
    let sender = friend;
    let from = origin;
    const ways = [
      () => { sender = pick([window, null, new MessageChannel().port1]); },
      () => { message.source = pick([junk(), `${name} `, name.toUpperCase(), [name], name === 'nightlegs' ? 'nightlegs-host' : 'nightlegs']); },
      () => { message.version = pick([0, 2, '1', 1.5, null, true, [1], undefined]); },
      () => { message.type = pick([junk(), 'Height', 'heights', 'toString', 'constructor', '__proto__', 'clear', 'event', 'choose']); },
    ];
    if (kind === 'host') {
      ways.push(() => { from = pick(['null', '', `${origin}.evil.example`, origin.replace('http', 'https'), 'http://localhost', '*']); });
      if (message.type === 'height') ways.push(() => { message.height = pick(values); });
      if (message.type === 'step') ways.push(() => { [message.step, message.steps] = pick([[5, 4], [-1, 4], [1.5, 4], ['1', 4], [1, '4'], [NaN, NaN], [1, 1000], [null, 3]]); });
      if (message.type === 'refused') ways.push(() => { message.why = pick([1, null, {}, 'x'.repeat(501)]); });
    }
    pick(ways)();
    return [message, sender, from];
  };
  let thrown = 0;
  const caught = (event) => { thrown += 1; event.preventDefault(); };
  addEventListener('error', caught);
  addEventListener('unhandledrejection', caught);
  for (let i = 0; i < count; ++i) {
    const [data, source, from] = random(3) ? near() : [junk(), pick([friend, friend, window, null]), pick([origin, origin, 'null', '*', ''])];
    try {
      dispatchEvent(new MessageEvent('message', { data, source, origin: from }));
    } catch {
      thrown += 1;
    }
  }
  // The same kinds by the real way too, as far as they can be sent.
  for (let i = 0; i < 2000; ++i) {
    try { postMessage(near()[0], '*'); } catch { /* not to be cloned */ }
  }
  return new Promise((done) => setTimeout(() => {
    removeEventListener('error', caught);
    removeEventListener('unhandledrejection', caught);
    done(thrown);
  }, 300));
}

describe('messages between the embedding page and the check', { skip: whyNot }, () => {
  let site, hosts;
  before(async () => {
    site = await openSite();
    hosts = await serveHosts(site.address);
  });
  after(async () => {
    await site?.close();
    await hosts?.close();
  });

  async function open() {
    const page = await (await site.browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
    const faults = [];
    page.on('pageerror', (error) => faults.push(error.message));
    listen(page, (message) => faults.push(message.text()));
    await page.goto(`${hosts.far}plain`);
    for (;;) {
      const frame = page.frames().find((one) => one.url().startsWith(site.address));
      if (frame) {
        frame.nightlegs = { faults };
        await ready(frame);
        return { page, frame, faults };
      }
      await page.waitForTimeout(50);
    }
  }

  test('50,000 that reach the embedding page, random and nearly true: 0 throws, 0 changes', async () => {
    const { page, faults } = await open();
    await page.waitForTimeout(800);
    const look = () => page.evaluate(() => [document.querySelector('night-legs').shadowRoot.innerHTML, window.told.length, scrollY]);
    const before = await look();
    const right = [
      { source: 'nightlegs', version: 1, type: 'ready' }, { source: 'nightlegs', version: 1, type: 'height', height: 444 },
      { source: 'nightlegs', version: 1, type: 'step', step: 2, steps: 20 }, { source: 'nightlegs', version: 1, type: 'finished' },
      { source: 'nightlegs', version: 1, type: 'refused', why: 'no' },
    ];
    assert.equal(await page.evaluate(bombard, { count: kMessages, right, name: 'nightlegs', kind: 'host' }), 0);
    assert.deepEqual(await look(), before);
    assert.deepEqual(faults, []);
    // The same dispatching is heard when nothing is wrong with it, or the test would prove nothing.
    const heard = await page.evaluate(() => {
      const frame = document.querySelector('night-legs').shadowRoot.querySelector('iframe');
      dispatchEvent(new MessageEvent('message', {
        data: { source: 'nightlegs', version: 1, type: 'height', height: 444 }, source: frame.contentWindow, origin: new URL(frame.src).origin,
      }));
      return frame.style.height;
    });
    assert.equal(heard, '444px');
    await page.context().close();
  });

  test('50,000 that reach the check: 0 throws, 0 changes, and no answer is touched', async () => {
    const { page, frame, faults } = await open();
    await press(frame, 'start');
    await frame.locator('[data-question] label').first().click();
    await page.waitForTimeout(500);
    // The true one has been heard already: hearing it again must change nothing either.
    const look = () => frame.evaluate(() => [document.documentElement.outerHTML, [...document.querySelectorAll('input')].map(({ checked }) => checked), window.nightlegs.frames]);
    const before = await look();
    assert.ok(before[1].includes(true));
    const right = [{ source: 'nightlegs-host', version: 1, type: 'follow' }];
    assert.equal(await frame.evaluate(bombard, { count: kMessages, right, name: 'nightlegs-host', kind: 'frame' }), 0);
    assert.deepEqual(await look(), before);
    assert.deepEqual(faults, []);
    await page.context().close();
  });
});
