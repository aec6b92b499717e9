import { expect, test } from "vitest";

import { CounterDatabase } from "../../../../shop/pos/app/src/core/database.ts";
import { putCashIn, takeCashOut } from "../../../../shop/pos/app/src/core/deeds/cash.ts";
import { count } from "../../../../shop/pos/app/src/core/deeds/counting.ts";
import { writeOff } from "../../../../shop/pos/app/src/core/deeds/damaging.ts";
import { receive } from "../../../../shop/pos/app/src/core/deeds/receiving.ts";
import { findSale, refund, returnable } from "../../../../shop/pos/app/src/core/deeds/refunding.ts";
import { sell, type Sold } from "../../../../shop/pos/app/src/core/deeds/selling.ts";
import { close, open, openShift } from "../../../../shop/pos/app/src/core/deeds/shifts.ts";
import { dispatch, onTheWay, receiveTransfer } from "../../../../shop/pos/app/src/core/deeds/transferring.ts";
import { leftOn } from "../../../../shop/pos/app/src/core/goods/lots.ts";
import { lotOf } from "../../../../shop/pos/app/src/core/journal/effects.ts";
import type { Counter } from "../../../../shop/pos/app/src/core/journal/outbox.ts";
import * as refusals from "../../../../shop/pos/app/src/core/refusals.ts";
import { aCounter, AT, CERTIFICATE, FISH_SAUCE, LAI, LOT } from "./counters.ts";

const staff = LAI;
const LINE: Sold = { product: 1, lot: 11, quantity: 2, unit_price: 120_000 };

const left = async ({ db }: Counter, lot = 11) => leftOn(await db.shelves.get(lot));

async function anOpenCounter(): Promise<Counter> {
  const counter = await aCounter();
  await open(counter, { staff, float: 500_000 });
  return counter;
}

const sold = (counter: Counter, lines: Sold[] = [LINE]) => {
  const total = lines.reduce((sum, { quantity, unit_price }) => sum + quantity * unit_price, 0);
  return sell(counter, { staff, lines, payments: [{ kind: "cash", amount: total, given: total }] });
};

test.each([
  ["by its name, one basket in two tabs is sold once", "a basket", 1, [refusals.BasketIsSold]],
  ["control: without its name it is sold twice", undefined, 2, []],
])("%s", async (_what, basket, sales, refused) => {
  const one = await anOpenCounter();
  await one.db.setFact("basket", { id: "a basket", lines: [{ product: 1, lot: null, quantity: 2 }] });
  const other = { ...one, db: (await new CounterDatabase(one.db.name).open()) as CounterDatabase };
  const asked = { staff, lines: [LINE], payments: [{ kind: "cash" as const, amount: 240_000 }], ...(basket ? { basket } : {}) };

  const told = await Promise.allSettled([sell(one, asked), sell(other, asked)]);

  expect(told.flatMap((each) => (each.status === "rejected" ? [each.reason.constructor] : []))).toEqual(refused);
  expect(await one.db.sales.count()).toBe(sales);
});

test("nothing is sold outside of a shift, and there is one shift at a time", async () => {
  const counter = await aCounter();

  await expect(sold(counter)).rejects.toThrow(refusals.NoShift);
  await open(counter, { staff, float: 0 });
  await expect(open(counter, { staff, float: 0 })).rejects.toThrow(refusals.ShiftIsOpen);
  expect(await counter.db.events.count()).toBe(1);
});

test.each([
  ["lapsed goods", { products: { certificate: { ...CERTIFICATE, expires_on: "2026-11-26" } } }],
  ["a lot past its day", { lots: { expires_on: "2026-11-26" } }],
  ["a lot that is held", { lots: { held: "recall" } }],
  ["another product's lot", { lots: { product: 2 } }],
])("%s are not sold, and nothing is written", async (_what, { products = {}, lots = {} }: { products?: object; lots?: object }) => {
  const counter = await anOpenCounter();
  await counter.db.products.put({ ...FISH_SAUCE, ...products, id: 1 });
  await counter.db.lots.put({ ...LOT, ...lots, id: 11 });

  await expect(sold(counter)).rejects.toThrow(refusals.NotForSale);
  expect([await counter.db.events.count(), await left(counter)]).toEqual([1, 100]);
});

test("a refund cites its sale, counts what came back, and never gives back more than was sold", async () => {
  const counter = await anOpenCounter();
  const sale = await sold(counter);
  const back = (quantity: number, restock: boolean) =>
    refund(counter, { staff, sale: sale.event_id, lines: [{ line: 0, quantity, restock }], tender: "cash", reason: "vỡ nắp" });

  const first = await back(1, true);
  await expect(back(2, true)).rejects.toThrow(refusals.BeyondSale);
  await back(1, false);

  expect(first.body).toMatchObject({ number: "Q1-0002", cites: sale.event_id, total: 120_000, tenders: [{ kind: "cash", amount: 120_000 }] });
  expect(await left(counter)).toBe(99);
  expect(returnable((await findSale(counter, " q1-0001 "))!)).toEqual([0]);
  await expect(
    refund(counter, { staff, sale: first.event_id, lines: [{ line: 0, quantity: 1, restock: true }], tender: "cash", reason: "" }),
  ).rejects.toThrow(refusals.UnknownSale);
});

