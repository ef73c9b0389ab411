// png.mjs - the pixels of a browser's screenshot: 8 bits a channel, not interlaced, as every engine makes them.
import { inflateSync } from 'node:zlib';

/** The pixel that PNG's filter 4 expects from left, above and above left. */
function paeth(a, b, c) {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/**
 * @param {Buffer} bytes
 * @returns {{width: number, height: number, at: (x: number, y: number) => [number, number, number]}}
 */
export function readPng(bytes) {
  if (bytes.readUInt32BE(0) !== 0x89504e47) throw new Error('this is no PNG');
  let width, height, channels;
  const parts = [];
  for (let i = 8; i < bytes.length;) {
    const length = bytes.readUInt32BE(i);
    const kind = bytes.toString('latin1', i + 4, i + 8);
    const data = bytes.subarray(i + 8, i + 8 + length);
    if (kind === 'IHDR') {
      [width, height] = [data.readUInt32BE(0), data.readUInt32BE(4)];
      channels = { 2: 3, 6: 4 }[data[9]];
      if (data[8] !== 8 || !channels || data[12]) throw new Error(`a PNG of depth ${data[8]}, colour type ${data[9]}, interlace ${data[12]}`);
    }
    if (kind === 'IDAT') parts.push(data);
    i += length + 12;
  }
  const raw = inflateSync(Buffer.concat(parts));
  const line = width * channels;
  const pixels = Buffer.alloc(line * height);
  for (let y = 0; y < height; ++y) {
    const filter = raw[y * (line + 1)];
    for (let x = 0; x < line; ++x) {
      const to = y * line + x;
      const a = x >= channels ? pixels[to - channels] : 0;
      const b = y ? pixels[to - line] : 0;
      const c = x >= channels && y ? pixels[to - line - channels] : 0;
      const guess = [0, a, b, (a + b) >> 1, paeth(a, b, c)][filter];
      pixels[to] = raw[y * (line + 1) + 1 + x] + guess;
    }
  }
  return { width, height, at: (x, y) => { const i = (y * width + x) * channels; return [pixels[i], pixels[i + 1], pixels[i + 2]]; } };
}

/** WCAG's relative luminance. @param {number[]} rgb */
export function luminance(rgb) {
  const [r, g, b] = rgb.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG's contrast of two colours. @param {number[]} a @param {number[]} b */
export function contrast(a, b) {
  const [dark, bright] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
}

/** How far two colours are apart, 0 to 255. @param {number[]} a @param {number[]} b */
export const apart = (a, b) => Math.max(...a.map((value, i) => Math.abs(value - b[i])));
