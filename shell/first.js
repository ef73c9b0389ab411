// first.js - the theme and the publisher's colours that the address asks for, before anything is painted: no flash of others.
// Runs while the HTML is read, so it stays small; looks.js takes over. It also stays awake for the page's script (trouble.js), and keeps what a
// person does before that is there (early.js). An unknown name leaves the system's own theme.

import { themes } from "../assets/theme.json";
import { keep_early_taps, show_instead } from "./early.js";
import { make_skin, read_wish, wear } from "./skin.js";
import { watch_over_script } from "./trouble.js";

watch_over_script();
keep_early_taps();

const html = document.documentElement;
const asked = new URLSearchParams(location.search);
const theme = asked.get("start") === "cramp" ? "night" : asked.get("theme");
if (theme === "dark" || theme === "light" || theme === "night") html.dataset.theme = theme;

// A cramp can't wait for downloads, nor need the check's first question: both are in the HTML, and take the start screen's place as
// soon as it is read.
const instead = { cramp: "nl-cramp", check: "nl-first-question" }[asked.get("start") ?? ""];
if (instead) {
  html.dataset.start = "waits";
  document.addEventListener("readystatechange", () => {
    show_instead(instead);
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
