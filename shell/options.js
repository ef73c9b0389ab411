// options.js - what the address asks for (architecture.md, "Address options"). No answer is ever read from there.

const kKnown = ["lang", "view", "theme", "start", "depth"];

/**
 * The options as the app takes them: "view=page;theme=dark". What can't be an option's value arrives
 * empty; the app decides, and tells the person of a value that it doesn't know.
 * @param {string} search
 * @returns {string}
 */
export function read_options(search) {
  const given = new URLSearchParams(search);
  return kKnown
    .filter((name) => given.has(name))
    .map((name) => [name, given.get(name) ?? ""])
    .map(([name, value]) => `${name}=${/^[A-Za-z0-9-]{1,20}$/.test(value) ? value : ""}`)
    .join(";");
}
