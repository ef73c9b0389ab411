// early.js - the page before its script: a tap is kept, and Start leads on to the first question, which stands in the HTML as well.
// What is answered there stands in its controls, until boot.js takes both over. Part of first.js too, hence small.

/** @typedef {import("./core.js").Event} Event */

const kFirst = "nl-first-question";
const kTaken = "nightlegs-taken";

const html = document.documentElement;
const root_now = () => document.getElementById("nl-app");

/** A check is under way in this tab (tab.js): its question comes, not the first. */
function under_way() {
  try {
    return sessionStorage.getItem("nightlegs") !== null;
  } catch {
    return false;  // a sandboxed frame keeps nothing
  }
}

/** What the HTML shows first and what it shows instead change places. Where the first went is remembered: trouble.js falls back on it. @param {string} id */
export function show_instead(id) {
  const root = root_now();
  const other = /** @type {HTMLTemplateElement | null} */ (document.getElementById(id))?.content;
  if (!root || !other?.firstElementChild || (id === kFirst && under_way())) return false;
  const first = [...root.childNodes];
  root.replaceChildren(other);
  other.append(...first);
  html.dataset.aside = id;
  return true;
}

/** The start screen, where something else took its place before any script of the page ran. @returns {DocumentFragment | undefined} */
export const set_aside = () => /** @type {HTMLTemplateElement | null} */ (document.getElementById(html.dataset.aside ?? ""))?.content;

function ask() {
  if (!show_instead(kFirst)) return false;
  scrollTo(0, 0);
  root_now()?.querySelector("h1")?.focus({ preventScroll: true });
  return true;
}

/** @param {Element | null} [button] to be pressed as soon as there is somebody to hear it; none: what waited so far no longer does */
function keep(button) {
  const root = root_now();
  for (const other of root?.querySelectorAll("[data-waiting]") ?? []) other.removeAttribute("data-waiting");
  button?.setAttribute("data-waiting", "");
  const heard = document.getElementById("nl-polite");
  if (heard) heard.textContent = button ? (root?.dataset.starting ?? "") : "";
}

/** @param {Event | any} event @returns {Element | undefined} */
const of_app = ({ target }) => ("taken" in html.dataset || !target.closest?.("#nl-app") ? undefined : target);

/** To be called while the HTML is read. */
export function keep_early_taps() {
  let by_pointer = false;
  document.addEventListener("pointerdown", () => { by_pointer = true; }, true);
  document.addEventListener("keydown", () => { by_pointer = false; }, true);
  /** @param {globalThis.Event} click */
  const tap = (click) => {
    const button = of_app(click)?.closest("button[data-action]");
    if (button && (button.getAttribute("data-action") !== "start" || !ask())) keep(button);
  };
  document.addEventListener("click", tap);
  document.addEventListener(kTaken, () => document.removeEventListener("click", tap));  // events.js says why
  document.addEventListener("change", (change) => {
    const input = of_app(change);
    const group = input?.closest("[data-question]");
    if (!group) return;
    const alone = Boolean(input.closest("[data-alone]"));
    keep(alone && input.checked && by_pointer ? document.getElementById("next") : null);  // events.js goes on by itself then
    if (!input.checked) return;
    // "None of these" and a sign never stand side by side.
    for (const other of group.querySelectorAll("input")) {
      if (other !== input && (alone || other.closest("[data-alone]"))) other.checked = false;
    }
  });
}

/** @param {Element} button @returns {Event} */
const press = (button) => ({ action: button.getAttribute("data-action") ?? "", id: button.id, value: button.getAttribute("data-value") ?? "" });

/**
 * What was done in the HTML, as the app would have heard it. What speaks for itself comes first, so that in doubt a sign outlasts it.
 * @returns {{done: Event[], waiting: Event | undefined}} `done` stands in the HTML already; `waiting` is yet to happen
 */
export function done_early() {
  const root = /** @type {HTMLElement} */ (root_now());
  const first = set_aside() ?? root;
  const start = html.dataset.aside === kFirst ? first.querySelector("[data-action=start]") : null;
  /** @param {Element} input @returns {Event} */
  const choose = (input) => ({ action: "choose", id: input.closest("[data-question]")?.id ?? "", value: /** @type {HTMLInputElement} */ (input).value, on: true });
  const waiting = root.querySelector("[data-waiting]");
  return {
    done: [
      ...[...first.querySelectorAll("select")]
        .filter((select) => select.selectedIndex > 0)
        .map((select) => ({ action: "select", id: select.closest("[data-role]")?.id ?? "", value: select.value })),
      ...(start ? [press(start)] : []),
      ...["[data-alone]", ":not([data-alone])"].flatMap((which) => [...root.querySelectorAll(`[data-question] .choice${which} input:checked`)].map(choose)),
      ...[...root.querySelectorAll("details[open]")].map(({ id }) => ({ action: "open", id, on: true })),
    ],
    waiting: waiting ? press(waiting) : undefined,
  };
}

/** From here on the page's own listeners hear it all. */
export const taken_over = () => {
  html.dataset.taken = "";
  document.dispatchEvent(new Event(kTaken));
};

/** What was chosen in the HTML, in its words: to be told when nobody came to take it over. @returns {string[]} */
export const chosen_in_words = () =>
  "taken" in html.dataset ? [] : [...(root_now()?.querySelectorAll("[data-question] input:checked") ?? [])].map((input) => input.closest(".choice")?.querySelector(".words")?.textContent ?? "");
