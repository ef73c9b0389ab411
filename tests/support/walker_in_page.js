// walker_in_page.js - answers a journey from inside the page, by its contract (data-question, value, data-action), and reports to the server
// that it came from. For browsers that are run without a driver. Runs in the frame; knows nothing of the page around.

const { answers } = await (await fetch('/journey.json')).json();
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const html = document.documentElement;
const find = (selector) => document.querySelector(selector);

async function until(what, found) {
  for (const end = Date.now() + 30_000; Date.now() < end; await pause(30)) {
    const value = found();
    if (value) return value;
  }
  throw new Error(`not in time: ${what}`);
}

const storage = () => {
  try {
    return typeof localStorage;
  } catch (error) {
    return error.name;
  }
};

async function walk() {
  await until('ready', () => html.dataset.nightlegs === 'ready');
  (await until('start', () => find('[data-action=start]'))).click();
  const asked = [];
  for (let steps = 0; steps < 60; ++steps) {
    const group = await until('a question or a result', () => find('[data-question]') ?? find('[data-urgency]'));
    const id = group.getAttribute('data-question');
    if (!id) break;
    asked.push(id);
    const answer = [answers[id] ?? []].flat();
    for (const value of answer) {
      const input = find(`[data-question] input[value="${value}"]`);
      if (!input) throw new Error(`"${id}" offers no "${value}"`);
      if (!input.checked) input.click();
    }
    const key = () => `${find('[data-question]')?.getAttribute('data-question')}`;
    (find(answer.length ? '[data-action=next]' : '[data-action=skip]')).click();
    await until('the next screen', () => key() !== id);
  }
  return { urgency: find('[data-urgency]')?.getAttribute('data-urgency') ?? '', asked: asked.length };
}

let result;
try {
  result = await walk();
} catch (error) {
  result = { error: String(error), state: html.dataset.nightlegs };
}
await pause(700);  // for the last height
const report = { ...result, view: html.dataset.view, origin: self.origin, storage: storage(), wide: html.scrollWidth - html.clientWidth, low: html.scrollHeight - innerHeight };
await fetch('/report', { method: 'POST', body: JSON.stringify(report) });
