import { expect, test } from "vitest";

import { checkOf, unlock, waitAfter } from "../../../../shop/pos/app/src/core/device/pin.ts";
import { LockedOut, WrongPin } from "../../../../shop/pos/app/src/core/refusals.ts";
import { aCounter, AT, LAI } from "./counters.ts";

const SALT = { salt: "000102030405060708090a0b0c0d0e0f", rounds: 1000 };

async function withPin() {
  let now = AT;
  const counter = await aCounter({ wall: () => now });
  await counter.db.staff.put({ id: LAI, name: "chị Lài", is_manager: false, pin: { ...SALT, check: await checkOf("280417", SALT) } });
  const attempt = (pin: string) => unlock(counter, { staff: LAI, pin });
  return { counter, attempt, pass: (milliseconds: number) => (now += milliseconds) };
}

test("the check is PBKDF2-HMAC-SHA256 as Python's hashlib has it", async () => {
  expect(await checkOf("280417", SALT)).toBe("9f2e42896d49b076d6d442ee090f469ac8e220309d82e2831d8831a99b55aa03");
});

test("the right PIN opens and forgets the wrong ones", async () => {
  const { attempt, counter } = await withPin();
  await expect(attempt("000000")).rejects.toThrow(WrongPin);

  expect((await attempt("280417")).name).toBe("chị Lài");
  expect(await counter.db.tries.count()).toBe(0);
});

test("after four wrong ones each costs a longer wait, which even the right one must sit out", async () => {
  const { attempt, pass } = await withPin();
  for (let tries = 0; tries < 4; tries++) await expect(attempt("000000")).rejects.toThrow(WrongPin);

  await expect(attempt("280417")).rejects.toThrow(LockedOut);
  pass(30_001);
  expect((await attempt("280417")).id).toBe(LAI);
  expect([3, 4, 5, 6, 40].map(waitAfter)).toEqual([0, 30_000, 60_000, 120_000, 3_600_000]);
});

test("one who has no PIN does not come in", async () => {
  const { counter, attempt } = await withPin();
  await counter.db.staff.update(LAI, { pin: null });

  await expect(attempt("280417")).rejects.toThrow(WrongPin);
});
