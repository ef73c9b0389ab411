// offline.js - the page's side of the service worker: registers it once the page is at rest, tells the app when everything
// works without a signal and when a newer version waits, and lets that one in when the person says so.

import { trusted_script } from "./trusted.js";

const kRest = 1000;      // milliseconds after the page is ready: the first question comes first
const kPatience = 4000;  // then a reload does what the waiting version did not

/** The files that this page has loaded. @returns {string[]} */
const used = () => performance.getEntriesByType("resource").map(({ name }) => name.replace(/[?#].*$/, "").replace(/.*\//, ""));

/** Has it all that this version needs, and is this page of its version? @param {ServiceWorker} worker @returns {Promise<{whole: boolean, same: boolean}>} */
const ask_whole = (worker) =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      port1.close();
      resolve(data);
    };
    worker.postMessage({ ask: "whole", used: used() }, [port2]);
  });

/** @param {ServiceWorker} worker @param {ServiceWorkerState} state @returns {Promise<void>} */
const has_become = (worker, state) =>
  new Promise((resolve) => {
    const look = () => {
      if (worker.state === state) resolve();
    };
    worker.addEventListener("statechange", look);
    look();
  });

/** The caches that our workers made. @returns {Promise<string[]>} */
const copies = async () => (globalThis.caches ? (await caches.keys()).filter((name) => name.startsWith("nightlegs-")) : []);

/** Not inside another page: there the copy would be that page's visitors', who never asked for us. @returns {ServiceWorkerContainer | undefined} */
function container() {
  try {
    return parent === window ? navigator.serviceWorker : undefined;
  } catch {
    return undefined;  // no storage here at all
  }
}

/**
 * @param {object} parts
 * @param {(name: "offline" | "newer", on: boolean) => void} parts.fact
 */
export function follow_worker({ fact }) {
  const workers = container();
  /** @type {ServiceWorkerRegistration | undefined} */
  let registration;
  let leaving = false;  // this page is about to become the newer one
  let wanted = true;    // else nothing is to be left on this device
  /** @type {Promise<ServiceWorkerRegistration> | undefined} */
  let registering;
  /** @type {Promise<unknown> | undefined} the worker looks through the copy, and mends it */
  let asking;

  /** @param {ServiceWorker | null} worker  waits, or will */
  async function look_at_newer(worker) {
    if (!worker) return;
    await has_become(worker, "installed");
    const { same } = await ask_whole(worker);
    if (!same && registration?.waiting === worker) fact("newer", true);
  }

  async function start() {
    if (!workers || !wanted) return;
    registering = workers.register(trusted_script("./sw.js"), { updateViaCache: "none" });
    const made = await registering;
    if (!wanted) return;  // forget() takes it away again
    registration = made;
    registration.addEventListener("updatefound", () => {
      if (registration?.active) look_at_newer(registration.installing);
    });
    look_at_newer(registration.waiting);
    const active = (await workers.ready).active;
    if (!active) return;
    await has_become(active, "activated");
    const whole = ask_whole(active);
    asking = whole;
    const told = await whole;
    if (wanted) fact("offline", told.whole);
  }

  // Another tab has let the newer version in. This one stays what it is until it is told to change.
  workers?.addEventListener("controllerchange", () => {
    if (!leaving) fact("newer", true);
  });

  return {
    /** Once the page has nothing else to do. @param {boolean} [again]  although nothing was to be left here up to now */
    start_at_rest(again = false) {
      wanted ||= again;
      const idle = window.requestIdleCallback ?? ((/** @type {() => void} */ go) => setTimeout(go));
      setTimeout(() => idle(() => start().catch(() => {})), kRest);  // without a worker everything works but the cellar
    },
    /** Becomes the newer version: whole, by loading anew. */
    async take_over() {
      leaving = true;
      const waiting = registration?.waiting;
      if (waiting) {
        waiting.postMessage({ ask: "take_over" });
        await Promise.race([has_become(waiting, "activated"), new Promise((late) => setTimeout(late, kPatience))]);
      }
      location.reload();
    },
    /** Removes the worker and every copy; none is made from now on, also not one that was just about to be. */
    async forget() {
      wanted = false;
      const found = (await registering?.catch(() => undefined)) ?? (await workers?.getRegistration());
      registration = registering = undefined;
      await Promise.race([asking, new Promise((late) => setTimeout(late, 1000))]);  // else it might make the copy anew
      await found?.unregister();
      for (const name of await copies()) await caches.delete(name);
      fact("offline", false);
    },
    /** How many files the copies hold. @returns {Promise<number>} */
    async copied() {
      let files = 0;
      for (const name of await copies()) files += (await (await caches.open(name)).keys()).length;
      return files;
    },
  };
}
