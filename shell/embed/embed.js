// embed.js - <night-legs>: Nightlegs in somebody else's page. One element, one frame, no dependency, no other global.
//   <script type="module" src="https://SITE/embed.js"></script>
//   <night-legs lang="en" theme="auto"><a href="https://SITE/">Nightlegs on a page of its own</a></night-legs>
// What it tells and hears: README.md beside this. What stands inside the element is shown until, and unless, the check answers.

const kHome = new URL("./", import.meta.url);
const kVersion = 1;
const kOptions = ["lang", "theme", "view", "start", "depth", "country"];
const kColours = ["accent", "background", "ink"];
const kLooks = [...kColours, ...kColours.map((name) => `${name}-dark`), "radius", "font-size"];
const kNear = "800px";       // so far from the viewport it starts to load
const kFirstHeight = 720;    // px, until it tells its own
const kLongest = 65535;      // px; a taller page is no page of ours
const kPatience = 15_000;    // ms without a word before what stands inside the element is shown again

/** @type {Record<string, string>} Set by the build from assets/words. */
const kTitles = NIGHTLEGS_TITLES;

/** @param {unknown} value @param {number} least @param {number} most @returns {value is number} */
const is_count = (value, least, most) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most;

class NightLegs extends HTMLElement {
  #frame = document.createElement("iframe");
  #top = document.createElement("span");
  #instead = document.createElement("slot");
  #near = new IntersectionObserver(
    (seen) => { if (seen.some((one) => one.isIntersecting)) this.#load(); },
    { rootMargin: kNear },
  );
  #loading = false;
  #hear = (/** @type {MessageEvent} */ event) => this.#heard(event);
  #patience = 0;

  constructor() {
    super();
    // A shadow, so that no style of the page around can hit the frame.
    const shadow = this.attachShadow({ mode: "open" });
    shadow.append(this.#top, this.#frame, this.#instead);
    this.#frame.addEventListener("load", () => this.#follow());
    // Set one by one: a policy without 'unsafe-inline' refuses a style attribute, but not this.
    Object.assign(this.#top.style, { display: "block", height: "0", scrollMargin: "inherit" });
    Object.assign(this.#frame.style, {
      width: "100%", height: `${kFirstHeight}px`, border: "0", colorScheme: "normal",
    });
    this.#show_instead(false);
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(":host{display:block;flex:1 1 100%;justify-self:stretch;min-width:0;overflow:auto}:host([hidden]){display:none}");
      shadow.adoptedStyleSheets = [sheet];
    } catch {
      // An old browser: it is as wide as the page lets it be.
    }
  }

  connectedCallback() {
    addEventListener("message", this.#hear);
    this.#near.observe(this);
  }

  disconnectedCallback() {
    removeEventListener("message", this.#hear);
    this.#near.disconnect();
    clearTimeout(this.#patience);
    this.#frame.removeAttribute("src");
    this.#loading = false;
  }

  get #home() {
    return new URL(this.getAttribute("src") ?? "", kHome);
  }

  /** "null" when the frame is kept apart, by its own sandbox or by that of the page around. */
  get #origin() {
    const sandbox = this.getAttribute("sandbox");
    const apart = self.origin === "null" || (sandbox !== null && !/\ballow-same-origin\b/.test(sandbox));
    return apart ? "null" : this.#home.origin;
  }

  async #load() {
    if (this.#loading) return;
    this.#loading = true;
    this.#near.disconnect();
    const frame = this.#frame;
    const language = this.getAttribute("lang") ?? "";
    frame.title = this.getAttribute("label") ?? kTitles[language] ?? kTitles.en;
    frame.referrerPolicy = "no-referrer";
    frame.allow = "clipboard-write; screen-wake-lock";
    const sandbox = this.getAttribute("sandbox");
    if (sandbox !== null) frame.setAttribute("sandbox", sandbox);

    const address = this.#home;
    const looks = await this.#looks();
    for (const name of [...kOptions, ...kLooks]) {
      const value = this.getAttribute(name) ?? (kLooks.includes(name) ? looks[name] : undefined);  // a theme file says how it looks, no more
      if (value != null) address.searchParams.set(name, String(value));
    }
    if (!this.isConnected) return;
    this.#patience = setTimeout(() => this.#show_instead(true), kPatience);
    frame.src = address.href;
  }

  /** The theme file, from the page's own site; an attribute goes before it. @returns {Promise<Record<string, unknown>>} */
  async #looks() {
    const file = this.getAttribute("theme-file");
    if (!file) return {};
    try {
      return Object(await (await fetch(file)).json());
    } catch {
      console.warn(`<night-legs>: the theme file ${file} could not be read; Nightlegs' own colours are used`);
      return {};
    }
  }

  /** Says that its height is followed, so that it needs no scroll bar. */
  #follow() {
    const origin = this.#origin;
    this.#frame.contentWindow?.postMessage(
      { source: "nightlegs-host", version: kVersion, type: "follow" },
      origin === "null" ? "*" : origin,
    );
  }

  /** @param {boolean} show */
  #show_instead(show) {
    this.#instead.style.display = show ? "contents" : "none";
    this.#frame.style.display = show ? "none" : "block";
  }

  /** @param {MessageEvent} event */
  #heard({ source, origin, data }) {
    if (!source || source !== this.#frame.contentWindow || origin !== this.#origin) return;
    if (data?.source !== "nightlegs" || data.version !== kVersion) return;
    const { type, height, step, steps } = data;
    clearTimeout(this.#patience);
    this.#show_instead(false);
    if (type === "height" && is_count(height, 1, kLongest)) {
      this.#frame.style.height = `${height}px`;
    } else if (type === "ready") {
      this.#follow();
      this.#tell(type);
    } else if (type === "step" && is_count(steps, 0, 999) && is_count(step, 0, steps)) {
      // "nearest" moves nothing while the beginning is in sight.
      this.#top.scrollIntoView({ block: "nearest" });
      this.#tell(type, { step, steps });
    } else if (type === "finished") {
      this.#tell(type);
    } else if (type === "refused" && typeof data.why === "string" && data.why.length < 500) {
      console.warn(`<night-legs>: ${data.why}`);
      this.#tell(type, { why: data.why });
    }
  }

  /** @param {string} type @param {object} [detail] */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

// A second embed.js on the page, of this version or another, leaves the first in charge.
if (!customElements.get("night-legs")) customElements.define("night-legs", NightLegs);
