// map.js - the body map: pictures whose zones are checkboxes.
// Each zone is a label with its checkbox and its shape, so tapping the shape is the browser's own doing, and the
// checkbox lies in the middle of its shape. Knows no zone by name.

import { drawing, shape, words } from "./nodes.js";

/** @typedef {import("./patch.js").Node} Node */
/** @typedef {{value: string, side?: string, label: string, chosen?: "maybe" | "yes", at: number[], points: number[]}} Shape */
/**
 * @typedef {object} Picture
 * @property {string} label
 * @property {string} [at_left]
 * @property {string} [at_right]
 * @property {number[]} size
 * @property {boolean} [whole_row]
 * @property {number[][]} outlines
 * @property {{label: string, shapes: Shape[]}[]} groups
 */

/**
 * A closed smooth curve through points x0, y0, x1, y1, ...: Catmull-Rom, as web/paint/curve.cpp draws it.
 * @param {number[]} points @returns {string} path data
 */
export function curve(points) {
  const n = points.length / 2;
  /** @param {number} i */
  const at = (i) => [points[2 * (i % n)], points[2 * (i % n) + 1]];
  let path = `M${at(0)}`;
  for (let i = 0; i < n; ++i) {
    const [before, from, to, after] = [at(i + n - 1), at(i), at(i + 1), at(i + 2)];
    /** @param {number[]} p @param {number[]} a @param {number[]} b */
    const handle = (p, a, b) => p.map((value, axis) => Math.round(value + (b[axis] - a[axis]) / 6));
    path += `C${handle(from, before, to)} ${handle(to, after, from)} ${to}`;
  }
  return `${path}Z`;
}

const kBox = 240;  // of a checkbox, in a picture's units; layout.cpp has the same

/** @param {Picture} picture @param {number} value @param {number} axis @returns {string} */
const share = (picture, value, axis) => `${Math.round((10000 * value) / picture.size[axis]) / 100}%`;

/** @param {string} id @param {Picture} picture @param {Shape} zone @returns {Node} */
function zone_label(id, picture, zone) {
  const d = curve(zone.points);
  return {
    tag: "label",
    attrs: { class: "zone" },
    kids: [
      {
        tag: "input",
        attrs: {
          id: `${id}:${zone.value}${zone.side ? `:${zone.side}` : ""}`,
          type: "checkbox",
          value: `${zone.value}=${zone.side ?? ""}`,  // not the list's own value: one input a value in the question's group
          autocomplete: "off",
        },
        props: { checked: zone.chosen === "yes", indeterminate: zone.chosen === "maybe" },
        vars: { "--x": share(picture, zone.at[0], 0), "--y": share(picture, zone.at[1], 1), "--size": share(picture, kBox, 0) },
      },
      words("span", { class: "heard" }, zone.label),
      drawing({ viewBox: `0 0 ${picture.size.join(" ")}` }, [
        shape("path", { class: "halo", d }),
        shape("path", { class: "shape", d, "data-value": zone.value, "data-side": zone.side }),
      ]),
    ],
  };
}

/** @param {string} id @param {Picture} picture @param {number} n @returns {Node} */
const picture_of = (id, picture, n) => ({
  tag: "div",
  attrs: { class: "picture", "data-whole-row": Boolean(picture.whole_row) },
  kids: [
    words("p", { class: "caption", "aria-hidden": "true" }, picture.label),
    {
      tag: "div",
      attrs: { id: `${id}:picture:${n}`, class: "legs" },
      kids: [
        drawing({ class: "outlines", viewBox: `0 0 ${picture.size.join(" ")}` }, picture.outlines.map((points) => shape("path", { class: "outline", d: curve(points) }))),
        ...picture.groups.map((group) => ({
          tag: "div",
          attrs: { role: "group", "aria-label": group.label },
          kids: group.shapes.map((zone) => zone_label(id, picture, zone)),
        })),
      ],
    },
    ...(picture.at_left ? [{
      tag: "div",
      attrs: { class: "sides", "aria-hidden": "true" },
      kids: [words("p", { class: "caption" }, picture.at_left), words("p", { class: "caption" }, picture.at_right ?? "")],
    }] : []),
  ],
});

const kSmall = 64;  // CSS px, all pictures in a row together; layout.cpp has the same
const kSmallGap = 4;

/** Where something is felt, small and for the eye only: at this size points need no curves between them. @param {Picture[]} pictures @returns {Node} */
export function small_map(pictures) {
  /** @param {number[]} points @param {number} scale @param {number} x @param {number} y */
  const polygon = (points, scale, x, y) =>
    points.reduce((d, value, i) => d + (i % 2 ? "," : i ? " " : "") + Math.round(10 * (value * scale + (i % 2 ? y : x))) / 10, "");
  const kids = [];
  let at = 0;
  let end = 0;
  for (const { size: [wide, high], whole_row, outlines, groups } of pictures) {
    const scale = (whole_row ? kSmall : (kSmall - kSmallGap) / 2) / wide;
    const [x, y] = whole_row ? [0, end + 6] : [at, 0];
    kids.push(...outlines.map((points) => shape("polygon", { class: "outline", points: polygon(points, scale, x, y) })));
    for (const { chosen, points } of groups.flatMap(({ shapes }) => shapes)) kids.push(shape("polygon", { class: chosen, points: polygon(points, scale, x, y) }));
    at += wide * scale + kSmallGap;
    end = Math.max(end, y + high * scale);
  }
  const height = Math.round(10 * end) / 10;
  return drawing({ class: "felt", viewBox: `0 0 ${kSmall} ${height}`, width: `${kSmall / 16}rem`, height: `${height / 16}rem` }, kids);
}

/** @param {import("./blocks.js").Block} block @returns {Node} */
export function map(block) {
  const pictures = (block.pictures ?? []).map((picture, n) => picture_of(block.id, picture, n));
  // What is chosen stands right under the pictures that most people need.
  const small = (block.pictures ?? []).filter((picture) => !picture.whole_row).length;
  if (block.help) pictures.splice(small, 0, words("p", { id: `${block.id}:help`, class: "chosen" }, block.help));
  return {
    tag: "div",
    attrs: { id: block.id, "data-role": block.role, "data-of": block.value, role: "group", "aria-label": block.label, "aria-describedby": block.help && `${block.id}:help` },
    kids: pictures,
  };
}
