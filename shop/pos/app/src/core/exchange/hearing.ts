/** What the server's `last_seq` tells of the events it has. */
import type { CounterDatabase, Entry } from "../database.ts";

/**
 * Where `last_seq` is less than it told us before, the server was restored from a backup: what it lost is unsent again (but
 * for `answered`, which this very answer speaks of), and all it knows is asked for anew. Must run in a transaction over events and facts.
 */
export async function hear(
  db: CounterDatabase,
  { epoch, last_seq, answered = new Set() }: { epoch: number; last_seq: number; answered?: ReadonlySet<string> },
): Promise<void> {
  const told = await db.fact("told");
  if (told?.epoch === epoch && last_seq < told.last_seq) {
    await sendAgain(db, { epoch, from: last_seq + 1, answered });
    await db.facts.delete("cursor");
  }
  await db.setFact("told", { epoch, last_seq });
}

/** True where the event with the number `from` is still with us. */
export async function sendAgain(
  db: CounterDatabase,
  { epoch, from, answered = new Set() }: { epoch: number; from: number; answered?: ReadonlySet<string> },
): Promise<boolean> {
  await db.events
    .where("[epoch+seq]")
    .between([epoch, from], [epoch, Infinity])
    .filter(({ event_id }) => !answered.has(event_id))
    .modify({ standing: "unsent", code: "", detail: "", acknowledged_at: null } satisfies Partial<Entry>);
  return (await db.events.get([epoch, from])) !== undefined;
}
