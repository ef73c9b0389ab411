// witness.js - counts what this page asks for while a person does a check ("Check it yourself"): by the browser's own list of
// resources, by what the worker tells of each thing it fetches, and by what the page's policy stopped. A download of its own,
// fetched when the guide is opened, before anything is counted. Keeps nothing beyond the page and changes nothing.

import { local_now } from "./clock.js";

const kMost = 20;  // names that are told; the rest is a number

/** @param {(on: boolean) => void} tell_signal  now, and whenever the device finds or loses one */
export function watch(tell_signal) {
  let begun = "";
  let had = false;     // a signal, at any moment since we count
  let lacked = false;
  let from_copy = 0;
  /** What the policy stopped, each once: the page's own and the host's policy both tell of it. @type {Set<string>} */
  const stopped = new Set();
  /** Addresses without what follows the path. @type {string[]} */
  let asked = [];

  function look_at_signal() {
    if (navigator.onLine) had = true;
    else lacked = true;
    tell_signal(navigator.onLine);
  }
  addEventListener("online", look_at_signal);
  addEventListener("offline", look_at_signal);

  /** @param {PerformanceEntryList} entries */
  function count(entries) {
    for (const entry of entries) {
      if (!begun || /^(data|blob):/.test(entry.name)) continue;
      const { workerStart } = /** @type {PerformanceResourceTiming} */ (entry);
      // Only such names are the worker's to answer, out of its copy; should it have had to fetch, it tells so itself. All else
      // passes it by.
      const is_ours = entry.name.startsWith(location.origin) && /-[0-9a-f]{10}\.[a-z0-9]+$/.test(entry.name);
      if (is_ours && workerStart > 0) ++from_copy;
      else asked.push(entry.name);
    }
  }
  // Not from the entries of before: those of the page's own arrival are no secret, and no part of a check.
  const observer = new PerformanceObserver((list) => count(list.getEntries()));
  observer.observe({ type: "resource" });
  document.addEventListener("securitypolicyviolation", ({ blockedURI, effectiveDirective }) => {
    if (begun) stopped.add(`${blockedURI} ${effectiveDirective}`);
  });
  try {
    navigator.serviceWorker?.addEventListener("message", ({ data }) => {
      if (begun && data?.went) asked.push(data.went);
    });
  } catch {
    // No worker can be here.
  }
  look_at_signal();

  /** @param {string[]} names @returns {string[]} */
  const told = (names) => (names.length > kMost ? [...names.slice(0, kMost), `+ ${names.length - kMost}`] : names);

  return {
    begin() {
      count(observer.takeRecords());
      begun = local_now();
      had = lacked = false;
      from_copy = 0;
      stopped.clear();
      asked = [];
      look_at_signal();
    },
    /** What there is up to now, as the app reads it. @returns {string} */
    read() {
      count(observer.takeRecords());
      look_at_signal();
      const addresses = asked.map((address) => new URL(address, location.href));
      const own = addresses.filter(({ origin }) => origin === location.origin).map(({ pathname }) => pathname.replace(/.*\//, "") || "/");
      // A browser lists as well what never left because it was stopped.
      const left = (/** @type {URL} */ { origin }) => ![...stopped].some((one) => one.startsWith(origin));
      const elsewhere = addresses.filter((address) => address.origin !== location.origin && left(address)).map(({ origin }) => origin);
      const signal = had && lacked ? "partly" : had ? "always" : "none";
      return JSON.stringify({ begun, made: local_now(), signal, own: told(own), elsewhere: told(elsewhere), copy: from_copy, stopped: stopped.size });
    },
  };
}

/** @typedef {ReturnType<typeof watch>} Witness */
