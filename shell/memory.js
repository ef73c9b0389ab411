// memory.js - text and bytes across the border of a WebAssembly module.

/**
 * @param {any} module  what Emscripten's factory resolved to
 */
export function reach(module) {
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

  /** @param {number} at @param {number} length @returns {Uint8Array} a copy: the memory may move */
  const bytes_at = (at, length) => module.HEAPU8.slice(at, at + length);

  return { copy_in, read, with_texts, bytes_at };
}
