/** What an event does on this device: to the shelves, to the sale it is or cites, to the shift. */
import type { CounterDatabase, KeptLot } from "../database.ts";
import type { CounterEvent, LotRef, ReceiptLine } from "./events.ts";

/** Units that come (positive) or leave; or how many were counted, whatever the books said. */
export type Effect = { lot: LotRef } & ({ units: number } | { counted: number });

/** Must run in a transaction over facts, sales, shelves, lots and transfers. */
export async function leaveTraces(db: CounterDatabase, event: CounterEvent): Promise<void> {
  if (event.type === "receipt") await knowLots(db, event.body.lines);
  await putOnShelves(db, await effectsOf(db, event));
  switch (event.type) {
    case "shift_opened": {
      const { event_id: id, staff, occurred_at: opened_at, epoch, seq: first_seq, body } = event;
      await db.setFact("shift", { id, staff, opened_at, epoch, first_seq, float: body.float });
      break;
    }
    case "shift_closed":
      await db.facts.delete("shift");
      break;
    case "sale": {
      const { event_id, shift, occurred_at, body } = event;
      const refunded = body.lines.map(() => 0);
      await db.facts.delete("basket");
      await db.sales.add({ event_id, number: body.number, shift, occurred_at, event, refunded });
      break;
    }
    case "refund":
      await db.sales.where("event_id").equals(event.body.cites).modify((sale) => {
        for (const { line, quantity } of event.body.lines) sale.refunded[line] = (sale.refunded[line] ?? 0) + quantity;
      });
      break;
    case "transfer_received":
      await db.transfers.where("id").equals(event.body.transfer).modify({ state: "received" });
  }
}

export async function effectsOf(db: CounterDatabase, event: CounterEvent): Promise<Effect[]> {
  switch (event.type) {
    case "sale":
    case "transfer_dispatched":
    case "damage":
      return event.body.lines.map(({ lot, quantity }) => ({ lot, units: -quantity }));
    case "receipt":
      return event.body.lines.map(({ lot, product, code, quantity }) => ({ lot: lot ?? { product, code }, units: quantity }));
    case "count":
      return event.body.lines;
    case "refund": {
      const sale = await db.sales.get(event.body.cites);
      return event.body.lines.flatMap(({ line, quantity, restock }) => {
        const sold = sale?.event.body.lines[line];
        return restock && sold ? [{ lot: sold.lot, units: quantity }] : [];
      });
    }
    case "transfer_received": {
      const transfer = await db.transfers.get(event.body.transfer);
      return event.body.lines.flatMap(({ line, received }) => {
        const sent = transfer?.lines.find(({ id }) => id === line);
        return sent && received ? [{ lot: sent.lot, units: received }] : [];
      });
    }
    default:
      return [];
  }
}

/** After a pull: what the server's numbers do not know yet lies on top of them again. */
export async function lieOnTop(db: CounterDatabase, events: CounterEvent[]): Promise<void> {
  await db.shelves.toCollection().modify({ pending: 0 });
  for (const event of events) {
    if (event.type === "receipt") await knowLots(db, event.body.lines);
    await putOnShelves(db, await effectsOf(db, event));
  }
}

/** The lot's id here: the server's, or a negative one until it is known. */
export async function lotOf(db: CounterDatabase, lot: LotRef): Promise<KeptLot | undefined> {
  if (typeof lot === "number") return db.lots.get(lot);
  const called = await db.lots.where("code").equals(lot.code).toArray();
  return called.find(({ product }) => product === lot.product);
}

async function putOnShelves(db: CounterDatabase, effects: Effect[]): Promise<void> {
  for (const effect of effects) {
    const id = typeof effect.lot === "number" ? effect.lot : (await lotOf(db, effect.lot))?.id;
    if (id === undefined) continue;
    const shelf = (await db.shelves.get(id)) ?? { id, on_hand: 0, reserved: 0, short: 0, pending: 0 };
    const pending = "units" in effect ? shelf.pending + effect.units : effect.counted - (shelf.on_hand - shelf.short);
    await db.shelves.put({ ...shelf, pending });
  }
}

/** What comes in from its producer can be sold at once, though the server has not given it an id. */
async function knowLots(db: CounterDatabase, lines: ReceiptLine[]): Promise<void> {
  for (const { product, lot, code, made_on, expires_on = null } of lines) {
    if (lot !== undefined || (await lotOf(db, { product, code }))) continue;
    const first = await db.lots.orderBy("id").first();
    await db.lots.add({ id: Math.min(first?.id ?? 0, 0) - 1, product, code, made_on, expires_on, held: "" });
  }
}
