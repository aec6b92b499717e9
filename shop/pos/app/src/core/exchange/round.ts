/** One round of the exchange: all that is unsent goes out, then what changed comes in. */
import type { SyncState } from "../database.ts";
import type { Counter } from "../journal/outbox.ts";
import { ServerAway, ServerRefused } from "../refusals.ts";
import { pull } from "./pull.ts";
import { BATCH, push } from "./push.ts";
import type { Wire } from "./wire.ts";

/** How long one token serves. */
const TOKEN_AGE = 30 * 86_400_000;

export interface Round {
  state: SyncState["state"];
  detail: string;
  wait: number;
}

/** Never throws; how it went is written down for every tab to see. */
export async function round(counter: Counter, wire: Wire): Promise<Round> {
  const told = await attempt(counter, wire);
  // On a disk that is full even this may fail; what was sent is sent all the same.
  await note(counter, told).catch(console.error);
  return told;
}

async function note({ db, clock }: Counter, { state, detail }: Round): Promise<void> {
  const tried_at = clock.now().toISOString();
  const sent_at = state === "idle" ? tried_at : ((await db.fact("sync"))?.sent_at ?? null);
  await db.setFact("sync", { state, detail, tried_at, sent_at });
}

async function attempt(counter: Counter, wire: Wire): Promise<Round> {
  const { db, clock } = counter;
  try {
    const device = await db.fact("device");
    if (!device) return { state: "idle", detail: "", wait: 0 };
    const taken = new Set<string>();
    for (;;) {
      const pushed = await push(counter, wire, device, BATCH, taken);
      if (pushed === "nothing") break;
      if (pushed !== "more") return { state: pushed, detail: "", wait: 0 };
    }
    if (taken.size) return { state: "full", detail: String(taken.size), wait: 0 };
    if ((await pull(counter, wire, device)) === "old_epoch") return { state: "old_epoch", detail: "", wait: 0 };
    if (clock.now().getTime() - Date.parse(device.token_since) > TOKEN_AGE) await roll(counter, wire);
    return { state: "idle", detail: "", wait: 0 };
  } catch (fault) {
    return failed(fault);
  }
}

/** The old token is good until the new one is used, so being cut off in between loses nothing. */
async function roll({ db, clock }: Counter, wire: Wire): Promise<void> {
  const device = (await db.fact("device"))!;
  const token = await wire.roll(device.token);
  await db.setFact("device", { ...device, token, token_since: clock.now().toISOString() });
}

function failed(fault: unknown): Round {
  if (fault instanceof ServerAway) return { state: "offline", detail: fault.detail, wait: 0 };
  if (!(fault instanceof ServerRefused)) return { state: "failed", detail: String(fault), wait: 0 };
  if (fault.status === 401) return { state: "revoked", detail: fault.detail, wait: fault.wait };
  const state = fault.status >= 500 || fault.status === 429 ? "offline" : "refused";
  return { state, detail: fault.detail, wait: fault.wait };
}
