import type { CounterEvent, DamageLine } from "../journal/events.ts";
import { append, type Counter } from "../journal/outbox.ts";
import { someLines, units } from "./quantities.ts";

/** Takes off the shelf what cannot be sold, or goes back to its producer. Throws DoesNotAddUp, StorageFull. */
export async function writeOff(
  counter: Counter,
  { staff, lines, reason }: { staff: number; lines: readonly DamageLine[]; reason: string },
): Promise<CounterEvent<"damage">> {
  for (const { quantity } of lines) units(quantity);
  return append(counter, { type: "damage", staff, shift: "if_open", body: { lines: someLines(lines), reason } });
}
