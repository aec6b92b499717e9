/** Fetches what changed at the server: rows and cursor in one transaction, our own unsent deeds on top again. */
import type { CounterDatabase, Device } from "../database.ts";
import { lieOnTop } from "../journal/effects.ts";
import { type Counter, unsent } from "../journal/outbox.ts";
import type { Change, Changes, Kind } from "../rows.ts";
import { hear } from "./hearing.ts";
import type { Wire } from "./wire.ts";

const KEPT = 30 * 86_400_000;

/** `old_epoch`: this device was enrolled anew elsewhere. */
export type PullOutcome = "fresh" | "old_epoch";

/**
 * Until there is no more. A snapshot replaces what we had only once all its pages are here.
 * Throws ServerAway, ServerRefused.
 */
export async function pull(counter: Counter, wire: Wire, device: Device): Promise<PullOutcome> {
  const { db, clock, appVersion: app_version } = counter;
  let cursor = (await db.fact("cursor"))?.cursor ?? null;
  let snapshot: Change[] | null = null;
  for (;;) {
    const { count, since } = await unsent(db);
    const asked = clock.device();
    const page = await wire.changes(device.token, { cursor, unsent: count, unsent_since: since, app_version });
    const measured = clock.measure(page.server_time, asked, clock.device());
    await db.setFact("clock", measured);
    if (page.epoch !== device.epoch) return "old_epoch";
    if (page.is_snapshot) snapshot = [];
    snapshot?.push(...page.changes);
    if (!snapshot || !page.has_more) await take(db, page, snapshot);
    if (!page.has_more) return "fresh";
    cursor = page.cursor;
  }
}

async function take(db: CounterDatabase, page: Changes, snapshot: Change[] | null): Promise<void> {
  const rows = [db.products, db.lots, db.shelves, db.staff, db.places, db.transfers, db.points];
  await db.transaction("rw", [...rows, db.events, db.sales, db.facts], async () => {
    if (snapshot) await Promise.all(rows.map((table) => table.clear()));
    for (const change of snapshot ?? page.changes) await write(db, change);
    const { cursor, epoch, last_seq, server_time } = page;
    const before = await db.fact("cursor");
    const known_seq = page.has_more ? (before?.known_seq ?? 0) : last_seq;
    await db.setFact("cursor", { cursor, epoch, known_seq, pulled_at: server_time });
    await hear(db, { epoch, last_seq });
    await nameLots(db);
    await lieOnTop(db, await after(db, epoch, known_seq));
    await forget(db, server_time);
  });
}

async function write(db: CounterDatabase, { kind, id, row }: Change): Promise<void> {
  const table = tableOf(db, kind);
  if (row === null) await table.delete(id);
  else await table.put({ ...row, id, ...(kind === "shelf" ? { pending: 0 } : {}) } as never);
}

function tableOf(db: CounterDatabase, kind: Kind) {
  const tables = {
    product: db.products,
    lot: db.lots,
    shelf: db.shelves,
    staff: db.staff,
    place: db.places,
    transfer: db.transfers,
    point: db.points,
  };
  return tables[kind];
}

/** A lot that came in here and has the server's id by now needs ours no more. */
async function nameLots(db: CounterDatabase): Promise<void> {
  for (const ours of await db.lots.where("id").below(0).toArray()) {
    const called = await db.lots.where("code").equals(ours.code).toArray();
    if (!called.some(({ id, product }) => id > 0 && product === ours.product)) continue;
    await db.lots.delete(ours.id);
    await db.shelves.delete(ours.id);
  }
}

/** What the server's shelves do not know yet. What it set aside is a person's to put right there. */
async function after(db: CounterDatabase, epoch: number, known_seq: number) {
  const later = await db.events.where("[epoch+seq]").between([epoch, known_seq], [epoch, Infinity], false).toArray();
  return later.filter(({ standing }) => standing !== "quarantined").map(({ event }) => event);
}

/** By the server's time on both sides: a clock a year ahead here must not throw anything away. */
async function forget(db: CounterDatabase, server_time: string): Promise<void> {
  const limit = new Date(Date.parse(server_time) - KEPT).toISOString();
  const shift = await db.fact("shift");
  const old = await db.events.where("acknowledged_at").below(limit).toArray();
  const done = old.filter((entry) => entry.standing !== "unsent" && (entry.shift === null || entry.shift !== shift?.id));
  await db.events.bulkDelete(done.map(({ epoch, seq }): [number, number] => [epoch, seq]));
  await db.sales.bulkDelete(done.filter(({ type }) => type === "sale").map(({ event_id }) => event_id));
}
