// trouble.js - plain HTML takes over when the check can't run: the start screen's warning signs, why, and what to do without us.
// Part of first.js too, which is there before the page's own script: should that one never come, somebody has to say so.

import { chosen_in_words, set_aside } from "./early.js";

/** @typedef {"arrive" | "broke"} Why  index.html has the words */

const kLate = 20_000;  // milliseconds without the page's script: by then a person has given up waiting

const kRunning = "nightlegs-running";

/**
 * Past the browser's own cache: what a captive portal gave instead of the script may lie there for a year. Until that has an end it
 * is seen and heard that something is under way, and more presses ask for nothing more.
 * @param {MouseEvent} press
 */
function try_again({ currentTarget }) {
  const button = /** @type {HTMLElement} */ (currentTarget);
  if (button.hasAttribute("data-waiting")) return;
  button.setAttribute("data-waiting", "");
  button.setAttribute("aria-disabled", "true");  // truly disabled, it would lose the focus
  const polite = document.getElementById("nl-polite");
  if (polite) polite.textContent = document.getElementById("nl-app")?.dataset.starting ?? "";
  const script = /** @type {HTMLScriptElement | null} */ (document.querySelector("script[type=module][src]"));
  const again = () => location.reload();
  if (!script) return again();
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 5000);
  fetch(script.src, { cache: "reload", signal: stop.signal }).then(again, again);
}

/** @param {Why} why @param {string[]} [answers]  in words, as far as they can be told */
export function show_trouble(why, answers = chosen_in_words()) {
  const html = document.documentElement;
  const trouble = /** @type {HTMLElement} */ (document.getElementById("nl-trouble"));
  html.dataset.nightlegs = "failed";
  html.dataset.view = "page";
  const aside = set_aside();  // the start screen with its signs, where another is shown in its place
  if (aside?.firstElementChild) document.getElementById("nl-app")?.replaceChildren(aside.cloneNode(true));
  // Nothing that is left does nothing, and the check is not praised that can't be had.
  for (const part of document.querySelectorAll("#nl-app :is(#nl-footer, #lead, #memory, .line, button, input, [data-role=select])")) part.remove();
  // All else comes after the signs: nothing pushes those down.
  const rest = /** @type {HTMLTemplateElement | null} */ (document.getElementById("nl-after-signs"))?.content;
  if (rest) document.getElementById("nl-main")?.append(rest.cloneNode(true));
  const list = document.getElementById("nl-told");
  list?.replaceChildren(...answers.map((answer) => Object.assign(document.createElement("li"), { textContent: answer })));
  if (list?.parentElement) list.parentElement.hidden = !answers.length;
  trouble.hidden = false;
  for (const reason of trouble.querySelectorAll("[data-why]")) reason.toggleAttribute("hidden", reason.getAttribute("data-why") !== why);
  const button = /** @type {HTMLButtonElement} */ (trouble.querySelector("button"));
  button.removeAttribute("data-waiting");
  button.removeAttribute("aria-disabled");
  button.addEventListener("click", try_again);
  /** @type {HTMLElement | null} */ (trouble.querySelector("[tabindex]"))?.focus();
}

/** The page's script runs now, however late: what was said meanwhile is no longer so. */
export function hide_trouble() {
  const html = document.documentElement;
  const trouble = /** @type {HTMLElement} */ (document.getElementById("nl-trouble"));
  html.dataset.running = "";
  dispatchEvent(new Event(kRunning));
  html.dataset.nightlegs = "starting";
  document.getElementById("nl-after")?.remove();
  trouble.hidden = true;
}

/** Watches over the page's script. A broken answer may lie in the browser's own cache: it is asked for once more, past that. */
export function watch_over_script() {
  const html = document.documentElement;
  const is_reload = /** @type {any} */ (performance.getEntriesByType("navigation")[0])?.type === "reload";
  let told = false;

  function tell() {
    if (told || "running" in html.dataset) return;
    told = true;
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", () => show_trouble("arrive"));
    else show_trouble("arrive");
  }

  /** @param {HTMLScriptElement} script */
  function once_more({ src, integrity }) {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 5000);
    fetch(src, { cache: "reload", integrity, signal: stop.signal }).then(({ ok }) => (ok ? location.reload() : tell()), tell);
  }

  addEventListener("error", ({ target }) => {
    if (!(target instanceof HTMLScriptElement) || target.type !== "module") return;
    if (is_reload) tell();
    else once_more(target);
  }, true);
  const timer = setTimeout(tell, kLate);
  addEventListener(kRunning, () => clearTimeout(timer));
}
