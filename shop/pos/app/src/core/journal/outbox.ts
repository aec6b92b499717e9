/**
 * Where everything that happens at a counter is written first, online or not.
 *
 * The event, what it does to the shelf and the row of the sale go down in one transaction with strict durability; the
 * chain's head is compared in it, so that two tabs cannot take one number.
 */
import type { Clock } from "../clock.ts";
import type { CounterDatabase, Device, Entry, Head, OpenShift } from "../database.ts";
import { isFull } from "../device/storage.ts";
import { fold } from "../goods/search.ts";
import { NoShift, NotEnrolled, StorageFull } from "../refusals.ts";
import { hashOf } from "./canonical.ts";
import { leaveTraces } from "./effects.ts";
import { type Bodies, type CounterEvent, type EventType, NO_HASH, SCHEMA, type Unsealed } from "./events.ts";
import { uuid7 } from "./uuid7.ts";

export interface Counter {
  db: CounterDatabase;
  clock: Clock;
  appVersion: string;
}

/** What the body may depend on: the head it will follow, and the number that a receipt would get. */
export interface Following {
  head: Head;
  device: Device;
  receipt: string;
  shift: OpenShift | undefined;
}

export interface Draft<Type extends EventType> {
  type: Type;
  staff: number;
  /** Whether it needs an open shift, only belongs to one where one is open, or opens it. */
  shift: "needed" | "if_open" | "opens";
  /** Asked again where another tab was faster: whatever it reads is as of the head. */
  body: Bodies[Type] | ((following: Following) => Promise<Bodies[Type]> | Bodies[Type]);
}

const NUMBERED = new Set<EventType>(["sale", "refund"]);

/** The event as written. Throws NotEnrolled, NoShift, StorageFull, or what the body or the storage throws: then nothing was written. */
export async function append<Type extends EventType>(
  { db, clock, appVersion }: Counter,
  draft: Draft<Type>,
): Promise<CounterEvent<Type>> {
  for (;;) {
    const { device, head, cursor, shift } = await standing(db);
    if (draft.shift === "needed" && !shift) throw new NoShift();
    const following = { head, device, shift, receipt: receiptNumber(device, head) };
    const body = typeof draft.body === "function" ? await draft.body(following) : draft.body;
    const event_id = uuid7();
    const event = await seal({
      schema: SCHEMA,
      event_id,
      device_id: device.device_id,
      epoch: head.epoch,
      seq: head.seq + 1,
      type: draft.type,
      occurred_at: new Date(clock.device()).toISOString(),
      clock_offset: clock.offset(),
      staff: draft.staff,
      shift: draft.shift === "opens" ? event_id : (shift?.id ?? null),
      location: device.location.id,
      catalogue_version: cursor ? Date.parse(cursor.pulled_at) : 0,
      app_version: appVersion,
      body,
      prev_hash: head.hash,
    } as Unsealed);
    if (await write(db, event, head).catch(refuseWhereFull)) return event as CounterEvent<Type>;
  }
}

/** How many events are with us alone, and since when. */
export async function unsent(db: CounterDatabase): Promise<{ count: number; since: string | null }> {
  const waiting = await db.events.where("standing").equals("unsent").sortBy("seq");
  return { count: waiting.length, since: waiting[0]?.event.occurred_at ?? null };
}

/** How many the server set aside for a person to look at. */
export const setAside = (db: CounterDatabase): Promise<number> =>
  db.events.where("standing").equals("quarantined").count();

export const noHead = (epoch: number): Head => ({ epoch, seq: 0, hash: NO_HASH, receipt: 0 });

async function standing(db: CounterDatabase) {
  return db.transaction("r", db.facts, async () => {
    const [device, head, cursor, shift] = await Promise.all([db.fact("device"), db.fact("head"), db.fact("cursor"), db.fact("shift")]);
    if (!device) throw new NotEnrolled();
    return { device, head: head ?? noHead(device.epoch), cursor, shift };
  });
}

async function seal(event: Unsealed): Promise<CounterEvent> {
  return { ...event, hash: await hashOf(event) } as CounterEvent;
}

function refuseWhereFull(fault: unknown): never {
  throw isFull(fault) ? new StorageFull() : fault;
}

/** False where the head moved on meanwhile: nothing was written. */
async function write(db: CounterDatabase, event: CounterEvent, after: Head): Promise<boolean> {
  return db.transaction("rw", [db.facts, db.events, db.sales, db.shelves, db.lots, db.transfers], async () => {
    const head = (await db.fact("head")) ?? noHead(after.epoch);
    if (head.hash !== after.hash || head.epoch !== after.epoch) return false;
    await db.events.add(entryOf(event));
    await db.setFact("head", {
      epoch: event.epoch,
      seq: event.seq,
      hash: event.hash,
      receipt: head.receipt + (NUMBERED.has(event.type) ? 1 : 0),
    });
    await leaveTraces(db, event);
    return true;
  });
}

function entryOf(event: CounterEvent): Entry {
  const { epoch, seq, event_id, shift, type } = event;
  return { epoch, seq, event_id, shift, type, standing: "unsent", code: "", detail: "", acknowledged_at: null, event };
}

/** For people, as printed: "Q1-0047" for a device called "Quầy 1", "Q1B-0001" in its second epoch. */
function receiptNumber({ name }: Device, { epoch, receipt }: Head): string {
  const words = fold(name).toUpperCase().match(/[A-Z]+|\d+/g) ?? [];
  const initials = words.map((word) => (/\d/.test(word) ? word : word[0])).join("").slice(0, 6) || "Q";
  const again = epoch > 1 ? String.fromCharCode(65 + ((epoch - 1) % 26)) : "";
  return `${initials}${again}-${String(receipt + 1).padStart(4, "0")}`;
}
