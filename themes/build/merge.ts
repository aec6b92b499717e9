import { type Tables, u16s, u32s } from "./sfnt.ts";

const KEPT = ["name", "OS/2"];
const MORE_COMPONENTS = 0x20;

/**
 * One font out of two subsets of the same face. What draws text on the server cannot change font in
 * the middle of a word, and a Vietnamese word has letters from both. Kerning and hints are dropped.
 */
export function merge(first: Tables, second: Tables): Tables {
  const base = count(first);
  const glyphs = [...outlines(first, 0), ...outlines(second, base)];
  const metrics = [...advances(first), ...advances(second)];
  const letters = new Map([...characters(second, base), ...characters(first, 0)]);
  const head = Buffer.from(need(first, "head"));
  head.writeInt16BE(1, 50);
  const hhea = Buffer.from(need(first, "hhea"));
  hhea.writeUInt16BE(metrics.length, 34);
  const post = Buffer.from(need(first, "post").subarray(0, 32));
  post.writeUInt32BE(0x00030000, 0);
  return new Map([
    ...KEPT.map((tag): [string, Buffer] => [tag, need(first, tag)]),
    ["head", head],
    ["hhea", hhea],
    ["post", post],
    ["maxp", largest(need(first, "maxp"), need(second, "maxp"), glyphs.length)],
    ["hmtx", Buffer.concat(metrics)],
    ["glyf", Buffer.concat(glyphs)],
    ["loca", u32s(...glyphs.reduce((at, glyph) => [...at, (at.at(-1) ?? 0) + glyph.length], [0]))],
    ["cmap", characterMap(letters)],
  ]);
}

function need(font: Tables, tag: string): Buffer {
  const table = font.get(tag);
  if (!table) throw new Error(`no ${tag} table`);
  return table;
}

const count = (font: Tables): number => need(font, "maxp").readUInt16BE(4);

function outlines(font: Tables, shift: number): Buffer[] {
  const [glyf, loca] = [need(font, "glyf"), need(font, "loca")];
  const long = need(font, "head").readInt16BE(50) === 1;
  const at = (i: number): number => (long ? loca.readUInt32BE(i * 4) : loca.readUInt16BE(i * 2) * 2);
  return Array.from({ length: count(font) }, (_, i) => {
    const glyph = Buffer.from(glyf.subarray(at(i), at(i + 1)));
    if (glyph.length && glyph.readInt16BE(0) < 0) moveComponents(glyph, shift);
    return Buffer.concat([glyph, Buffer.alloc(-glyph.length & 3)]);
  });
}

/** A composite glyph names its parts by number (OpenType glyf, "Composite glyph description"). */
function moveComponents(glyph: Buffer, shift: number): void {
  let at = 10;
  let flags = MORE_COMPONENTS;
  while (flags & MORE_COMPONENTS) {
    flags = glyph.readUInt16BE(at);
    glyph.writeUInt16BE(glyph.readUInt16BE(at + 2) + shift, at + 2);
    at += 4 + (flags & 0x1 ? 4 : 2) + (flags & 0x8 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0);
  }
}

function advances(font: Tables): Buffer[] {
  const hmtx = need(font, "hmtx");
  const full = need(font, "hhea").readUInt16BE(34);
  const last = hmtx.readUInt16BE((full - 1) * 4);
  return Array.from({ length: count(font) }, (_, i) =>
    i < full ? hmtx.subarray(i * 4, i * 4 + 4) : u16s(last, hmtx.readInt16BE(full * 4 + (i - full) * 2)),
  );
}

function characters(font: Tables, shift: number): Map<number, number> {
  const cmap = need(font, "cmap");
  const found = new Map<number, number>();
  for (let i = 0; i < cmap.readUInt16BE(2); i++) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + i * 8 + 4));
    if (table.readUInt16BE(0) === 4) readSegments(table, (char, glyph) => found.set(char, glyph + shift));
  }
  return found;
}

/** OpenType cmap, "Format 4: Segment mapping to delta values". */
function readSegments(table: Buffer, put: (char: number, glyph: number) => void): void {
  const size = table.readUInt16BE(6);
  for (let at = 0; at < size; at += 2) {
    const [end, start] = [table.readUInt16BE(14 + at), table.readUInt16BE(16 + size + at)];
    const [delta, range] = [table.readUInt16BE(16 + size * 2 + at), table.readUInt16BE(16 + size * 3 + at)];
    for (let char = start; char <= end && char < 0xffff; char++) {
      const direct = range ? table.readUInt16BE(16 + size * 3 + at + range + (char - start) * 2) : char;
      const glyph = range && direct === 0 ? 0 : (direct + delta) & 0xffff;
      if (glyph) put(char, glyph);
    }
  }
}

function characterMap(letters: Map<number, number>): Buffer {
  const groups = [...letters].sort(([a], [b]) => a - b).map(([char, glyph]) => u32s(char, char, glyph));
  const header = Buffer.concat([u16s(0, 1, 3, 10), u32s(12)]);
  return Buffer.concat([header, u16s(12, 0), u32s(16 + groups.length * 12, 0, groups.length), ...groups]);
}

function largest(first: Buffer, second: Buffer, glyphs: number): Buffer {
  const maxp = Buffer.from(first);
  for (let at = 6; at < maxp.length; at += 2) maxp.writeUInt16BE(Math.max(first.readUInt16BE(at), second.readUInt16BE(at)), at);
  maxp.writeUInt16BE(glyphs, 4);
  return maxp;
}
