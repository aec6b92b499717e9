import { describe, expect, test } from "vitest";

import { gtin14 } from "../../../../shop/pos/app/src/core/goods/codes.ts";
import { refusalOf, refusalOfLot } from "../../../../shop/pos/app/src/core/goods/gate.ts";
import { type LotOnShelf, take } from "../../../../shop/pos/app/src/core/goods/lots.ts";
import { read, type Scanned } from "../../../../shop/pos/app/src/core/goods/scan.ts";
import { fold, search } from "../../../../shop/pos/app/src/core/goods/search.ts";
import { because, offersOn } from "../../../../shop/pos/app/src/screens/offers.ts";
import { lotWords } from "../../../../shop/pos/app/src/screens/parts/lots.tsx";
import { aCounter, CERTIFICATE, FISH_SAUCE, LOT } from "./counters.ts";

const certified = (change: Partial<typeof CERTIFICATE>) => ({ ...FISH_SAUCE, certificate: { ...CERTIFICATE, ...change } });

test.each([
  ["2025-12-31", FISH_SAUCE, "certificate_not_yet"],
  ["2026-01-01", FISH_SAUCE, null],
  ["2028-12-31", FISH_SAUCE, null],
  ["2029-01-01", FISH_SAUCE, "certificate_lapsed"],
  ["2029-01-01", certified({ extended_until: "2029-06-29" }), null],
  ["2029-06-30", certified({ extended_until: "2029-06-29" }), "certificate_lapsed"],
  ["2026-11-26", certified({ revoked_on: "2026-11-27" }), null],
  ["2026-11-27", certified({ revoked_on: "2026-11-27" }), "certificate_revoked"],
  ["2026-11-27", { ...FISH_SAUCE, certificate: null }, "no_certificate"],
  ["2026-11-27", { ...FISH_SAUCE, certificate: null, needs_certificate: false }, null],
  ["2026-11-27", { ...FISH_SAUCE, held: "not_public" }, "held"],
  ["2026-11-27", { ...FISH_SAUCE, price: null }, "no_price"],
] as const)("on %s: %#", (day, product, why) => {
  expect(refusalOf(product, day)).toBe(why);
});

test.each([
  ["2027-10-01", LOT, null],
  ["2027-10-02", LOT, "lot_expired"],
  ["2099-01-01", { ...LOT, expires_on: null }, null],
  ["2026-11-27", { ...LOT, held: "recall" }, "lot_held"],
] as const)("a lot on %s: %#", (day, lot, why) => {
  expect(refusalOfLot(lot, day)).toBe(why);
});

const lot = (id: number, expires_on: string | null, left: number): LotOnShelf => ({ ...LOT, id, expires_on, left });
const taken = (quantity: number, lots: LotOnShelf[]) =>
  take(quantity, lots, "2026-11-27").map(({ lot: { id }, quantity: units }) => [id, units]);

test("what expires first goes first, what has expired stays, and what the books do not hold is sold all the same", () => {
  const lots = [lot(1, null, 5), lot(2, "2027-02-01", 2), lot(3, "2026-12-01", 3), lot(4, "2026-11-26", 9)];

  expect(taken(4, lots)).toEqual([[3, 3], [2, 1]]);
  expect(taken(12, lots)).toEqual([[3, 3], [2, 2], [1, 7]]);
  expect(taken(2, [lot(5, "2027-01-01", -1)])).toEqual([[5, 2]]);
  expect(taken(1, [lot(4, "2026-11-26", 9)])).toEqual([]);
});

test.each(["8938501234568", "08938501234568"])("%s is a GTIN", (code) => expect(gtin14(code)).toBe("08938501234568"));
test.each(["8938501234563", "893850123456", "", "893850123456x"])("%j is none", (code) => expect(gtin14(code)).toBe(null));

const GTIN = { kind: "gtin", gtin: "08938501234568" } as const;

test.each<[string, Scanned]>([
  [" 8938501234568\r", GTIN],
  ["8938501234563", { kind: "unknown", text: "8938501234563" }],
  ["https://cho.example/01/08938501234568/10/CK%2F2610?17=271000", { ...GTIN, lot: "CK/2610", expires_on: "2027-10-31" }],
  ["https://cho.example/en/01/8938501234568", GTIN],
  ["]d2010893850123456817280229" + "10CK-2610\u001d21A7", { ...GTIN, lot: "CK-2610", expires_on: "2028-02-29", serial: "A7" }],
  ["(01)08938501234568(10)CK-2610", { ...GTIN, lot: "CK-2610" }],
  ["https://cho.example/t/Zk3v0S9m1c6cKkQyT8w1v3/", { kind: "stamp", code: "Zk3v0S9m1c6cKkQyT8w1v3" }],
  ["https://cho.example/quay/#code=K7QP2-9XWTM", { kind: "enrolment", code: "K7QP2-9XWTM" }],
  ["019AC3A0-0000-7000-8000-000000000002", { kind: "receipt", event_id: "019ac3a0-0000-7000-8000-000000000002" }],
  ["https://cho.example/%E0%A4%A/", { kind: "unknown", text: "https://cho.example/%E0%A4%A/" }],
  ["0108938501234568" + "17270230", { ...GTIN }],
])("%j is read", (text, scanned) => expect(read(text)).toEqual(scanned));

test.each([
  ["Nước mắm  Cửa Khe", "nuoc mam cua khe"],
  ["Đà Nẵng".normalize("NFD"), "da nang"],
])("%s folds as on the server", (text, folded) => expect(fold(text)).toBe(folded));

const shelf = [
  { ...FISH_SAUCE, id: 1 },
  { ...FISH_SAUCE, id: 2, name: "Bơ lạc", sku: "BL", gtins: [], producer: "HTX Khe Sanh" },
  { ...FISH_SAUCE, id: 3, name: "Bò khô", sku: "BK", gtins: [] },
];

test.each([
  ["mam cua", [1]],
  ["khe", [1, 3, 2]],
  ["bơ", [2, 3]],
  ["bo", [3, 2]],
  ["bk", [3]],
  ["08938501234568", [1]],
  ["phở", []],
  ["  ", [1, 2, 3]],
])("%j finds", (asked, ids) => expect(search(shelf, asked).map(({ id }) => id)).toEqual(ids));

describe("why goods are not sold, as staff read it", () => {
  const offers = async (change: Partial<typeof LOT>, product: Partial<typeof FISH_SAUCE> = {}) => {
    const { db } = await aCounter();
    await db.products.update(1, product);
    await db.lots.update(11, change);
    return offersOn(db, "2026-11-27");
  };

  test("a lot that an officer holds: with the officer's words", async () => {
    const [offer] = await offers({ held: "Nghi hàng giả" });

    expect(because(offer!.refusal!, offer!.reason)).toBe("Lô bị giữ lại: Nghi hàng giả");
    expect(lotWords(offer!.all[0]!)).toBe("lô CK-2610 · hạn 01/10/2027 · Lô bị giữ lại: Nghi hàng giả");
  });

  test("goods that are not shown: as such, not as held", async () => {
    const [offer] = await offers({}, { held: "not_public" });

    expect(because(offer!.refusal!, offer!.reason)).toBe("Chưa được bày bán");
  });

  test("the control: what nobody holds has neither", async () => {
    const [offer] = await offers({});

    expect([offer!.refusal, offer!.reason]).toEqual([null, ""]);
    expect(lotWords(offer!.all[0]!)).toBe("lô CK-2610 · hạn 01/10/2027");
  });
});
