import { expect, test } from "vitest";

import { count } from "../../../../shop/pos/app/src/core/deeds/counting.ts";
import { receive } from "../../../../shop/pos/app/src/core/deeds/receiving.ts";
import { sell } from "../../../../shop/pos/app/src/core/deeds/selling.ts";
import { open } from "../../../../shop/pos/app/src/core/deeds/shifts.ts";
import { pull } from "../../../../shop/pos/app/src/core/exchange/pull.ts";
import type { Told, Wire } from "../../../../shop/pos/app/src/core/exchange/wire.ts";
import { leftOn } from "../../../../shop/pos/app/src/core/goods/lots.ts";
import type { Counter } from "../../../../shop/pos/app/src/core/journal/outbox.ts";
import { ServerAway } from "../../../../shop/pos/app/src/core/refusals.ts";
import type { Change, Changes } from "../../../../shop/pos/app/src/core/rows.ts";
import { aCounter, AT, FISH_SAUCE, LAI, LOT } from "./counters.ts";

const staff = LAI;
const PAGE: Changes = {
  cursor: "c1",
  is_snapshot: false,
  has_more: false,
  server_time: new Date(AT).toISOString(),
  last_seq: 0,
  epoch: 1,
  changes: [],
};
const shelf = (on_hand: number, id = 11): Change => ({ kind: "shelf", id, row: { on_hand, reserved: 0, short: 0 } });

/** Answers with `pages`, one after the other; a fault among them is thrown. */
function saying(...pages: (Partial<Changes> | Error)[]) {
  const asked: Told[] = [];
  const changes = async (_token: string, told: Told) => {
    asked.push(told);
    const page = pages.shift();
    if (!page || page instanceof Error) throw page ?? new Error("asked too often");
    return { ...PAGE, ...page };
  };
  return { asked, wire: { changes } as unknown as Wire };
}

const pulled = async (counter: Counter, ...pages: (Partial<Changes> | Error)[]) => {
  const { asked, wire } = saying(...pages);
  const outcome = await pull(counter, wire, (await counter.db.fact("device"))!);
  return { asked, outcome };
};

const left = async ({ db }: Counter, lot = 11) => leftOn(await db.shelves.get(lot));
const sold = (counter: Counter, quantity: number) =>
  sell(counter, {
    staff,
    lines: [{ product: 1, lot: 11, quantity, unit_price: 120_000 }],
    payments: [{ kind: "cash", amount: quantity * 120_000 }],
  });

test("a snapshot replaces what was there only once all its pages have come", async () => {
  const counter = await aCounter();
  const old = { kind: "product" as const, row: { ...FISH_SAUCE, name: "mới" } };
  const first = { is_snapshot: true, has_more: true, cursor: "p1", changes: [{ ...old, id: 5 }] };

  await expect(pulled(counter, first, new ServerAway("cut"))).rejects.toThrow(ServerAway);
  expect(await counter.db.products.toCollection().primaryKeys()).toEqual([1]);

  const { asked } = await pulled(counter, first, { cursor: "p2", changes: [{ ...old, id: 6 }] });
  expect(asked.map(({ cursor }) => cursor)).toEqual([null, "p1"]);
  expect(await counter.db.products.toCollection().primaryKeys()).toEqual([5, 6]);
  expect([await counter.db.lots.count(), (await counter.db.fact("cursor"))?.cursor]).toEqual([0, "p2"]);
});

test("changes are written over, null takes away, and each page keeps its cursor", async () => {
  const counter = await aCounter();

  await expect(
    pulled(counter, { has_more: true, cursor: "p1", changes: [{ kind: "lot", id: 11, row: null }, shelf(40)] }, new ServerAway("cut")),
  ).rejects.toThrow(ServerAway);

  expect([await counter.db.lots.get(11), await left(counter), (await counter.db.fact("cursor"))?.cursor]).toEqual([undefined, 40, "p1"]);
});

