/** A storage that takes nothing more: staff still come in, and what is unsent still reaches the server. */
import { expect, test } from "vitest";

import type { CounterDatabase } from "../../../../shop/pos/app/src/core/database.ts";
import { open } from "../../../../shop/pos/app/src/core/deeds/shifts.ts";
import { putCashIn } from "../../../../shop/pos/app/src/core/deeds/cash.ts";
import { exportUnsent, readExport } from "../../../../shop/pos/app/src/core/device/exporting.ts";
import { checkOf, unlock } from "../../../../shop/pos/app/src/core/device/pin.ts";
import type { Beside } from "../../../../shop/pos/app/src/core/device/tries.ts";
import { BATCH } from "../../../../shop/pos/app/src/core/exchange/push.ts";
import { round } from "../../../../shop/pos/app/src/core/exchange/round.ts";
import { LockedOut, StorageFull, WrongPin } from "../../../../shop/pos/app/src/core/refusals.ts";
import { aCounter, AT, LAI } from "./counters.ts";
import { FakeServer } from "./server.ts";

const SALT = { salt: "000102030405060708090a0b0c0d0e0f", rounds: 1000 };
const PIN = "280417";

/** While it is full every write fails, as in a browser. */
function storageOf(db: CounterDatabase): { isFull: boolean } {
  const storage = { isFull: true };
  const refuse = () => {
    throw new DOMException("no room", "QuotaExceededError");
  };
  db.use({
    stack: "dbcore",
    name: "full",
    create: (core) => ({
      ...core,
      table: (name) => {
        const table = core.table(name);
        return { ...table, mutate: (asked) => (storage.isFull ? refuse() : table.mutate(asked)) };
      },
    }),
  });
  return storage;
}

function aStore(): Beside & { kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => void kept.set(name, text),
    removeItem: (name) => void kept.delete(name),
  };
}

let people = LAI;

async function aFullCounter({ beside = aStore() as Beside } = {}) {
  let now = AT;
  const staff = people++;
  const counter = await aCounter({ wall: () => now });
  await counter.db.staff.put({ id: staff, name: "chị Lài", is_manager: false, pin: { ...SALT, check: await checkOf(PIN, SALT) } });
  await open(counter, { staff, float: 500_000 });
  counter.db.close();
  const storage = storageOf(counter.db);
  await counter.db.open();
  const attempt = (pin: string) => unlock(counter, { staff, pin }, beside);
  return { counter, staff, storage, attempt, pass: (milliseconds: number) => (now += milliseconds) };
}

test("the control: it is full, and a deed is refused", async () => {
  const { counter, staff } = await aFullCounter();

  await expect(putCashIn(counter, { staff, amount: 1_000, reason: "lẻ" })).rejects.toThrow(StorageFull);
});

test("the right PIN opens it, and what is unsent can be taken along", async () => {
  const { counter, attempt } = await aFullCounter();

  expect((await attempt(PIN)).name).toBe("chị Lài");

  const file = await exportUnsent(counter.db, { passphrase: "chợ phiên", at: new Date(AT) });
  expect((await readExport(JSON.stringify(file), { passphrase: "chợ phiên" })).map(({ type }) => type)).toEqual(["shift_opened"]);
});

test.each([
  ["in a store beside the database", aStore()],
  ["in the page, where there is no such store", undefined],
  ["in the page, where that store is full too", { ...aStore(), setItem: () => { throw new DOMException("", "QuotaExceededError"); } }],
])("wrong PINs are still counted: %s", async (_where, beside) => {
  const { attempt, pass } = await aFullCounter({ beside: beside as Beside });
  for (let tries = 0; tries < 4; tries++) await expect(attempt("000000")).rejects.toThrow(WrongPin);

  await expect(attempt(PIN)).rejects.toThrow(LockedOut);
  pass(30_001);
  expect((await attempt(PIN)).name).toBe("chị Lài");
});

test("tries from before it was full count on, and those beside it count on when there is room again", async () => {
  const { attempt, storage, counter, staff } = await aFullCounter();
  for (let tries = 0; tries < 2; tries++) await expect(attempt("000000")).rejects.toThrow(WrongPin);
  storage.isFull = false;
  for (let tries = 0; tries < 2; tries++) await expect(attempt("000000")).rejects.toThrow(WrongPin);

  await expect(attempt(PIN)).rejects.toThrow(LockedOut);
  expect(await counter.db.tries.get(staff)).toMatchObject({ wrong: 4 });
});

test("everything unsent reaches the server, batch after batch, and is noted once there is room", async () => {
  const { counter, staff, storage } = await aFullCounter();
  const server = new FakeServer();
  storage.isFull = false;
  for (let more = 0; more <= BATCH; more++) await putCashIn(counter, { staff, amount: 1_000, reason: "lẻ" });
  const all = BATCH + 2;
  storage.isFull = true;

  expect(await round(counter, server)).toMatchObject({ state: "full", detail: String(all) });
  expect(server.last_seq).toBe(all);
  expect(await counter.db.events.where("standing").equals("unsent").count()).toBe(all);

  storage.isFull = false;
  expect(await round(counter, server)).toMatchObject({ state: "idle" });
  expect(server.last_seq).toBe(all);
  expect(await counter.db.events.where("standing").equals("unsent").count()).toBe(0);
});
