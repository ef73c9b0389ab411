// load.js - fetches what the check needs, side by side. What does not arrive, hangs, or is not the very file that was asked for,
// is asked for once more, past every cache. The addresses stand in index.html, so that they are under way before this script is.

import { trusted_script } from "./trusted.js";

const kRetryAfter = 500;  // milliseconds from the first try: who is overloaded needs a moment
const kStall = 3000;      // without a byte of any download: the second try is under way within five seconds of the first
const kLook = 250;

/** @param {string} id @returns {string} */
export function address_of(id) {
  const link = /** @type {HTMLLinkElement | null} */ (document.getElementById(id));
  if (!link) throw new Error(`index.html has no <link id="${id}">`);
  return link.href;
}

/** When a byte last arrived, of whatever download: on a slow line the others have to wait. */
let moved = 0;

/** @param {Response} response @returns {Promise<Uint8Array>} */
async function collect(response) {
  const parts = [];
  let length = 0;
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    moved = performance.now();
    parts.push(next.value);
    length += next.value.length;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/**
 * A file's name holds the beginning of its SHA-256. Only a page without a secure connection can't look: there is no crypto then.
 * @param {string} address @param {Uint8Array} bytes
 */
async function check(address, bytes) {
  const wanted = /-([0-9a-f]{10})\.[a-z0-9]+$/.exec(address)?.[1];
  if (!wanted || !globalThis.crypto?.subtle) return;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const found = [...digest.subarray(0, 5)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (found !== wanted) throw new Error("not the file that was asked for");
}

/** @param {string} address @param {RequestCache} cache @returns {Promise<Uint8Array>} */
async function get(address, cache) {
  const stop = new AbortController();
  let looks = 0;
  moved = performance.now();
  const watch = setInterval(() => {
    // More than one look: after a long task of our own the bytes may be here and only wait for their turn.
    looks = performance.now() - moved > kStall ? looks + 1 : 0;
    if (looks > 2) stop.abort();
  }, kLook);
  try {
    const response = await fetch(address, { cache, signal: stop.signal });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    const bytes = await collect(response);
    await check(address, bytes);
    return bytes;
  } finally {
    clearInterval(watch);
  }
}

/** @param {string} id @returns {Promise<Uint8Array>} */
export async function load_bytes(id) {
  const address = address_of(id);
  const began = performance.now();
  try {
    return await get(address, "default");
  } catch {
    await new Promise((resolve) => setTimeout(resolve, began + kRetryAfter - performance.now()));
    return get(address, "reload");  // a broken answer may lie in the browser's own cache
  }
}

/** @param {string} id @returns {Promise<string>} */
export const load_text = async (id) => new TextDecoder().decode(await load_bytes(id));

/** @param {string} id @returns {Promise<WebAssembly.Module>} */
export const load_wasm = async (id) => WebAssembly.compile(await load_bytes(id));

/** A script of ours, looked at first: what runs is what the browser's own cache has got by that. @param {string} id @returns {Promise<void>} */
export async function load_script(id) {
  await load_bytes(id);
  await new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = trusted_script(address_of(id));
    script.onload = resolve;
    script.onerror = () => reject(new Error("the script did not run"));
    document.head.append(script);
  });
}

/**
 * Emscripten's glue, with its download and its console taken away.
 * @param {(options: object) => Promise<any>} create_module  the factory
 * @param {WebAssembly.Module} wasm
 * @returns {Promise<any>}
 */
export const instantiate = (create_module, wasm) =>
  new Promise((resolve, reject) => {
    create_module({
      print() {},
      printErr() {},
      onAbort: reject,
      /** @param {WebAssembly.Imports} imports @param {(instance: WebAssembly.Instance, module: WebAssembly.Module) => void} done */
      instantiateWasm(imports, done) {
        WebAssembly.instantiate(wasm, imports).then((instance) => done(instance, wasm), reject);
        return {};
      },
    }).then(resolve, reject);
  });
