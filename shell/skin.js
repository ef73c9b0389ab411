// skin.js - a publisher's own colours, corners and letter size: what becomes of them, and whether they can be read.
// Pure: no page, no file. A skin that would be hard to read is refused as a whole, with the pair, its ratio, and the nearest
// colour that would pass. The colours of warnings and of urgency are nobody's to change, and the night theme is left alone.

/** @typedef {Record<string, string>} Tokens  of one theme in assets/theme.json: "#rrggbb" by name */
/** @typedef {Record<string, string>} Wish  by the names in kLooks; what is not wished for is not there */
/** @typedef {{themes: Record<string, Tokens>, round: number, size: number}} Skin  round: of every corner; size: percent of the person's own */
/**
 * @typedef {object} Refusal
 * @property {string} what  "colour", "number" or "contrast"
 * @property {string} name  of the wish that is at fault, or of the one to change
 * @property {string} [front] @property {string} [front_colour]
 * @property {string} [back] @property {string} [back_colour]
 * @property {number} [ratio] @property {number} [needed]
 * @property {string} [nearest]  the colour for `name` that passes; "" when no single change will do
 */

const kColours = ["accent", "background", "ink"];
const kDark = "-dark";
const kThemes = ["light", "dark"];
/** @type {Record<string, number[]>} */
const kNumbers = { radius: [0, 24], "font-size": [100, 150] };
const kUsualRadius = 14;  // space.control_radius in assets/theme.json
export const kLooks = [...kColours, ...kColours.map((name) => name + kDark), ...Object.keys(kNumbers)];

const kTiers = ["emergency", "same_day", "soon", "routine", "self_care"];
const kSurfaces = ["background", "card", "chosen", ...kTiers.map((tier) => `urgency_${tier}_card`)];
/** Every pair that meets on some screen, and the contrast it needs (WCAG 1.4.3, 1.4.11). @type {[string, string, number][]} */
export const kPairs = [
  ...kSurfaces.flatMap((back) => [
    ...["ink", "dim", "accent", "warning"].map((front) => /** @type {[string, string, number]} */ ([front, back, 4.5])),
    /** @type {[string, string, number]} */ (["control_line", back, 3]),
  ]),
  ["on_accent", "accent", 4.5],
  ...kTiers.map((tier) => /** @type {[string, string, number]} */ ([`urgency_${tier}`, "background", 3])),
];

// --- Colours --------------------------------------------------------------------------------------

/** @param {string} text "#rgb" or "#rrggbb", also without "#" @returns {string} "#rrggbb", or "" */
export function read_colour(text) {
  const [, hex] = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim()) ?? [];
  if (!hex) return "";
  return `#${(hex.length === 3 ? [...hex].map((digit) => digit + digit).join("") : hex).toLowerCase()}`;
}

/** @param {string} colour @returns {number[]} 0 to 1 */
const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);

/** @param {number[]} rgb */
const to_hex = (rgb) =>
  `#${rgb.map((one) => Math.round(Math.min(1, Math.max(0, one)) * 255).toString(16).padStart(2, "0")).join("")}`;

/** @param {number} value */
const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

/** @param {number} value */
const curved = (value) => (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055);

