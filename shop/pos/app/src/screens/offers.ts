/** What lies at this counter, and whether it may be sold today. */
import type { CounterDatabase, Identified } from "../core/database.ts";
import { gtin14 } from "../core/goods/codes.ts";
import { refusalOf, refusalOfLot } from "../core/goods/gate.ts";
import { firstExpiredFirst, type LotOnShelf, withLeft } from "../core/goods/lots.ts";
import { read } from "../core/goods/scan.ts";
import type { Product } from "../core/rows.ts";
import { t } from "../words/index.ts";

export interface Offer {
  product: Identified<Product>;
  /** That may be sold, the next one to take first; where none may, all. */
  lots: LotOnShelf[];
  /** Every lot that lies here: what is past its date is still counted, written off and sent back. */
  all: LotOnShelf[];
  /** Why it may not be sold, in words; null where it may. */
  refusal: string | null;
  /** What the officer said who holds the lot; "" where none is held. */
  reason: string;
  left: number;
  /** Until the next lot's date. */
  daysLeft: number | null;
  sold: number;
}

const A_DAY = 86_400_000;
/** Sales that tell what sells here. */
const RECENT = 300;

/** Sold most and lately first, then what can be sold, then by name. */
export async function offersOn(db: CounterDatabase, today: string): Promise<Offer[]> {
  const [products, lots, shelves, sales] = await Promise.all([
    db.products.toArray(),
    db.lots.toArray(),
    db.shelves.toArray(),
    db.sales.orderBy("event_id").reverse().limit(RECENT).toArray(),
  ]);
  const here = new Set(shelves.map(({ id }) => id));
  const byProduct = new Map<number, LotOnShelf[]>();
  for (const lot of withLeft(lots.filter(({ id }) => here.has(id)), shelves)) {
    byProduct.set(lot.product, [...(byProduct.get(lot.product) ?? []), lot]);
  }
  const sold = new Map<number, number>();
  sales.forEach(({ event }, age) => {
    for (const { product } of event.body.lines) sold.set(product, (sold.get(product) ?? 0) + 1 - age / (2 * RECENT));
  });
  return products
    .flatMap((product) => {
      const lots = byProduct.get(product.id);
      return lots ? [offerOf(product, lots, today, sold.get(product.id) ?? 0)] : [];
    })
    .sort((one, other) => other.sold - one.sold || Number(one.refusal !== null) - Number(other.refusal !== null) || order.compare(one.product.name, other.product.name));
}

const order = new Intl.Collator("vi");

function offerOf(product: Identified<Product>, all: LotOnShelf[], today: string, sold: number): Offer {
  const fit = all.filter((lot) => refusalOfLot(lot, today) === null).sort(takenFirst);
  const lots = fit.length ? fit : all;
  const left = lots.reduce((sum, lot) => sum + Math.max(lot.left, 0), 0);
  const refusal = whyNot(product, all, fit, today);
  const ends = fit[0]?.expires_on ?? null;
  return { product, lots, all, left, sold, refusal, reason: fit.length ? "" : all[0]!.held, daysLeft: ends === null ? null : (Date.parse(ends) - Date.parse(today)) / A_DAY };
}

/** Of what is there the first to expire; empty lots last. */
const takenFirst = (one: LotOnShelf, other: LotOnShelf) => Number(one.left <= 0) - Number(other.left <= 0) || firstExpiredFirst(one, other);

function whyNot(product: Product, all: LotOnShelf[], fit: LotOnShelf[], today: string): string | null {
  const code = refusalOf(product, today) ?? (fit.length ? null : refusalOfLot(all[0]!, today));
  return code && (t.refusals[code === "held" ? product.held : code] ?? t.refusals[code] ?? code);
}

/** Why not, with the reason of whoever holds it. */
export const because = (refusal: string, reason: string): string => (reason ? `${refusal}: ${reason}` : refusal);

/** What a scanned or typed code stands for: the goods, and the lot where it names one. */
export function byCode(offers: readonly Offer[], text: string): { offer: Offer; lot: number | null } | null {
  for (const offer of offers) {
    const lot = offer.all.find((lot) => namesLot(text, offer.product, lot.code));
    if (lot) return { offer, lot: lot.id };
  }
  const offer = offers.find(({ product }) => namesGoods(text, product));
  return offer ? { offer, lot: null } : null;
}

type Named = Pick<Product, "gtins" | "sku">;

export function namesGoods(text: string, { gtins, sku }: Named): boolean {
  const scanned = read(text);
  if (scanned.kind === "gtin") return gtins.some((gtin) => gtin14(gtin) === scanned.gtin);
  return sku.toUpperCase() === text.trim().toUpperCase();
}

export function namesLot(text: string, product: Named, lot: string): boolean {
  const scanned = read(text);
  if (scanned.kind === "gtin") return scanned.lot === lot && namesGoods(text, product);
  return lot.toUpperCase() === text.trim().toUpperCase();
}
