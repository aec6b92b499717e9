import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { type Export, readExport } from "../../../../shop/pos/app/src/core/device/exporting.ts";
import { canonical, hashOf } from "../../../../shop/pos/app/src/core/journal/canonical.ts";
import type { CounterEvent } from "../../../../shop/pos/app/src/core/journal/events.ts";
import { type Asked, checksum, memoOf, payload } from "../../../../shop/pos/app/src/core/money/vietqr.ts";

interface Vectors {
  events: { event: CounterEvent; canonical: string }[];
  vietqr: { asked: Asked; payload: string }[];
  export: { file: Export; passphrase: string; events: CounterEvent[] };
}

const { events, vietqr, export: exported } = JSON.parse(readFileSync("tests/shop/pos/vectors.json", "utf8")) as Vectors;

test.each(events)("$event.type is spelt and hashed as by the server", async ({ event, canonical: spelling }) => {
  const { hash, ...said } = event;

  expect([canonical(said), await hashOf(event)]).toEqual([spelling, hash]);
});

test("keys are sorted by UTF-16 code units (RFC 8785, 3.2.3)", () => {
  const said = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 };

  expect(canonical(said)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
});

test.each([1.5, NaN, Infinity, 2 ** 53, "\ud83d", undefined, new Date(0)])("%s has no one spelling", (value) => {
  expect(() => canonical({ value: [value] })).toThrow(TypeError);
});

test.each(vietqr)("VietQR $asked.memo", ({ asked, payload: text }) => {
  expect(payload(asked)).toBe(text);
});

test("the checksum is CRC16-CCITT-FALSE", () => expect(checksum("123456789")).toBe(0x29b1));

test("a memo is what a bank keeps", () => expect(memoOf("Quầy Q1-0047 · Chị Lài ơi là chị")).toBe("QUAY Q1 0047 CHI LAI OI L"));

test("the file that the server opens is opened here", async () => {
  expect(await readExport(JSON.stringify(exported.file), exported)).toEqual(exported.events);
});
