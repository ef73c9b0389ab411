// icons.js - the pictures beside the words of an urgency card and of what is missing, as path data on a 24 x 24 grid.
// Shapes differ, not only colours: octagon, triangle, calendar, circle. web/paint/icons.cpp has the same (a test compares).

const triangle = ["M12 3 22 20.5H2z", "M12 9.5v5", "M12 17.3v.2"];

/** @type {Record<string, string[]>} */
export const icons = {
  emergency: ["M8.2 2.5h7.6l5.7 5.7v7.6l-5.7 5.7H8.2l-5.7-5.7V8.2z", "M12 7v6", "M12 16.8v.2"],
  "same-day": triangle,
  soon: ["M4 5.5h16v15H4z", "M4 10h16", "M8.5 3v4.5", "M15.5 3v4.5", "M12 13v4"],
  routine: ["M4 5.5h16v15H4z", "M4 10h16", "M8.5 3v4.5", "M15.5 3v4.5"],
  error: triangle,
  "self-care": ["M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19z", "m7.8 12.3 2.9 2.9 5.5-6"],
};
