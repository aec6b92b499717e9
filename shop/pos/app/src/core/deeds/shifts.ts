import type { OpenShift } from "../database.ts";
import { type Bodies, type CounterEvent, type EventType, type Sums } from "../journal/events.ts";
import { append, type Counter, type Following } from "../journal/outbox.ts";
import { isAmount } from "../money/money.ts";
import { DoesNotAddUp, ShiftIsOpen } from "../refusals.ts";

/** The shift that is open here, if one is. */
export const openShift = ({ db }: Counter): Promise<OpenShift | undefined> => db.fact("shift");

/** `float`: the cash counted in the drawer. Throws ShiftIsOpen. */
export async function open(counter: Counter, { staff, float }: { staff: number; float: number }): Promise<CounterEvent<"shift_opened">> {
  if (!isAmount(float)) throw new DoesNotAddUp(`float ${float}`);
  const body = ({ shift }: Following) => {
    if (shift) throw new ShiftIsOpen(shift.id);
    return { float };
  };
  return append(counter, { type: "shift_opened", staff, shift: "opens", body });
}

/** What the books say of the shift up to now; shown after the drawer was counted blind. */
export type Sheet = Omit<Bodies["shift_closed"], "counted" | "note">;

export async function sheet(counter: Counter, shift: OpenShift): Promise<Sheet> {
  const entries = await counter.db.events.where("shift").equals(shift.id).sortBy("seq");
  return addUp(shift, entries.map(({ event }) => event));
}

/** `counted`: the cash in the drawer now. Throws NoShift. */
export async function close(
  counter: Counter,
  { staff, counted, note = "" }: { staff: number; counted: number; note?: string },
): Promise<CounterEvent<"shift_closed">> {
  if (!isAmount(counted)) throw new DoesNotAddUp(`counted ${counted}`);
  const body = async ({ shift }: Following) => ({ ...(await sheet(counter, shift!)), counted, note });
  return append(counter, { type: "shift_closed", staff, shift: "needed", body });
}

/** `events` of one shift, in order. */
export function addUp(shift: Pick<OpenShift, "first_seq" | "float">, events: readonly CounterEvent[]): Sheet {
  const counts: Partial<Record<EventType, number>> = {};
  const [tenders, refunds] = [nothing(), nothing()];
  const cash = { cash_in: 0, cash_out: 0 };
  for (const event of events) {
    counts[event.type] = (counts[event.type] ?? 0) + 1;
    if (event.type === "sale") addTo(tenders, event.body.tenders);
    if (event.type === "refund") addTo(refunds, event.body.tenders);
    if (event.type === "cash_in" || event.type === "cash_out") cash[event.type] += event.body.amount;
  }
  const expected = shift.float + tenders.cash - refunds.cash + cash.cash_in - cash.cash_out;
  const last_seq = events.at(-1)?.seq ?? shift.first_seq;
  return { first_seq: shift.first_seq, last_seq, counts, tenders, refunds, float: shift.float, ...cash, expected };
}

const nothing = (): Sums => ({ cash: 0, vietqr: 0, card: 0 });

function addTo(sums: Sums, tenders: readonly { kind: keyof Sums; amount: number }[]): void {
  for (const { kind, amount } of tenders) sums[kind] += amount;
}
