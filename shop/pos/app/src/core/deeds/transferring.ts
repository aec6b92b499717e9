import type { Identified } from "../database.ts";
import type { ArrivalLine, CounterEvent, LotLine } from "../journal/events.ts";
import { append, type Counter } from "../journal/outbox.ts";
import { DoesNotAddUp } from "../refusals.ts";
import type { Transfer } from "../rows.ts";
import { someLines, units } from "./quantities.ts";

/** Sends units to another place: they leave this shelf at once. Throws DoesNotAddUp, StorageFull. */
export async function dispatch(
  counter: Counter,
  { staff, destination, lines }: { staff: number; destination: number; lines: readonly LotLine[] },
): Promise<CounterEvent<"transfer_dispatched">> {
  for (const { quantity } of lines) units(quantity);
  return append(counter, { type: "transfer_dispatched", staff, shift: "if_open", body: { destination, lines: someLines(lines) } });
}

/** Transfers that are on the way to here. */
export async function onTheWay({ db }: Counter): Promise<Identified<Transfer>[]> {
  const device = await db.fact("device");
  const open = await db.transfers.where("id").above(0).toArray();
  return open.filter(({ destination, state }) => destination === device?.location.id && state !== "received");
}

/**
 * Counts a transfer in: each of its lines whole, damaged or short, and why where it is not all whole.
 * Throws DoesNotAddUp, StorageFull.
 */
export async function receiveTransfer(
  counter: Counter,
  { staff, transfer, lines }: { staff: number; transfer: Identified<Transfer>; lines: readonly ArrivalLine[] },
): Promise<CounterEvent<"transfer_received">> {
  for (const { id, sent } of transfer.lines) {
    const arrivals = lines.filter(({ line }) => line === id);
    const [arrival] = arrivals;
    if (!arrival || arrivals.length > 1) throw new DoesNotAddUp(`line ${id}`);
    const { received, damaged, short, reason } = arrival;
    if (units(received, 0) + units(damaged, 0) + units(short, 0) !== sent) throw new DoesNotAddUp(`line ${id}`);
    if (received !== sent && !reason.trim()) throw new DoesNotAddUp(`line ${id}: reason`);
  }
  if (lines.length !== transfer.lines.length) throw new DoesNotAddUp("lines");
  const body = { transfer: transfer.id, lines: someLines(lines) };
  return append(counter, { type: "transfer_received", staff, shift: "if_open", body });
}
