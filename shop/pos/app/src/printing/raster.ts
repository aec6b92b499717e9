/** A receipt as dots. Cheap printers know no Vietnamese letters, so they are sent a picture in ESC/POS's `GS v 0`. */

export interface PaperLine {
  left: string;
  right?: string;
  strong?: boolean;
  centred?: boolean;
}

export type PaperWidth = 58 | 80;
/** Printable dots across, at 203 dots an inch. */
export const DOTS: Record<PaperWidth, number> = { 58: 384, 80: 576 };

const SIZE = 24;
const LEADING = 34;
const FACE = '"Be Vietnam Pro", sans-serif';

export function drawn(lines: PaperLine[], width: PaperWidth): ImageData {
  const dots = DOTS[width];
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true })!;
  pen.font = `600 ${SIZE}px ${FACE}`;
  const rows = lines.flatMap((line) => wrapped(line, dots, (words) => pen.measureText(words).width));
  canvas.width = dots;
  canvas.height = Math.max(1, rows.length) * LEADING + SIZE;
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#000";
  pen.textBaseline = "top";
  rows.forEach((row, at) => {
    pen.font = `${row.strong ? 600 : 400} ${SIZE}px ${FACE}`;
    pen.textAlign = row.centred ? "center" : "left";
    pen.fillText(row.left, row.centred ? dots / 2 : 0, at * LEADING);
    pen.textAlign = "right";
    if (row.right) pen.fillText(row.right, dots, at * LEADING);
  });
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

/** Long words on the left go on in further rows; what stands on the right stays whole, in the last of them. */
export function wrapped(line: PaperLine, dots: number, measure: (words: string) => number): PaperLine[] {
  const room = dots - (line.right ? measure(line.right) + SIZE : 0);
  const rows = [""];
  for (const word of line.left.split(" ")) {
    const longer = rows.at(-1) ? `${rows.at(-1)} ${word}` : word;
    if (measure(longer) <= room || !rows.at(-1)) rows[rows.length - 1] = longer;
    else rows.push(word);
  }
  const { right, ...rest } = line;
  return rows.map((left, at) => ({ ...rest, left, ...(right && at === rows.length - 1 ? { right } : {}) }));
}

const START = [0x1b, 0x40];
const FEED_AND_CUT = [0x1b, 0x64, 4, 0x1d, 0x56, 66, 0];

/** The picture in bytes for the printer, eight dots a byte, dark ones set. */
export function escpos({ data, width, height }: Pick<ImageData, "data" | "width" | "height">): Uint8Array<ArrayBuffer> {
  const across = Math.ceil(width / 8);
  const bits = new Uint8Array(across * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = 4 * (y * width + x);
      const isDark = data[at]! + data[at + 1]! + data[at + 2]! < 3 * 128;
      if (isDark) bits[y * across + (x >> 3)]! |= 0x80 >> (x & 7);
    }
  }
  const picture = [0x1d, 0x76, 0x30, 0, across & 255, across >> 8, height & 255, height >> 8];
  return Uint8Array.from([...START, ...picture, ...bits, ...FEED_AND_CUT]);
}
