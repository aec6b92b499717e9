/** The basket under way, in the database: reloading or losing the page loses nothing. */
import type { Basket, BasketLine, CounterDatabase } from "../core/database.ts";
import type { LotOnShelf } from "../core/goods/lots.ts";
import { uuid7 } from "../core/journal/uuid7.ts";
import type { Offer } from "./offers.ts";

export interface PricedLine extends BasketLine {
  offer: Offer;
  price: number;
  chosen: LotOnShelf;
  amount: number;
  /** Where it stands in the basket as kept. */
  at: number;
}

export interface PricedBasket {
  id: string | null;
  lines: PricedLine[];
  count: number;
  total: number;
}

export async function changeBasket(db: CounterDatabase, change: (lines: BasketLine[]) => BasketLine[]): Promise<void> {
  await db.transaction("rw", db.facts, async () => {
    const { id, lines } = (await db.fact("basket")) ?? { id: uuid7(), lines: [] };
    await db.setFact("basket", { id, lines: change(lines).filter(({ quantity }) => quantity > 0) });
  });
}

export const putIn = (db: CounterDatabase, product: number, lot: number | null = null) =>
  changeBasket(db, (lines) => {
    const at = lines.findIndex((line) => line.product === product && (lot === null || line.lot === lot));
    if (at < 0) return [...lines, { product, lot, quantity: 1 }];
    return lines.map((line, i) => (i === at ? { ...line, quantity: line.quantity + 1 } : line));
  });

export const amend = (db: CounterDatabase, at: number, change: Partial<BasketLine>) =>
  changeBasket(db, (lines) => lines.map((line, i) => (i === at ? { ...line, ...change } : line)));

/** At the prices of now; goods that meanwhile left the shelf or lost their price fall out. */
export function priced(basket: Basket | undefined, offers: readonly Offer[]): PricedBasket {
  const known = new Map(offers.map((offer) => [offer.product.id, offer]));
  const lines = (basket?.lines ?? []).flatMap((line, at): PricedLine[] => {
    const offer = known.get(line.product);
    const chosen = offer?.lots.find(({ id }) => id === line.lot) ?? offer?.lots[0];
    const price = offer?.product.price ?? null;
    return offer && chosen && price !== null ? [{ ...line, at, offer, chosen, price, amount: line.quantity * price }] : [];
  });
  const add = (of: (line: PricedLine) => number) => lines.reduce((sum, line) => sum + of(line), 0);
  return { id: basket?.id ?? null, lines, count: add(({ quantity }) => quantity), total: add(({ amount }) => amount) };
}
