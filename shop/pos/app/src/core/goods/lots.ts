/** Which lot a sale takes: the one that was scanned, else first expired first. */
import type { KeptLot, KeptShelf } from "../database.ts";
import type { LotRef } from "../journal/events.ts";
import { refusalOfLot } from "./gate.ts";

export interface LotOnShelf extends KeptLot {
  /** As shown: what the server knows and what this device added to it. May be below nothing. */
  left: number;
}

export interface Taken {
  lot: LotOnShelf;
  quantity: number;
}

export const leftOn = (shelf: KeptShelf | undefined): number =>
  shelf ? shelf.on_hand - shelf.short + shelf.pending : 0;

export function withLeft(lots: Iterable<KeptLot>, shelves: Iterable<KeptShelf>): LotOnShelf[] {
  const byLot = new Map(Array.from(shelves, (shelf) => [shelf.id, shelf]));
  return Array.from(lots, (lot) => ({ ...lot, left: leftOn(byLot.get(lot.id)) }));
}

/** A lot without a date goes last; of two alike the older goes first. */
export function firstExpiredFirst(one: LotOnShelf, other: LotOnShelf): number {
  const never = "9999";
  const key = ({ expires_on, made_on }: LotOnShelf) => `${expires_on ?? never} ${made_on}`;
  return key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : one.id - other.id;
}

/**
 * Parts `quantity` over the lots of one product that may be sold on `day`. The counter's books may be behind the shelf:
 * what they do not hold is taken from the lot that would be next, for the goods are in the buyer's hand.
 * Empty where there is no lot to take from.
 */
export function take(quantity: number, lots: readonly LotOnShelf[], day: string): Taken[] {
  const fit = lots.filter((lot) => refusalOfLot(lot, day) === null).sort(firstExpiredFirst);
  const taken: Taken[] = [];
  let wanted = quantity;
  for (const lot of fit) {
    const some = Math.min(wanted, Math.max(lot.left, 0));
    if (some > 0) taken.push({ lot, quantity: some });
    wanted -= some;
  }
  if (wanted === 0) return taken;
  const last = taken.at(-1);
  if (last) last.quantity += wanted;
  else if (fit[0]) taken.push({ lot: fit[0], quantity: wanted });
  return taken;
}

/** How an event names the lot: by id, or by goods and code while it has none of the server's. */
export const refTo = ({ id, product, code }: KeptLot): LotRef => (id > 0 ? id : { product, code });
