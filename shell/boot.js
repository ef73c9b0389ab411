// boot.js - from the HTML that is already readable to the running check, or to plain words why not.

import create_module from "nightlegs-module";
import { wrap_core } from "./core.js";
import { load_bytes, load_text, load_wasm } from "./load.js";
import { read_options } from "./options.js";
import { start_page } from "./page.js";

/** @typedef {import("./core.js").Event} Event */

const html = document.documentElement;
const root = /** @type {HTMLElement} */ (document.getElementById("nl-app"));
const start_screen = root.cloneNode(true);  // with the emergency signs, for when all else fails

/** What the person tapped while we were still loading. @type {Event | undefined} */
let waiting;

/** @param {MouseEvent} click */
function remember(click) {
  const button = /** @type {Element} */ (click.target).closest("button[data-action]");
  if (!button) return;
  waiting = {
    action: button.getAttribute("data-action") ?? "",
    id: button.id,
    value: button.getAttribute("data-value") ?? "",
  };
  for (const other of root.querySelectorAll("[data-waiting]")) other.removeAttribute("data-waiting");
  button.setAttribute("data-waiting", "");
  const heard = document.getElementById("nl-polite");
  if (heard) heard.textContent = root.dataset.starting ?? "";
}

/** What was chosen in the HTML before we could hear of it. @returns {Event[]} */
const chosen_meanwhile = () =>
  [...root.querySelectorAll("select")]
    .filter((select) => select.selectedIndex > 0)
    .map((select) => ({ action: "select", id: select.closest("[data-role]")?.id ?? "", value: select.value }));

/** Plain HTML takes over: the start screen's warning signs, and what to do without us. */
function fail() {
  root.removeEventListener("click", remember);
  html.dataset.nightlegs = "failed";
  html.dataset.view = "page";
  root.replaceChildren(...start_screen.cloneNode(true).childNodes);
  for (const control of root.querySelectorAll("#nl-footer, button, select, input")) control.remove();
  const trouble = /** @type {HTMLElement} */ (document.getElementById("nl-trouble"));
  trouble.hidden = false;
  trouble.querySelector("button")?.addEventListener("click", () => location.reload());
  /** @type {HTMLElement | null} */ (trouble.querySelector("[tabindex]"))?.focus();
}

/**
 * Emscripten's glue, with its download and its console taken away.
 * @param {WebAssembly.Module} wasm
 */
const instantiate = (wasm) =>
  new Promise((resolve, reject) => {
    create_module({
      print() {},
      printErr() {},
      onAbort: reject,
      /** @param {WebAssembly.Imports} imports @param {(instance: WebAssembly.Instance, module: WebAssembly.Module) => void} done */
      instantiateWasm(imports, done) {
        WebAssembly.instantiate(wasm, imports).then((instance) => done(instance, wasm), reject);
        return {};
      },
    }).then(resolve, reject);
  });

/** @returns {Promise<Map<number, Uint8Array>>} */
async function load_fonts() {
  const weights = [400, 600, 700];
  const bytes = await Promise.all(weights.map((weight) => load_bytes(`nl-font-${weight}`)));
  return new Map(weights.map((weight, i) => [weight, bytes[i]]));
}

async function start() {
  // Under way with the rest, but nothing waits for it: the check works without its evidence.
  const evidence = load_text("nl-evidence");
  evidence.catch(() => {});
  const [wasm, pack, words, fonts] = await Promise.all([
    load_wasm("nl-wasm"),
    load_text("nl-pack"),
    load_text("nl-words"),
    load_fonts(),
  ]);
  const core = wrap_core(await instantiate(wasm));
  if (!core.load(pack, words).ok) throw new Error("the pack does not fit");
  evidence.then(core.evidence, () => {});
  root.removeEventListener("click", remember);
  const chosen = chosen_meanwhile();
  const page = start_page({ core, fonts, options: read_options(location.search), on_trouble: fail });
  // All three weights now: nothing is to be fetched once the check runs.
  await Promise.allSettled([400, 600, 700].map((weight) => document.fonts.load(`${weight} 1em Nightlegs`)));
  if (html.dataset.nightlegs === "failed") return;
  Object.defineProperty(window, "nightlegs", { value: { get frames() { return page.frames; } } });
  html.dataset.nightlegs = "ready";
  for (const event of chosen) page.dispatch(event);
  if (waiting) page.dispatch(waiting);
}

root.addEventListener("click", remember);
start().catch(fail);
