/** The one that sends and fetches, in one tab at a time, until it is stopped. */
import { liveQuery } from "dexie";

import type { Counter } from "../journal/outbox.ts";
import { backoff } from "./backoff.ts";
import { Bell } from "./bell.ts";
import { type Round, round } from "./round.ts";
import type { Wire } from "./wire.ts";

const EVERY = 30_000;
const LOCK = "counter-sync";
/** The network is back, or somebody takes the device in hand. */
const CALLS = ["online", "pageshow", "focus", "visibilitychange"] as const;

export interface Sync {
  /** Sends now, in whichever tab it is that sends, without waiting for the pause after a failure to pass. */
  now(): void;
  stop(): Promise<void>;
}

interface Surroundings {
  locks?: Pick<LockManager, "request">;
  heard?: Pick<EventTarget, "addEventListener" | "removeEventListener">;
  every?: number;
  chance?: () => number;
  /** After each round, in the tab that sends: also where a full storage could not note how it went. */
  told?: (round: Round) => void;
}

export function startSync(counter: Counter, wire: Wire, surroundings: Surroundings = {}): Sync {
  const { locks = navigator.locks, heard = globalThis, every = EVERY, chance = Math.random, told } = surroundings;
  const stopping = new AbortController();
  const bell = new Bell();
  const tabs = new BroadcastChannel(`${LOCK} ${counter.db.name}`);
  let failures = 0;
  let isToldToWait = false;

  /** The failures before say nothing of the network that there is now. */
  function called() {
    failures = 0;
    bell.ring();
  }
  function now() {
    called();
    tabs.postMessage("now");
  }
  tabs.addEventListener("message", called);
  for (const call of CALLS) heard.addEventListener(call, called);

  let before = 0;
  const written = liveQuery(() => counter.db.events.where("standing").equals("unsent").count()).subscribe((count) => {
    if (count > before && !isToldToWait) called();
    before = count;
  });

  async function work(): Promise<void> {
    while (!stopping.signal.aborted) {
      bell.hear();
      const went = await round(counter, wire);
      const { state, wait } = went;
      if (stopping.signal.aborted) return;
      told?.(went);
      failures = state === "idle" ? 0 : failures + 1;
      isToldToWait = wait > 0;
      await bell.pause(Math.max(failures ? backoff(failures, chance) : every, wait));
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
      tabs.close();
      for (const call of CALLS) heard.removeEventListener(call, called);
      bell.ring();
      await working;
    },
  };
}
