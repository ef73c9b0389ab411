// page.js - one event in, the next screen shown: the loop that ties the app to mirror, stage, focus and history.

import { local_now } from "./clock.js";
import { listen } from "./events.js";
import { every_answer_a_stop, settle_focus } from "./focus.js";
import { address_of, load_bytes } from "./load.js";
import { follow_looks, read_skin, watch_for_unfit } from "./looks.js";
import { all_blocks, render } from "./mirror.js";
import { create_motion } from "./motion.js";
import { follow_history } from "./past.js";
import { create_picture } from "./picture.js";
import { why_refused } from "./skin.js";
import { create_ticker } from "./ticker.js";

/** @typedef {import("./core.js").Core} Core */
/** @typedef {import("./core.js").Event} Event */
/** @typedef {import("./mirror.js").Screen} Screen */

/** Buttons of the sheet that are ours to do, not the app's (ways_out.js). */
const kWaysOut = new Set(["print", "copy", "qr", "save-text", "save-json", "save-fhir", "share"]);

/** @param {string} id @param {string} text */
function say(id, text) {
  const region = /** @type {HTMLElement} */ (document.getElementById(id));
  // The same words a second time are only heard when they differ.
  region.textContent = text && region.textContent === text ? `${text}\u00a0` : text;
}

/** An emergency is said at once, all else when there is a pause. @param {Screen} screen @param {boolean} moved */
function announce(screen, moved) {
  const urgent = screen.name === "emergency";
  const title = all_blocks(screen.blocks).find((block) => block.level === 1)?.label ?? "";
  say("nl-urgent", urgent && moved ? screen.announce || title : "");
  // The focus reads the new heading, or what is missing; how far it is comes after.
  const blocks = all_blocks(screen.blocks);
  const missing = blocks.some((block) => block.role === "error");
  const step = moved && !missing ? blocks.find((block) => block.role === "progress")?.label : "";
  say("nl-polite", urgent ? "" : screen.announce || step || "");
}

/**
 * In another view other boxes are made, and WebKit then names what was put on the page whole by all of its label and by the words that
 * name it alone: "Cough Cough At night". Told once more by what it is named, it is right again.
 * @param {Element} root
 */
function name_again(root) {
  for (const element of root.querySelectorAll("[aria-labelledby]")) {
    const names = element.getAttribute("aria-labelledby") ?? "";
    element.removeAttribute("aria-labelledby");
    element.setAttribute("aria-labelledby", names);
  }
}

/**
 * Takes over the page.
 * @param {object} parts
 * @param {Core} parts.core
 * @param {() => Promise<Core>} parts.renew  a fresh one, with the content in it
 * @param {import("./host.js").Host} parts.host
 * @param {string} parts.options  from the address, "view=page;theme=dark"
 * @param {string} parts.publisher  who offers the page, in lines
 * @param {import("./tab.js").Tab} parts.tab
 * @param {Event[]} parts.done  what was done in the HTML before there was anybody to hear it (early.js)
 * @param {Record<string, (value: string) => void>} parts.errands  what the app can send the page to do
 * @param {(answers: string[]) => void} parts.on_trouble  it broke down twice; with the answers in words, if they can still be told
 */
