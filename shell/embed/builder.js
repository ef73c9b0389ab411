// builder.js - the page on which publishers put their line together. Reads its form, shows the real element, checks a pasted policy.
// Nothing is stored or sent.

import { themes } from "../../assets/theme.json";
import words from "../../assets/publisher/builder.json";
import { kLooks, make_skin, read_wish } from "../skin.js";
import { check_policy, needed_lines } from "./policy.js";

const kOptions = ["lang", "theme", "start", "depth", "country"];
const kPause = 400;  // milliseconds without typing before the preview is made anew

/** @template {HTMLElement} [T=HTMLElement] @param {string} id @returns {T} */
const at = (id) => /** @type {any} */ (document.getElementById(id));
const site = new URL("../", location.href);
const script = new URL("embed.js", site);
const integrity = /** @type {HTMLElement} */ (document.querySelector("script[data-integrity]")).dataset.integrity ?? "";

/** @param {string} key @param {Record<string, unknown>} [values] */
const say = (key, values = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, String(value)), /** @type {Record<string, string>} */ (words)[key] ?? key);

/** @param {string} text */
const quoted = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** What the form says, by attribute; empty ones are left out. */
function wishes() {
  const all = [...kOptions, ...kLooks].map((name) => [name, /** @type {HTMLInputElement} */ (at(name)).value.trim()]);
  return Object.fromEntries(all.filter(([name, value]) => value && !(name === "theme" && value === "auto")));
}

/** @param {Record<string, string>} wish */
const attributes = (wish) => Object.entries(wish).map(([name, value]) => ` ${name}="${quoted(value)}"`).join("");

/** @param {Record<string, string>} wish */
function address(wish) {
  const full = new URL(site);
  for (const [name, value] of Object.entries(wish)) full.searchParams.set(name, value.replace(/^#/, ""));
  return full.href;
}

/** @param {Record<string, string>} wish */
function write_lines(wish) {
  const inside = `<night-legs${attributes(wish)}><a href="${quoted(site.href)}">Nightlegs</a></night-legs>`;
  at("line").textContent = `<script type="module" src="${script.href}"></script>\n${inside}`;
  at("iframe").textContent = `<iframe src="${quoted(address(wish))}" title="Nightlegs" width="100%" height="800" referrerpolicy="no-referrer"></iframe>`;
  at("pin").textContent = `<script type="module" src="${script.href}" integrity="${integrity}" crossorigin="anonymous"></script>\n${inside}`;
}

/** Says why a look is refused, and offers the way out. @returns {boolean} whether it is fine */
function judge_look() {
  const made = make_skin(read_wish((name) => /** @type {HTMLInputElement} */ (at(name)).value.trim()), themes);
  const refused = "refused" in made ? made.refused : undefined;
  const label = refused ? (document.querySelector(`label[for="${refused.name}"]`)?.textContent ?? refused.name) : "";
  for (const name of kLooks) at(name).setAttribute("aria-invalid", String(refused?.name === name));
  at("refused").hidden = !refused;
  at("refused").textContent = !refused ? "" : refused.what !== "contrast" ? say(`refused-${refused.what}`, { name: label })
    : `${say("refused-contrast", { ...refused })} ${refused.nearest ? say("refused-nearest", { name: label, nearest: refused.nearest }) : say("refused-none")}`;
  const use = at("use");
  use.hidden = !refused?.nearest;
  use.textContent = refused?.nearest ? say("use", { nearest: refused.nearest }) : "";
  use.onclick = () => {
    /** @type {HTMLInputElement} */ (at(refused?.name ?? "")).value = refused?.nearest ?? "";
    at(refused?.name ?? "").focus();
    follow(true);
  };
  return !refused;
}

let shown = "";
/** @param {Record<string, string>} wish */
function show_preview(wish) {
  const asked = JSON.stringify(wish);
  if (asked === shown) return;
  shown = asked;
  const element = document.createElement("night-legs");
  for (const [name, value] of Object.entries(wish)) element.setAttribute(name, value);
  at("preview").replaceChildren(element);
}

let waiting = 0;
/** @param {boolean} [at_once] */
function follow(at_once = false) {
  const wish = wishes();
  const fine = judge_look();
  write_lines(wish);
  clearTimeout(waiting);
  // A refused look is not shown: the preview stays as the last one that passed.
  if (fine) waiting = setTimeout(show_preview, at_once ? 0 : kPause, wish);
}

function judge_policy() {
  const verdicts = check_policy(/** @type {HTMLTextAreaElement} */ (at("pasted")).value, { script, frame: site, integrity });
  const told = verdicts.map(({ level, what, header, fix }) => {
    const box = document.createElement("div");
    box.className = "verdict";
    box.dataset.level = level;
    const strong = document.createElement("strong");
    strong.textContent = `${say(level)}: `;
    box.append(strong, `${header ? `${header}. ` : ""}${say(what)}`);
    if (fix) {
      const line = document.createElement("pre");
      line.textContent = fix;
      box.append(line);
    }
    return box;
  });
  const empty = document.createElement("p");
  empty.className = "hint";
  empty.textContent = say("check-empty");
  at("verdicts").replaceChildren(...(told.length ? told : [empty]));
}

document.addEventListener("click", async (event) => {
  const id = /** @type {Element} */ (event.target).closest("[data-copy]")?.getAttribute("data-copy");
  if (!id) return;
  const said = at("said");
  try {
    await navigator.clipboard.writeText(at(id).textContent ?? "");
    said.textContent = say("copied");
  } catch {
    getSelection()?.selectAllChildren(at(id));
    said.textContent = say("not-copied");
  }
});
at("form").addEventListener("input", () => follow());
at("form").addEventListener("submit", (event) => event.preventDefault());
at("pasted").addEventListener("input", judge_policy);
at("needs").textContent = needed_lines({ script, frame: site }).join("\n");
follow(true);
document.documentElement.dataset.builder = "ready";
