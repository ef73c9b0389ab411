// pdf.mjs - what a printed page is, read from its PDF: how many pages, how large its letters, and the text that can be selected.
import { spawnSync } from 'node:child_process';
import { inflateSync } from 'node:zlib';

const times = ([a, b, c, d, e, f], [g, h, i, j, k, l]) => [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l];
const UNIT = [1, 0, 0, 1, 0, 0];

/** The heights of all letters that a content stream shows, in points. */
function sizesIn(content) {
  const sizes = new Set();
  const kept = [];
  let ctm = UNIT, tm = UNIT, size = 0, operands = [];
  // Texts in brackets of both kinds are passed over: what counts is where and how large.
  for (const [token] of content.matchAll(/\((?:\\.|[^\\)])*\)|<[0-9A-Fa-f\s]*>|\[|\]|\/[^\s/<>[\]()]+|[^\s/<>[\]()]+/gs)) {
    if (/^[-+.\d]/.test(token)) { operands.push(Number(token)); continue; }
    if (/^[([<\]/]/.test(token)) continue;
    const matrix = operands.slice(-6);
    if (token === 'q') kept.push(ctm);
    if (token === 'Q') ctm = kept.pop() ?? UNIT;
    if (token === 'cm') ctm = times(matrix, ctm);
    if (token === 'BT') tm = UNIT;
    if (token === 'Tm') tm = matrix;
    if (token === 'Tf') size = operands.at(-1);
    if (token === 'Tj' || token === 'TJ') {
      const [, , c, d] = times(tm, ctm);
      sizes.add(Math.round(size * Math.hypot(c, d) * 100) / 100);
    }
    operands = [];
  }
  return sizes;
}

/**
 * @param {Buffer} bytes
 * @returns {{pages: number, sizes: number[], selectable: boolean, text: string | undefined}} selectable: its letters have their meaning with
 *   them; text: as another program selects it, or nothing where there is none
 */
export function readPdf(bytes) {
  const raw = bytes.toString('latin1');
  const sizes = new Set();
  for (const { index, 0: head } of raw.matchAll(/stream\r?\n/g)) {
    const from = index + head.length;
    const to = raw.indexOf('endstream', from);
    let content;
    try {
      content = inflateSync(bytes.subarray(from, to)).toString('latin1');
    } catch {
      continue;  // a picture or a font
    }
    if (/\bBT\b/.test(content)) for (const size of sizesIn(content)) sizes.add(size);
  }
  const program = spawnSync('pdftotext', ['-', '-'], { input: bytes, encoding: 'utf8', maxBuffer: 1 << 24 });
  return {
    pages: raw.match(/\/Type\s*\/Page[^s]/g)?.length ?? 0,
    sizes: [...sizes].sort((a, b) => a - b),
    selectable: /\/ToUnicode/.test(raw),
    text: program.error ? undefined : program.stdout.replace(/\s+/g, ' '),
  };
}
