// blocks.js - the one HTML form of each block role, as descriptions for patch.js.
// Knows roles (web/screens/block.hpp), never a question. Makes no elements itself.

import { icons } from "./icons.js";
import { map, small_map } from "./map.js";
import { drawing, shape, words } from "./nodes.js";

/** @typedef {import("./patch.js").Node} Node */

/**
 * @typedef {object} Choice
 * @property {string} value
 * @property {string} label
 * @property {string} [help]
 * @property {boolean} [chosen]
 * @property {boolean} [alone]
 * @property {"yes" | "no" | "unsure"} [row]
 * @property {string} [group]
 */
/** @typedef {import("./map.js").Picture} Picture */
/** What it is, and two ends with their radii. @typedef {[string, number, number, number, number, number, number]} Part */
/** @typedef {{height: number, parts: Part[], arrow?: number[][], arrow_radius?: number, moving?: Part[][]}} Figure */
/**
 * A block as screen_json.cpp writes it: what is empty or false is left out.
 * @typedef {object} Block
 * @property {string} id
 * @property {string} role
 * @property {string} label
 * @property {string} [said]
 * @property {string} [help]
 * @property {string} [tone]
 * @property {string} [style]
 * @property {string} [place]
 * @property {number} [level]
 * @property {string} [action]
 * @property {string} [address]
 * @property {string} [value]
 * @property {string} [question]
 * @property {string} [urgency]
 * @property {string} [labelled_by]
 * @property {string} [described_by]
 * @property {string} [unit]
 * @property {string} [yes]
 * @property {string} [no]
 * @property {string} [unsure]
 * @property {number} [minimum]
 * @property {number} [maximum]
 * @property {number} [step]
 * @property {number} [progress]
 * @property {boolean} [multiple]
 * @property {boolean} [open]
 * @property {boolean} [invalid]
 * @property {string[]} [items]
 * @property {Choice[]} [choices]
 * @property {Picture[]} [pictures]
 * @property {Figure} [figure]
 * @property {Block[]} [children]
 */

/** What a block needs to know of its screen: the ids of its error messages. @typedef {{errors: string[]}} Around */

/** @param {...(string | undefined | false)} ids @returns {string} */
const id_list = (...ids) => ids.filter(Boolean).join(" ");

/** @param {Block} block @returns {Record<string, string | undefined>} */
const common = (block) => ({ id: block.id, "data-role": block.role, "data-tone": block.tone });

/**
 * The words over a group that no heading names, and the smaller words under them.
 * @param {Block} block @returns {Node[]}
 */
const group_words = (block) => [
  ...(block.label && !block.labelled_by ? [words("p", { id: `${block.id}:label`, class: "legend" }, block.label)] : []),
  ...(block.help ? [words("p", { id: `${block.id}:help`, class: "help" }, block.help)] : []),
];

/** @param {Block} block @returns {string} */
const named_by = (block) => block.labelled_by || `${block.id}:label`;

/** @param {Block} block @param {Around} around @returns {string} */
const explained_by = (block, around) =>
  id_list(block.described_by, block.help && `${block.id}:help`, ...(block.invalid ? around.errors : []));

/** @param {Block} block @param {Around} around @param {Node["attrs"]} more @param {Node[]} kids @returns {Node} */
const group = (block, around, more, kids) => ({
  tag: "fieldset",
  attrs: {
    ...common(block),
    "data-question": block.question,
    "aria-labelledby": named_by(block),
    "aria-describedby": explained_by(block, around),
    ...more,
  },
  kids,
});

/** @param {Block} block @param {Choice} choice @param {boolean} radio @returns {Node} */
function choice_card(block, choice, radio) {
  const id = `${block.id}:${choice.value}`;
  const help = choice.help ? `${id}:help` : undefined;
  return {
    tag: "label",
    attrs: { id, class: "choice", "data-alone": Boolean(choice.alone) },
    kids: [
      {
        tag: "input",
        attrs: {
          type: radio ? "radio" : "checkbox",
          name: block.question || block.id,
          value: choice.value,
          autocomplete: "off",
          "aria-labelledby": `${id}:label`,
          "aria-describedby": help,
          "aria-invalid": !radio && block.invalid && "true",
        },
        props: { checked: Boolean(choice.chosen) },
      },
      words("span", { id: `${id}:label`, class: "words" }, choice.label),
      ...(help ? [words("span", { id: help, class: "help" }, choice.help ?? "")] : []),
    ],
  };
}

