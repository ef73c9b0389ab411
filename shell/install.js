// install.js - the browser's offer to put the page beside the apps: held back, and passed on when the person asks for it.

/** @param {(on: boolean) => void} possible */
export function follow_install(possible) {
  /** @type {any} */
  let offer;

  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();  // no banner over the questions
    offer = event;
    possible(true);
  });
  addEventListener("appinstalled", () => {
    offer = undefined;
    possible(false);
  });

  return {
    /** The browser's own question. It can be asked once. */
    ask() {
      offer?.prompt();
      offer = undefined;
      possible(false);
    },
  };
}
