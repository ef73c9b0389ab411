// options.js - what the address asks for (architecture.md, "Address options"). No answer is ever read from there.

import { read_skin } from "./looks.js";

/**
 * What whoever hosts the site wrote into index.html about themselves (embed/README.md). The address can't say this: it can be
 * made to say anything.
 * @returns {Record<string, any>}
 */
function publisher_data() {
  try {
    return Object(JSON.parse(document.querySelector("meta[name=nightlegs-publisher]")?.getAttribute("content") || "{}"));
  } catch {
    return {};
  }
}

/** The same as lines for the app, which checks each. @returns {string} */
export function read_publisher() {
  const { name, contact, country, numbers, advice } = publisher_data();
  return Object.entries({ name, contact, country, numbers: numbers?.join(", "), advice: advice?.join(", ") })
    .filter(([, value]) => value)
    .map(([key, value]) => `${key}=${value}`)
    .join("\n");
}

const kKnown = ["lang", "view", "theme", "start", "depth", "country"];

/**
 * The options as the app takes them: "view=page;theme=dark". What can't be an option's value arrives
 * empty; the app decides, and tells the person of a value that it doesn't know, and of colours that were refused.
 * @param {string} search
 * @returns {string}
 */
export function read_options(search) {
  const given = new URLSearchParams(search);
  const { depth } = publisher_data();
  if (depth && !given.has("depth")) given.set("depth", depth);
  const { refused } = read_skin();
  const { name, front, front_colour, back, back_colour, ratio, needed, nearest } = refused ?? {};
  const refusal = [name, front, front_colour, back, back_colour, ratio, needed, nearest].filter((one) => one !== undefined);
  return kKnown
    .filter((name) => given.has(name))
    .map((name) => [name, given.get(name) ?? ""])
    .map(([name, value]) => `${name}=${/^[A-Za-z0-9-]{1,20}$/.test(value) ? value : ""}`)
    .concat(refused ? [`look=${refusal.join(",")}`] : [])
    .join(";");
}
