/** A PIN opens the screen; it is no credential of the server. */
import type { Identified, Tries } from "../database.ts";
import type { Counter } from "../journal/outbox.ts";
import { LockedOut, WrongPin } from "../refusals.ts";
import type { Pin, Staff } from "../rows.ts";
import { isFull } from "./storage.ts";
import { type Beside, forgetBeside, putBeside, triesBeside, worse } from "./tries.ts";

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

interface Attempt {
  staff: number;
  pin: string;
}

/** Throws LockedOut, WrongPin. Waits are kept on the device, so starting the app again does not help. */
export async function unlock(counter: Counter, { staff, pin }: Attempt, beside: Beside | undefined = globalThis.localStorage): Promise<Identified<Staff>> {
  const { db } = counter;
  // The try is counted before the PIN is looked at: killing the app meanwhile does not win one.
  const wrong = await count(counter, staff, beside);
  const person = await db.staff.get(staff);
  if (!person?.pin || !same(await checkOf(pin, person.pin), person.pin.check)) throw new WrongPin(wrong);
  await db.tries.delete(staff).catch(passOverFull);
  forgetBeside(staff, beside);
  return person;
}

/** Where the storage is full one still comes in, to send and to take along what is unsent: the try is counted beside it. */
async function count({ db, clock }: Counter, staff: number, beside: Beside | undefined): Promise<number> {
  const next = async () => {
    const before = worse(await db.tries.get(staff), triesBeside(staff, beside));
    return oneMore(before, clock.now());
  };
  try {
    return await db.transaction("rw", db.tries, async () => {
      const tries = await next();
      await db.tries.put({ staff, ...tries });
      return tries.wrong;
    });
  } catch (fault) {
    passOverFull(fault);
    const tries = await next();
    putBeside(staff, tries, beside);
    return tries.wrong;
  }
}

function oneMore(before: Tries | undefined, now: Date): Tries {
  if (before?.until && before.until > now.toISOString()) throw new LockedOut(before.until);
  const wrong = (before?.wrong ?? 0) + 1;
  const wait = waitAfter(wrong);
  return { wrong, until: wait ? new Date(now.getTime() + wait).toISOString() : null };
}

function passOverFull(fault: unknown): void {
  if (!isFull(fault)) throw fault;
}

function same(one: string, other: string): boolean {
  let differences = one.length ^ other.length;
  for (let at = 0; at < one.length; at++) differences |= one.charCodeAt(at) ^ other.charCodeAt(at);
  return differences === 0;
}

const bytes = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hex = (buffer: ArrayBuffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
