// tab.js - this tab's memory of the check under way: one text in sessionStorage, which ends with the tab.
// What is in it, and whether there is anything to remember, is for the app to say.

const kName = "nightlegs";

/** @returns {Storage | undefined} */
function storage() {
  try {
    return sessionStorage;
  } catch {
    return undefined;  // a sandboxed frame, or a browser that was told to keep nothing
  }
}

export function open_tab() {
  const store = storage();
  let works = Boolean(store);
  /** @type {string | undefined} what is there now, as far as we know */
  let written;

  return {
    /** Whether it remembers anything. */
    get works() {
      return works;
    },
    /** @returns {string} */
    read: () => store?.getItem(kName) ?? "",
    /** @param {string} text  "" to forget */
    write(text) {
      if (!store || text === written) return;
      written = text;
      try {
        if (text) store.setItem(kName, text);
        else store.removeItem(kName);
      } catch {
        works = false;  // full: an older text would be worse than none
        store.removeItem(kName);
      }
    },
    /** How many other things lie there. */
    others: () => (store ? Object.keys(store).filter((name) => name !== kName).length : 0),
  };
}

/** @typedef {ReturnType<typeof open_tab>} Tab */
