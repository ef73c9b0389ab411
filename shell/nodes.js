// nodes.js - the smallest descriptions that others are made of: words in an element, a drawing, a shape in it.

/** @typedef {import("./patch.js").Node} Node */

/** @param {string} tag @param {Node["attrs"]} attrs @param {string} text @returns {Node} */
export const words = (tag, attrs, text) => ({ tag, attrs, text });

/** For the eye only: the words beside it say the same. @param {Node["attrs"]} attrs @param {Node[]} kids @returns {Node} */
export const drawing = (attrs, kids) => ({
  tag: "svg",
  svg: true,
  attrs: { "aria-hidden": "true", focusable: "false", ...attrs },
  kids,
});

/** @param {string} tag @param {Node["attrs"]} attrs @returns {Node} */
export const shape = (tag, attrs) => ({ tag, svg: true, attrs });
