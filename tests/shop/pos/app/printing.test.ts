import { afterEach, expect, test, vi } from "vitest";

import { canConnect, connect, printerName, send } from "../../../../shop/pos/app/src/printing/bluetooth.ts";
import { escpos, wrapped } from "../../../../shop/pos/app/src/printing/raster.ts";

/** A printer that takes some packets and is then gone; no machine of ours has a real one. */
function aPrinter({ answers = true, takes = Infinity, connects = true } = {}) {
  const paper: number[] = [];
  const sizes: number[] = [];
  const takeIn = async (packet: Uint8Array) => {
    if (sizes.length >= takes) throw new DOMException("GATT Server is disconnected.", "NetworkError");
    sizes.push(packet.length);
    paper.push(...packet);
  };
  const refuse = async () => Promise.reject(new DOMException("not supported", "NotSupportedError"));
  const characteristic = {
    properties: { write: answers, writeWithoutResponse: !answers },
    writeValueWithResponse: answers ? takeIn : refuse,
    writeValueWithoutResponse: answers ? refuse : takeIn,
  };
  const deaf = { ...characteristic, properties: { write: false, writeWithoutResponse: false } };
  const gatt = {
    connected: false,
    async connect() {
      if (!connects) throw new DOMException("Connection failed", "NetworkError");
      gatt.connected = true;
      return gatt;
    },
    getPrimaryServices: async () => [{ getCharacteristics: async () => [deaf] }, { getCharacteristics: async () => [deaf, characteristic] }],
  };
  return { name: "PT-210", gatt, paper, sizes };
}

const bluetooth = (requestDevice: () => Promise<unknown>) => vi.stubGlobal("navigator", { bluetooth: { requestDevice } });

afterEach(() => vi.unstubAllGlobals());

/** `dark` are columns of one row of eight dots. */
const row = (dark: number[], width = 8) => ({
  width,
  height: 1,
  data: Uint8ClampedArray.from({ length: width * 4 }, (_, at) => (at % 4 < 3 && dark.includes(at >> 2) ? 0 : 255)),
});

test("without Bluetooth nothing can be connected", () => {
  vi.stubGlobal("navigator", {});

  expect(canConnect()).toBe(false);
});

test("the picture goes in ESC/POS as it is: begin, GS v 0 with its size, a bit a dot, feed and cut", () => {
  expect([...escpos(row([0, 7]))]).toEqual([0x1b, 0x40, 0x1d, 0x76, 0x30, 0, 1, 0, 1, 0, 0b10000001, 0x1b, 0x64, 4, 0x1d, 0x56, 66, 0]);
});

test("a width that is no multiple of eight is filled up with white", () => {
  expect([...escpos(row([0, 9], 10)).slice(6, 12)]).toEqual([2, 0, 1, 0, 0b10000000, 0b01000000]);
});

test("what is too long on the left goes on below, the amount stays whole beside its last row", () => {
  const measure = (words: string) => words.length * 10;

  expect(wrapped({ left: "2 × Nước mắm Cửa Khe", right: "240.000", strong: true }, 200, measure)).toEqual([
    { left: "2 × Nước", strong: true },
    { left: "mắm Cửa", strong: true },
    { left: "Khe", right: "240.000", strong: true },
  ]);
});

test.each([true, false])("all bytes arrive in order and in packets that it takes (it answers: %s)", async (answers) => {
  const printer = aPrinter({ answers });
  bluetooth(async () => printer);
  const bytes = Uint8Array.from({ length: 250 }, (_, at) => at);

  expect(await connect()).toBe("PT-210");
  await send(bytes);

  expect([printer.paper, printer.sizes]).toEqual([[...bytes], [100, 100, 50]]);
});

test("who chooses none, and a thing that is no printer, leave the one that was connected", async () => {
  bluetooth(async () => aPrinter());
  await connect();

  bluetooth(async () => Promise.reject(new DOMException("User cancelled", "NotFoundError")));
  await expect(connect()).rejects.toThrow("User cancelled");
  const lamp = aPrinter();
  lamp.gatt.getPrimaryServices = async () => [];
  bluetooth(async () => ({ ...lamp, name: "Lamp" }));
  await expect(connect()).rejects.toThrow("nothing on this device takes bytes");

  expect(printerName()).toBe("PT-210");
});

test("a printer that goes in the middle is told, and is connected anew for the next try", async () => {
  const printer = aPrinter({ takes: 1 });
  bluetooth(async () => printer);
  await connect();

  await expect(send(new Uint8Array(250))).rejects.toThrow("GATT Server is disconnected");
  printer.gatt.connected = false;
  printer.sizes.length = 0;
  await send(Uint8Array.of(1, 2, 3));

  expect([printer.gatt.connected, printer.paper.slice(-3)]).toEqual([true, [1, 2, 3]]);
});
