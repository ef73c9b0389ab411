// trusted.js - the page's one Trusted Types policy: scripts may come from these addresses and from no other.

/** @type {Set<string>} */
const known = new Set();

const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("nightlegs", {
  /** @param {string} address */
  createScriptURL(address) {
    if (!known.has(address)) throw new TypeError("not an address of ours");
    return address;
  },
});

/**
 * The address as script sinks take it. Only this module's callers, with what stands in the page itself, add to the list.
 * @param {string} address  relative to the page
 * @returns {string}
 */
export function trusted_script(address) {
  known.add(address);
  return policy?.createScriptURL(address) ?? address;
}
