// painter.js - the calls into the picture's WebAssembly module (web/README.md).
// Knows nothing of the page. A trap comes out as an ordinary exception.

import { reach } from "./memory.js";

/** @typedef {[number, number, number, number]} Rect  x, y, width, height in CSS px */
/** @typedef {{height: number, rects: Record<string, Rect>, footer?: Rect, header?: Rect, moments?: number}} Layout */

/**
 * @param {any} module  what Emscripten's factory resolved to
 */
export function wrap_painter(module) {
  const { copy_in, read, with_texts } = reach(module);

  /** @param {Uint8Array} bytes @param {(at: number) => unknown} call @returns {boolean} */
  function with_bytes(bytes, call) {
    const at = copy_in(bytes);
    const taken = Boolean(call(at));
    module._free(at);
    return taken;
  }

  return {
    /** @param {string} selector @returns {boolean} */
    stage: (selector) => with_texts([selector], (at) => Boolean(module._nl_stage(at))),
    /** @param {number} weight @param {Uint8Array} bytes @returns {boolean} */
    font: (weight, bytes) => with_bytes(bytes, (at) => module._nl_fonts(weight, at, bytes.length)),
    /** The screen that is laid out from now on. @param {Uint8Array} scene  of core.js */
    show(scene) {
      if (!with_bytes(scene, (at) => module._nl_show(at, scene.length))) throw new Error("the scene is not of this build");
    },
    /** A theme as a publisher wants it. @param {string} name @param {string} tokens  "accent=#00665e;round=0.5" @returns {boolean} */
    theme: (name, tokens) => with_texts([name, tokens], (a, b) => Boolean(module._nl_theme(a, b))),
    /** @param {number} width @param {number} height @param {number} scale @param {string} theme @returns {Layout} */
    layout: (width, height, scale, theme) =>
      with_texts([theme], (at) => JSON.parse(read(module._nl_layout(width, height, scale, at)))),
    /** @param {number} scroll @param {number} x @param {number} y @param {number} width @param {number} height @param {number} density @param {number} moment */
    paint: (scroll, x, y, width, height, density, moment) => {
      module._nl_paint(scroll, x, y, width, height, density, moment);
    },
    stage_lost: () => {
      module._nl_stage_lost();
    },
  };
}

/** @typedef {ReturnType<typeof wrap_painter>} Painter */
