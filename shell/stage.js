// stage.js - the drawn view: a canvas behind the page, painted only when something changed.
// The page owns input; the picture gets the scroll offset and the pointer's place, for hover.

import { read_skin } from "./looks.js";
import { kMovingTime, wants_rest } from "./pace.js";
import { place, unplace } from "./place.js";
import { paint_tokens } from "./skin.js";

/** @typedef {import("./core.js").Core} Core */
/** @typedef {import("./painter.js").Painter} Painter */

// CSS px at the usual font size, as web/paint/layout.cpp and styles.css have them.
const kMargin = 20, kMarginShare = 0.052, kAbove = 8, kBelow = 12;
const kLow = 480;

const kMostPixels = 16e6;  // of the canvas: beyond it phones run out of memory, and no eye sees more

/**
 * @param {object} parts
 * @param {Core} parts.core
 * @param {Painter} parts.painter
 * @param {HTMLCanvasElement} parts.canvas
 * @param {HTMLElement} parts.root
 * @param {Map<number, Uint8Array>} parts.fonts  TTF bytes by weight
 * @param {(able: boolean) => void} parts.on_able  drawing has become possible or impossible
 * @param {(trouble: unknown) => void} parts.on_trouble
 */
export function create_stage({ core, painter, canvas, root, fonts, on_able, on_trouble }) {
  const html = document.documentElement;
  let up = false;       // WebGL and ImGui run
  let shown = false;
  let able = true;
  let given_up = false;
  let frames = 0;
  let queued = false;
  let moments = 0;      // pictures of a figure's movement, before the last one
  let moving_since = -Infinity;
  let stale = true;     // the layout is older than the screen
  let most_side = 4096;  // canvas pixels, as this graphics card has it
  let pointer = { x: -1, y: -1 };
  /** @type {Element | null} */
  let hovered = null;

  const skin = read_skin().skin ?? { themes: {}, round: 1, size: 100 };
  const more_contrast = matchMedia("(prefers-contrast: more)");
  more_contrast.addEventListener("change", request_layout);
  let dressed = "";  // the theme, and how it was dressed last

  /** A publisher's colours, and the wish for more contrast as the page's styles have it. @param {string} theme */
  function dress(theme) {
    let tokens = paint_tokens(skin, theme);
    if (more_contrast.matches) {
      const styles = getComputedStyle(html);
      for (const name of ["dim", "line", "control-line"]) tokens += `;${name.replace("-", "_")}=${styles.getPropertyValue(`--${name}`).trim()}`;
    }
    if (dressed === theme + tokens) return;
    dressed = theme + tokens;
    painter.theme(theme, tokens);
  }

  // As wide as the page without its scroll bar and as high as one rem, with a padding as wide as what the phone itself covers:
  // one observer hears of all three.
  const probe = document.createElement("div");
  probe.id = "nl-probe";
  probe.setAttribute("aria-hidden", "true");
  document.body.append(probe);

  /** What of the window is left to the page's own background, since a notch, a round corner or the phone's own bar lies there. */
  let bare = { left: 0, top: 0, right: 0, bottom: 0 };
  const view = () => ({ width: told().width - bare.left - bare.right, height: told().height - bare.top - bare.bottom });

  /** @type {{width: number, height: number, scale: number} | undefined} */
  let known;

  /**
   * The window as the browser tells it: asked once until it may be another, since to answer, all that was just written into the page
   * is first laid out in its flow, for nothing. A scroll bar that comes or goes is told by the probe.
   */
  function told() {
    known ??= { width: html.clientWidth, height: innerHeight, scale: parseFloat(getComputedStyle(html).fontSize) / 16 };
    return known;
  }

  /** The picture has margins of its own (web/paint/layout.cpp): only what is covered beyond them is left bare. @param {number} scale */
  function keep_clear(scale) {
    const { paddingLeft, paddingTop, paddingRight, paddingBottom } = getComputedStyle(probe);
    const beyond = (/** @type {string} */ covered, /** @type {number} */ margin) => Math.max(0, (parseFloat(covered) || 0) - margin);
    const beside = Math.min(kMargin * scale, told().width * kMarginShare);
    bare = {
      left: beyond(paddingLeft, beside), right: beyond(paddingRight, beside),
      top: beyond(paddingTop, kAbove * scale), bottom: beyond(paddingBottom, kBelow * scale),
    };
  }

  function set_able(/** @type {boolean} */ now) {
    if (able === now) return;
    able = now;
    on_able(able);
  }

  /**
   * Canvas pixels a CSS pixel: those of the screen, more while a person zooms in with two fingers. A frame that follows our
   * height can be very tall.
   */
  function density() {
    const { width, height } = view();
    const wanted = devicePixelRatio * Math.min(3, Math.max(1, visualViewport?.scale ?? 1));
    return Math.min(wanted, Math.sqrt(kMostPixels / Math.max(1, width * height)), most_side / Math.max(1, width, height));
  }

  function lay_out() {
    stale = false;
    const anew = !known;
    const { scale, height: whole } = told();
    if (anew) keep_clear(scale);
    const { width, height } = view();
    const theme = html.dataset.theme ?? "dark";
    dress(theme);
    painter.show(core.scene());
    // The styles tell by the whole window whether it is low, and the bar at the bottom is at the page's end: the picture must agree.
    const layout = painter.layout(width, whole < kLow * scale ? height : Math.max(height, kLow * scale), scale, theme);
    place(root, layout, { ...bare, width });
    moments = layout.moments ?? 0;
  }

  /** Never draw again: the picture can't serve this person. */
  function give_up() {
    given_up = true;
    set_able(false);
  }

  function draw() {
    queued = false;
    if (!shown || !up) return;
    try {
      if (stale) lay_out();
      const { width, height } = view();
      const pixels = density();
      if (pixels < Math.min(1, devicePixelRatio)) return give_up();  // blurred words serve nobody
      const [across, down] = [Math.round(width * pixels), Math.round(height * pixels)];
      if (canvas.width !== across || canvas.height !== down) {
        canvas.width = across;
        canvas.height = down;
        canvas.style.width = `${width}px`;
        canvas.style.height = `${height}px`;
      }
      canvas.style.left = `${bare.left}px`;
      canvas.style.top = `${bare.top}px`;
      ++frames;
      const moment = Math.min(moments, Math.floor(((performance.now() - moving_since) / kMovingTime) * moments) || 0);
      painter.paint(scrollY, pointer.x, pointer.y, width, height, pixels, moment);
      if (moment < moments) request();
    } catch (trouble) {
      on_trouble(trouble);
    }
  }

  function request() {
    if (queued || !shown) return;
    queued = true;
    requestAnimationFrame(draw);
  }

  function request_layout() {
    stale = true;
    known = undefined;
    request();
  }

  /** WebGL and Dear ImGui, as long as they are not up: a good part of the first picture's time. @returns {boolean} */
  function raise() {
    if (up) return true;
    up = painter.stage("#nl-stage") && [...fonts].every(([weight, bytes]) => painter.font(weight, bytes));
    const gl = up ? canvas.getContext("webgl2") : null;  // the very context that the painter made
    most_side = gl?.getParameter(gl.MAX_RENDERBUFFER_SIZE) || most_side;
    return up;
  }

  canvas.addEventListener("webglcontextlost", (lost) => {
    lost.preventDefault();  // says that we can take it back
    if (!up) return;
    up = false;
    painter.stage_lost();
    set_able(false);  // the page view serves until it is back
  });
  canvas.addEventListener("webglcontextrestored", () => {
    // However often: nothing is asked for here, so two pages never take the context from each other in turn.
    if (!given_up && raise()) set_able(true);
  });

  new ResizeObserver(request_layout).observe(probe, { box: "border-box" });
  addEventListener("resize", request_layout);
  addEventListener("scroll", request, { passive: true });
  visualViewport?.addEventListener("resize", request);
  (function follow_density() {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener(
      "change",
      () => {
        request();
        follow_density();
      },
      { once: true },
    );
  })();

  /** @param {PointerEvent} event @param {Element | null} over */
  function hover(event, over) {
    pointer = over ? { x: event.clientX - bare.left, y: event.clientY - bare.top } : { x: -1, y: -1 };
    if (over === hovered) return;
    hovered = over;
    request();
  }
  document.addEventListener(
    "pointermove",
    (event) => {
      if (event.pointerType !== "mouse" || !shown) return;
      hover(event, /** @type {Element} */ (event.target).closest("button, label, summary, select, #nl-main a"));
    },
    { passive: true },
  );
  html.addEventListener("pointerleave", (event) => hover(event, null));

  return {
    get frames() {
      return frames;
    },
    raise,
    /**
     * Shows the drawn view, if this browser can.
     * @returns {boolean}
     */
    show() {
      if (!able || !raise()) {
        able = false;
        return false;
      }
      canvas.hidden = false;
      shown = true;
      return true;
    },
    hide() {
      if (!shown) return;
      shown = false;
      canvas.hidden = true;
      unplace(root);
    },
    /** The screen is another now: lay it out at once, so that focus and scrolling find their places. */
    /** @param {boolean} fresh */
    update(fresh) {
      if (!shown) return;
      lay_out();
      if (fresh && moments > 0) moving_since = wants_rest() ? -Infinity : performance.now();
      request();
    },
    request_layout,
    give_up,
  };
}