test("one line twice in a refund is counted together", async () => {
  const counter = await anOpenCounter();
  const { event_id: sale } = await sold(counter);
  const lines = [2, 1].map((quantity) => ({ line: 0, quantity, restock: true }));

  await expect(refund(counter, { staff, sale, lines, tender: "cash", reason: "" })).rejects.toThrow(refusals.BeyondSale);
});

test("goods that came in can be sold at once, under their lot's own name, and once more they are counted", async () => {
  const counter = await anOpenCounter();
  const ref = { product: 1, code: "CK-2611" };

  await receive(counter, { staff, lines: [{ ...ref, made_on: "2026-11-20", quantity: 24 }] });
  const lot = (await lotOf(counter.db, ref))!;
  await sold(counter, [{ ...LINE, lot: ref }]);
  expect([lot.id < 0, await left(counter, lot.id)]).toEqual([true, 22]);

  await count(counter, { staff, lines: [{ lot: ref, counted: 20 }, { lot: 11, counted: 98 }] });
  await writeOff(counter, { staff, lines: [{ lot: 11, quantity: 3, kind: "damage" }], reason: "vỡ" });
  expect([await left(counter, lot.id), await left(counter)]).toEqual([20, 95]);
});

test("a lot's code has the letters that GS1 knows, and no lot ends before it begins", async () => {
  const counter = await aCounter();
  const line = { product: 1, code: "CK 26", made_on: "2026-11-20", quantity: 1 };

  await expect(receive(counter, { staff, lines: [line] })).rejects.toThrow(refusals.DoesNotAddUp);
  await expect(receive(counter, { staff, lines: [{ ...line, code: "C", expires_on: "2026-11-19" }] })).rejects.toThrow(refusals.DoesNotAddUp);
  await expect(count(counter, { staff, lines: [{ lot: 11, counted: 1 }, { lot: 11, counted: 2 }] })).rejects.toThrow(refusals.DoesNotAddUp);
});

test("a transfer leaves at once, and arrives whole, damaged or short with a reason", async () => {
  const counter = await aCounter();
  await dispatch(counter, { staff, destination: 4, lines: [{ lot: 11, quantity: 6 }] });
  const coming = { id: 9, origin: 4, destination: 3, state: "dispatched", dispatched_at: "", lines: [{ id: 90, lot: 11, sent: 6 }] };
  await counter.db.transfers.put(coming);
  const arrived = (received: number, short: number, reason: string) =>
    receiveTransfer(counter, { staff, transfer: coming, lines: [{ line: 90, received, damaged: 0, short, reason }] });

  await expect(arrived(5, 0, "vỡ")).rejects.toThrow(refusals.DoesNotAddUp);
  await expect(arrived(5, 1, " ")).rejects.toThrow(refusals.DoesNotAddUp);
  expect((await onTheWay(counter)).map(({ id }) => id)).toEqual([9]);
  await arrived(5, 1, "thiếu một chai");

  expect([await left(counter), await onTheWay(counter)]).toEqual([99, []]);
});

test("a shift closes on what it sold, gave back, and what went in and out of the drawer", async () => {
  const counter = await anOpenCounter();
  const sale = await sold(counter);
  await sell(counter, { staff, lines: [{ ...LINE, quantity: 1 }], payments: [{ kind: "vietqr", amount: 120_000 }] });
  await refund(counter, { staff, sale: sale.event_id, lines: [{ line: 0, quantity: 1, restock: true }], tender: "cash", reason: "" });
  await putCashIn(counter, { staff, amount: 50_000, reason: "tiền lẻ" });
  await takeCashOut(counter, { staff, amount: 20_000, reason: "nước đá" });

  const { body } = await close(counter, { staff, counted: 649_000 });

  expect(body).toEqual({
    first_seq: 1,
    last_seq: 6,
    counts: { shift_opened: 1, sale: 2, refund: 1, cash_in: 1, cash_out: 1 },
    tenders: { cash: 240_000, vietqr: 120_000, card: 0 },
    refunds: { cash: 120_000, vietqr: 0, card: 0 },
    float: 500_000,
    cash_in: 50_000,
    cash_out: 20_000,
    expected: 650_000,
    counted: 649_000,
    note: "",
  });
  expect(await openShift(counter)).toBeUndefined();
});

test("a second shift sums up its own events alone", async () => {
  const counter = await anOpenCounter();
  await sold(counter);
  await close(counter, { staff, counted: 740_000 });
  await open(counter, { staff, float: 740_000 });

  const { body } = await close(counter, { staff, counted: 740_000 });

  expect([body.first_seq, body.last_seq, body.counts, body.expected]).toEqual([4, 4, { shift_opened: 1 }, 740_000]);
});

test("what the device's clock said stands in the event, with what it is off", async () => {
  const counter = await aCounter({ wall: () => AT - 3_600_000 });
  counter.clock.measure(new Date(AT).toISOString(), AT - 3_600_000, AT - 3_600_000);

  const { occurred_at, clock_offset, shift, event_id, catalogue_version } = await open(counter, { staff, float: 0 });

  expect([occurred_at, clock_offset, shift, catalogue_version]).toEqual(["2026-11-27T02:04:05.678Z", 3_600_000, event_id, 0]);
});

test("a full storage is told by its name, and nothing is written", async () => {
  const counter = await aCounter();
  const full = () => {
    throw new DOMException("no room", "QuotaExceededError");
  };
  counter.db.events.hook("creating", full);

  await expect(open(counter, { staff, float: 0 })).rejects.toThrow(refusals.StorageFull);
  expect(await openShift(counter)).toBeUndefined();
});
