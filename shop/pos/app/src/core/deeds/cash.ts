import type { CounterEvent } from "../journal/events.ts";
import { append, type Counter } from "../journal/outbox.ts";
import { units } from "./quantities.ts";

interface Moved {
  staff: number;
  amount: number;
  reason: string;
}

/** Cash laid into the drawer that is no sale. Throws NoShift, DoesNotAddUp, StorageFull. */
export async function putCashIn(counter: Counter, { staff, amount, reason }: Moved): Promise<CounterEvent<"cash_in">> {
  return append(counter, { type: "cash_in", staff, shift: "needed", body: { amount: units(amount), reason } });
}

/** Cash taken out of the drawer that is no refund. Throws NoShift, DoesNotAddUp, StorageFull. */
export async function takeCashOut(counter: Counter, { staff, amount, reason }: Moved): Promise<CounterEvent<"cash_out">> {
  return append(counter, { type: "cash_out", staff, shift: "needed", body: { amount: units(amount), reason } });
}
