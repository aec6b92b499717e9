import type { CounterEvent, DamageLine } from "../journal/events.ts";
import { append, type Counter } from "../journal/outbox.ts";
import { DoesNotAddUp } from "../refusals.ts";
import { units } from "./quantities.ts";

/** Takes off the shelf what cannot be sold, or goes back to its producer. Throws DoesNotAddUp, StorageFull. */
export async function writeOff(
  counter: Counter,
  { staff, lines, reason }: { staff: number; lines: readonly DamageLine[]; reason: string },
): Promise<CounterEvent<"damage">> {
  if (!lines.length) throw new DoesNotAddUp("no lines");
  for (const { quantity } of lines) units(quantity);
  return append(counter, { type: "damage", staff, shift: "if_open", body: { lines: [...lines], reason } });
}
