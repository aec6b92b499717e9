import type { CounterDatabase } from "../database.ts";
import { unsent } from "../journal/outbox.ts";
import { ShiftIsOpen, UnsentEvents } from "../refusals.ts";

/** Takes the device out of use and forgets all it holds. Throws UnsentEvents, ShiftIsOpen: then nothing is forgotten. */
export async function leave(db: CounterDatabase): Promise<void> {
  await db.transaction("rw", db.tables, async () => {
    const { count } = await unsent(db);
    if (count) throw new UnsentEvents(count);
    const shift = await db.fact("shift");
    if (shift) throw new ShiftIsOpen(shift.id);
    await Promise.all(db.tables.map((table) => table.clear()));
  });
}
