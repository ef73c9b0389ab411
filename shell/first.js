// first.js - the theme and the publisher's colours that the address asks for, before anything is painted: no flash of others.
// Runs while the HTML is read, so it stays small; looks.js takes over. It also stays awake for the page's script (trouble.js). An unknown name leaves the system's own theme.

import { themes } from "../assets/theme.json";
import { make_skin, read_wish, wear } from "./skin.js";
import { watch_over_script } from "./trouble.js";

watch_over_script();

const html = document.documentElement;
const asked = new URLSearchParams(location.search);
const theme = asked.get("start") === "cramp" ? "night" : asked.get("theme");
if (theme === "dark" || theme === "light" || theme === "night") html.dataset.theme = theme;

// A cramp can't wait for downloads: its first screen is in the HTML, and takes the other's place as soon as both are read.
if (asked.get("start") === "cramp") {
  html.dataset.start = "cramp";
  document.addEventListener("readystatechange", () => {
    const root = document.getElementById("nl-app");
    const other = /** @type {HTMLTemplateElement | null} */ (document.getElementById("nl-cramp"))?.content;
    if (root && other) {
      const first = [...root.childNodes];
      root.replaceChildren(other);
      other.append(...first);  // trouble.js falls back on it
    }
    html.dataset.start = "there";
  }, { once: true });
}

/** What the site's own publisher wrote into the page (embed/README.md). @returns {Record<string, unknown>} */
function of_publisher() {
  try {
    return Object(JSON.parse(document.querySelector("meta[name=nightlegs-publisher]")?.getAttribute("content") || "{}").theme);
  } catch {
    return {};
  }
}

const own = of_publisher();
const wish = read_wish((name) => asked.get(name) ?? own[name]);
if (Object.keys(wish).length) {
  const made = make_skin(wish, themes);
  html.dataset.skin = JSON.stringify(made);  // looks.js and the picture read it there
  if ("skin" in made) {
    const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    wear(html.style, made.skin, html.dataset.theme ?? system);
  }
}
