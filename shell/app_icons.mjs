// app_icons.mjs - the icons of the installed app, made out of assets/icons/icon.svg when the site is built.
// Each is the one drawing on its ground: with round corners as it is, edge to edge where a system cuts its own shape.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const kIcons = [
  { name: 'icon-192.png', size: 192 },
  { name: 'icon-512.png', size: 512 },
  // A system may keep no more of it than a circle of 80 %: the drawing shrinks into that.
  { name: 'icon-maskable-512.png', size: 512, edgeToEdge: true, scale: 0.9 },
  { name: 'apple-touch-icon.png', size: 180, edgeToEdge: true, scale: 0.96 },
];

/** @param {string} svg @param {RegExp} what @param {string} instead */
function replaced(svg, what, instead) {
  if (!what.test(svg)) throw new Error(`the icon has nothing like ${what}; app_icons.mjs needs it`);
  return svg.replace(what, instead);
}

/** @param {string} svg @param {{edgeToEdge?: boolean, scale?: number}} icon */
export function variant(svg, { edgeToEdge = false, scale = 1 }) {
  const [, x, y, width, height] = /viewBox="(\S+) (\S+) (\S+) (\S+)"/.exec(svg)?.map(Number) ?? [];
  let made = svg;
  if (edgeToEdge) made = replaced(made, /(<rect id="ground"[^>]*) rx="[^"]*"/, '$1');
  if (scale === 1) return made;
  const [dx, dy] = [(x + width / 2) * (1 - scale), (y + height / 2) * (1 - scale)];
  return replaced(made, /<g id="mark"/, `<g id="mark" transform="translate(${dx} ${dy}) scale(${scale})"`);
}

/**
 * @param {string} svg
 * @returns {Promise<{name: string, size: number, bytes: Uint8Array}[]>}
 */
export async function appIcons(svg) {
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm');
  await initWasm(readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return kIcons.map((icon) => {
    const picture = new Resvg(variant(svg, icon), { fitTo: { mode: 'width', value: icon.size } }).render();
    const bytes = picture.asPng();
    picture.free();
    return { name: icon.name, size: icon.size, bytes };
  });
}
