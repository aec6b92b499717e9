/** Counters as tests want them: a store of its own, enrolled, with goods on its shelf. */
import { clock } from "../../../../shop/pos/app/src/core/clock.ts";
import { CounterDatabase } from "../../../../shop/pos/app/src/core/database.ts";
import { type Counter, noHead } from "../../../../shop/pos/app/src/core/journal/outbox.ts";
import type { Certificate, Product } from "../../../../shop/pos/app/src/core/rows.ts";

export const AT = Date.parse("2026-11-27T03:04:05.678Z");
export const DEVICE = "0b6f1c1e-7a53-4c0e-9b8e-2f6d1c9a4e10";
export const LAI = 7;

export const CERTIFICATE: Certificate = {
  number: "48-0012/2026",
  issued_on: "2026-01-01",
  expires_on: "2028-12-31",
  extended_until: null,
  revoked_on: null,
};

export const FISH_SAUCE: Product = {
  name: "Nước mắm Cửa Khe",
  sku: "NM-CK",
  gtins: ["08938501234568"],
  net_quantity: "500 ml",
  price: 120_000,
  producer: "HTX Cửa Khe",
  group: "food",
  abv: null,
  is_for_adults: false,
  image: "",
  stars: 4,
  certificate: CERTIFICATE,
  needs_certificate: true,
  held: "",
};

export const LOT = { product: 1, code: "CK-2610", made_on: "2026-10-01", expires_on: "2027-10-01", held: "" };

let stores = 0;
export const freshStore = (): CounterDatabase => new CounterDatabase(`counter-${++stores}`);

/** Enrolled at location 3, with product 1, its lot 11 and 100 units of it. */
export async function aCounter({ db = freshStore(), wall = () => AT }: { db?: CounterDatabase; wall?: () => number } = {}): Promise<Counter> {
  await db.open();
  await db.setFact("device", {
    device_id: DEVICE,
    epoch: 1,
    token: "a token",
    token_since: new Date(AT).toISOString(),
    name: "Quầy 1",
    location: { id: 3, name: "Trung tâm OCOP" },
  });
  await db.setFact("head", noHead(1));
  await db.products.put({ ...FISH_SAUCE, id: 1 });
  await db.lots.put({ ...LOT, id: 11 });
  await db.shelves.put({ id: 11, on_hand: 100, reserved: 0, short: 0, pending: 0 });
  return { db, clock: clock({ wall, steady: () => 0 }), appVersion: "0.1.0" };
}
