// pace.js - how long a movement lasts, in both views, and who wishes none.

export const kMovingTime = 180;  // milliseconds

/** @returns {boolean} */
export const wants_rest = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
