/** How this device prints: on which width, and by which way. */
import { canConnect, printerName, send } from "../printing/bluetooth.ts";
import { drawn, escpos, type PaperLine, type PaperWidth } from "../printing/raster.ts";

const KEPT = "counter.paper";

export const paperWidth = (): PaperWidth => (localStorage.getItem(KEPT) === "80" ? 80 : 58);

export function choosePaper(width: PaperWidth): void {
  localStorage.setItem(KEPT, String(width));
  setSheet();
}

export function setSheet(): void {
  document.documentElement.style.setProperty("--paper-width", `${paperWidth()}mm`);
}

/** To the printer that is connected, else by the browser. Called only for what is written down. */
export async function print(lines: PaperLine[]): Promise<void> {
  if (!canConnect() || !printerName()) return window.print();
  await document.fonts.ready;
  await send(escpos(drawn(lines, paperWidth())));
}