export function start_page({ core: first_core, renew, host, options, publisher, tab, errands, done, on_trouble }) {
  const html = document.documentElement;
  const root = /** @type {HTMLElement} */ (document.getElementById("nl-app"));
  const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById("nl-stage"));
  /** @type {Screen | undefined} */
  let screen;
  let core = first_core;
  let broken = false;
  let snapshot = "";  // all that the app knows of the check, after the last event that went well
  /** @type {Promise<void> | undefined} */
  let recovering;
  let remembers = true;  // as the app has it
  let traceless = false;
  /** What the page has found out about the browser, for a fresh app to know too. @type {Map<string, Event>} */
  const facts = new Map();
  /** @type {Promise<typeof import("./ways_out.js")> | undefined} */
  let ways_out;

  /** A fresh app does not know yet where it is: whose page, on what device, what the address asks for. @param {Core} app @returns {Core} */
  function introduce(app) {
    app.event({ action: "now" });  // the app has no clock
    if (publisher) app.event({ action: "publisher", value: publisher });
    if ("share" in navigator) app.event({ action: "can", value: "share" });
    if (options) app.event({ action: "options", value: options });
    if (traceless) app.event({ action: "trace" });  // a breakdown must not turn it off
    for (const fact of facts.values()) app.event(fact);
    return app;
  }

  /** Question and answer as the list of them says it, told by a fresh app. @returns {Promise<string[]>} */
  async function answers_in_words() {
    if (!snapshot) return [];
    const app = await renew();
    app.restore(snapshot, local_now());
    const told = [];
    for (const block of all_blocks(app.event({ action: "review" }).blocks)) {
      if (!block.id.startsWith("q-")) continue;
      if (block.role === "heading") told.push(block.label);
      if (block.role === "list") told.push(`${told.pop() ?? ""} ${(block.items ?? []).join("; ")}`.trim());
    }
    return told;
  }

  async function stop() {
    if (broken) return;
    broken = true;
    ticker.set(false);
    picture.hide();
    on_trouble(await answers_in_words().catch(() => []));
  }

  /** The app trapped: a fresh one takes over with all answers, once. */
  let recover = () => {
    if (broken || recovering) return;
    const left = snapshot;
    recovering = (async () => {
      core = introduce(await renew());
      if (left) core.restore(left, local_now());
      recovering = undefined;
      recover = stop;  // a second time there is something wrong that a fresh start does not cure
      show(core.event({ action: "did", id: "trap", value: "ok" }), { action: "did" });
    })().catch(stop);
  };

  const picture = create_picture({
    core: { scene: () => core.scene() },
    canvas,
    root,
    on_able: (able) => dispatch({ action: "view", value: able ? "drawn" : "page" }),
    on_trouble: () => picture.give_up(),  // the picture broke down, not the check
  });
  const motion = create_motion();
  const looks = follow_looks(picture.request_layout);
  const ticker = create_ticker((seconds) => dispatch({ action: "tick", value: String(seconds) }));
  const past = follow_history(
    () => screen?.depth ?? 0,
    (action) => dispatch({ action }),
  );

  /**
   * The page serves while the picture is still under way.
   * @param {string} view
   * @param {boolean} [fresh]  the screen was not shown before
   * @returns {boolean} whether this view can be had
   */
  function show_view(view, fresh = false) {
    const state = view === "drawn" ? picture.show() : "hidden";
    if (view !== "drawn") picture.hide();
    const now = state === "shown" ? "drawn" : "page";
    if (html.dataset.view !== now) requestAnimationFrame(() => name_again(root));
    html.dataset.view = now;
    try {
      picture.update(fresh);
    } catch {
      picture.give_up();
    }
    return state !== "impossible";
  }

  /** @param {Screen} next @param {Event} [event] */
  function show(next, event) {
    const before = screen;
    const focused = document.activeElement;
    // Another screen has a main part of its own. Were only the button taken away that was pressed in it, a screen reader would look for
    // the next best place in what is left, find the new heading there, and then say nothing when the focus comes to it.
    if (before && before.key !== next.key) document.getElementById("nl-main")?.remove();
    screen = next;
    render(next, root, document);
    hear_clicks();
    looks.set(next.theme);

    const possible = show_view(next.view, true);
    if (html.dataset.view === "page") motion.play(next, root);

    settle_focus({ root, before, after: next, focused, action: event?.action });
    if (before && event) announce(next, before.key !== next.key);
    past.sync();
    host.shown(next);
    ticker.set(Boolean(next.ticking));
    // The app's words for the other view, and its button, must fit what is really there.
    if (!possible && event?.action !== "view") dispatch({ action: "view", value: "page" });
    remember();
    if (next.name === "sheet" || next.name === "receipt") bring_ways_out();
    if (next.errand === "forget" || next.errand === "remember") traceless = next.errand === "forget";
    if (before?.key !== next.key) stop_reading();
    if (next.errand) errands[next.errand](next.errand_value ?? "");
  }

  /** What this tab needs to come back to where it is. */
  function remember() {
    const { remember, text } = core.saved(local_now());
    snapshot = text;
    tab.write(remember ? text : "");
    if (tab.works === remembers) return;
    remembers = tab.works;
    found({ action: "fact", id: "memory", on: remembers });
  }

  /** What the page has found out. Mostly it changes nothing in sight: then nothing is drawn or said again. @param {Event} event */
  function found(event) {
    if (event.action === "fact") facts.set(event.id ?? "", event);
    if (broken || recovering) return;
    try {
      const next = core.event(event);
      if (JSON.stringify(next) !== JSON.stringify(screen)) show(next);
    } catch {
      recover();
    }
  }

  /** The sheet's ways out, under way since it is on the screen: a clipboard wants the press to be a moment ago. */
  function bring_ways_out() {
    ways_out ??= load_bytes("nl-ways-out").then(() => import(address_of("nl-ways-out")));
    ways_out.catch(() => { ways_out = undefined; });  // the next press tries again
    return ways_out;
  }

  let stop_reading = () => {};

  /** Begins or ends reading the screen out (aloud.js, a download of its own). */
  async function read_out() {
    const { toggle, stop } = await import(address_of("nl-aloud"));
    stop_reading = stop;
    toggle(root, (/** @type {boolean} */ on) => found({ action: "fact", id: "reading", on }));
  }

  /** Out of the sheet by one of its buttons; the app only hears what became of it. @param {string} way */
  async function leave(way) {
    const outcome = await bring_ways_out().then(({ take }) => take(way, core.document)).catch(() => (way === "print" ? "no-print" : "no-save"));
    dispatch({ action: "way-out", value: outcome });
  }

  /** @param {Event} event */
  function dispatch(event) {
    if (broken || recovering) return;
    if (kWaysOut.has(event.action)) {
      leave(event.action);
      return;
    }
    if (event.action === "aloud") {
      read_out().catch(() => {});  // without its file, the next press tries again
      return;
    }
    try {
      show(core.event(event), event);
    } catch {
      recover();
    }
  }

  // A canvas prints as one screenful, unseen words not at all: on paper it is always the page.
  addEventListener("beforeprint", () => show_view("page"));
  addEventListener("afterprint", () => {
    if (!broken && screen) show_view(screen.view);
  });

  every_answer_a_stop(document);
  document.getElementById("nl-skip")?.addEventListener("click", (click) => {
    click.preventDefault();  // the address stays as it is
    /** @type {HTMLElement | null} */ (root.querySelector("h1"))?.focus();
  });
  const hear_clicks = listen(root, dispatch);
  host.ready();
  const { refused } = read_skin();
  if (refused) host.refused(why_refused(refused));
  introduce(core);
  const left = tab.read();
  if (left) core.restore(left, local_now());
  for (const event of done) core.event(event);  // unseen: what the HTML shows is kept, with the focus in it
  show(core.screen());
  // A tab that comes back after a day shows no result that old (INV-19).
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") found({ action: "now" });
  });
  watch_for_unfit(picture.give_up);

  return {
    dispatch,
    found,
    at_rest: picture.at_rest,
    get core() {
      return core;
    },
    get frames() {
      return picture.frames;
    },
  };
}
