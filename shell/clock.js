// clock.js - the time on this device as the app takes it: core has no clock of its own.

/** @param {number} minutes @returns {string} */
const as_offset = (minutes) => {
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
};

/**
 * "2026-11-24T03:12+01:00". A clock that is out of its mind gives what the app can't read, and knows how to do without.
 * @param {Date} [date]
 * @returns {string}
 */
export function local_now(date = new Date()) {
  const offset = -Math.round(date.getTimezoneOffset());
  const local = new Date(date.getTime() + offset * 60_000);
  return Number.isNaN(local.getTime()) ? "" : local.toISOString().slice(0, 16) + as_offset(offset);
}
