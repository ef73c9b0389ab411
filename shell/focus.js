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

/** The first control that the message is about, else the message. @param {Element} root @param {HTMLElement} error */
function focus_error(root, error) {
  const invalid = root.querySelector("[aria-invalid=true]");
  const control = invalid?.matches("input")
    ? invalid
    : (invalid?.querySelector("input:checked") ?? invalid?.querySelector("input"));
  /** @type {HTMLElement} */ (control ?? error).focus();
  error.scrollIntoView({ block: "nearest" });
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
    focus_error(root, error);  // the same question again, with a message
    return;
  }
  if (before.key !== after.key) {
    focus_heading(root, true);
    return;
  }
  const was_in_page = focused !== null && focused !== document.body;
  if (was_in_page && is_lost(document.activeElement)) {
    const same = focused.id ? document.getElementById(focused.id) : null;
    if (same) same.focus({ preventScroll: true });
    if (is_lost(document.activeElement)) focus_heading(root, false);
  }
}
