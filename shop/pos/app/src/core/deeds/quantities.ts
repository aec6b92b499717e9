import { MOST_UNITS } from "../money/money.ts";
import { DoesNotAddUp } from "../refusals.ts";

/** At most so many lines fit in one event. */
const MOST_LINES = 200;

/** Throws DoesNotAddUp where there are none, or more than the server takes. */
export function someLines<Line>(lines: readonly Line[]): Line[] {
  if (!lines.length || lines.length > MOST_LINES) throw new DoesNotAddUp(`${lines.length} lines`);
  return [...lines];
}

/** A whole number of units, at least `least`. Throws DoesNotAddUp. */
export function units(quantity: number, least = 1): number {
  if (!Number.isSafeInteger(quantity) || quantity < least || quantity > MOST_UNITS) throw new DoesNotAddUp(`quantity ${quantity}`);
  return quantity;
}
