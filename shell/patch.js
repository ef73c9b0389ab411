// patch.js - makes the children of an element agree with a description, touching only what differs.
// Knows nothing of blocks or screens. Elements are kept while id and role stay equal, so that focus,
// the caret, a screen reader's place and a half-made selection survive.

/**
 * What an element should be. Either `text` or `kids`, never both.
 * @typedef {object} Node
 * @property {string} tag
 * @property {boolean} [svg]  made in the SVG namespace
 * @property {Record<string, string | number | true | null | undefined | false>} [attrs]  empty, null and false mean absent
 * @property {Record<string, unknown>} [props]  state that attributes can't carry: checked, selected, value
 * @property {Record<string, string>} [vars]  custom properties: the policy allows no style attribute in HTML, but this
 * @property {string} [text]
 * @property {Node[]} [kids]
 */

const kSvg = "http://www.w3.org/2000/svg";

/** The stage writes these (place.js); whoever patches leaves them alone. */
const kForeign = new Set(["style", "data-unplaced"]);

/** @param {Node} node @returns {string} */
const kind_of_node = (node) => `${node.tag} ${node.attrs?.["data-role"] ?? ""}`;

/** @param {Element} element @returns {string} */
const kind_of_element = (element) => `${element.localName} ${element.getAttribute("data-role") ?? ""}`;

/**
 * Gives every item a key: its id and kind, or for the nameless its kind and how many came before it.
 * @template T
 * @param {T[]} items
 * @param {(item: T) => string} id
 * @param {(item: T) => string} kind
 * @returns {string[]}
 */
function keys(items, id, kind) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return items.map((item) => {
    const key = id(item) ? `#${id(item)} ${kind(item)}` : kind(item);
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    return nth ? `${key} ${nth}` : key;
  });
}

/**
 * Positions of the longest increasing run: these stay where they are, all others move around them.
 * A moved element would lose focus, so as few as possible move.
 * @param {number[]} places  -1 for a new element
 * @returns {Set<number>}
 */
function staying(places) {
  const length = places.map(() => 0);
  const previous = places.map(() => -1);
  let best = -1;
  places.forEach((place, i) => {
    if (place < 0) return;
    length[i] = 1;
    for (let j = 0; j < i; ++j) {
      if (places[j] >= 0 && places[j] < place && length[j] + 1 > length[i]) {
        length[i] = length[j] + 1;
        previous[i] = j;
      }
    }
    if (best < 0 || length[i] > length[best]) best = i;
  });
  const kept = new Set();
  for (let i = best; i >= 0; i = previous[i]) kept.add(i);
  return kept;
}

/** @param {Element} element @param {Node} node */
function patch_attributes(element, node) {
  const wanted = node.attrs ?? {};
  for (const name of element.getAttributeNames()) {
    const value = wanted[name];
    if (kForeign.has(name)) continue;
    if (value === undefined || value === null || value === false || value === "") element.removeAttribute(name);
  }
  for (const [name, value] of Object.entries(wanted)) {
    if (value === undefined || value === null || value === false || value === "") continue;
    const text = value === true ? "" : String(value);
    if (element.getAttribute(name) !== text) element.setAttribute(name, text);
  }
}

/** @param {any} element @param {Node} node @param {Document} document */
function patch_properties(element, node, document) {
  for (const [name, value] of Object.entries(node.props ?? {})) {
    // What is being typed is the person's: "1." must not jump back to "1".
    if (name === "value" && element.localName === "input" && element === document.activeElement) continue;
    if (element[name] !== value) element[name] = value;
  }
}

/** @param {Element} element @param {Node} node @param {Document} document */
function patch_element(element, node, document) {
  patch_attributes(element, node);
  if (node.text === undefined) {
    patch(element, node.kids ?? [], document);
  } else if (element.textContent !== node.text || element.firstElementChild) {
    element.textContent = node.text;
  }
  patch_properties(element, node, document);
  for (const [name, value] of Object.entries(node.vars ?? {})) /** @type {HTMLElement} */ (element).style.setProperty(name, value);
}

/** @param {Node} node @param {Document} document @returns {Element} */
const create = (node, document) =>
  node.svg ? document.createElementNS(kSvg, node.tag) : document.createElement(node.tag);

/**
 * Makes the children of `parent` what `nodes` says.
 * @param {Element} parent
 * @param {Node[]} nodes
 * @param {Document} document
 */
export function patch(parent, nodes, document) {
  const old = [...parent.children];
  const old_keys = keys(old, (element) => element.id, kind_of_element);
  /** @type {Map<string, number>} */
  const place_of = new Map(old_keys.map((key, i) => [key, i]));
  const places = keys(nodes, (node) => String(node.attrs?.id ?? ""), kind_of_node).map((key) => place_of.get(key) ?? -1);

  const kept = new Set(places.filter((place) => place >= 0).map((place) => old[place]));
  for (const child of [...parent.childNodes]) {
    if (!kept.has(/** @type {Element} */ (child))) parent.removeChild(child);
  }

  const stay = staying(places);
  let cursor = parent.firstChild;
  nodes.forEach((node, i) => {
    const element = places[i] >= 0 ? old[places[i]] : create(node, document);
    // What is new comes onto the page whole: a screen reader hears of it once, not piece by piece.
    if (places[i] < 0) patch_element(element, node, document);
    if (stay.has(i)) {
      cursor = element.nextSibling;
    } else {
      parent.insertBefore(element, cursor);
    }
    if (places[i] >= 0) patch_element(element, node, document);
  });
}
