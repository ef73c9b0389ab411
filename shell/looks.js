// looks.js - light, dark, night, a publisher's own colours, and the wishes of the system that the page follows.

import { wear } from "./skin.js";

/** What first.js made of the colours that were asked for. @returns {{skin?: import("./skin.js").Skin, refused?: import("./skin.js").Refusal}} */
export const read_skin = () => JSON.parse(document.documentElement.dataset.skin ?? "{}");

/**
 * @param {() => void} changed  the theme in force is another now
 */
export function follow_looks(changed) {
  const html = document.documentElement;
  const prefers_dark = matchMedia("(prefers-color-scheme: dark)");
  const { skin } = read_skin();
  let wanted = "auto";
  let applied = "";  // first.js may have named it already, so the attribute doesn't tell

  function apply() {
    const theme = wanted === "auto" ? (prefers_dark.matches ? "dark" : "light") : wanted;
    if (applied === theme) return;
    applied = html.dataset.theme = theme;
    if (skin) wear(html.style, skin, theme);
    const background = getComputedStyle(html).getPropertyValue("--background").trim();
    for (const meta of document.querySelectorAll("meta[name=theme-color]")) meta.setAttribute("content", background);
    changed();
  }

  prefers_dark.addEventListener("change", apply);
  return {
    /** @param {string} theme  "auto", or one by name */
    set(theme) {
      wanted = theme || "auto";
      apply();
    },
  };
}

const kSmall = 0.9375;       // rem: our smallest words
const kLineHeight = 1.4444;  // styles.css has the same

/** Words that nobody sees, as the person's own styles set them. @returns {{box: Element, text: Element}} */
function measure() {
  const box = document.createElement("div");
  const text = document.createElement("p");
  box.id = "nl-measure";
  box.setAttribute("aria-hidden", "true");
  text.textContent = "Nightlegs";
  box.append(text);
  document.body.append(box);
  return { box, text };
}

/** Letters, lines or spacing of their own: by an extension, a bookmark, the browser's settings. @param {Element} text */
function is_restyled(text) {
  const { letterSpacing, wordSpacing, lineHeight, marginBlockEnd, fontFamily } = getComputedStyle(text);
  const size = kSmall * parseFloat(getComputedStyle(document.documentElement).fontSize);
  return (
    [letterSpacing, wordSpacing, marginBlockEnd].some((space) => parseFloat(space) > 0) ||
    Math.abs(parseFloat(lineHeight) - kLineHeight * size) > 1 ||
    !/^["']?Nightlegs/.test(fontFamily)
  );
}

/**
 * Calls back when a picture can't serve: forced colours, text styles that are the person's own, or the browser's translator
 * changing the words.
 * @param {() => void} unfit
 */
export function watch_for_unfit(unfit) {
  const forced = matchMedia("(forced-colors: active)");
  const html = document.documentElement;
  const { box, text } = measure();
  const translated = () =>
    /\btranslated-(ltr|rtl)\b/.test(html.className) || html.lang !== html.dataset.language || html.hasAttribute("_msttexthash");
  const check = () => {
    if (forced.matches || translated() || is_restyled(text)) unfit();
  };
  forced.addEventListener("change", check);
  new MutationObserver(check).observe(html, { attributes: true, attributeFilter: ["class", "lang", "_msttexthash"] });
  new ResizeObserver(check).observe(box);
  check();
}
