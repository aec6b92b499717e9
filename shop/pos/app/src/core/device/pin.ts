/** A PIN opens the screen; it is no credential of the server. */
import type { Identified } from "../database.ts";
import type { Counter } from "../journal/outbox.ts";
import { LockedOut, WrongPin } from "../refusals.ts";
import type { Pin, Staff } from "../rows.ts";

/** The first wrong PINs cost nothing; then each costs twice the wait, up to an hour. */
const FREE = 4;
const FIRST_WAIT = 30_000;
const LONGEST = 3_600_000;

export const waitAfter = (wrong: number): number =>
  wrong < FREE ? 0 : Math.min(FIRST_WAIT * 2 ** (wrong - FREE), LONGEST);

/** PBKDF2-HMAC-SHA256, 32 bytes in hex, as `shop/pos/devices/pins.py` works it out. */
export async function checkOf(pin: string, { salt, rounds }: Pick<Pin, "salt" | "rounds">): Promise<string> {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: rounds };
  return hex(await crypto.subtle.deriveBits(how, key, 256));
}

/** Throws LockedOut, WrongPin. Waits are kept in the database, so starting the app again does not help. */
export async function unlock({ db, clock }: Counter, { staff, pin }: { staff: number; pin: string }): Promise<Identified<Staff>> {
  // The try is counted before the PIN is looked at: killing the app meanwhile does not win one.
  const wrong = await db.transaction("rw", db.tries, async () => {
    const tries = await db.tries.get(staff);
    if (tries?.until && tries.until > clock.now().toISOString()) throw new LockedOut(tries.until);
    const wrong = (tries?.wrong ?? 0) + 1;
    const wait = waitAfter(wrong);
    const until = wait ? new Date(clock.now().getTime() + wait).toISOString() : null;
    await db.tries.put({ staff, wrong, until });
    return wrong;
  });
  const person = await db.staff.get(staff);
  if (!person?.pin || !same(await checkOf(pin, person.pin), person.pin.check)) throw new WrongPin(wrong);
  await db.tries.delete(staff);
  return person;
}

function same(one: string, other: string): boolean {
  let differences = one.length ^ other.length;
  for (let at = 0; at < one.length; at++) differences |= one.charCodeAt(at) ^ other.charCodeAt(at);
  return differences === 0;
}

const bytes = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hex = (buffer: ArrayBuffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
