import { inflateSync } from "node:zlib";

const WOFF_HEADER = 44;
const WOFF_ENTRY = 20;
const SFNT_HEADER = 12;
const SFNT_ENTRY = 16;
const TRUETYPE = 0x00010000;

export type Tables = Map<string, Buffer>;

/** The tables inside a WOFF 1.0 file (W3C WOFF 1.0, sections 3 to 5). */
export function unpack(woff: Buffer): Tables {
  if (woff.toString("latin1", 0, 4) !== "wOFF") throw new Error("not a WOFF 1.0 file");
  return new Map(
    Array.from({ length: woff.readUInt16BE(12) }, (_, i) => {
      const entry = WOFF_HEADER + i * WOFF_ENTRY;
      const offset = woff.readUInt32BE(entry + 4);
      const packed = woff.readUInt32BE(entry + 8);
      const bytes = woff.subarray(offset, offset + packed);
      return [woff.toString("latin1", entry, entry + 4), packed < woff.readUInt32BE(entry + 12) ? inflateSync(bytes) : bytes];
    }),
  );
}

/** A TrueType file made of these tables (OpenType 1.9, "Organization of an OpenType font"). */
export function truetype(tables: Tables): Buffer {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const directory = Buffer.alloc(SFNT_HEADER + SFNT_ENTRY * sorted.length);
  const power = Math.floor(Math.log2(sorted.length));
  directory.writeUInt32BE(TRUETYPE, 0);
  u16s(sorted.length, 16 * 2 ** power, power, 16 * (sorted.length - 2 ** power)).copy(directory, 4);
  const parts = [directory];
  let offset = directory.length;
  sorted.forEach(([tag, data], i) => {
    const padded = Buffer.concat([data, Buffer.alloc(-data.length & 3)]);
    directory.write(tag, SFNT_HEADER + i * SFNT_ENTRY, "latin1");
    u32s(checksum(padded), offset, data.length).copy(directory, SFNT_HEADER + i * SFNT_ENTRY + 4);
    parts.push(padded);
    offset += padded.length;
  });
  return Buffer.concat(parts);
}

export function u16s(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 2);
  numbers.forEach((number, i) => bytes.writeUInt16BE(number & 0xffff, i * 2));
  return bytes;
}

export function u32s(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4);
  numbers.forEach((number, i) => bytes.writeUInt32BE(number >>> 0, i * 4));
  return bytes;
}

function checksum(padded: Buffer): number {
  let sum = 0;
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0;
  return sum;
}
