// faults.mjs - a test of one fault that a person can meet. Each file that uses it says at its end how many were tried and met;
// ./test adds them up.
import { after, test } from 'node:test';

let tried = 0;
let met = 0;
after(() => console.log(`faults tried ${tried}, faults met ${met}`));

/** As `test` of node:test. @param {string} name @param {[object, () => Promise<void>] | [() => Promise<void>]} rest */
export function fault(name, ...rest) {
  const body = rest.pop();
  test(name, ...rest, async () => {
    ++tried;
    await body();
    ++met;
  });
}

/** The same, only in the long run. */
export const rarely = process.env.NIGHTLEGS_FULL ? fault : () => {};
