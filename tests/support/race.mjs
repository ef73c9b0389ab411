// race.mjs - update races in a Chromium that no tool is attached to: a page of the test's own drives it from within and reports.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { CHROMIUM, SWITCHES } from './browser.mjs';

/** Runs in the browser. Each race: another version is published, its worker pushed in at some moment, and a page loaded meanwhile. */
const DRIVER = `
  const tell = (path, body) => fetch(path, { method: 'POST', body: JSON.stringify(body ?? null) });
  addEventListener('error', ({ message }) => tell('/race/broken', message));
  const pause = (milliseconds) => new Promise((go) => setTimeout(go, milliseconds));
  const push = (worker) => worker?.postMessage({ ask: 'take_over' });
  async function until(what) { while (!what()) await pause(10); }
  const registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
  await navigator.serviceWorker.ready;
  await until(() => registration.active?.state === 'activated');
  const races = Number(new URLSearchParams(location.search).get('races'));
  for (let i = 0; i < races; ++i) {
    await tell('/race/deploy', (i + 1) % 2 ? 'second' : 'first');
    const found = registration.update().catch(() => {});
    const pushing = pause((i * 37) % 230).then(async () => {
      push(registration.waiting);
      registration.installing?.addEventListener('statechange', () => push(registration.waiting));
      await found;
      push(registration.waiting);
    });
    const frame = document.createElement('iframe');
    frame.width = 320;
    frame.height = 500;
    frame.src = '/?view=page&race=' + i;
    document.body.append(frame);
    await pushing;
    await until(() => ['ready', 'failed'].includes(frame.contentDocument?.documentElement?.dataset.nightlegs));
    const html = frame.contentDocument.documentElement;
    const loaded = frame.contentWindow.performance.getEntriesByType('resource').map(({ name, decodedBodySize }) => [new URL(name).pathname.slice(1), decodedBodySize]);
    await tell('/race/told', { state: html.dataset.nightlegs, version: html.dataset.version ?? 'first', loaded });
    frame.remove();
  }
  await tell('/race/end');
`;

/**
 * @param {object} host of host.mjs
 * @param {Record<string, Map<string, Buffer>>} versions
 * @param {number} races
 * @returns {Promise<{version: string, foreign: [string, number][]}[]>} one for each load: its version, and files of another in it
 */
export async function driveAlone(host, versions, races) {
  const told = [];
  const profile = mkdtempSync(`${tmpdir()}/nightlegs-race-`);
  let browser, late;
  try {
    await new Promise((resolve, reject) => {
      late = setTimeout(() => reject(new Error(`only ${told.length} of ${races} loads came to an end`)), 60_000 + races * 3000);
      host.serveAlso('/race/', (path, body) => {
        if (path === '/race/driver.html') return { type: 'text/html', text: `<body><script type="module">${DRIVER}</script>` };
        if (path === '/race/deploy') host.deploy(versions[body]);
        if (path === '/race/told') {
          const own = versions[body.version];
          // A worker can answer for one name with what has another: no two versions of a file are as long as each other.
          const isOwn = ([name, length]) => own.has(name) && (!length || length === own.get(name).length);
          told.push({ ...body, foreign: body.loaded.filter((one) => /-[0-9a-f]{10}\./.test(one[0]) && !isOwn(one)) });
        }
        if (path === '/race/broken') reject(new Error(`the driver in the browser broke after ${told.length} loads: ${body}`));
        if (path === '/race/end') resolve();
        return { type: 'text/plain', text: '' };
      });
      browser = spawn(CHROMIUM, ['--headless', ...SWITCHES, `--user-data-dir=${profile}`, `${host.address}race/driver.html?races=${races}`], { stdio: 'ignore', detached: true });
      browser.once('error', reject);
    });
  } finally {
    clearTimeout(late);
    if (browser?.pid) process.kill(-browser.pid, 'SIGKILL');
    await new Promise((go) => setTimeout(go, 300));
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
  return told.map(({ version, state, foreign }) => ({ version, state, foreign }));
}
