// ways_out.js - from the sheet on the screen to paper, clipboard, a file, a phone's camera or another app. A download of its own,
// fetched with the first of these. Nothing goes over the network and nothing into an address.

import make_qr from "qrcode-generator";

/** What the app gives for a kind of document. @typedef {(kind: string) => string} DocumentOf */

/** What sandboxed frames without a site of their own may not do: files are refused there in silence. */
const may_save = () => window.origin !== "null";

/** Paper cannot be tapped: what is folded on the screen stands open there, whoever asks for printing. @type {HTMLDetailsElement[]} */
let unfolded = [];
addEventListener("beforeprint", () => {
  if (unfolded.length) return;
  unfolded = [...document.querySelectorAll("details:not([open])")].map((one) => /** @type {HTMLDetailsElement} */ (one));
  // "data-open" as well: the app is not to hear of it, or its next picture of the page would fold the others again.
  for (const one of unfolded) one.open = one.toggleAttribute("data-open", true);
});
addEventListener("afterprint", () => {
  for (const one of unfolded) one.open = one.toggleAttribute("data-open", false);
  unfolded = [];
});

/** Asks for printing; a frame that may not print ignores it without a word. @returns {Promise<string>} */
async function print_page() {
  let began = false;
  addEventListener("beforeprint", () => { began = true; }, { once: true });
  window.print();
  await new Promise((resolve) => setTimeout(resolve, 300));
  return began ? "" : "no-print";
}

/** @param {string} text @returns {Promise<string>} */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return "copied";
  } catch {
    // A frame without the clipboard's permission may still copy what is selected.
    const area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("aria-hidden", "true");
    area.className = "heard";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done ? "copied" : "no-copy";
  }
}

/** @param {string} name @param {string} type @param {string} text @returns {string} */
function save(name, type, text) {
  if (!may_save()) return "no-save";
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  return "saved";
}

/** @param {{title: string, text: string}} what @returns {Promise<string>} */
async function share(what) {
  try {
    await navigator.share(what);
    return "shared";
  } catch (trouble) {
    return /** @type {Error} */ (trouble).name === "AbortError" ? "" : "no-share";
  }
}

/** @param {string} tag @param {Record<string, string>} attributes */
function svg(tag, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** A QR code over both views, black on white whatever the theme: cameras want it so. @param {string} json */
function show_qr(json) {
  const { text, title, note, close } = JSON.parse(json);
  const qr = make_qr(0, "L");
  qr.addData(unescape(encodeURIComponent(text)), "Byte");  // UTF-8, one byte a letter
  qr.make();
  const count = qr.getModuleCount();
  const quiet = 4;
  const size = String(count + 2 * quiet);
  let path = "";
  for (let row = 0; row < count; ++row) {
    for (let column = 0; column < count; ++column) if (qr.isDark(row, column)) path += `M${column + quiet} ${row + quiet}h1v1h-1z`;
  }
  const picture = svg("svg", { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-labelledby": "nl-qr-title", "shape-rendering": "crispEdges" });
  picture.append(svg("rect", { width: size, height: size, class: "paper" }), svg("path", { d: path, class: "dots" }));

  const dialog = document.createElement("dialog");
  dialog.id = "nl-qr";
  dialog.setAttribute("aria-labelledby", "nl-qr-title");
  const heading = document.createElement("h2");
  heading.id = "nl-qr-title";
  heading.textContent = title;
  const words = document.createElement("p");
  words.textContent = note;
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.style = "primary";
  button.textContent = close;
  button.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  dialog.append(heading, picture, words, button);
  document.body.append(dialog);
  dialog.showModal();
}

/**
 * Takes one of the ways out.
 * @param {string} way  the button's action
 * @param {DocumentOf} document_of
 * @returns {Promise<string>} what to tell the person, by the app's word for it; "" = nothing
 */
export async function take(way, document_of) {
  switch (way) {
    case "print": return print_page();
    case "copy": return copy(document_of("text"));
    case "save-text": return save("nightlegs.txt", "text/plain", document_of("text"));
    case "save-json": return save("nightlegs.json", "application/json", document_of("json"));
    case "save-fhir": return save("nightlegs-fhir.json", "application/fhir+json", document_of("fhir"));
    case "share": return share({ title: document.title, text: document_of("text") });
    case "qr": show_qr(document_of("qr")); return "";
    default: return "";
  }
}
