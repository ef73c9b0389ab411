// focus.js - where the reader stands after the screen has changed.

/** @typedef {import("./mirror.js").Screen} Screen */

/** @param {Element | null} element @returns {element is HTMLElement} */
const is_lost = (element) => !element || element === document.body || !element.isConnected;

/** @param {Element} root @param {boolean} to_top */
function focus_heading(root, to_top) {
  const heading = /** @type {HTMLElement | null} */ (root.querySelector("h1"));
  heading?.focus({ preventScroll: true });
  if (to_top) scrollTo(0, 0);
}

/** The message itself: it is read out, and the next Tab comes to the first answer below it. @param {HTMLElement} error */
function focus_error(error) {
  error.focus({ preventScroll: true });
  error.scrollIntoView({ block: "nearest" });
}

/** What Tab stops at, in reading order. @param {Document} document */
const stops = (document) =>
  /** @type {HTMLElement[]} */ ([...document.querySelectorAll("a[href], button, input, select, summary")]).filter(
    (element) => !element.hasAttribute("disabled") && element.getClientRects().length > 0,
  );

/**
 * Tab stops at every radio button, as it does at every checkbox, so that a switch or two keys are enough: Tab to move, Enter to
 * choose. Arrow keys still move within the group, as the browser has it.
 * @param {Document} document
 */
export function every_answer_a_stop(document) {
  /** @param {Element | undefined | null} element */
  const is_radio = (element) => element?.matches("input[type=radio]") ?? false;
  document.addEventListener("keydown", (key) => {
    if (key.key !== "Tab" || key.altKey || key.ctrlKey || key.metaKey) return;
    const all = stops(document);
    const here = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    // From a heading or a message on: the first stop after it.
    const after = all.findIndex((element) => document.activeElement && document.activeElement !== document.body &&
      document.activeElement.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
    const next = here >= 0 ? all[here + (key.shiftKey ? -1 : 1)] : key.shiftKey ? undefined : all[after];
    if (!next || !(is_radio(next) || is_radio(document.activeElement))) return;
    key.preventDefault();
    next.focus();
  });
}

/**
 * @param {object} now
 * @param {Element} now.root
 * @param {Screen | undefined} now.before  none at the first screen: focus stays where the page loaded
 * @param {Screen} now.after
 * @param {Element | null} now.focused  what had the focus before the change
 * @param {string | undefined} now.action  what the person did
 */
export function settle_focus({ root, before, after, focused, action }) {
  if (!before) return;
  const error = /** @type {HTMLElement | null} */ (root.querySelector("[data-role=error]"));
  if (error && action === "next") {
    focus_error(error);  // the same question again, with a message
    return;
  }
  if (before.key !== after.key) {
    focus_heading(root, true);
    // Coming back: to what led away from here.
    const left = after.focus ? document.getElementById(after.focus) : null;
    left?.focus({ preventScroll: true });
    left?.scrollIntoView({ block: "center" });
    return;
  }
  const was_in_page = focused !== null && focused !== document.body;
  if (was_in_page && is_lost(document.activeElement)) {
    const same = focused.id ? document.getElementById(focused.id) : null;
    if (same) same.focus({ preventScroll: true });
    if (is_lost(document.activeElement)) focus_heading(root, false);
  }
}
