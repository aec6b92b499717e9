import { expect, test } from "vitest";

import { open } from "../../../../shop/pos/app/src/core/deeds/shifts.ts";
import { exportUnsent, readExport } from "../../../../shop/pos/app/src/core/device/exporting.ts";
import { leave } from "../../../../shop/pos/app/src/core/device/leaving.ts";
import { NotAnExport, ShiftIsOpen, UnsentEvents, WrongPassphrase } from "../../../../shop/pos/app/src/core/refusals.ts";
import { aCounter, AT, LAI } from "./counters.ts";

const PASSPHRASE = { passphrase: "chợ phiên Tam Kỳ" };
const at = new Date(AT);

test("what was not sent comes out of the file as it went in, and stays here", async () => {
  const { db, ...rest } = await aCounter();
  const opened = await open({ db, ...rest }, { staff: LAI, float: 500_000 });

  const file = JSON.stringify(await exportUnsent(db, { ...PASSPHRASE, at }));

  expect(file).not.toContain(opened.event_id);
  expect(await readExport(file, { passphrase: PASSPHRASE.passphrase.normalize("NFD") })).toEqual([opened]);
  expect(await db.events.where("standing").equals("unsent").count()).toBe(1);
});

test("another passphrase, a changed byte and another file are told apart from success", async () => {
  const { db } = await aCounter();
  const file = await exportUnsent(db, { ...PASSPHRASE, at });
  const changed = { ...file, box: (file.box[0] === "A" ? "B" : "A") + file.box.slice(1) };

  await expect(readExport(JSON.stringify(file), { passphrase: "chợ" })).rejects.toThrow(WrongPassphrase);
  await expect(readExport(JSON.stringify(changed), PASSPHRASE)).rejects.toThrow(WrongPassphrase);
  await expect(readExport("{}", PASSPHRASE)).rejects.toThrow(NotAnExport);
  await expect(readExport("\u0000", PASSPHRASE)).rejects.toThrow(NotAnExport);
});

test("a device is not left with something unsent, nor in a shift", async () => {
  const counter = await aCounter();
  const { db } = counter;
  await open(counter, { staff: LAI, float: 0 });

  await expect(leave(db)).rejects.toThrow(UnsentEvents);
  await db.events.toCollection().modify({ standing: "applied" });
  await expect(leave(db)).rejects.toThrow(ShiftIsOpen);
  expect(await db.fact("device")).toBeDefined();

  await db.facts.delete("shift");
  await leave(db);
  expect(await Promise.all(db.tables.map((table) => table.count()))).toEqual(db.tables.map(() => 0));
});
