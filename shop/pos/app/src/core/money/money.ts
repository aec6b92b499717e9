/** Dong are whole numbers. */
import { DoesNotAddUp, TooLittleGiven } from "../refusals.ts";

/** Notes in use; smaller ones are seldom seen. */
export const NOTES = [1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000] as const;

/** As the server takes them: what is larger was mistyped. */
const MOST = 1e12;
export const MOST_UNITS = 1e6;

export const isAmount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0 && value <= MOST;

/** Throws DoesNotAddUp where a quantity or a price is no whole number, or larger than the server takes. */
export function times(quantity: number, price: number): number {
  const amount = quantity * price;
  if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > MOST_UNITS || !isAmount(price) || !isAmount(amount)) {
    throw new DoesNotAddUp(`${quantity} × ${price}`);
  }
  return amount;
}

/** Throws DoesNotAddUp where an amount is no whole number. */
export function sum(amounts: Iterable<number>): number {
  let total = 0;
  for (const amount of amounts) {
    total += amount;
    if (!isAmount(amount) || !isAmount(total)) throw new DoesNotAddUp(`+ ${amount}`);
  }
  return total;
}

/** Throws TooLittleGiven. */
export function changeOf(total: number, given: number): number {
  if (!isAmount(given) || given < total) throw new TooLittleGiven(total, given);
  return given - total;
}

/** Up to `most` sums that a buyer is likely to hand over, the exact one first: 325.000 → 350.000, 400.000, 500.000. */
export function likelyGiven(total: number, most = 5): number[] {
  if (total === 0) return [0];
  // Nobody counts out more than a score of notes.
  const rounded = NOTES.filter((note) => note * 20 >= total).map((note) => Math.ceil(total / note) * note);
  const distinct = [...new Set([total, ...rounded])].sort((one, other) => one - other);
  const apart = distinct.filter((sum) => sum === total || sum % 10_000 === 0 || sum < 50_000);
  const usual = apart.filter((sum) => sum <= Math.max(total * 2, 500_000));
  return usual.slice(0, most);
}
