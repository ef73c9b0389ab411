// place.js - puts the mirror's elements over their pictures on the canvas, and takes them off again.
// Knows rectangles and ids, nothing of roles.

/** @typedef {import("./painter.js").Layout} Layout */
/** @typedef {import("./painter.js").Rect} Rect */

/** What was last written to an element: a write costs the browser a layout, a comparison doesn't. @type {WeakMap<Element, string>} */
const written = new WeakMap();

/** @param {HTMLElement | SVGElement} element @param {number} x @param {number} y @param {Rect} rect */
function put(element, x, y, rect) {
  const place = `${x},${y},${rect[2]},${rect[3]}`;
  if (written.get(element) === place && element.style.position) return;
  written.set(element, place);
  const { style } = element;
  style.position = "absolute";
  style.left = `${x}px`;
  style.top = `${y}px`;
  style.width = `${rect[2]}px`;
  style.height = `${rect[3]}px`;
}

/** Custom properties stay: they are the mirror's. @param {Element} element */
function put_back(element) {
  const { style } = /** @type {HTMLElement} */ (element);
  for (const property of ["position", "left", "top", "bottom", "width", "height"]) style.removeProperty(property);
  if (!style.length) element.removeAttribute("style");
}

/**
 * @param {Element} parent
 * @param {Layout["rects"]} rects
 * @param {number} x  of the nearest placed ancestor
 * @param {number} y
 * @returns {boolean} whether anything below has a place of its own
 */
function place_children(parent, rects, x, y) {
  let any = false;
  for (const child of parent.children) {
    const rect = child.id ? rects[child.id] : undefined;
    if (rect) {
      put(/** @type {HTMLElement} */ (child), rect[0] - x, rect[1] - y, rect);
      child.removeAttribute("data-unplaced");
      place_children(child, rects, rect[0], rect[1]);
      any = true;
      continue;
    }
    if (child.hasAttribute("style")) put_back(child);
    const inside = place_children(child, rects, x, y);
    // Words that the picture leaves out are still read.
    child.toggleAttribute("data-unplaced", Boolean(child.id) && !inside);
    any ||= inside;
  }
  return any;
}

/**
 * @param {HTMLElement} root
 * @param {Layout} layout
 * @param {{left: number, top: number, bottom: number, width: number}} frame  where in the window the picture lies
 */
export function place(root, layout, { left, top, bottom, width }) {
  root.style.left = `${left}px`;
  root.style.top = `${top}px`;
  root.style.width = `${width}px`;
  root.style.height = `${layout.height + bottom}px`;
  for (const region of root.children) {
    if (region.id !== "nl-footer") {
      place_children(region, layout.rects, 0, 0);
      continue;
    }
    const [x, , wide, high] = layout.footer ?? [0, 0, 0, 0];
    const { style } = /** @type {HTMLElement} */ (region);
    // At the bottom of the window, or of a low page at its end (styles.css): only the first does not move with the root.
    style.left = `${left && getComputedStyle(region).position === "fixed" ? x + left : x}px`;
    style.bottom = `${bottom}px`;
    style.width = `${wide}px`;
    style.height = `${high}px`;
    place_children(region, layout.rects, 0, 0);
  }
}

/** Gives every element back to the flow of the page. @param {HTMLElement} root */
export function unplace(root) {
  for (const element of [root, ...root.querySelectorAll("[style], [data-unplaced]")]) {
    put_back(element);
    element.removeAttribute("data-unplaced");
  }
}
