import fc from "fast-check";
import { expect, test } from "vitest";

import { settle } from "../../../../shop/pos/app/src/core/deeds/selling.ts";
import { changeOf, likelyGiven, sum, times } from "../../../../shop/pos/app/src/core/money/money.ts";
import { DoesNotAddUp, TooLittleGiven } from "../../../../shop/pos/app/src/core/refusals.ts";

test.each([[0, 5], [1.5, 5], [2, -1], [2, 0.1], [1, 1e12 + 1], [1e6 + 1, 1]])("%d × %d is no amount", (quantity, price) => {
  expect(() => times(quantity, price)).toThrow(DoesNotAddUp);
});

test("sums are exact, and a fraction is no part of one", () => {
  expect(sum([120_000, 85_000])).toBe(205_000);
  expect(() => sum([0.1, 0.9])).toThrow(DoesNotAddUp);
});

test("change is what was given beyond the total", () => {
  expect(changeOf(325_000, 500_000)).toBe(175_000);
  expect(() => changeOf(325_000, 324_999)).toThrow(TooLittleGiven);
});

test("likely sums begin with the exact one, rise and cover the total", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20_000 }), (thousands) => {
      const total = thousands * 1_000;
      const given = likelyGiven(total);

      expect(given[0]).toBe(total);
      expect(given).toEqual([...new Set(given)].sort((one, other) => one - other));
      expect(given.length).toBeLessThanOrEqual(5);
    }),
  );
});

test("tenders of nothing are not told, change is that of the cash", () => {
  const payments = [
    { kind: "cash" as const, amount: 200_000, given: 500_000 },
    { kind: "vietqr" as const, amount: 125_000, reference: "OCOP1234" },
    { kind: "card" as const, amount: 0 },
  ];

  expect(settle(325_000, payments)).toEqual({ tenders: payments.slice(0, 2), change: 300_000 });
  expect(() => settle(325_001, payments)).toThrow(DoesNotAddUp);
  expect(settle(0, [{ kind: "cash", amount: 0 }])).toEqual({ tenders: [], change: 0 });
});
