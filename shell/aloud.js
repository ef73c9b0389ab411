// aloud.js - reads out what is on the screen, with a voice of this very device. A download of its own, fetched with the first press.
// Knows elements, never a question. Words that a voice elsewhere would have to be told are not read at all.

import { is_ours } from "./voices.js";

const kParts = "h1, h2, h3, p, li, summary, .words, .help, .unit, option:checked, [role=img]";
const kUnseen = "[hidden], [aria-hidden=true], details:not([open]) > :not(summary), .line";

/** Each part as it is to be said, in order: never a part within a part twice. @param {Element} root @returns {string[]} */
export function parts_of(root) {
  const parts = [];
  for (const part of root.querySelectorAll(`#nl-main :is(${kParts})`)) {
    if (part.closest(kUnseen) || part.parentElement?.closest(kParts)) continue;
    const said = part.querySelector(".heard") ?? part;
    const text = part.getAttribute("aria-label") ?? said.textContent ?? "";
    if (text.trim()) parts.push(text.trim());
  }
  return parts;
}

/** How to end what is being read. @type {(() => void) | undefined} */
let ending;

export function stop() {
  ending?.();
}

addEventListener("pagehide", stop);
document.addEventListener("visibilitychange", () => {
  if (document.hidden) stop();
});

/** Reads, or stops reading. @param {Element} root @param {(on: boolean) => void} tell */
export function toggle(root, tell) {
  if (ending) return stop();
  const voice = speechSynthesis.getVoices().filter(is_ours).sort((a, b) => Number(b.default) - Number(a.default))[0];
  if (!voice) return;
  const parts = parts_of(root);
  let over = false;
  const end = () => {
    if (over) return;
    over = true;
    ending = undefined;
    speechSynthesis.cancel();
    tell(false);
  };
  ending = end;
  tell(true);
  // One part at a time: a long one is cut off by some browsers, and between them there is a pause.
  const next = () => {
    const part = parts.shift();
    if (over || part === undefined) return end();
    const saying = new SpeechSynthesisUtterance(part);
    saying.voice = voice;
    saying.lang = voice.lang;
    saying.onend = next;
    saying.onerror = end;
    speechSynthesis.speak(saying);
  };
  next();
}
