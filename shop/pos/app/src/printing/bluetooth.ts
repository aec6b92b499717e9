/** A printer over Bluetooth LE, where the browser can (Chrome on Android and desktops). */

/** The services under which small receipt printers take their bytes; no standard names one. */
const SERVICES = [
  "000018f0-0000-1000-8000-00805f9b34fb",
  "0000ff00-0000-1000-8000-00805f9b34fb",
  "e7810a71-73ae-499d-8c15-faa9aef0c3f2",
  "49535343-fe7d-4ae5-8fa9-9fafd205e455",
];
/** What every printer takes at once: the least that Bluetooth LE's longer packets promise. */
const PIECE = 100;

interface Characteristic {
  properties: { write: boolean; writeWithoutResponse: boolean };
  writeValueWithResponse(bytes: BufferSource): Promise<void>;
  writeValueWithoutResponse(bytes: BufferSource): Promise<void>;
}
interface Server {
  connected: boolean;
  connect(): Promise<Server>;
  getPrimaryServices(): Promise<{ getCharacteristics(): Promise<Characteristic[]> }[]>;
}
interface BluetoothDevice {
  name?: string;
  gatt: Server;
}
interface Bluetooth {
  requestDevice(asked: { acceptAllDevices: boolean; optionalServices: string[] }): Promise<BluetoothDevice>;
}

const bluetooth = (): Bluetooth | undefined => (navigator as Navigator & { bluetooth?: Bluetooth }).bluetooth;
export const canConnect = (): boolean => bluetooth() !== undefined;

let printer: BluetoothDevice | null = null;
export const printerName = (): string | null => printer && (printer.name ?? "?");

/** Asks the person to choose; must come from a press. */
export async function connect(): Promise<string> {
  const chosen = await bluetooth()!.requestDevice({ acceptAllDevices: true, optionalServices: SERVICES });
  await writable(chosen);
  printer = chosen;
  return printerName()!;
}

export async function send(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const target = await writable(printer!);
  for (let at = 0; at < bytes.length; at += PIECE) {
    const piece = bytes.slice(at, at + PIECE);
    if (target.properties.write) await target.writeValueWithResponse(piece);
    else await target.writeValueWithoutResponse(piece);
  }
}

async function writable(device: BluetoothDevice): Promise<Characteristic> {
  const server = device.gatt.connected ? device.gatt : await device.gatt.connect();
  for (const service of await server.getPrimaryServices()) {
    for (const one of await service.getCharacteristics()) {
      if (one.properties.write || one.properties.writeWithoutResponse) return one;
    }
  }
  throw new Error("nothing on this device takes bytes to print");
}