/** @param {string} colour @returns {number} */
function luminance(colour) {
  const [r, g, b] = channels(colour).map(linear);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** @param {string} one @param {string} other */
export function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** @param {string} from @param {string} to @param {number} part */
function mix(from, to, part) {
  const goal = channels(to);
  return to_hex(channels(from).map((one, i) => one + (goal[i] - one) * part));
}

/** OKLab, where a distance is about as far as it looks. @param {string} colour @returns {number[]} */
function to_lab(colour) {
  const [r, g, b] = channels(colour).map(linear);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** @param {number[]} lab @returns {string} the nearest that a screen can show */
function from_lab([lightness, a, b]) {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return to_hex(
    [
      4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
      -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
      -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
    ].map((value) => curved(Math.max(0, value))),
  );
}

/** @param {string} one @param {string} other */
function distance(one, other) {
  const there = to_lab(other);
  return Math.hypot(...to_lab(one).map((value, i) => value - there[i]));
}

// --- A theme from two or three colours ------------------------------------------------------------

/** The first step from `from` to `to` that stands out enough. @param {string} from @param {string} to @param {number} start @param {number} needed @param {string[]} surfaces */
function first_readable(from, to, start, needed, surfaces) {
  for (let part = start; part < 1; part += 0.05) {
    const colour = mix(from, to, part);
    if (surfaces.every((surface) => contrast(colour, surface) >= needed)) return colour;
  }
  return to;
}

/**
 * @param {Tokens} base  our own theme
 * @param {{accent?: string, background?: string, ink?: string}} wish
 * @returns {Tokens}
 */
export function derive(base, { accent, background, ink }) {
  /** @type {Tokens} */
  const made = { ...base };
  if (accent) {
    made.accent = accent;
    made.on_accent = [base.on_accent, "#ffffff", "#000000"].find((colour) => contrast(colour, accent) >= 4.5) ?? "#000000";
  }
  if (background) {
    made.background = background;
    made.card = mix(background, "#ffffff", luminance(background) > 0.4 ? 0.6 : 0.05);
  }
  if (ink) made.ink = ink;
  if (accent || background) made.chosen = mix(made.background, made.accent, 0.12);
  if (background || ink) {
    const surfaces = kSurfaces.map((name) => made[name]);
    made.line = mix(made.background, made.ink, 0.2);
    made.control_line = first_readable(made.background, made.ink, 0.4, 3, surfaces);
    made.dim = first_readable(made.background, made.ink, 0.65, 4.5, surfaces);
  }
  return made;
}

/** The pair that misses by most, or nothing. @param {Tokens} tokens */
export function worst_pair(tokens) {
  let worst;
  for (const [front, back, needed] of kPairs) {
    const ratio = contrast(tokens[front], tokens[back]);
    if (ratio < needed && (!worst || ratio / needed < worst.ratio / worst.needed)) worst = { front, back, needed, ratio };
  }
  return worst;
}

/**
 * The one change, as small to the eye as can be, with which the theme passes.
 * @param {Tokens} base
 * @param {Record<string, string>} wish
 * @returns {{name: string, nearest: string}}
 */
function nearest_change(base, wish) {
  /** @type {{name: string, nearest: string, far: number}[]} */
  const ways = [];
  for (const name of kColours.filter((one) => wish[one])) {
    const [, a, b] = to_lab(wish[name]);
    for (let step = 0; step <= 100; ++step) {
      for (const strength of [1, 0.75, 0.5, 0.25, 0]) {
        const nearest = from_lab([step / 100, a * strength, b * strength]);
        ways.push({ name, nearest, far: distance(nearest, wish[name]) });
      }
    }
  }
  ways.sort((one, other) => one.far - other.far);
  const way = ways.find(({ name, nearest }) => !worst_pair(derive(base, { ...wish, [name]: nearest })));
  return way ?? { name: kColours.find((one) => wish[one]) ?? "", nearest: "" };
}

// --- The skin -------------------------------------------------------------------------------------

/**
 * @param {(name: string) => unknown} given  a wish by its name in kLooks, or nothing
 * @returns {Wish}
 */
export function read_wish(given) {
  return Object.fromEntries(
    kLooks.map((name) => [name, given(name)]).filter(([, value]) => value !== undefined && value !== null && value !== "").map(([name, value]) => [name, String(value)]),
  );
}

/**
 * @param {Wish} wish
 * @param {Record<string, Tokens>} themes  our own, by name
 * @returns {{skin: Skin} | {refused: Refusal}}
 */
export function make_skin(wish, themes) {
  /** @type {Skin} */
  const skin = { themes: {}, round: 1, size: 100 };
  for (const [name, [least, most]] of Object.entries(kNumbers)) {
    if (wish[name] === undefined) continue;
    const value = Number(wish[name]);
    if (!/^\d{1,3}$/.test(wish[name]) || value < least || value > most) return { refused: { what: "number", name } };
    if (name === "radius") skin.round = value / kUsualRadius;
    else skin.size = value;
  }
  for (const theme of kThemes) {
    const ending = theme === "dark" ? kDark : "";
    /** @type {Record<string, string>} */
    const colours = {};
    for (const name of kColours) {
      const text = wish[name + ending];
      if (text === undefined) continue;
      colours[name] = read_colour(text);
      if (!colours[name]) return { refused: { what: "colour", name: name + ending } };
    }
    if (!Object.keys(colours).length) continue;
    const tokens = derive(themes[theme], colours);
    const worst = worst_pair(tokens);
    if (worst) {
      const { front, back, ratio, needed } = worst;
      const { name, nearest } = nearest_change(themes[theme], colours);
      return {
        refused: {
          what: "contrast", name: name + ending, nearest, front, back, needed,
          front_colour: tokens[front], back_colour: tokens[back],
          ratio: Math.floor(ratio * 100) / 100,  // 4.499 is not 4.5
        },
      };
    }
    skin.themes[theme] = tokens;
  }
  return { skin };
}

/** For whoever develops the embedding page. @param {Refusal} refused */
export function why_refused({ what, name, front, front_colour, back, back_colour, ratio, needed, nearest }) {
  if (what === "colour") return `${name} is not a colour such as #2b4a86; Nightlegs' own look is used`;
  if (what === "number") return `${name} is not a whole number from ${kNumbers[name].join(" to ")}; Nightlegs' own look is used`;
  const way = nearest ? `the nearest ${name} that passes is ${nearest}` : "no single other colour would do";
  return `${front} ${front_colour} on ${back} ${back_colour} has a contrast of ${ratio}:1 and needs ${needed}:1; ${way}; Nightlegs' own look is used`;
}

/** What the painter takes for a theme: our own words for it, without what is not a publisher's. @param {Skin} skin @param {string} theme */
export function paint_tokens({ themes, round }, theme) {
  const tokens = Object.entries(themes[theme] ?? {}).filter(([name]) => !/^(warning|urgency)/.test(name));
  return [...tokens.map(([name, colour]) => `${name}=${colour}`), `round=${round.toFixed(2)}`].join(";");
}

/** "control_line" as the page's styles call it. @param {string} token */
const property = (token) => `--${token.replaceAll("_", "-")}`;

/**
 * Puts the skin of a theme on the page, and takes that of another off.
 * @param {CSSStyleDeclaration} style  of the root element
 * @param {Skin} skin
 * @param {string} theme
 */
export function wear(style, skin, theme) {
  const tokens = skin.themes[theme];
  for (const token of Object.keys(Object.values(skin.themes)[0] ?? {})) {
    if (tokens) style.setProperty(property(token), tokens[token]);
    else style.removeProperty(property(token));
  }
  style.setProperty("--round", String(skin.round));
  style.fontSize = skin.size === 100 ? "" : `${skin.size}%`;
}
