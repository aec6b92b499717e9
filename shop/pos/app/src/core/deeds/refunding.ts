import type { SaleRow } from "../database.ts";
import type { CounterEvent, RefundLine, Tender } from "../journal/events.ts";
import { append, type Counter, type Following } from "../journal/outbox.ts";
import { sum, times } from "../money/money.ts";
import { BeyondSale, UnknownSale } from "../refusals.ts";
import { someLines } from "./quantities.ts";

export interface Returned {
  /** Counts the sale's lines from 0. */
  line: number;
  quantity: number;
  /** Whether the units go back on the shelf. */
  restock: boolean;
}

/** Units of each line of the sale that may still come back. */
export const returnable = (sale: SaleRow): number[] =>
  sale.event.body.lines.map(({ quantity }, line) => quantity - (sale.refunded[line] ?? 0));

/** By the number on the receipt, newest first, or by the id in its QR. */
export async function findSale({ db }: Counter, asked: string): Promise<SaleRow | undefined> {
  const said = asked.trim();
  return (await db.sales.get(said.toLowerCase())) ?? db.sales.where("number").equals(said.toUpperCase()).last();
}

/** Pays back with one tender. Throws NoShift, UnknownSale, BeyondSale, DoesNotAddUp, StorageFull. */
export async function refund(
  counter: Counter,
  { staff, sale, lines, tender, reason }: { staff: number; sale: string; lines: readonly Returned[]; tender: Tender; reason: string },
): Promise<CounterEvent<"refund">> {
  const body = async ({ receipt: number }: Following) => {
    const cited = await counter.db.sales.get(sale);
    if (!cited) throw new UnknownSale(sale);
    const back = priced(cited, lines);
    const total = sum(back.map(({ amount }) => amount));
    return { number, cites: sale, lines: back, total, tenders: total ? [{ kind: tender, amount: total }] : [], reason };
  };
  return append(counter, { type: "refund", staff, shift: "needed", body });
}

function priced(sale: SaleRow, lines: readonly Returned[]): RefundLine[] {
  const left = returnable(sale);
  return someLines(lines).map(({ line, quantity, restock }) => {
    const may = left[line] ?? 0;
    if (quantity > may) throw new BeyondSale(line, quantity, may);
    left[line] = may - quantity;
    return { line, quantity, amount: times(quantity, sale.event.body.lines[line]!.unit_price), restock };
  });
}
