/** The one that sends and fetches, in one tab at a time, until it is stopped. */
import { liveQuery } from "dexie";

import type { SyncState } from "../database.ts";
import type { Counter } from "../journal/outbox.ts";
import { ServerAway, ServerRefused } from "../refusals.ts";
import { backoff } from "./backoff.ts";
import { pull } from "./pull.ts";
import { push } from "./push.ts";
import type { Wire } from "./wire.ts";

const EVERY = 30_000;
const LOCK = "counter-sync";
/** How long one token serves. */
const TOKEN_AGE = 30 * 86_400_000;

export interface Sync {
  /** Sends now, without waiting for the pause after a failure to pass. */
  now(): void;
  stop(): Promise<void>;
}

interface Surroundings {
  locks?: Pick<LockManager, "request">;
  /** Tells when the network is back. */
  heard?: Pick<EventTarget, "addEventListener" | "removeEventListener">;
  every?: number;
  chance?: () => number;
}

export function startSync(counter: Counter, wire: Wire, surroundings: Surroundings = {}): Sync {
  const { locks = navigator.locks, heard = globalThis, every = EVERY, chance = Math.random } = surroundings;
  const stopping = new AbortController();
  let failures = 0;
  let wake: () => void = () => {};
  let isCalled = false;
  const now = () => {
    isCalled = true;
    wake();
  };
  const written = liveQuery(() => counter.db.events.where("standing").equals("unsent").count()).subscribe((count) => {
    if (count && !failures) now();
  });
  heard.addEventListener("online", now);

  async function pause(milliseconds: number): Promise<void> {
    if (isCalled || stopping.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => (clearTimeout(timer), resolve());
    });
  }

  async function work(): Promise<void> {
    while (!stopping.signal.aborted) {
      isCalled = false;
      const { state, wait } = await round(counter, wire);
      failures = state === "idle" ? 0 : failures + 1;
      await pause(Math.max(failures ? backoff(failures, chance) : every, wait));
    }
  }

  const working = locks.request(LOCK, { signal: stopping.signal }, work).catch((fault: unknown) => {
    if (!stopping.signal.aborted) throw fault;
  });

  return {
    now,
    async stop() {
      stopping.abort();
      written.unsubscribe();
      heard.removeEventListener("online", now);
      wake();
      await working;
    },
  };
}

interface Round {
  state: SyncState["state"];
  detail: string;
  wait: number;
}

/** All that is unsent goes out, then what changed comes in; how it went is written down for every tab to see. */
export async function round(counter: Counter, wire: Wire): Promise<Round> {
  const { db, clock } = counter;
  const tried_at = clock.now().toISOString();
  const before = await db.fact("sync");
  const told = await attempt(counter, wire);
  const sent_at = told.state === "idle" ? tried_at : (before?.sent_at ?? null);
  await db.setFact("sync", { state: told.state, detail: told.detail, tried_at, sent_at });
  return told;
}

async function attempt(counter: Counter, wire: Wire): Promise<Round> {
  const { db, clock } = counter;
  try {
    const device = await db.fact("device");
    if (!device) return { state: "idle", detail: "", wait: 0 };
    for (;;) {
      const pushed = await push(counter, wire, device);
      if (pushed === "nothing") break;
      if (pushed !== "more") return { state: pushed, detail: "", wait: 0 };
    }
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
  if (!(fault instanceof ServerRefused)) throw fault;
  if (fault.status === 401) return { state: "revoked", detail: fault.detail, wait: fault.wait };
  const state = fault.status >= 500 || fault.status === 429 ? "offline" : "refused";
  return { state, detail: fault.detail, wait: fault.wait };
}
