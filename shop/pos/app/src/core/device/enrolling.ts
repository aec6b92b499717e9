import type { Device } from "../database.ts";
import type { Wire } from "../exchange/wire.ts";
import { type Counter, noHead, unsent } from "../journal/outbox.ts";
import { UnsentEvents } from "../refusals.ts";

/**
 * Makes this device a counter of the location that the code was made for. What it knew of another epoch's catalogue is
 * forgotten; its acknowledged events stay. Throws UnsentEvents, ServerRefused, ServerAway.
 */
export async function enrol(
  { db, clock }: Counter,
  wire: Wire,
  { code, name }: { code: string; name: string },
): Promise<Device> {
  const { count } = await unsent(db);
  if (count) throw new UnsentEvents(count);
  const asked = clock.device();
  const { device_id, epoch, token, location, server_time } = await wire.enrol({ code, name: name.trim() });
  const measured = clock.measure(server_time, asked, clock.device());
  const device = { device_id, epoch, token, token_since: server_time, name: name.trim(), location };
  await db.transaction("rw", [db.facts, db.events], async () => {
    await db.setFact("device", device);
    await db.setFact("head", noHead(epoch));
    await db.setFact("clock", measured);
    await db.facts.bulkDelete(["cursor", "shift", "sync"]);
    // Another device of the same number of epochs may have left its events here.
    await db.events.where("[epoch+seq]").between([epoch, 0], [epoch, Infinity]).delete();
  });
  return device;
}
