// kept.js - the checks that a person keeps, in IndexedDB. Texts in, texts out: what they say is the app's.
// The store is opened for each errand and closed after it, so that no tab stands in another's way; it is made when first needed.

import { openDB } from "idb";

const kName = "nightlegs";
const kVersion = 1;
const kStore = "kept";
const kPatience = 3000;  // milliseconds for another tab to let go of an older store

/** Why nothing could be done: "full", "denied", "blocked", "newer" or "failed" (en.json, did-store-...). */
export class Trouble extends Error {}

/** Chromium calls it an unknown error when a person has forbidden every store. */
function may_store() {
  try {
    return Boolean(localStorage);
  } catch {
    return false;
  }
}

/** @param {any} error @returns {Trouble} */
function trouble_of(error) {
  if (error instanceof Trouble) return error;
  if (error?.name === "QuotaExceededError") return new Trouble("full");
  if (error?.name === "VersionError") return new Trouble("newer");
  if (["SecurityError", "InvalidStateError", "NotAllowedError", "ReferenceError"].includes(error?.name)) return new Trouble("denied");
  return new Trouble(may_store() ? "failed" : "denied");
}

/**
 * @param {boolean} create  when there is no store yet
 * @returns {Promise<import("idb").IDBPDatabase | undefined>}
 */
async function open(create) {
  if (!globalThis.indexedDB) throw new Trouble("denied");
  let absent = false;
  const opened = openDB(kName, kVersion, {
    upgrade(store, before, _now, change) {
      change.done.catch(() => {});  // told through the opening itself
      if (before === 0 && !create) {
        absent = true;
        change.abort();  // looking leaves no empty store behind
      } else if (before < 1) {
        store.createObjectStore(kStore, { autoIncrement: true });
      }
    },
  });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((_, give_up) => {
    timer = setTimeout(() => give_up(new Trouble("blocked")), kPatience);
  });
  try {
    return /** @type {import("idb").IDBPDatabase} */ (await Promise.race([opened, late]));
  } catch (error) {
    if (absent) return undefined;
    opened.then((store) => store.close(), () => {});  // should it come after all
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * One change, whole or not at all; done when the disk has it.
 * @template T
 * @param {boolean} create
 * @param {(store: any) => Promise<T>} work
 * @returns {Promise<T | undefined>}
 */
async function change(create, work) {
  let base;
  try {
    base = await open(create);
    if (!base) return undefined;
    const transaction = base.transaction(kStore, "readwrite", { durability: "strict" });
    const [result] = await Promise.all([work(transaction.store), transaction.done]);
    return result;
  } catch (error) {
    throw trouble_of(error);
  } finally {
    base?.close();
  }
}

export const kept = {
  /** @returns {Promise<{key: string, text: string}[]>} */
  async list() {
    let base;
    try {
      base = await open(false);
      if (!base) return [];
      const store = base.transaction(kStore).store;
      const [keys, texts] = await Promise.all([store.getAllKeys(), store.getAll()]);
      return keys.map((key, n) => ({ key: String(key), text: String(texts[n]) }));
    } catch (error) {
      throw trouble_of(error);
    } finally {
      base?.close();
    }
  },
  /** All of them or none. @param {string[]} texts */
  add: (texts) => change(true, (store) => Promise.all(texts.map((text) => store.add(text)))),
  /** @param {string} key */
  remove: (key) => change(false, (store) => store.delete(Number(key))),
  clear: () => change(false, (store) => store.clear()),
};
