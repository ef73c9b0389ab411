// pace.js - how long a movement lasts, in both views, and who wishes none.

export const kMovingTime = 180;  // milliseconds

/** @returns {boolean} */
export const wants_rest = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Lets a tap or a frame that waits come first. Not by a timer, which a page in the background waits a second for. @returns {Promise<void>} */
export const turn = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
