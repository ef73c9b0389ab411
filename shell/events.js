// events.js - from what a person did to an element, to the event that the app understands.
// One listener a type, on the root; only clicks are heard by each control itself.

/** @typedef {import("./core.js").Event} Event */

const kAdvanceAfter = 250;  // milliseconds: long enough to see what was chosen

/** @param {Element} element @returns {string} */
const group_id = (element) => element.closest("[data-question], [data-role=choices], [data-role=select]")?.id ?? "";

/**
 * Goes on by itself after a finger or mouse chose the only answer there can be. Never by keyboard:
 * arrow keys in a radio group choose with every press.
 * @param {Element} root
 * @param {(event: Event) => void} dispatch
 */
function advancing(root, dispatch) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {HTMLInputElement | undefined} */
  let armed;

  function cancel() {
    clearTimeout(timer);
    armed = undefined;
  }

  function fire() {
    const input = armed;
    armed = undefined;
    const next = root.querySelector("[data-action=next]");
    const only_group = root.querySelectorAll("[data-question]").length === 1;
    if (!input?.isConnected || !input.checked || !next || !only_group) return;
    dispatch({ action: "next", id: next.id, value: next.getAttribute("data-value") ?? "" });
  }

  return {
    cancel,
    /** @param {HTMLInputElement} input */
    cancel_unless: (input) => {
      if (input !== armed) cancel();
    },
    /** @param {HTMLInputElement} input */
    arm(input) {
      const label = input.closest("[data-role=choices] > .choice");
      if (!label || !(input.type === "radio" || label.hasAttribute("data-alone"))) return;
      clearTimeout(timer);
      armed = input;
      timer = setTimeout(fire, kAdvanceAfter);
    },
  };
}

/**
 * @param {Element} root
 * @param {(event: Event) => void} dispatch
 * @returns {() => void} to be called whenever there may be new controls
 */
export function listen(root, dispatch) {
  const advance = advancing(root, dispatch);

  root.ownerDocument.addEventListener("pointerdown", advance.cancel, true);
  root.ownerDocument.addEventListener("keydown", advance.cancel, true);

  /** @param {globalThis.Event} click */
  function on_click(click) {
    const target = /** @type {Element} */ (click.target);
    const by_pointer = /** @type {MouseEvent} */ (click).detail > 0;

    const summary = target.closest("summary");
    if (summary) {
      click.preventDefault();  // whether it is open is the app's to say
      const details = /** @type {HTMLDetailsElement} */ (summary.parentElement);
      dispatch({ action: "open", id: details.id, on: !details.open });
      return;
    }
    const button = target.closest("[data-action]");
    if (button) {
      dispatch({
        action: button.getAttribute("data-action") ?? "",
        id: button.id,
        value: button.getAttribute("data-value") ?? "",
      });
      return;
    }
    // Also when nothing changes: coming back and tapping the same answer again means "yes, go on".
    const input = target.closest(".choice")?.querySelector("input");
    if (input && by_pointer) advance.arm(input);
  }

  root.addEventListener("change", (change) => {
    const control = /** @type {HTMLInputElement} */ (change.target);
    if (control.localName === "select") {
      dispatch({ action: "select", id: group_id(control), value: control.value });
      return;
    }
    if (control.type !== "radio" && control.type !== "checkbox") return;
    advance.cancel_unless(control);
    const row = control.closest("[data-row]");
    const map = control.closest("[data-role=map]");
    if (map) {
      dispatch({ action: "zone", id: map.getAttribute("data-of") ?? "", value: control.value, on: control.checked });
    } else if (row) {
      const value = `${row.getAttribute("data-row")}=${control.value}`;
      dispatch({ action: "row", id: group_id(control), value });
    } else {
      dispatch({ action: "choose", id: group_id(control), value: control.value, on: control.checked });
    }
  });

  /** @param {Element} control */
  const is_number = (control) => Boolean(control.closest("[data-role=number]"));

  root.addEventListener("input", (input) => {
    const control = /** @type {HTMLInputElement} */ (input.target);
    if (is_number(control)) dispatch({ action: "number", id: group_id(control), value: control.value });
  });

  root.addEventListener("keydown", (key) => {
    const { key: name, target, isComposing } = /** @type {KeyboardEvent} */ (key);
    // Two keys are enough for everything: what the space bar ticks, Enter ticks too.
    if (name === "Enter" && /** @type {Element} */ (target).matches("input[type=radio], input[type=checkbox]")) {
      /** @type {HTMLElement} */ (target).click();
      return;
    }
    if (name !== "Enter" || isComposing || !is_number(/** @type {Element} */ (target))) return;
    const next = root.querySelector("[data-action=next]");
    if (next) dispatch({ action: "next", id: next.id, value: next.getAttribute("data-value") ?? "" });
  });

  // Find-in-page opens a details on its own; the app hears of it and keeps it open.
  root.addEventListener(
    "toggle",
    (toggle) => {
      const details = /** @type {HTMLDetailsElement} */ (toggle.target);
      if (details.localName !== "details" || details.open === details.hasAttribute("data-open")) return;
      dispatch({ action: "open", id: details.id, on: details.open });
    },
    true,
  );

  // Were one listener around them all, be it on the document, a screen reader would call every heading that takes the focus "clickable".
  return () => {
    for (const control of root.querySelectorAll("[data-action], summary, .choice")) control.addEventListener("click", on_click);  // a second time does nothing
  };
}
