// picture.js - fetches the drawn view once it is wanted, and stands in for it until it is there.

import { address_of, instantiate, load_bytes, load_wasm } from "./load.js";
import { turn } from "./pace.js";

/** @typedef {import("./core.js").Core} Core */
/** @typedef {import("./stage.js")} StageModule */

const kWeights = [400, 600, 700];

/**
 * @param {object} parts
 * @param {Core} parts.core
 * @param {HTMLCanvasElement} parts.canvas
 * @param {HTMLElement} parts.root
 * @param {(able: boolean) => void} parts.on_able  drawing has become possible or impossible
 * @param {(trouble: unknown) => void} parts.on_trouble
 */
export function create_picture(parts) {
  /** @type {ReturnType<StageModule["create_stage"]> | undefined} */
  let stage;
  /** @type {Promise<void> | undefined} */
  let coming;
  let impossible = !("WebGL2RenderingContext" in window && "WebAssembly" in window);
  let wanted = false;

  async function fetch_stage() {
    const [drawn, wasm, ...bytes] = await Promise.all([
      import(address_of("nl-drawn")),
      load_wasm("nl-stage-wasm"),
      ...kWeights.map((weight) => load_bytes(`nl-font-${weight}`)),
    ]);
    const painter = drawn.wrap_painter(await instantiate(drawn.create_module, wasm));
    await turn();
    const made = drawn.create_stage({ ...parts, painter, fonts: new Map(kWeights.map((weight, i) => [weight, bytes[i]])) });
    made.raise();
    await turn();
    return made;
  }

  async function bring() {
    try {
      const made = await fetch_stage();
      if (!impossible) stage = made;
    } catch {
      impossible = true;  // without its files there is no picture; the page view serves
    }
    if (wanted) parts.on_able(!impossible);
  }

  return {
    get frames() {
      return stage?.frames ?? 0;
    },
    /** Settled when nothing is under way. @returns {Promise<void>} */
    at_rest: () => coming ?? Promise.resolve(),
    /**
     * Shows the drawn view, now or as soon as it is here (on_able).
     * @returns {"shown" | "coming" | "impossible"}
     */
    show() {
      wanted = true;
      if (stage) return stage.show() ? "shown" : "impossible";
      if (impossible) return "impossible";
      coming ??= bring();
      return "coming";
    },
    hide() {
      wanted = false;
      stage?.hide();
    },
    /** The screen is another now: lay it out at once, so that focus and scrolling find their places. */
    /** @param {boolean} fresh  it was not shown before: what moves, moves now */
    update: (fresh) => stage?.update(fresh),
    request_layout: () => stage?.request_layout(),
    /** Never draw again: the picture can't serve this person. */
    give_up() {
      if (impossible) return;
      impossible = true;
      if (stage) stage.give_up();
      else if (wanted) parts.on_able(false);
    },
  };
}
