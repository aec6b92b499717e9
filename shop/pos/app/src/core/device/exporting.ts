/**
 * What was not sent, into a file, for the day a phone breaks or never finds a network again. Encrypted: a receipt's
 * amounts are nobody's business. The form stands in docs/decisions/counter-protocol.md, "Exported".
 */
import type { CounterDatabase } from "../database.ts";
import type { CounterEvent } from "../journal/events.ts";
import { NotAnExport, NotEnrolled, WrongPassphrase } from "../refusals.ts";

export const FORM = "cho-ocop-counter/1";
const ROUNDS = 600_000;

export interface Export {
  form: typeof FORM;
  device_id: string;
  epoch: number;
  exported_at: string;
  count: number;
  rounds: number;
  salt: string;
  nonce: string;
  box: string;
}

/** Throws NotEnrolled. The events stay unsent here: the file is a copy. */
export async function exportUnsent(db: CounterDatabase, { passphrase, at }: { passphrase: string; at: Date }): Promise<Export> {
  const device = await db.fact("device");
  if (!device) throw new NotEnrolled();
  const entries = await db.events.where("standing").equals("unsent").sortBy("seq");
  const [salt, nonce] = [crypto.getRandomValues(new Uint8Array(16)), crypto.getRandomValues(new Uint8Array(12))];
  const text = new TextEncoder().encode(JSON.stringify({ events: entries.map(({ event }) => event) }));
  const key = await keyOf(passphrase, salt, ROUNDS);
  const box = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, key, text);
  return {
    form: FORM,
    device_id: device.device_id,
    epoch: device.epoch,
    exported_at: at.toISOString(),
    count: entries.length,
    rounds: ROUNDS,
    salt: base64(salt),
    nonce: base64(nonce),
    box: base64(new Uint8Array(box)),
  };
}

/** Throws NotAnExport, WrongPassphrase (also where the file was changed: AES-GCM cannot tell these apart). */
export async function readExport(file: string, { passphrase }: { passphrase: string }): Promise<CounterEvent[]> {
  const { rounds, salt, nonce, box } = parsed(file);
  const key = await keyOf(passphrase, bytes(salt), rounds);
  const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(nonce) }, key, bytes(box)).catch(() => {
    throw new WrongPassphrase();
  });
  return (JSON.parse(new TextDecoder().decode(opened)) as { events: CounterEvent[] }).events;
}

function parsed(file: string): Export {
  try {
    const said = JSON.parse(file) as Export;
    if (said.form === FORM) return said;
  } catch {
    // Not even JSON.
  }
  throw new NotAnExport();
}

async function keyOf(passphrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  // A passphrase typed on another keyboard may spell its marks apart.
  const said = new TextEncoder().encode(passphrase.normalize("NFC"));
  const secret = await crypto.subtle.importKey("raw", said, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(how, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

const base64 = (raw: Uint8Array) => btoa(Array.from(raw, (byte) => String.fromCharCode(byte)).join(""));
const bytes = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
