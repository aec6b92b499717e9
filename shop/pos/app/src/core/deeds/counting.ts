import type { CounterEvent, CountLine } from "../journal/events.ts";
import { append, type Counter } from "../journal/outbox.ts";
import { DoesNotAddUp } from "../refusals.ts";
import { someLines, units } from "./quantities.ts";

/** What was seen on the shelf, lot by lot; nobody was shown what is expected. Throws DoesNotAddUp, StorageFull. */
export async function count(
  counter: Counter,
  { staff, lines, reason = "" }: { staff: number; lines: readonly CountLine[]; reason?: string },
): Promise<CounterEvent<"count">> {
  const lots = new Set(lines.map(({ lot }) => (typeof lot === "number" ? lot : `${lot.product} ${lot.code}`)));
  if (lots.size !== lines.length) throw new DoesNotAddUp("one lot twice");
  for (const { counted } of lines) units(counted, 0);
  return append(counter, { type: "count", staff, shift: "if_open", body: { lines: someLines(lines), reason } });
}
