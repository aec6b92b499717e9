import { expect, test } from "vitest";

import { open } from "../../../../shop/pos/app/src/core/deeds/shifts.ts";
import { sell } from "../../../../shop/pos/app/src/core/deeds/selling.ts";
import { unsent } from "../../../../shop/pos/app/src/core/journal/outbox.ts";
import { aCounter, LAI } from "./counters.ts";

test("a sale is an event, units off the shelf and a row to refund from, at once", async () => {
  const counter = await aCounter();
  await open(counter, { staff: LAI, float: 500_000 });

  const sale = await sell(counter, {
    staff: LAI,
    lines: [{ product: 1, lot: 11, quantity: 2, unit_price: 120_000 }],
    payments: [{ kind: "cash", amount: 240_000, given: 500_000 }],
  });

  expect(sale.body).toEqual({
    number: "Q1-0001",
    lines: [{ product: 1, lot: 11, quantity: 2, unit_price: 120_000, amount: 240_000 }],
    total: 240_000,
    tenders: [{ kind: "cash", amount: 240_000, given: 500_000 }],
    change: 260_000,
  });
  expect((await counter.db.shelves.get(11))?.pending).toBe(-2);
  expect((await counter.db.sales.get(sale.event_id))?.refunded).toEqual([0]);
  expect((await unsent(counter.db)).count).toBe(2);
});
