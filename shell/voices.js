// voices.js - can this device read out what is on the page, by itself? A voice that is made elsewhere would be told every word.

/** @param {SpeechSynthesisVoice} voice */
export const is_ours = ({ localService, lang }) => localService && lang.slice(0, 2) === document.documentElement.lang.slice(0, 2);

/** Calls back when that is known, and when it changes. @param {(can: boolean) => void} tell */
export function follow_voices(tell) {
  const speech = globalThis.speechSynthesis;
  let can = false;
  const look = () => {
    if (can !== speech.getVoices().some(is_ours)) tell((can = !can));
  };
  if (!speech) return;
  look();
  speech.addEventListener?.("voiceschanged", look);
}
