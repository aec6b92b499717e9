import { inflateSync } from "node:zlib";

const WOFF_HEADER = 44;
const WOFF_ENTRY = 20;
const SFNT_HEADER = 12;
const SFNT_ENTRY = 16;

interface Table {
  tag: number;
  checksum: number;
  data: Buffer;
}

/** Turns a WOFF 1.0 file back into the TrueType file it was packed from (W3C WOFF 1.0, sections 3 to 5). */
export function unpack(woff: Buffer): Buffer {
  if (woff.toString("latin1", 0, 4) !== "wOFF") throw new Error("not a WOFF 1.0 file");
  const tables = readTables(woff);
  const parts: Buffer[] = [];
  const directory = Buffer.alloc(SFNT_HEADER + SFNT_ENTRY * tables.length);
  writeHeader(directory, woff.readUInt32BE(4), tables.length);
  let offset = directory.length;
  tables.forEach(({ tag, checksum, data }, i) => {
    [tag, checksum, offset, data.length].forEach((field, at) => directory.writeUInt32BE(field, SFNT_HEADER + i * SFNT_ENTRY + at * 4));
    const padding = Buffer.alloc((4 - (data.length % 4)) % 4);
    parts.push(data, padding);
    offset += data.length + padding.length;
  });
  return Buffer.concat([directory, ...parts]);
}

function readTables(woff: Buffer): Table[] {
  return Array.from({ length: woff.readUInt16BE(12) }, (_, i) => {
    const entry = WOFF_HEADER + i * WOFF_ENTRY;
    const [tag, offset, packed, length, checksum] = [0, 4, 8, 12, 16].map((at) => woff.readUInt32BE(entry + at)) as [
      number, number, number, number, number,
    ];
    const bytes = woff.subarray(offset, offset + packed);
    return { tag, checksum, data: packed < length ? inflateSync(bytes) : bytes };
  });
}

function writeHeader(directory: Buffer, flavour: number, count: number): void {
  const power = Math.floor(Math.log2(count));
  const searchRange = 16 * 2 ** power;
  directory.writeUInt32BE(flavour, 0);
  [count, searchRange, power, count * 16 - searchRange].forEach((field, at) => directory.writeUInt16BE(field, 4 + at * 2));
}
