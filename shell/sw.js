// sw.js - the service worker: one whole version of the page, kept for when there is no signal.
// build.mjs writes in FILES (each file of this version with its SHA-256; "./" is the page itself), SPARE (those that not every
// page needs, kept once one did) and BUILD (the hash of all that). A name holds its content's hash, so a file found in any
// cache of ours is the right one; only the page itself says which version a tab is, and that comes from one cache alone.

/* global FILES, SPARE, BUILD, PREFIX */
const kCache = PREFIX + BUILD;
const worker = /** @type {any} */ (self);

/** @param {string} name @returns {string} */
const address_of = (name) => new URL(name, worker.registration.scope).href;

/** All that this worker asks the host for goes through here, and the tabs hear of it: they may be counting (witness.js). */
function go(/** @type {Request | string} */ what, /** @type {RequestInit} */ how = {}) {
  const went = typeof what === "string" ? what : what.url;
  worker.clients.matchAll({ type: "window", includeUncontrolled: true })
    .then((/** @type {any[]} */ tabs) => tabs.forEach((tab) => tab.postMessage({ went })), () => {});
  return fetch(what, how);
}

/** What no browser runs or wears under another type. @type {Record<string, RegExp>} */
const kTypes = { js: /javascript/, css: /css/ };

/** Takes a file from the host; what does not have its hash, or could not be used, is refused. @param {string} name @param {RequestCache} cache @returns {Promise<Response>} */
async function fetched(name, cache) {
  const response = await go(address_of(name), { integrity: FILES[name], cache, redirect: "error", credentials: "same-origin" });
  if (!response.ok) throw new TypeError(`HTTP ${response.status}`);
  const type = response.headers.get("Content-Type") ?? "";
  if (kTypes[name.split(".").pop() ?? ""]?.test(type) === false) throw new TypeError(`${name} is "${type}"`);
  return response;
}

/** The browser's own cache may hold a broken answer for a year: then once more, past it. @param {string} name */
const fetched_past_faults = (name) =>
  name === "./" ? fetched(name, "no-cache") : fetched(name, "default").catch(() => fetched(name, "reload"));

/** A name without its hash: the same file in every version. @param {string} name */
const plain = (name) => name.replace(/-[0-9a-f]{10}(?=\.[a-z0-9]+$)/, "");

/** What this browser has needed before, in whatever version. @returns {Promise<Set<string>>} */
async function needed_before() {
  const names = new Set();
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX)) continue;
    for (const request of await (await caches.open(name)).keys()) names.add(plain(request.url));
  }
  return names;
}

/** Brings in whatever of this version is missing. The page comes last: with it, all the rest is there. @param {string[]} used  by a page that is open */
async function fill(used = []) {
  const before = await needed_before();
  const needed = (/** @type {string} */ name) => !SPARE.includes(name) || used.includes(name) || before.has(plain(address_of(name)));
  const cache = await caches.open(kCache);
  for (const name of Object.keys(FILES).filter(needed)) {
    if (await cache.match(address_of(name))) continue;
    const kept = name === "./" ? undefined : await caches.match(address_of(name));
    await cache.put(address_of(name), kept ?? (await fetched_past_faults(name)));
  }
}

/** Other versions go once nobody can need them: no other tab, and no version that waits. */
async function leave_only_this() {
  const tabs = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (tabs.length > 1 || worker.registration.waiting || worker.registration.installing) return;
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== kCache) await caches.delete(name);
  }
}

/** The page of this version. Should the browser have thrown it out, whatever the host has now: whole as well. @param {Request} request */
async function page(request) {
  return (await caches.match(address_of("./"), { cacheName: kCache })) ?? go(request);
}

/** @param {Request} request @param {string} name */
async function file(request, name) {
  const past_caches = request.cache === "reload" || request.cache === "no-store";
  const kept = past_caches ? undefined : await caches.match(address_of(name));
  if (kept) return kept;
  if (!(name in FILES)) return go(request);  // of another version; whoever loads it looks at its hash
  const response = await fetched(name, past_caches ? "reload" : "default");
  // A copy that the person has taken away stays away, though we still serve their open page. And a full disk must not stop it.
  if (await caches.has(kCache)) await (await caches.open(kCache)).put(address_of(name), response.clone()).catch(() => {});
  return response;
}

/** @type {Record<string, (used: string[]) => Promise<object>>} */
const kAnswers = {
  /** Is all of it here? `used` are the files that the asking page has loaded: they tell its version too. */
  async whole(used) {
    const same = used.every((name) => !/-[0-9a-f]{10}\.js$/.test(name) || name in FILES);
    try {
      await fill(used);
      if (same) await leave_only_this();
      return { whole: true, same };
    } catch {
      return { whole: false, same };
    }
  },
  async take_over() {
    await worker.skipWaiting();
    return {};
  },
};

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(fill()));

worker.addEventListener("message", (/** @type {any} */ event) => {
  const answer = kAnswers[event.data?.ask];
  if (answer) event.waitUntil(answer(event.data.used ?? []).then((told) => event.ports[0]?.postMessage(told)));
});

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const { scope } = worker.registration;
  const address = request.url.replace(/[?#].*$/s, "");
  if (request.method !== "GET" || !address.startsWith(scope)) return;
  const name = address.slice(scope.length);
  if (request.mode === "navigate" && (name === "" || name === "index.html")) {
    event.respondWith(page(request));
  } else if (/-[0-9a-f]{10}\.[a-z0-9]+$/.test(name)) {
    event.respondWith(file(request, name));
  }
});
