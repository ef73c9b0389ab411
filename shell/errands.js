// errands.js - what the app can't do itself and sends the page for: keep, list, erase, hand out and take in, update.
// Each tells the app what came of it; the words for that are the app's.

import { local_now } from "./clock.js";
import { kept } from "./kept.js";
import { address_of, load_bytes } from "./load.js";

/** @typedef {import("./core.js").Core} Core */

const kLargest = 4 * 1024 * 1024 + 1;  // bytes of a file that are looked at: one more than the app takes

/** How much of this origin's storage is not ours. @param {import("./tab.js").Tab} tab @returns {Promise<number>} */
async function others(tab) {
  let count = tab.others();
  try {
    count += localStorage.length + (document.cookie ? document.cookie.split(";").length : 0);
    count += ((await indexedDB.databases?.()) ?? []).filter(({ name }) => name !== "nightlegs").length;
  } catch {
    // Where we may not look, we have not written either.
  }
  return count;
}

/**
 * @param {object} parts
 * @param {() => Core} parts.core
 * @param {import("./tab.js").Tab} parts.tab
 * @param {{take_over: () => void, forget: () => Promise<void>, start_at_rest: (again?: boolean) => void, copied: () => Promise<number>}} parts.worker
 * @param {{ask: () => void}} parts.install
 * @param {(event: import("./core.js").Event) => void} parts.found  tells the app, and says nothing aloud
 * @param {(event: import("./core.js").Event) => void} parts.tell  tells the app, and the person hears of it
 */
export function create_errands({ core, tab, worker, install, found, tell }) {
  /** @param {string} id @param {string} value */
  const did = (id, value) => tell({ action: "did", id, value });

  async function look() {
    let unread;  // why: an empty list would say that nothing is kept
    const list = await kept.list().catch((error) => {
      unread = error.message;
      return [];
    });
    const copy = await worker.copied().catch(() => 0);
    const value = { now: local_now(), kept: list, unread, tab: Boolean(tab.read()), copy, others: await others(tab) };
    found({ action: "stored", value: JSON.stringify(value) });
  }

  /** Does it, looks at what is there now, and only then says so. @param {string} id @param {() => Promise<unknown>} work @param {string} [done] */
  async function run(id, work, done = "ok") {
    const outcome = await work().then(() => done, (error) => error.message);
    await look();
    did(id, outcome);
  }

  /** Erasing has one word for all that can go wrong. @param {() => Promise<unknown>} work */
  const or_fail = (work) => () => work().catch(() => Promise.reject(new Error("failed")));

  function hand_out() {
    const address = URL.createObjectURL(new Blob([core().export_kept()], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = "nightlegs-kept-checks.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    did("export", "ok");
  }

  function take_in() {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = ".json,application/json";
    input.addEventListener("change", async () => {
      const file = input.files?.[0];
      if (!file) return;
      const texts = core().import_kept(await file.slice(0, kLargest).text().catch(() => ""));
      if (texts) await run("import", () => (texts.length ? kept.add(texts) : Promise.resolve()), `ok ${texts.length}`);
      else await look();  // refused: the app knows why, and shows it now
    });
    input.click();
  }

  /** @type {Promise<import("./witness.js").Witness> | undefined} */
  let witness;

  /** What is counted, and what lies here, told together. @param {string} what "watch", "begin" or "read" */
  async function attend(what) {
    witness ??= load_bytes("nl-witness").then(() => import(address_of("nl-witness")))
      .then((module) => module.watch((/** @type {boolean} */ on) => found({ action: "fact", id: "signal", on })));
    const here = await witness;
    if (what === "begin") here.begin();
    if (what !== "read") return;
    await look();
    found({ action: "witnessed", value: here.read() });
  }

  return {
    look,
    /** @param {string} what */
    witness: (what) => attend(what).catch(() => {
      witness = undefined;  // it did not arrive; the next press tries again
      did("witness", "failed");
    }),
    keep() {
      const text = core().to_keep(local_now());
      run("keep", async () => {
        await kept.add([text]);
        // So that the browser does not clear it away by itself. It may say no; the check is kept all the same.
        Promise.resolve(navigator.storage?.persist?.()).catch(() => {});
      });
    },
    erase: () =>
      run("erase", or_fail(async () => {
        tab.write("");
        await kept.clear();
        await worker.forget();
      })),
    /** @param {string} key */
    "erase-one": (key) => run("erase-one", or_fail(() => kept.remove(key))),
    export: hand_out,
    import: take_in,
    forget: () => run("forget", or_fail(() => worker.forget())),
    remember() {
      worker.start_at_rest(true);
      did("remember", "ok");
    },
    /** @param {string} carry  what is on the screen is to be there again afterwards */
    update(carry) {
      if (carry) tab.write(core().saved(local_now()).text);
      worker.take_over();
    },
    install: () => install.ask(),
  };
}
