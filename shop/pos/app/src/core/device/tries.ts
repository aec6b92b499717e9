/**
 * Wrong PINs where the database takes nothing more: in a store of the browser that has room of its own, so that starting
 * the app again does not help; where that fails too, as long as the app is open.
 */
import type { Tries } from "../database.ts";

export type Beside = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const here = new Map<number, Tries>();
const nameOf = (staff: number) => `counter.tries.${staff}`;

export function triesBeside(staff: number, beside: Beside | undefined): Tries | undefined {
  const kept = beside?.getItem(nameOf(staff));
  return worse(here.get(staff), kept ? (JSON.parse(kept) as Tries) : undefined);
}

export function putBeside(staff: number, tries: Tries, beside: Beside | undefined): void {
  here.set(staff, tries);
  try {
    beside?.setItem(nameOf(staff), JSON.stringify(tries));
  } catch {
    // Full as well: counted here alone.
  }
}

export function forgetBeside(staff: number, beside: Beside | undefined): void {
  here.delete(staff);
  beside?.removeItem(nameOf(staff));
}

export const worse = (one: Tries | undefined, other: Tries | undefined): Tries | undefined =>
  (one?.wrong ?? 0) < (other?.wrong ?? 0) ? other : one;
