// embed.d.ts - types of <night-legs>, for pages that are written in TypeScript.

/** A step that the person went; `steps` is how many there may be at most, 0 while not known. Never an answer. */
export interface NightLegsStep {
  step: number;
  steps: number;
}

/** Why the colours that were asked for are not used. */
export interface NightLegsRefusal {
  why: string;
}

export interface NightLegsEventMap extends HTMLElementEventMap {
  ready: CustomEvent<null>;
  step: CustomEvent<NightLegsStep>;
  finished: CustomEvent<null>;
  refused: CustomEvent<NightLegsRefusal>;
}

/** The attributes, all of them optional. Read once, when the element comes near the viewport. */
export interface NightLegsAttributes {
  lang?: string;
  theme?: "auto" | "light" | "dark" | "night";
  view?: "drawn" | "page";
  start?: "check" | "cramp" | "diary";
  depth?: "full" | "signpost" | "leaflet";
  /** Two-letter code of the country whose emergency number is shown first. */
  country?: string;
  /** Colours as #rgb or #rrggbb. Refused as a whole when a pair of them is hard to read. */
  accent?: string;
  background?: string;
  ink?: string;
  "accent-dark"?: string;
  "background-dark"?: string;
  "ink-dark"?: string;
  /** Corners in px, 0 to 24. */
  radius?: string;
  /** Percent of the person's own size, 100 to 150. */
  "font-size"?: string;
  /** Address of a JSON file with the looks above, on your own site. */
  "theme-file"?: string;
  /** Another address of Nightlegs than the one this script came from. */
  src?: string;
  /** As on an iframe. */
  sandbox?: string;
  /** The frame's title, read by screen readers. */
  label?: string;
}

export interface NightLegsElement extends HTMLElement {
  addEventListener<K extends keyof NightLegsEventMap>(
    type: K,
    listener: (this: NightLegsElement, event: NightLegsEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "night-legs": NightLegsElement;
  }
}