/** @param {Block} block @param {Around} around @returns {Node} */
function choices(block, around) {
  const radio = !block.multiple;
  const cards = (block.choices ?? []).map((choice) => choice_card(block, choice, radio));
  // A plain group may not say that it is invalid, a radiogroup may; checkboxes say it themselves.
  const more = radio ? { role: "radiogroup", "aria-invalid": block.invalid && "true" } : {};
  return group(block, around, more, [...group_words(block), ...cards]);
}

/** @param {Block} block @param {Choice} choice @returns {Node} */
function row(block, choice) {
  const id = `${block.id}:${choice.value}`;
  const help = choice.help ? `${id}:help` : undefined;
  /** @param {"yes" | "no" | "unsure"} answer @returns {Node} */
  const button = (answer) => ({
    tag: "label",
    attrs: { id: `${id}:${answer}`, class: "answer" },
    kids: [
      {
        tag: "input",
        attrs: { type: "radio", name: `${block.question || block.id}:${choice.value}`, value: answer, autocomplete: "off" },
        props: { checked: choice.row === answer },
      },
      words("span", { class: "words" }, block[answer] ?? answer),
    ],
  });
  return {
    tag: "div",
    attrs: {
      id,
      class: "row",
      role: "radiogroup",
      "data-row": choice.value,
      "aria-labelledby": `${id}:label`,
      "aria-describedby": help,
      "aria-invalid": block.invalid && !choice.row && "true",
    },
    kids: [
      words("span", { id: `${id}:label`, class: "words" }, choice.label),
      ...(help ? [words("span", { id: help, class: "help" }, choice.help ?? "")] : []),
      { tag: "div", attrs: { class: "answers" }, kids: [button("yes"), button("no"), button("unsure")] },
    ],
  };
}

/** The words over each group, and its choices. @param {Block} block @returns {Node[]} */
function zone_groups(block) {
  /** @type {Node[]} */
  const groups = [];
  (block.choices ?? []).forEach((choice, i, all) => {
    if (i === 0 || choice.group !== all[i - 1].group) {
      const id = choice.group && `${block.id}:group:${groups.length}`;
      groups.push({
        tag: "div",
        attrs: { class: "zone-group", role: id && "group", "aria-labelledby": id },
        kids: id ? [words("p", { id, class: "group-words" }, choice.group ?? "")] : [],
      });
    }
    groups[groups.length - 1].kids?.push(choice_card(block, choice, false));
  });
  return groups;
}

const kFigureSize = [340, 210];       // CSS px at most; layout.cpp has the same
const kButtonFigureSize = [92, 64];
const kHeadRing = 0.34;  // how thick a head is drawn, of its radius

/** @param {number[]} points @returns {string} */
function corners(points) {
  const pairs = [];
  for (let i = 0; i + 1 < points.length; i += 2) pairs.push(`${points[i]},${points[i + 1]}`);
  return pairs.join(" ");
}

/**
 * A limb's outline: round at both ends, as thick there as the two radii. layout.cpp has the same.
 * @param {Part} part @returns {string}
 */
export function limb([, x1, y1, r1, x2, y2, r2]) {
  const length = Math.hypot(x2 - x1, y2 - y1);
  const place = (/** @type {number} */ value) => String(Math.round(value * 10) / 10);
  if (length <= Math.abs(r1 - r2)) {  // one end swallows the other
    const [x, y, r] = r1 > r2 ? [x1, y1, r1] : [x2, y2, r2];
    return `M${x - r} ${y}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0z`;
  }
  const along = Math.atan2(y2 - y1, x2 - x1);
  const open = Math.acos((r1 - r2) / length);
  /** @param {number} x @param {number} y @param {number} r @param {number} angle */
  const on = (x, y, r, angle) => `${place(x + r * Math.cos(angle))} ${place(y + r * Math.sin(angle))}`;
  const large = (/** @type {boolean} */ more) => (more ? 1 : 0);
  return (
    `M${on(x1, y1, r1, along + open)}A${r1} ${r1} 0 ${large(open < Math.PI / 2)} 1 ${on(x1, y1, r1, along - open)}` +
    `L${on(x2, y2, r2, along - open)}A${r2} ${r2} 0 ${large(open > Math.PI / 2)} 1 ${on(x2, y2, r2, along + open)}z`
  );
}

