/** Sends what is unsent, in order, and writes down what the server said to it. */
import type { CounterDatabase, Device, Entry } from "../database.ts";
import { isFull } from "../device/storage.ts";
import type { Counter } from "../journal/outbox.ts";
import { ServerAway, ServerRefused } from "../refusals.ts";
import { hear, sendAgain } from "./hearing.ts";
import type { Pushed, Result, Wire } from "./wire.ts";

export const BATCH = 200;

/**
 * `more`: there is, or may be, more to send. `gap`: the server waits for an event that this device no longer has.
 * `forked`: another device writes under this one's identity.
 */
export type PushOutcome = "nothing" | "more" | "gap" | "forked";

/**
 * One batch, of what is not among `taken`. Throws ServerAway, ServerRefused: then all of it is still unsent.
 *
 * What the server took and a full storage had no room to note is added to `taken`: the next batch goes all the same.
 */
export async function push({ db, clock }: Counter, wire: Wire, device: Device, most = BATCH, taken = new Set<string>()): Promise<PushOutcome> {
  const first = await waiting(db, taken, most);
  if (!first.length) return "nothing";
  const { answer, batch } = await sent(wire, device, first);
  const at = clock.now().toISOString();
  try {
    // Dexie follows awaits only in a function that is itself async.
    return await db.transaction("rw", [db.events, db.facts], async () => settle(db, { device, batch, answer, at }));
  } catch (fault) {
    if (!isFull(fault) || answer.status !== 200) throw fault;
    for (const { event_id } of answer.results) taken.add(event_id);
    return "more";
  }
}

/** The first events that are unsent, of one epoch. */
async function waiting(db: CounterDatabase, taken: ReadonlySet<string>, most: number): Promise<Entry[]> {
  const unsent = await db.events.where("standing").equals("unsent").filter(({ event_id }) => !taken.has(event_id)).toArray();
  unsent.sort((one, other) => one.epoch - other.epoch || one.seq - other.seq);
  return unsent.filter(({ epoch }) => epoch === unsent[0]!.epoch).slice(0, most);
}

/** A batch too large for some proxy on the way goes in halves: which part went, and what was said to it. */
async function sent(wire: Wire, device: Device, batch: Entry[]): Promise<{ answer: Pushed; batch: Entry[] }> {
  try {
    return { answer: await wire.push(device.token, batch.map(({ event }) => event)), batch };
  } catch (refusal) {
    const isTooLarge = refusal instanceof ServerRefused && refusal.status === 413 && batch.length > 1;
    if (!isTooLarge) throw refusal;
    return sent(wire, device, batch.slice(0, Math.ceil(batch.length / 2)));
  }
}

interface Answered {
  device: Device;
  batch: Entry[];
  answer: Pushed;
  at: string;
}

async function settle(db: CounterDatabase, { device, batch, answer, at }: Answered): Promise<PushOutcome> {
  const answered = new Set(answer.results.map(({ event_id }) => event_id));
  const ours = new Map(batch.map((entry) => [entry.event_id, entry]));
  // Else the same would be sent again at once, and for ever.
  if (!batch.some(({ event_id }) => answered.has(event_id)) && !isBehind(answer, batch)) throw new ServerAway("No answer to what was sent");
  for (const result of answer.results) {
    const entry = ours.get(result.event_id);
    if (entry) await db.events.update([entry.epoch, entry.seq], standingOf(result, at));
  }
  const { last_seq } = answer;
  await hear(db, { epoch: device.epoch, last_seq, answered });
  if (answer.results.some(({ code }) => code === "forked")) return "forked";
  if (answer.status === 200) return "more";
  const isHere = await sendAgain(db, { epoch: device.epoch, from: answer.expected_seq, answered });
  return isHere ? "more" : "gap";
}

const isBehind = (answer: Pushed, [first]: Entry[]): boolean => answer.status === 409 && answer.expected_seq < first!.seq;

function standingOf({ status, code = "", detail = "" }: Result, at: string): Partial<Entry> {
  return { standing: status, code, detail, acknowledged_at: at };
}
