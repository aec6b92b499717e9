import { CODE } from "../goods/codes.ts";
import type { CounterEvent, ReceiptLine } from "../journal/events.ts";
import { append, type Counter } from "../journal/outbox.ts";
import { DoesNotAddUp } from "../refusals.ts";
import { someLines, units } from "./quantities.ts";

/** Puts down what came from its producer; a lot that is not known is made. Throws DoesNotAddUp, StorageFull. */
export async function receive(
  counter: Counter,
  { staff, lines, note = "" }: { staff: number; lines: readonly ReceiptLine[]; note?: string },
): Promise<CounterEvent<"receipt">> {
  for (const { code, made_on, expires_on, quantity } of lines) {
    units(quantity);
    if (!CODE.test(code)) throw new DoesNotAddUp(`lot ${code}`);
    if (expires_on !== undefined && expires_on < made_on) throw new DoesNotAddUp(`${made_on} – ${expires_on}`);
  }
  return append(counter, { type: "receipt", staff, shift: "if_open", body: { lines: someLines(lines), note } });
}
