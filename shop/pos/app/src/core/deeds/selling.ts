import { refusalOf, refusalOfLot } from "../goods/gate.ts";
import { type CounterEvent, type LotRef, type SaleLine, type SaleTender, TENDERS } from "../journal/events.ts";
import { lotOf } from "../journal/effects.ts";
import { append, type Counter, type Following } from "../journal/outbox.ts";
import { changeOf, isAmount, sum, times } from "../money/money.ts";
import { BasketIsSold, DoesNotAddUp, NotForSale } from "../refusals.ts";
import { someLines } from "./quantities.ts";

export interface Sold {
  product: number;
  lot: LotRef;
  quantity: number;
  unit_price: number;
}

export interface Payment {
  kind: SaleTender["kind"];
  /** Its part of the total; what a buyer hands over in cash is `given`. */
  amount: number;
  given?: number;
  reference?: string;
}

/**
 * Writes a sale down. Print only after this has answered.
 *
 * `basket`: the one that is sold; it is emptied by the same write, so that two tabs cannot sell it twice.
 * Throws NoShift, BasketIsSold, NotForSale, DoesNotAddUp (the payments are not the total), TooLittleGiven, StorageFull.
 */
export async function sell(
  counter: Counter,
  { staff, lines, payments, basket }: { staff: number; lines: readonly Sold[]; payments: readonly Payment[]; basket?: string },
): Promise<CounterEvent<"sale">> {
  const sold = someLines(lines).map((line): SaleLine => ({ ...line, amount: times(line.quantity, line.unit_price) }));
  await mayBeSold(counter, lines);
  const total = sum(sold.map(({ amount }) => amount));
  const { tenders, change } = settle(total, payments);
  const body = async ({ receipt: number }: Following) => {
    if (basket !== undefined && (await counter.db.fact("basket"))?.id !== basket) throw new BasketIsSold(basket);
    return { number, lines: sold, total, tenders, change };
  };
  return append(counter, { type: "sale", staff, shift: "needed", body });
}

/** Throws DoesNotAddUp, TooLittleGiven. */
export function settle(total: number, payments: readonly Payment[]): { tenders: SaleTender[]; change: number } {
  const tenders = payments.filter(({ amount }) => amount !== 0);
  if (tenders.some(({ kind, amount }) => !TENDERS.includes(kind) || !isAmount(amount))) throw new DoesNotAddUp("tenders");
  if (sum(tenders.map(({ amount }) => amount)) !== total) throw new DoesNotAddUp("tenders");
  const change = sum(tenders.map(({ amount, given }) => (given === undefined ? 0 : changeOf(amount, given))));
  return { tenders, change };
}

/** What a buyer is charged for lies in the event, so the counter looks once more, at the moment of writing. */
async function mayBeSold({ db, clock }: Counter, lines: readonly Sold[]): Promise<void> {
  const day = clock.today();
  const asked = lines.map((line) => Promise.all([line, db.products.get(line.product), lotOf(db, line.lot)] as const));
  for (const [line, product, lot] of await Promise.all(asked)) {
    if (!product || !lot || lot.product !== line.product) throw new NotForSale(line.product, "unknown");
    const why = refusalOf(product, day) ?? refusalOfLot(lot, day);
    if (why) throw new NotForSale(line.product, why);
  }
}
