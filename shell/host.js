// host.js - what an embedding page is told: our height and how far the person is. Nothing about health.

/** @typedef {import("./mirror.js").Screen} Screen */

export function tell_host() {
  const framed = parent !== window;
  let height = 0;
  let step = "";
  let finished = false;

  /** @param {object} message */
  function send(message) {
    // Any origin may hear this: there is nothing private in it.
    if (framed) parent.postMessage({ source: "nightlegs", version: 1, ...message }, "*");
  }

  return {
    ready: () => send({ type: "ready" }),
    /** @param {Screen} screen */
    shown(screen) {
      const now = `${screen.step ?? 0}/${screen.steps ?? 0}`;
      if (screen.steps && now !== step) send({ type: "step", step: screen.step ?? 0, steps: screen.steps });
      step = now;
      if (screen.name === "result" && !finished) {
        finished = true;
        send({ type: "finished" });
      }
    },
    /** @param {number} pixels */
    height(pixels) {
      const rounded = Math.ceil(pixels);
      if (rounded === height) return;
      height = rounded;
      send({ type: "height", height });
    },
  };
}
