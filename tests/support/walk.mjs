// walk.mjs - a person with a keyboard, in any engine (engines.mjs): reads what is on the screen, finds controls by role and
// name, presses real keys. Knows roles and the contract of web/README.md, never a question.
import assert from 'node:assert/strict';

/** What is on the screen, as far as a walk needs it. Runs in the page. */
export function readScreen() {
  const words = (element) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const named = (element) => {
    const ids = element.getAttribute('aria-labelledby');
    return ids ? ids.split(' ').map((id) => words(document.getElementById(id))).join(' ').trim()
      : element.getAttribute('aria-label') ?? words(element.closest('label') ?? element);
  };
  const group = document.querySelector('[data-question]');
  const focused = document.activeElement;
  return {
    heading: words(document.querySelector('h1')),
    question: group?.getAttribute('data-question') ?? '',
    urgency: document.querySelector('[data-urgency]')?.getAttribute('data-urgency') ?? '',
    view: document.documentElement.dataset.view,
    theme: document.documentElement.dataset.theme,
    error: words(document.querySelector('[data-role=error]')),
    inputs: [...(group?.querySelectorAll('input') ?? [])].map((input) => ({
      type: input.type, value: input.value, checked: input.checked, name: named(input),
      row: input.closest('[data-row]')?.getAttribute('data-row') ?? '',
      rowName: input.closest('[data-row]') ? named(input.closest('[data-row]')) : '',
    })),
    buttons: [...document.querySelectorAll('button[data-action]')].map((button) => ({ action: button.dataset.action, value: button.dataset.value ?? '', name: named(button) })),
    focus: { tag: focused?.localName ?? '', id: focused?.id ?? '', words: words(focused).slice(0, 80) },
    // Whatever differs when the screen has moved on.
    mark: `${words(document.querySelector('h1'))}\n${group?.getAttribute('data-question') ?? ''} ${group?.getAttribute('data-role') ?? ''}\n${
      [...document.querySelectorAll('[data-action]')].map((button) => button.dataset.action).join()}`,
  };
}

export const look = (tab) => tab.evaluate(readScreen);

/** The one element with this role and name; says what there is when there is none. */
export async function one(tab, role, name) {
  for (const end = Date.now() + 3000; ;) {
    const found = await tab.find(role, name);
    if (found.length) return found[0];
    if (Date.now() > end) {
      const { heading, inputs, buttons } = await look(tab);
      assert.fail(`${tab.engine} finds no ${role} named "${name}" on "${heading}"; there are: ${[...inputs, ...buttons].map((control) => control.name).join(' | ')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Focuses a control and presses a key on it. */
export async function press(tab, role, name, key = 'Enter') {
  await tab.focus(await one(tab, role, name));
  await tab.key(key);
}

/** Waits until something is so on the screen. */
export async function until(tab, is, what) {
  let screen;
  for (const end = Date.now() + 8000; Date.now() < end;) {
    screen = await look(tab);
    if (is(screen)) return screen;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  assert.fail(`${tab.engine}: ${what}, on "${screen.heading}"${screen.error && `; the page says: ${screen.error}`}`);
}

/** Presses the button of this action and waits for another screen. */
export async function go(tab, action, value = '') {
  const before = await look(tab);
  const button = before.buttons.find((each) => each.action === action && (!value || each.value === value));
  assert.ok(button, `there is no "${action}" on "${before.heading}"`);
  await press(tab, 'button', button.name);
  return until(tab, ({ mark }) => mark !== before.mark, `"${button.name}" led nowhere`);
}

/** Ticks a checkbox or radio button with the space bar, as somebody without a mouse does. */
async function tick(tab, input) {
  await press(tab, input.type, input.name, 'Space');
  await until(tab, ({ inputs }) => inputs.find(({ value, row }) => value === input.value && row === input.row)?.checked ?? true, `"${input.name}" was not ticked`);
}

/** Answers yes, no or unsure in every row. */
async function fillRows(tab, answerOf) {
  for (const { row, rowName } of (await look(tab)).inputs.filter(({ value }) => value === 'yes')) {
    const before = await look(tab);
    const wanted = before.inputs.find((input) => input.row === row && input.value === answerOf(row));
    const same = await tab.find('radio', wanted.name);
    // Every row has the same three names: its group tells them apart.
    const place = before.inputs.filter(({ name }) => name === wanted.name).findIndex((input) => input.row === row);
    assert.ok(same[place], `${tab.engine} finds "${wanted.name}" in the row "${rowName}"`);
    await tab.focus(same[place]);
    await tab.key('Space');
    await until(tab, ({ inputs }) => inputs.find((input) => input.row === row && input.value === wanted.value)?.checked, `"${wanted.name}" was not ticked in "${rowName}"`);
  }
}

/**
 * Gives the answer to the question on screen, in the form of an answer file, and goes on.
 * @param {import('./engines.mjs').Tab} tab
 * @param {any} answer  undefined leaves the question out
 */
export async function answer(tab, answer) {
  if (answer === undefined) return go(tab, 'skip');
  let screen = await look(tab);
  const byRows = answer !== null && typeof answer === 'object' && !Array.isArray(answer);
  const inRows = () => screen.inputs.some(({ row }) => row);
  if (typeof answer === 'number') {
    await tab.focus(await one(tab, 'textbox', screen.heading));
    await tab.type(String(answer));
  } else {
    if (!inRows()) {
      for (const value of byRows ? ['not-sure'] : [answer].flat()) {
        const input = screen.inputs.find((each) => each.value === value);
        assert.ok(input, `"${screen.question}" offers no "${value}"`);
        const opens = value === 'not-sure' && (byRows || input.type === 'checkbox');
        if (!input.checked) await tick(tab, input);
        if (opens) screen = await look(tab);
      }
      screen = await look(tab);
    }
    if (inRows()) {
      const { yes = [], unsure = [] } = byRows ? answer : {};
      await fillRows(tab, (option) => (answer === 'not-sure' || unsure.includes(option) ? 'unsure' : yes.includes(option) ? 'yes' : 'no'));
    }
  }
  return go(tab, 'next');
}

/**
 * From the start screen to the result, or to the emergency that interrupts.
 * @param {import('./engines.mjs').Tab} tab
 * @param {Record<string, any>} answers
 * @param {(screen: ReturnType<typeof readScreen>) => Promise<void> | void} [onScreen]
 * @returns the last screen
 */
export async function walk(tab, answers, onScreen = () => {}) {
  let screen = await look(tab);
  await onScreen(screen);
  screen = await go(tab, 'start');
  for (let steps = 0; screen.question; ++steps) {
    assert.ok(steps < 120, `no result after 120 screens; now at "${screen.heading}"`);
    await onScreen(screen);
    assert.equal(screen.focus.tag, 'h1', `${tab.engine}: the focus is on the new heading, "${screen.heading}"`);
    screen = await answer(tab, answers[screen.question]);
  }
  await onScreen(screen);
  return screen;
}
