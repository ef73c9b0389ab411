// ticker.js - seconds for a screen that asks for them, and a screen that stays lit meanwhile. Nothing runs otherwise.

const kSecond = 1000;

/**
 * @param {(seconds: number) => void} tick  so many whole seconds have passed
 */
export function create_ticker(tick) {
  let wanted = false;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;
  let counted = 0;  // up to here, in the page's own time
  /** @type {{release: () => Promise<void>} | undefined} */
  let lock;

  /** Also what passed while the page was hidden and nothing ran. */
  function count() {
    const seconds = Math.floor((performance.now() - counted + 100) / kSecond);  // a timer may come a little early
    if (seconds < 1) return;
    counted += seconds * kSecond;
    tick(Math.min(seconds, 3600));
  }

  async function keep_lit() {
    const wake = /** @type {any} */ (navigator).wakeLock;
    if (!wake || lock) return;
    try {
      const got = await wake.request("screen");
      if (wanted && !document.hidden) lock = got;
      else await got.release();
    } catch {
      // Not allowed here, or the battery is low: the screen goes dark as it always does.
    }
  }

  function run() {
    if (timer !== undefined || document.hidden) return;
    timer = setInterval(count, kSecond);
    keep_lit();
  }

  function rest() {
    clearInterval(timer);
    timer = undefined;
    lock?.release().catch(() => {});
    lock = undefined;
  }

  document.addEventListener("visibilitychange", () => {
    if (!wanted) return;
    rest();
    if (document.hidden) return;
    run();
    count();
  });

  return {
    /** @param {boolean} on */
    set(on) {
      if (on === wanted) return;
      wanted = on;
      if (!on) return rest();
      counted = performance.now();
      run();
    },
  };
}