/** @param {Part} part @returns {Node} */
const part_of = (part) =>
  part[0] === "head"
    ? shape("circle", { class: "head", cx: part[1], cy: part[2], r: part[3] * (1 - kHeadRing / 2), "stroke-width": part[3] * kHeadRing })
    : shape("path", { class: part[0], d: limb(part) });

/**
 * A person in a pose, for the eye only: the words beside it say the same.
 * @param {Figure} figure @param {number[]} most @returns {Node}
 */
function person({ height, parts, arrow = [], arrow_radius = 0 }, [most_wide, most_high]) {
  const wide = Math.min(most_wide, (most_high * 1000) / Math.max(1, height));
  return drawing(
    // In rem, so that it grows with the person's font size.
    { class: "figure", viewBox: `0 0 1000 ${height}`, width: `${wide / 16}rem`, height: `${(wide * height) / 16000}rem` },
    [
      ...parts.map(part_of),
      ...arrow.map((points) => shape("polyline", { class: "arrow", points: corners(points), "stroke-width": 2 * arrow_radius })),
    ],
  );
}

const kRound = 1000;  // the ring's length, whatever its size

/** A ring that empties, the number in it, and words under it. Read out through the polite region only. @param {Block} block @returns {Node} */
function timer(block) {
  const share = block.maximum ? Math.min(1, Math.max(0, (block.progress ?? 0) / block.maximum)) : 0;
  const ring = { cx: 88, cy: 88, r: 81 };
  return {
    tag: "div",
    attrs: { ...common(block), role: "timer", "aria-label": block.label, "aria-describedby": block.help && `${block.id}:help` },
    kids: [
      drawing({ class: "ring", viewBox: "0 0 176 176" }, [
        shape("circle", { class: "track", ...ring }),
        shape("circle", { class: "left", ...ring, pathLength: kRound, "stroke-dasharray": `${Math.round(share * kRound)} ${kRound}`, transform: "rotate(-90 88 88)" }),
      ]),
      words("span", { class: "digits", "aria-hidden": "true" }, block.value ?? ""),
      ...(block.help ? [words("p", { id: `${block.id}:help`, class: "under" }, block.help)] : []),
    ],
  };
}

/** A button with a picture of what it means. @param {Block} block @param {Node["attrs"]} attrs @returns {Node} */
function picture_button(block, attrs) {
  return {
    tag: "button",
    attrs: { ...attrs, class: "pictured", "aria-labelledby": id_list(`${block.id}:label`, block.labelled_by), "aria-describedby": block.help && `${block.id}:help` },
    kids: [
      person(/** @type {Figure} */ (block.figure), kButtonFigureSize),
      words("span", { id: `${block.id}:label`, class: "words" }, block.label),
      ...(block.help ? [words("span", { id: `${block.id}:help`, class: "help" }, block.help)] : []),
    ],
  };
}