test("what the server does not know yet lies on top of its numbers, what it knows does not count twice", async () => {
  const counter = await aCounter();
  await open(counter, { staff, float: 0 });
  await sold(counter, 3);
  await sold(counter, 4);

  await pulled(counter, { changes: [shelf(100)], last_seq: 0 });
  expect(await left(counter)).toBe(93);
  await pulled(counter, { changes: [shelf(97)], last_seq: 2 });
  expect(await left(counter)).toBe(93);
  await pulled(counter, { changes: [shelf(93)], last_seq: 3 });
  expect(await left(counter)).toBe(93);
});

test("a count that the server has not heard of holds against its numbers, what comes after goes off it", async () => {
  const counter = await aCounter();
  await open(counter, { staff, float: 0 });
  await count(counter, { staff, lines: [{ lot: 11, counted: 50 }] });
  await sold(counter, 1);

  await pulled(counter, { changes: [shelf(70)], last_seq: 1 });

  expect(await left(counter)).toBe(49);
});

test("what the server set aside is its people's to put right, and no longer lies on top", async () => {
  const counter = await aCounter();
  await open(counter, { staff, float: 0 });
  const { seq } = await sold(counter, 3);
  await counter.db.events.update([1, seq], { standing: "quarantined", code: "unknown_staff" });

  await pulled(counter, { changes: [shelf(100)], last_seq: 0 });

  expect(await left(counter)).toBe(100);
});

test("a lot that came in here gets the server's id, and the sale that named it by its code finds it", async () => {
  const counter = await aCounter();
  const ref = { product: 1, code: "CK-2611" };
  await open(counter, { staff, float: 0 });
  await receive(counter, { staff, lines: [{ ...ref, made_on: "2026-11-20", quantity: 24 }] });
  await sell(counter, { staff, lines: [{ product: 1, lot: ref, quantity: 2, unit_price: 1 }], payments: [{ kind: "cash", amount: 2 }] });

  await pulled(counter, { changes: [{ kind: "lot", id: 12, row: { ...LOT, code: "CK-2611" } }, shelf(24, 12)], last_seq: 2 });

  expect(await counter.db.lots.toCollection().primaryKeys()).toEqual([11, 12]);
  expect(await counter.db.shelves.toCollection().primaryKeys()).toEqual([11, 12]);
  expect(await left(counter, 12)).toBe(22);
});

test("acknowledged events go after thirty days of the server's, never those unsent or of the open shift", async () => {
  const counter = await aCounter({ wall: () => AT + 200 * 86_400_000 });
  await open(counter, { staff, float: 0 });
  const days = (n: number) => new Date(AT - n * 86_400_000).toISOString();
  for (const [quantity, standing, acknowledged_at, shift] of [
    [1, "applied", days(31), "another"],
    [2, "applied", days(29), "another"],
    [3, "unsent", null, "another"],
    [4, "applied", days(31), undefined],
  ] as const) {
    const { seq } = await sold(counter, quantity);
    await counter.db.events.update([1, seq], { standing, acknowledged_at, ...(shift ? { shift } : {}) });
  }

  await pulled(counter, { changes: [], last_seq: 0 });

  expect((await counter.db.events.toArray()).map(({ seq }) => seq)).toEqual([1, 3, 4, 5]);
  expect((await counter.db.sales.toArray()).map(({ number }) => number).sort()).toEqual(["Q1-0002", "Q1-0003", "Q1-0004"]);
});

test("an epoch that is not ours changes nothing", async () => {
  const counter = await aCounter();

  expect((await pulled(counter, { epoch: 2, changes: [shelf(1)] })).outcome).toBe("old_epoch");
  expect([await left(counter), await counter.db.fact("cursor")]).toEqual([100, undefined]);
});

test("a server that was restored is asked for everything anew, and told what it lost", async () => {
  const counter = await aCounter();
  await open(counter, { staff, float: 0 });
  await counter.db.events.toCollection().modify({ standing: "applied", acknowledged_at: new Date(AT).toISOString() });
  await pulled(counter, { last_seq: 1 });

  await pulled(counter, { last_seq: 0 });

  const { asked } = await pulled(counter, { last_seq: 0 });
  expect(asked).toEqual([{ cursor: null, unsent: 1, unsent_since: new Date(AT).toISOString(), app_version: "0.1.0" }]);
});
