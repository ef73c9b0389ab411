// sw-off.js - the way out, should sw.js ever do harm: publish this file under the name sw.js, and every browser that comes by
// drops its copies and goes back to the host. Open tabs go on undisturbed.

/* global PREFIX */
const worker = /** @type {any} */ (self);

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(worker.skipWaiting()));

worker.addEventListener("activate", (/** @type {any} */ event) =>
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
      await worker.registration.unregister();
    })(),
  ),
);