/** @param {Block} block @param {Around} around @returns {Node} */
function number(block, around) {
  const whole = Number.isInteger(block.step ?? 1) && (block.step ?? 1) !== 0;
  const unit = block.unit ? `${block.id}:unit` : undefined;
  return {
    tag: "div",
    attrs: { ...common(block), "data-question": block.question },
    kids: [
      ...(block.label && !block.labelled_by
        ? [words("label", { id: `${block.id}:label`, class: "legend", for: `${block.id}:input` }, block.label)]
        : []),
      ...(block.help ? [words("p", { id: `${block.id}:help`, class: "help" }, block.help)] : []),
      {
        tag: "div",
        attrs: { class: "box" },
        kids: [
          {
            tag: "input",
            attrs: {
              id: `${block.id}:input`,
              // Not type=number: it changes on scrolling and hides a half-typed "1,".
              type: "text",
              inputmode: whole ? "numeric" : "decimal",
              maxlength: 8,
              spellcheck: "false",
              autocomplete: "off",
              "aria-labelledby": named_by(block),
              "aria-describedby": id_list(explained_by(block, around), unit),
              "aria-invalid": block.invalid && "true",
            },
            props: { value: block.value ?? "" },
          },
          ...(unit ? [words("span", { id: unit, class: "unit" }, block.unit ?? "")] : []),
        ],
      },
    ],
  };
}

/** @param {Block} block @param {Around} around @returns {Node} */
function select(block, around) {
  const options = block.choices ?? [];
  const blank = options.some((choice) => choice.chosen) ? [] : [{ value: "", label: "", chosen: true }];
  return {
    tag: "div",
    attrs: { ...common(block), "data-question": block.question },
    kids: [
      ...(block.label && !block.labelled_by
        ? [words("label", { id: `${block.id}:label`, class: "legend", for: `${block.id}:input` }, block.label)]
        : []),
      ...(block.help ? [words("p", { id: `${block.id}:help`, class: "help" }, block.help)] : []),
      {
        tag: "select",
        attrs: {
          id: `${block.id}:input`,
          autocomplete: "off",
          "aria-labelledby": named_by(block),
          "aria-describedby": explained_by(block, around),
        },
        kids: [...blank, ...options].map((choice) => ({
          tag: "option",
          attrs: { value: choice.value || true },  // an empty value is a value
          props: { selected: Boolean(choice.chosen) },
          text: choice.label,
        })),
      },
    ],
  };
}

/** @param {Block} block @returns {string | undefined} the id of the first heading in it */
function heading_in(block) {
  for (const child of block.children ?? []) {
    if (child.role === "heading") return child.id;
    const found = heading_in(child);
    if (found) return found;
  }
  return undefined;
}

/** A group with a name is a landmark; one without is only a box. @param {Block} block @param {Node["attrs"]} more @param {Node[]} kids @returns {Node} */
function section(block, more, kids) {
  const heading = heading_in(block);
  const name = heading ? { "aria-labelledby": heading } : { "aria-label": block.label };
  return { tag: heading || block.label ? "section" : "div", attrs: { ...common(block), ...name, ...more }, kids };
}

/** @param {Block} block @returns {Node} */
function progress(block) {
  const low = block.minimum ?? 0;
  const high = block.maximum ?? 100;
  const share = high > low ? Math.min(1, Math.max(0, ((block.progress ?? 0) - low) / (high - low))) : 0;
  return {
    tag: "div",
    attrs: {
      ...common(block),
      role: "progressbar",
      "aria-label": block.label,
      "aria-valuemin": String(low),
      "aria-valuemax": String(high),
      "aria-valuenow": String(block.progress ?? 0),
    },
    // A picture rather than a styled width: the policy allows no style attribute in the HTML.
    kids: [
      words("span", { class: "words" }, block.label),
      drawing({ viewBox: "0 0 1000 10", preserveAspectRatio: "none" }, [
        shape("rect", { width: Math.round(share * 1000), height: 10 }),
      ]),
    ],
  };
}

/** @param {string} name @returns {Node} */
const icon = (name) => drawing({ class: "icon", viewBox: "0 0 24 24" }, (icons[name] ?? []).map((d) => shape("path", { d })));

