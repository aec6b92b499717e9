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
}

export interface PricedBasket {
  id: string | null;
  lines: PricedLine[];
  count: number;
  total: number;
}

/** What tells a line from the others, wherever it stands by now. */
type LineName = Pick<BasketLine, "product" | "lot">;

export async function changeBasket(db: CounterDatabase, change: (lines: BasketLine[]) => BasketLine[]): Promise<void> {
  await db.transaction("rw", db.facts, async () => {
    const { id, lines } = (await db.fact("basket")) ?? { id: uuid7(), lines: [] };
    await db.setFact("basket", { id, lines: joined(change(lines)) });
  });
}

const isSame = (line: LineName, other: LineName) => line.product === other.product && line.lot === other.lot;

/** One line of a lot, and none of no units. */
function joined(lines: BasketLine[]): BasketLine[] {
  return lines.reduce<BasketLine[]>((kept, line) => {
    const same = kept.find((other) => isSame(line, other));
    if (!same) return [...kept, line];
    return kept.map((other) => (other === same ? { ...same, quantity: same.quantity + line.quantity } : other));
  }, []).filter(({ quantity }) => quantity > 0);
}

export const putIn = (db: CounterDatabase, product: number, lot: number | null = null) =>
  changeBasket(db, (lines) => {
    const at = lines.findIndex((line) => line.product === product && (lot === null || line.lot === lot));
    if (at < 0) return [...lines, { product, lot, quantity: 1 }];
    return lines.map((line, i) => (i === at ? { ...line, quantity: line.quantity + 1 } : line));
  });

export const amend = (db: CounterDatabase, name: LineName, change: (line: BasketLine) => Partial<BasketLine>) =>
  changeBasket(db, (lines) => lines.map((line) => (isSame(line, name) ? { ...line, ...change(line) } : line)));

/** At the prices of now; goods that meanwhile left the shelf or lost their price fall out. */
export function priced(basket: Basket | undefined, offers: readonly Offer[]): PricedBasket {
  const known = new Map(offers.map((offer) => [offer.product.id, offer]));
  const lines = (basket?.lines ?? []).flatMap((line): PricedLine[] => {
    const offer = known.get(line.product);
    const chosen = offer?.lots.find(({ id }) => id === line.lot) ?? offer?.lots[0];
    const price = offer?.product.price ?? null;
    return offer && chosen && price !== null ? [{ ...line, offer, chosen, price, amount: line.quantity * price }] : [];
  });
  const add = (of: (line: PricedLine) => number) => lines.reduce((sum, line) => sum + of(line), 0);
  return { id: basket?.id ?? null, lines, count: add(({ quantity }) => quantity), total: add(({ amount }) => amount) };
}
