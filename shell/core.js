// core.js - the calls into the WebAssembly module (web/README.md), with strings and JSON at both ends.
// Knows nothing of the page. A trap comes out as an ordinary exception.

/** @typedef {import("./mirror.js").Screen} Screen */
/** @typedef {{action: string, id?: string, value?: string, on?: boolean}} Event */
/** @typedef {[number, number, number, number]} Rect  x, y, width, height in CSS px */
/** @typedef {{height: number, rects: Record<string, Rect>, footer?: Rect, header?: Rect}} Layout */

/**
 * @param {any} module  what Emscripten's factory resolved to
 */
export function wrap_core(module) {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();

  /** Copies bytes in, with a zero after them; the caller frees. @param {Uint8Array} bytes @returns {number} */
  function copy_in(bytes) {
    const at = module._malloc(bytes.length + 1);
    if (!at) throw new Error("out of memory");
    module.HEAPU8.set(bytes, at);  // read HEAPU8 after _malloc: growing the memory replaces it
    module.HEAPU8[at + bytes.length] = 0;
    return at;
  }

  /** @param {number} at @returns {string} */
  function read(at) {
    const heap = module.HEAPU8;
    return decoder.decode(heap.subarray(at, heap.indexOf(0, at)));
  }

  /**
   * Calls with text arguments.
   * @template T
   * @param {string[]} texts
   * @param {(...at: number[]) => T} call
   * @returns {T}
   */
  function with_texts(texts, call) {
    const at = texts.map((text) => copy_in(encoder.encode(text)));
    const result = call(...at);
    at.forEach((place) => module._free(place));
    return result;
  }

  return {
    /** @param {string} pack @param {string} words @returns {{ok: boolean, fingerprint?: string, errors?: unknown[]}} */
    load: (pack, words) => with_texts([pack, words], (a, b) => JSON.parse(read(module._nl_load(a, b)))),
    /** @param {string} json @returns {{ok: boolean, fingerprint?: string, errors?: unknown[]}} */
    evidence: (json) => with_texts([json], (at) => JSON.parse(read(module._nl_evidence(at)))),
    /** @returns {Screen} */
    screen: () => JSON.parse(read(module._nl_screen())),
    /** @param {Event} event @returns {Screen} */
    event(event) {
      const answer = with_texts([JSON.stringify({ id: "", value: "", on: true, ...event })], (at) =>
        JSON.parse(read(module._nl_event(at))),
      );
      return answer.blocks ? answer : this.screen();  // an event that doesn't fit changes nothing
    },
    /** @param {string} selector @returns {boolean} */
    stage: (selector) => with_texts([selector], (at) => Boolean(module._nl_stage(at))),
    /** @param {number} weight @param {Uint8Array} bytes @returns {boolean} */
    font(weight, bytes) {
      const at = copy_in(bytes);
      const taken = Boolean(module._nl_fonts(weight, at, bytes.length));
      module._free(at);
      return taken;
    },
    /** @param {number} width @param {number} height @param {number} scale @param {string} theme @returns {Layout} */
    layout: (width, height, scale, theme) =>
      with_texts([theme], (at) => JSON.parse(read(module._nl_layout(width, height, scale, at)))),
    /** @param {number} scroll @param {number} x @param {number} y @param {number} width @param {number} height @param {number} density */
    paint: (scroll, x, y, width, height, density) => {
      module._nl_paint(scroll, x, y, width, height, density);
    },
    stage_lost: () => {
      module._nl_stage_lost();
    },
  };
}

/** @typedef {ReturnType<typeof wrap_core>} Core */