/** @type {Record<string, (block: Block, around: Around) => Node>} */
const kForms = {
  heading: (block) =>
    words(`h${block.level || 2}`, { ...common(block), tabindex: block.level === 1 && "-1" }, block.label),
  text: (block) =>
    block.said
      ? { tag: "p", attrs: common(block), kids: [words("span", { "aria-hidden": "true" }, block.label), words("span", { class: "heard" }, block.said)] }
      : words("p", common(block), block.label),
  error: (block) => ({
    tag: "p",
    attrs: { ...common(block), role: "alert", tabindex: "-1" },
    kids: [icon("error"), words("span", {}, block.label)],
  }),
  list: (block) => ({
    tag: "ul",
    attrs: { ...common(block), "aria-label": block.label },
    kids: (block.items ?? []).map((item, n) => words("li", { id: `${block.id}:${n}` }, item)),
  }),
  card: (block, around) => section(block, {}, describe(block.children ?? [], around)),
  urgency: (block, around) =>
    section(block, { "data-urgency": block.urgency }, [
      icon(block.urgency ?? ""),
      ...describe(block.children ?? [], around),
    ]),
  columns: (block, around) => ({ tag: "div", attrs: common(block), kids: describe(block.children ?? [], around) }),
  choices,
  rows: (block, around) =>
    group(block, around, {}, [...group_words(block), ...(block.choices ?? []).map((choice) => row(block, choice))]),
  zones: (block, around) => group(block, around, {}, [...group_words(block), ...zone_groups(block)]),
  map,
  number,
  select,
  details: (block, around) => ({
    tag: "details",
    attrs: { ...common(block), open: Boolean(block.open), "data-open": Boolean(block.open) },
    kids: [words("summary", { id: `${block.id}:summary` }, block.label), ...describe(block.children ?? [], around)],
  }),
  fold: (block, around) => ({
    tag: "details",
    attrs: { ...common(block), open: Boolean(block.open), "data-open": Boolean(block.open) },
    kids: [
      {
        tag: "summary",
        attrs: { id: `${block.id}:summary` },
        kids: [
          ...(block.pictures ? [small_map(block.pictures)] : []),
          {
            tag: "hgroup",
            kids: [
              words(`h${block.level || 3}`, { id: `${block.id}:label` }, block.label),
              ...(block.help ? [words("p", { id: `${block.id}:help`, class: "help" }, block.help)] : []),
            ],
          },
        ],
      },
      ...describe(block.children ?? [], around),
    ],
  }),
  button: (block) => {
    const attrs = {
      ...common(block),
      type: "button",
      "data-action": block.action,
      "data-value": block.value,
      "data-style": block.style,
      // "Change", completed by the heading that it stands under.
      "aria-labelledby": block.labelled_by && `${block.id} ${block.labelled_by}`,
      "aria-describedby": block.described_by,
    };
    if (block.address) return words("a", { ...common(block), href: block.address, "data-style": block.style }, block.label);
    return block.figure ? picture_button(block, attrs) : words("button", attrs, block.label);
  },
  figure: (block) => ({
    tag: "div",
    attrs: { ...common(block), role: "img", "aria-label": block.label },
    kids: block.figure ? [person(block.figure, kFigureSize)] : [],
  }),
  steps: (block) => ({
    tag: "ol",
    // Without its marks some browsers no longer take it for a list.
    attrs: { ...common(block), role: "list", "aria-label": block.label },
    kids: (block.items ?? []).map((item, n) => ({
      tag: "li",
      attrs: { id: `${block.id}:${n}` },
      kids: [
        words(
          "button",
          { type: "button", class: "step", "data-action": block.action, "data-value": String(n + 1), "aria-current": block.value === String(n + 1) && "step" },
          item,
        ),
      ],
    })),
  }),
  timer,
  progress,
};

/**
 * The elements for these blocks, in their order. Quiet buttons that follow each other share a line.
 * @param {Block[]} blocks
 * @param {Around} around
 * @returns {Node[]}
 */
export function describe(blocks, around) {
  /** @type {Node[]} */
  const nodes = [];
  /** @type {Node | undefined} */
  let line;
  for (const block of blocks) {
    // A role this page doesn't know yet still has its words.
    const node = (kForms[block.role] ?? kForms.text)(block, around);
    if (block.role !== "button" || block.style !== "quiet" || block.place) {
      line = undefined;
      nodes.push(node);
    } else if (line) {
      line.kids?.push(node);
    } else {
      nodes.push((line = { tag: "div", attrs: { class: "line" }, kids: [node] }));
    }
  }
  return nodes;
}
