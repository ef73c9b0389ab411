// policy.js - whether a page's own headers let Nightlegs in, and what to change when they don't. Pure: no page.
// Reads what somebody pasted: one policy by itself, or header lines as a server sends them.

/** @typedef {{level: "breaks" | "note" | "fine", what: string, header: string, fix?: string}} Verdict  what: a key of the builder's words */

/** @param {string} policy @returns {Map<string, string[]>} */
function directives(policy) {
  const all = new Map();
  for (const part of policy.split(";")) {
    const [name, ...sources] = part.trim().split(/\s+/);
    if (name && !all.has(name.toLowerCase())) all.set(name.toLowerCase(), sources);  // of two, a browser takes the first
  }
  return all;
}

/** @param {string} protocol */
const usual_port = (protocol) => (protocol === "https:" ? "443" : "80");

/**
 * One source of a policy, as browsers match it.
 * @param {string} source
 * @param {URL} address
 */
function matches(source, address) {
  if (source === "*") return true;
  const scheme = /^([a-z][a-z0-9+.-]*):$/i.exec(source);
  if (scheme) return address.protocol === `${scheme[1].toLowerCase()}:` || (scheme[1] === "http" && address.protocol === "https:");
  const host = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\*|(?:\*\.)?[a-z0-9.-]+)(?::(\d+|\*))?(\/[^?#]*)?$/i.exec(source);
  if (!host) return false;
  const [, wanted, name, port, path] = host;
  if (wanted && address.protocol !== `${wanted}:` && !(wanted === "http" && address.protocol === "https:")) return false;
  const lower = name.toLowerCase();
  if (lower !== "*" && lower !== address.hostname && !(lower.startsWith("*.") && address.hostname.endsWith(lower.slice(1)))) return false;
  const real = address.port || usual_port(address.protocol);
  if (port !== "*" && real !== (port ?? usual_port(address.protocol))) return false;
  return !path || (path.endsWith("/") ? address.pathname.startsWith(path) : address.pathname === path);
}

/**
 * The directive that decides, and whether it lets an address in.
 * @param {Map<string, string[]>} policy
 * @param {string[]} names the special one first
 * @param {URL} address
 */
function ruling(policy, names, address) {
  const name = names.find((one) => policy.has(one));
  if (!name) return { name: "", allowed: true, sources: [] };
  const sources = policy.get(name) ?? [];
  return { name, allowed: sources.some((source) => matches(source, address)), sources };
}

/** @param {string} name @param {string[]} sources @param {string} address */
const widened = (name, sources, address) => `${name} ${[...sources.filter((source) => source !== "'none'"), address].join(" ")}`;

/**
 * @param {string} policy
 * @param {{script: URL, frame: URL, integrity?: string}} embed
 * @returns {Verdict[]}
 */
function check_one(policy, { script, frame, integrity }) {
  const all = directives(policy);
  /** @type {Verdict[]} */
  const found = [];
  const scripts = ruling(all, ["script-src-elem", "script-src", "default-src"], script);
  const strict = scripts.sources.includes("'strict-dynamic'");
  const nonce = scripts.sources.some((source) => source.startsWith("'nonce-"));
  const hashed = integrity && scripts.sources.includes(`'${integrity}'`);
  if (hashed || (scripts.allowed && !strict)) {
    found.push({ level: "fine", what: "script-fine", header: scripts.name || "script-src" });
  } else if (nonce) {
    found.push({ level: "note", what: "script-nonce", header: scripts.name });
  } else {
    const name = scripts.name === "default-src" ? "script-src" : scripts.name;
    found.push({ level: "breaks", what: strict ? "script-strict" : "script-blocked", header: scripts.name, fix: strict ? undefined : widened(name, scripts.sources, script.href) });
  }
  const frames = ruling(all, ["frame-src", "child-src", "default-src"], frame);
  if (frames.allowed) {
    found.push({ level: "fine", what: "frame-fine", header: frames.name || "frame-src" });
  } else {
    const name = frames.name === "default-src" ? "frame-src" : frames.name;
    found.push({ level: "breaks", what: "frame-blocked", header: frames.name, fix: widened(name, frames.sources, frame.origin) });
  }
  const sandbox = all.get("sandbox");
  if (sandbox && !sandbox.includes("allow-scripts")) found.push({ level: "breaks", what: "sandbox-scripts", header: "sandbox", fix: "sandbox allow-scripts allow-same-origin" });
  else if (sandbox && !sandbox.includes("allow-same-origin")) found.push({ level: "note", what: "sandbox-apart", header: "sandbox" });
  return found;
}

/**
 * @param {string} text  pasted
 * @param {{script: URL, frame: URL, integrity?: string}} embed
 * @returns {Verdict[]} what breaks first
 */
export function check_policy(text, embed) {
  /** @type {Verdict[]} */
  const found = [];
  const lines = text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
  const headers = lines.map((line) => /^([a-z-]+)\s*:\s*(.*)$/i.exec(line)).filter((one) => one !== null && !/^https?$/i.test(one[1]));
  if (headers.length) {
    for (const [, name, value] of /** @type {RegExpExecArray[]} */ (headers)) {
      const header = name.toLowerCase();
      if (header === "content-security-policy") found.push(...check_one(value, embed));
      if (header === "cross-origin-embedder-policy" && /require-corp|credentialless/.test(value)) found.push({ level: "fine", what: "isolated-fine", header });
      if (header === "permissions-policy" && /(clipboard-write|screen-wake-lock)=\(\)/.test(value)) found.push({ level: "note", what: "permissions", header });
    }
  } else if (lines.length) {
    found.push(...check_one(lines.join(" "), embed));
  }
  const order = ["breaks", "note", "fine"];
  return found.sort((one, other) => order.indexOf(one.level) - order.indexOf(other.level));
}

/** The lines that a page with a policy needs for us. @param {{script: URL, frame: URL}} embed */
export const needed_lines = ({ script, frame }) => [`script-src ${script.href}`, `frame-src ${frame.origin}`];
