// motion.js - the page view's figures on their way from one posture to the next: a fifth of a second, then nothing runs.
// The pictures in between come with the screen; who wishes less motion sees only the last one.

import { limb } from "./blocks.js";
import { all_blocks } from "./mirror.js";
import { kMovingTime, wants_rest } from "./pace.js";

/** @typedef {import("./blocks.js").Part} Part */
/** @typedef {import("./mirror.js").Screen} Screen */

/** @param {Element} svg @param {Part[]} parts */
function pose(svg, parts) {
  parts.forEach((part, i) => {
    const element = svg.children[i];
    if (part[0] === "head") {
      element?.setAttribute("cx", String(part[1]));
      element?.setAttribute("cy", String(part[2]));
    } else {
      element?.setAttribute("d", limb(part));
    }
  });
}

export function create_motion() {
  let frame = 0;

  return {
    /** @param {Screen} screen  as it was just rendered @param {Element} root */
    play(screen, root) {
      const moving = all_blocks(screen.blocks).flatMap(({ id, figure }) => {
        const svg = figure?.moving && root.querySelector(`#${CSS.escape(id)} > .figure`);
        return svg ? [{ svg, parts: figure.parts, pictures: figure.moving ?? [] }] : [];
      });
      if (moving.length === 0) return;
      cancelAnimationFrame(frame);
      if (wants_rest()) return;
      const since = performance.now();
      const step = () => {
        const share = (performance.now() - since) / kMovingTime;
        for (const { svg, parts, pictures } of moving) {
          pose(svg, share < 1 ? pictures[Math.floor(share * pictures.length)] : parts);
          svg.toggleAttribute("data-moving", share < 1);
        }
        if (share < 1) frame = requestAnimationFrame(step);
      };
      step();
    },
  };
}
