// boot.js - from the HTML that is already readable to the running check, or to plain words why not.

import create_module from "nightlegs-module";
import { wrap_core } from "./core.js";
import { chosen_in_words, done_early, set_aside, taken_over } from "./early.js";
import { create_errands } from "./errands.js";
import { tell_host } from "./host.js";
import { follow_install } from "./install.js";
import { instantiate, load_script, load_text, load_wasm } from "./load.js";
import { follow_worker } from "./offline.js";
import { read_options, read_publisher } from "./options.js";
import { turn } from "./pace.js";
import { start_page } from "./page.js";
import { open_tab } from "./tab.js";
import { hide_trouble, show_trouble } from "./trouble.js";
import { follow_voices } from "./voices.js";

const html = document.documentElement;
const root = /** @type {HTMLElement} */ (document.getElementById("nl-app"));
const trouble = /** @type {HTMLElement} */ (document.getElementById("nl-trouble"));
hide_trouble();
const host = tell_host({ root, trouble });  // from now on: also what is only HTML yet, or has failed, has a height
const start_screen = (set_aside() ?? root).cloneNode(true);  // with the emergency signs, for when all else fails

/** Plain HTML takes over. @param {import("./trouble.js").Why} why @param {string[]} [answers] */
function fail(why, answers = chosen_in_words()) {
  root.replaceChildren(...start_screen.cloneNode(true).childNodes);
  show_trouble(why, answers);
  host.watch();
}

/** The check as WebAssembly; where that is missing or does not arrive, the same check as plain JavaScript. @returns {Promise<() => Promise<any>>} */
async function load_engine() {
  try {
    const wasm = await load_wasm("nl-wasm");
    return () => instantiate(create_module, wasm);
  } catch {
    await load_script("nl-plain");
    html.dataset.engine = "plain";
    return () => /** @type {any} */ (window).nightlegs_plain({ print() {}, printErr() {} });
  }
}

async function start() {
  const [make_module, content] = await Promise.all([load_engine(), load_text("nl-content")]);
  const [pack, words, evidence] = content.split("\f");
  /** On a slow phone each of these steps is long enough for a tap to wait for its end. */
  async function renew() {
    const app = wrap_core(await make_module());
    await turn();
    if (!app.load_pack(pack).ok) throw new Error("the pack does not fit");
    await turn();
    if (!app.load_words(words).ok) throw new Error("the words do not fit");
    await turn();
    app.evidence(evidence);  // the check works without it
    await turn();
    return app;
  }
  const core = await renew();
  const { done, waiting } = done_early();
  /** @type {ReturnType<typeof start_page>} */
  let page;
  const errands = create_errands({ core: () => page.core, tab, worker, install, found: (event) => page.found(event), tell: (event) => page.dispatch(event) });
  page = start_page({ core, renew, host, options: read_options(location.search), publisher: read_publisher(), tab, errands, done, on_trouble: (answers) => fail("broke", answers) });
  Object.defineProperty(window, "nightlegs", { value: { get frames() { return page.frames; } } });
  taken_over();
  if (waiting) page.dispatch(waiting);
  // Ready means that nothing more is to be fetched: all three weights are here, and the picture if it was wanted.
  await Promise.allSettled([page.at_rest(), ...[400, 600, 700].map((weight) => document.fonts.load(`${weight} 1em Nightlegs`))]);
  if (html.dataset.nightlegs === "failed") return;
  html.dataset.nightlegs = "ready";
  fact = (id, on) => page.found({ action: "fact", id, on });
  for (const [name, on] of early) fact(name, on);
  worker.start_at_rest();
  follow_voices((on) => fact("voices", on));
  errands.look();  // what was kept may be offered again
}

const tab = open_tab();

/** What was found out before there was an app to tell. @type {Map<string, boolean>} */
const early = new Map();
/** @type {(name: string, on: boolean) => void} */
let fact = (name, on) => early.set(name, on);
const install = follow_install((on) => fact("install", on));
const worker = follow_worker({ fact: (name, on) => fact(name, on) });

start().catch(() => fail("arrive"));
