// load.js - fetches what the check needs, side by side, each with one more try.
// The addresses stand in index.html as preload links, so that they are under way before this script is.

const kRetryAfter = 1500;  // milliseconds; well inside the five seconds after which a person gives up

/** @param {string} id @returns {string} */
export function address_of(id) {
  const link = /** @type {HTMLLinkElement | null} */ (document.getElementById(id));
  if (!link) throw new Error(`index.html has no <link id="${id}">`);
  return link.href;
}

/** @param {number} milliseconds @returns {Promise<void>} */
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Runs a download; when it fails, once more.
 * @template T
 * @param {() => Promise<T>} download
 * @returns {Promise<T>}
 */
async function twice(download) {
  try {
    return await download();
  } catch {
    await pause(kRetryAfter);
    return download();
  }
}

/** @param {string} address @returns {Promise<Response>} */
async function get(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response;
}

/** @param {string} id @returns {Promise<string>} */
export const load_text = (id) => twice(async () => (await get(address_of(id))).text());

/** @param {string} id @returns {Promise<Uint8Array>} */
export const load_bytes = (id) => twice(async () => new Uint8Array(await (await get(address_of(id))).arrayBuffer()));

/** @param {string} id @returns {Promise<WebAssembly.Module>} */
export const load_wasm = (id) =>
  twice(async () => {
    const response = await get(address_of(id));
    // A host that sends another type than application/wasm can't be compiled while it streams.
    const streams = "compileStreaming" in WebAssembly && response.headers.get("Content-Type")?.startsWith("application/wasm");
    return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
  });

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
