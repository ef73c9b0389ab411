// core.js - the calls into the check's WebAssembly module (web/README.md), with strings and JSON at both ends.
// Knows nothing of the page. A trap comes out as an ordinary exception.

import { local_now } from "./clock.js";
import { reach } from "./memory.js";

/** @typedef {import("./mirror.js").Screen} Screen */
/** @typedef {{action: string, id?: string, value?: string, on?: boolean}} Event */

/**
 * @param {any} module  what Emscripten's factory resolved to
 */
export function wrap_core(module) {
  const { read, with_texts, bytes_at } = reach(module);

  return {
    /** @param {string} pack @returns {{ok: boolean, fingerprint?: string, errors?: unknown[]}} */
    load_pack: (pack) => with_texts([pack], (at) => JSON.parse(read(module._nl_load_pack(at)))),
    /** The words of that pack. @param {string} words @returns {{ok: boolean, fingerprint?: string, errors?: unknown[]}} */
    load_words: (words) => with_texts([words], (at) => JSON.parse(read(module._nl_load_words(at)))),
    /** @param {string} json @returns {{ok: boolean, fingerprint?: string, errors?: unknown[]}} */
    evidence: (json) => with_texts([json], (at) => JSON.parse(read(module._nl_evidence(at)))),
    /** @returns {Screen} */
    screen: () => JSON.parse(read(module._nl_screen())),
    /** @param {Event} event @returns {Screen} */
    event(event) {
      const answer = with_texts([JSON.stringify({ id: "", value: "", on: true, now: local_now(), ...event })], (at) =>
        JSON.parse(read(module._nl_event(at))),
      );
      return answer.blocks ? answer : this.screen();  // an event that doesn't fit changes nothing
    },
    /** The check under way as text, and whether the tab is to remember it. @param {string} now @returns {{remember: boolean, text: string}} */
    saved: (now) => with_texts([now], (at) => JSON.parse(read(module._nl_saved(at)))),
    /** @param {string} text @param {string} now @returns {{ok: boolean}} */
    restore: (text, now) => with_texts([text, now], (a, b) => JSON.parse(read(module._nl_restore(a, b)))),
    /** @param {string} now @returns {string} */
    to_keep: (now) => with_texts([now], (at) => read(module._nl_keep(at))),
    /** @returns {string} */
    export_kept: () => read(module._nl_export()),
    /** The texts to keep; none when the file was refused. @param {string} file @returns {string[] | undefined} */
    import_kept(file) {
      const { ok, texts } = with_texts([file], (at) => JSON.parse(read(module._nl_import(at))));
      return ok ? texts : undefined;
    },
    /** The sheet on the screen as "text", "json", "fhir" or "qr". @param {string} kind @returns {string} */
    document: (kind) => with_texts([kind], (at) => read(module._nl_document(at))),
    /** The screen as the painter takes it. @returns {Uint8Array} */
    scene() {
      const at = module._nl_scene();
      return bytes_at(at, module._nl_size());
    },
  };
}

/** @typedef {ReturnType<typeof wrap_core>} Core */
