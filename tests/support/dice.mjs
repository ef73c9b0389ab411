// dice.mjs - seeded chance for the tests, so that a fault can be had again.

/** A seeded stream (mulberry32): each call gives a whole number below its argument. */
export function dice(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let z = Math.imul(state ^ (state >>> 15), 1 | state);
    z ^= z + Math.imul(z ^ (z >>> 7), 61 | z);
    return ((z ^ (z >>> 14)) >>> 0) % below;
  };
}
