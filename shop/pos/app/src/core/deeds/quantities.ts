import { DoesNotAddUp } from "../refusals.ts";

/** A whole number of units, at least `least`. Throws DoesNotAddUp. */
export function units(quantity: number, least = 1): number {
  if (!Number.isSafeInteger(quantity) || quantity < least) throw new DoesNotAddUp(`quantity ${quantity}`);
  return quantity;
}
