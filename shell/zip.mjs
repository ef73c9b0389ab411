// zip.mjs - a zip file that is the same whenever the files in it are: sorted by name, with one fixed date, and nothing of the machine.
import { deflateRawSync } from 'node:zlib';

const DAY = ((2026 - 1980) << 9) | (1 << 5) | 1;  // the first of January 2026, as MS-DOS counts

const TABLE = Array.from({ length: 256 }, (_, at) => {
  let value = at;
  for (let bit = 0; bit < 8; ++bit) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});
const crc32 = (bytes) => (bytes.reduce((sum, byte) => TABLE[(sum ^ byte) & 255] ^ (sum >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;

/** Little-endian numbers: [value, bytes] each. */
const packed = (...fields) => {
  const out = Buffer.alloc(fields.reduce((sum, [, length]) => sum + length, 0));
  let at = 0;
  for (const [value, length] of fields) at = out.writeUIntLE(value, at, length);
  return out;
};

/**
 * @param {[string, Buffer][]} files by name, with slashes
 * @returns {Buffer}
 */
export function zip(files) {
  const pieces = [];
  const entries = [];
  let offset = 0;
  for (const [name, bytes] of [...files].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const data = deflateRawSync(bytes, { level: 9 });
    const label = Buffer.from(name);
    // Needs version 2.0; names are UTF-8; deflated.
    const facts = [[20, 2], [0x0800, 2], [8, 2], [0, 2], [DAY, 2], [crc32(bytes), 4], [data.length, 4], [bytes.length, 4], [label.length, 2], [0, 2]];
    const head = Buffer.concat([packed([0x04034b50, 4], ...facts), label]);
    // Made on Unix, an ordinary file that all may read.
    entries.push(Buffer.concat([packed([0x02014b50, 4], [(3 << 8) | 20, 2], ...facts, [0, 2], [0, 2], [0, 2], [(0o100644 << 16) >>> 0, 4], [offset, 4]), label]));
    pieces.push(head, data);
    offset += head.length + data.length;
  }
  const directory = Buffer.concat(entries);
  return Buffer.concat([...pieces, directory,
    packed([0x06054b50, 4], [0, 2], [0, 2], [entries.length, 2], [entries.length, 2], [directory.length, 4], [offset, 4], [0, 2])]);
}
