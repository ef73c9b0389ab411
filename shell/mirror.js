// mirror.js - a screen as real HTML: what is read, focused, tapped, searched and printed.
// Pure DOM, no browser needed: the build renders the first screen with it (linkedom), the page then
// takes over those very elements.

import { describe } from "./blocks.js";
import { patch } from "./patch.js";

/** @typedef {import("./blocks.js").Block} Block */
/**
 * @typedef {object} Screen
 * @property {string} name
 * @property {string} key
 * @property {string} title
 * @property {"drawn" | "page"} view
 * @property {string} theme
 * @property {string} language
 * @property {string} direction
 * @property {number} [step]
 * @property {number} [steps]
 * @property {number} [depth]
 * @property {boolean} [ticking]
 * @property {string} [errand]
 * @property {string} [errand_value]
 * @property {string} [focus]
 * @property {string} [announce]
 * @property {Block[]} blocks
 */

/**
 * Every block of a screen, parents before their children.
 * @param {Block[]} blocks
 * @returns {Block[]}
 */
export function all_blocks(blocks) {
  return blocks.flatMap((block) => [block, ...all_blocks(block.children ?? [])]);
}

/**
 * Makes the elements under `root` those of `screen`. Changes only what differs.
 * @param {Screen} screen
 * @param {Element} root
 * @param {Document} document
 */
export function render(screen, root, document) {
  const around = {
    errors: all_blocks(screen.blocks).filter((block) => block.role === "error").map((block) => block.id),
  };
  /** @param {string} place */
  const at = (place) => describe(screen.blocks.filter((block) => (block.place || "body") === place), around);
  const left = at("header-left");
  const right = at("header-right");
  const footer = at("footer");

  patch(
    root,
    [
      {
        tag: "header",
        attrs: { id: "nl-header", hidden: !left.length && !right.length },
        kids: [
          { tag: "div", attrs: { id: "nl-header-left" }, kids: left },
          { tag: "div", attrs: { id: "nl-header-right" }, kids: right },
        ],
      },
      { tag: "main", attrs: { id: "nl-main" }, kids: at("body") },
      // After the questions in reading order, at the bottom edge for the eye.
      { tag: "nav", attrs: { id: "nl-footer", hidden: !footer.length }, kids: footer },
    ],
    document,
  );

  const html = document.documentElement;
  if (document.title !== screen.title) document.title = screen.title;
  // Only what changed here: a browser's translator names its own language, and voices go by that.
  if (screen.language && html.dataset.language !== screen.language) {
    html.dataset.language = screen.language;
    html.setAttribute("lang", screen.language);
  }
  const direction = screen.direction || "ltr";
  if (html.getAttribute("dir") !== direction) html.setAttribute("dir", direction);
}
