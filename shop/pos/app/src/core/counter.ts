/** Opens the counter's own store, and sets its clock by what was last measured, in this tab or another. */
import { liveQuery } from "dexie";

import { clock } from "./clock.ts";
import { CounterDatabase } from "./database.ts";
import type { Counter } from "./journal/outbox.ts";

export type { Counter };

export async function openCounter({ appVersion, db = new CounterDatabase() }: { appVersion: string; db?: CounterDatabase }): Promise<Counter> {
  await db.open();
  const told = clock({ measured: await db.fact("clock") });
  liveQuery(() => db.fact("clock")).subscribe((measured) => measured && told.learn(measured));
  return { db, clock: told, appVersion };
}
