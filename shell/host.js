// host.js - what an embedding page and this one tell each other (embed/README.md): our height, how far the person is, and
// that the height is followed. Nothing about health goes either way, and nothing that arrives changes an answer.

/** @typedef {import("./mirror.js").Screen} Screen */

const kVersion = 1;
const kLeastPause = 120;  // milliseconds from one height to the next: at most nine a second

/**
 * @param {object} parts
 * @param {HTMLElement} parts.root
 * @param {HTMLElement} parts.trouble  the message that stands before it when all else failed
 */
export function tell_host({ root, trouble }) {
  const html = document.documentElement;
  const framed = parent !== window;
  let to = "*";       // any origin may hear the first words: there is nothing private in them
  let height = 0;     // as told
  let told_at = -kLeastPause;
  let waiting = 0;
  let key = "";       // of the screen that is shown
  let step = 0;
  let steps = 0;
  let finished = false;

  /** @param {object} message */
  function send(message) {
    if (framed) parent.postMessage({ source: "nightlegs", version: kVersion, ...message }, to);
  }

  /** What the content needs. Never what the window has, else a frame that follows would follow itself. */
  function needed() {
    if (!html.clientWidth) return 0;  // not shown: nothing has a height yet
    const above = trouble.getBoundingClientRect().height;
    if (html.dataset.view === "drawn") return above + root.getBoundingClientRect().height;
    const parts = [...root.children].map((part) => part.getBoundingClientRect().height);
    return above + parseFloat(getComputedStyle(root).paddingTop) + parts.reduce((sum, part) => sum + part, 0);
  }

  function tell_height() {
    waiting = 0;
    const now = Math.ceil(needed());
    if (!now || now === height) return;
    const pause = told_at + kLeastPause - performance.now();
    if (pause > 0) {
      waiting = setTimeout(tell_height, pause);
      return;
    }
    height = now;
    told_at = performance.now();
    send({ type: "height", height });
  }

  /** Not left to the observer alone: a browser lets it sleep while the frame is out of sight. */
  function look() {
    if (framed && !waiting) tell_height();
  }
  const sizes = new ResizeObserver(look);

  /** The parts that are there now; called again when they were replaced. */
  function watch() {
    sizes.disconnect();
    for (const part of [root, trouble, ...root.children]) sizes.observe(part);
    look();
  }

  if (framed) {
    html.dataset.framed = "";
    watch();
    document.fonts.addEventListener("loadingdone", look);
    addEventListener("message", ({ source, origin, data }) => {
      if (source !== parent || (to !== "*" && origin !== to)) return;
      if (data?.source !== "nightlegs-host" || data.version !== kVersion || data.type !== "follow") return;
      if (/^https?:/.test(origin)) to = origin;  // from now on nobody else hears us
      html.dataset.followed = "";                // no scroll bar of our own: styles.css
    });
  }

  return {
    ready: () => send({ type: "ready" }),
    /** The publisher's colours are not used, and why. @param {string} why */
    refused: (why) => send({ type: "refused", why }),
    /** Every move is told, with the last count known, so that an urgent result looks from outside like any other screen. @param {Screen} screen */
    shown(screen) {
      if (screen.steps) [step, steps] = [screen.step ?? 0, screen.steps];
      if (key && key !== screen.key) send({ type: "step", step, steps });
      key = screen.key;
      if (screen.name === "result" && !finished) {
        finished = true;
        send({ type: "finished" });
      }
      look();
    },
    watch,
  };
}

/** @typedef {ReturnType<typeof tell_host>} Host */
