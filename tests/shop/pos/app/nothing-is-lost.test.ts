import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { CounterDatabase } from "../../../../shop/pos/app/src/core/database.ts";
import { open } from "../../../../shop/pos/app/src/core/deeds/shifts.ts";
import { sell } from "../../../../shop/pos/app/src/core/deeds/selling.ts";
import { pull } from "../../../../shop/pos/app/src/core/exchange/pull.ts";
import { push } from "../../../../shop/pos/app/src/core/exchange/push.ts";
import { leftOn } from "../../../../shop/pos/app/src/core/goods/lots.ts";
import { type Counter, unsent } from "../../../../shop/pos/app/src/core/journal/outbox.ts";
import { ServerAway } from "../../../../shop/pos/app/src/core/refusals.ts";
import { aCounter, freshStore, LAI } from "./counters.ts";
import { FakeServer, type Fault, FAULTS } from "./server.ts";

const TABLES = ["events", "facts", "sales", "shelves"] as const;
type Crash = (typeof TABLES)[number];

type Step =
  | { do: "sell"; tab: 0 | 1 }
  | { do: "sell_in_both" }
  | { do: "crash"; at: Crash }
  | { do: "push"; fault: Fault | null; most: number }
  | { do: "pull"; fault: Fault | null }
  | { do: "backup" }
  | { do: "restore" };

const fault = fc.option(fc.constantFrom(...FAULTS));
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("sell" as const), tab: fc.constantFrom(0 as const, 1 as const) }) },
  { weight: 2, arbitrary: fc.constant<Step>({ do: "sell_in_both" }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("crash" as const), at: fc.constantFrom(...TABLES) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("push" as const), fault, most: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("pull" as const), fault }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: "backup" }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: "restore" }) },
);

/** Two tabs of one device, one server, and what the people at the counter know that they have written. */
class Market {
  tabs: Counter[] = [];
  written: string[] = [];
  kept: ReturnType<FakeServer["backup"]>;
  isRestored = false;

  constructor(
    readonly server: FakeServer,
    readonly stores: Stores,
  ) {
    this.kept = server.backup();
  }

  async begin(): Promise<void> {
    this.tabs = [await aCounter({ db: this.stores[0] }), { ...(await aCounter({ db: this.stores[0] })), db: this.stores[1] }];
    this.written.push((await open(this.tabs[0]!, { staff: LAI, float: 0 })).event_id);
  }

  async sell(tab: number): Promise<void> {
    const sale = await sell(this.tabs[tab]!, {
      staff: LAI,
      lines: [{ product: 1, lot: 11, quantity: 1, unit_price: 120_000 }],
      payments: [{ kind: "cash", amount: 120_000, given: 200_000 }],
    });
    this.written.push(sale.event_id);
  }

  /** The power goes while the sale is being written to one of its tables. */
  async crash(at: Crash): Promise<void> {
    const { db } = this.tabs[0]!;
    const cut = () => {
      throw new Error("power cut");
    };
    db[at].hook("creating", cut);
    db[at].hook("updating", cut);
    await this.sell(0).then(
      () => expect.unreachable("it went down"),
      () => undefined,
    );
    db[at].hook("creating").unsubscribe(cut);
    db[at].hook("updating").unsubscribe(cut);
  }

  async take(step: Step): Promise<void> {
    const { tabs, server } = this;
    const device = (await tabs[0]!.db.fact("device"))!;
    if (step.do === "push" || step.do === "pull") server.failNext(step.fault);
    switch (step.do) {
      case "sell":
        return this.sell(step.tab);
      case "sell_in_both":
        return void (await Promise.all([this.sell(0), this.sell(1)]));
      case "crash":
        return this.crash(step.at);
      case "push":
        return void (await push(tabs[0]!, server, device, step.most).catch(onlyAway));
      case "pull":
        return void (await pull(tabs[0]!, server, device).catch(onlyAway));
      case "backup":
        this.kept = server.backup();
        return;
      case "restore":
        server.restore(this.kept);
        this.isRestored = true;
    }
  }

  /** Until nothing is left to say; more rounds than any interleaving needs. */
  async drain(): Promise<void> {
    const device = (await this.tabs[0]!.db.fact("device"))!;
    this.server.failNext(null);
    for (let round = 0; round < 4; round++) {
      for (let tries = 0; tries < 50 && (await push(this.tabs[0]!, this.server, device)) !== "nothing"; tries++);
      await pull(this.tabs[0]!, this.server, device);
    }
  }

  /** What the server lacks is known as unsent, unless it forgot since it last spoke. */
  async check(): Promise<void> {
    const entries = await this.tabs[0]!.db.events.orderBy("[epoch+seq]").toArray();
    expect(entries.map(({ event_id }) => event_id).sort()).toEqual([...this.written].sort());
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_entry, at) => at + 1));
    if (this.isRestored) return;
    const there = new Set(this.server.state.events.map(({ event_id }) => event_id));
    expect(entries.filter(({ standing, event_id }) => standing !== "unsent" && !there.has(event_id))).toEqual([]);
  }

  async checkTheEnd(): Promise<void> {
    const { db } = this.tabs[0]!;
    const entries = await db.events.orderBy("[epoch+seq]").toArray();
    expect(this.server.state.events.map(({ event_id }) => event_id)).toEqual(entries.map(({ event_id }) => event_id));
    expect(entries.filter(({ standing }) => standing === "quarantined")).toEqual([]);
    expect((await unsent(db)).count).toBe(0);
    const sold = entries.filter(({ type }) => type === "sale").length;
    expect([this.server.state.on_hand, leftOn(await db.shelves.get(11)), await db.sales.count()]).toEqual([100 - sold, 100 - sold, sold]);
  }

  close(): void {
    for (const store of this.stores) store.close();
  }
}

type Stores = [CounterDatabase, CounterDatabase];

const twoTabs = (): Stores => {
  const db = freshStore();
  return [db, new CounterDatabase(db.name)];
};

async function play(steps: Step[], { server = new FakeServer(), stores = twoTabs() } = {}): Promise<void> {
  const market = new Market(server, stores);
  try {
    await market.begin();
    for (const step of steps) {
      await market.take(step);
      await market.check();
    }
    await market.drain();
    await market.checkTheEnd();
  } finally {
    market.close();
  }
}

function onlyAway(fault: unknown): void {
  if (!(fault instanceof ServerAway)) throw fault;
}

const RUNS = { numRuns: 60, seed: 20261127 };

test("whatever is cut, doubled, lost or restored, the server has each event once and in order", async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 24 }), (steps) => play(steps)), RUNS);
});

describe("with a guard removed it does not hold", () => {
  test("a sale that is no transaction", async () => {
    const torn = (): Stores => {
      const stores = twoTabs();
      for (const store of stores) store.transaction = ((...asked: unknown[]) => (asked.at(-1) as () => unknown)()) as never;
      return stores;
    };

    const found = await fc.check(
      fc.asyncProperty(fc.array(step, { maxLength: 24 }), (steps) => play(steps, { stores: torn() })),
      { ...RUNS, endOnFailure: true },
    );

    expect(found.failed).toBe(true);
  });

  test("a server that does not say how far it has come", async () => {
    const silent = () => {
      const server = new FakeServer();
      let most = 0;
      server.told = (last_seq) => (most = Math.max(most, last_seq));
      return server;
    };
    const steps: Step[] = [{ do: "backup" }, { do: "sell", tab: 0 }, { do: "push", fault: null, most: 4 }, { do: "restore" }];

    await play(steps);
    await expect(play(steps, { server: silent() })).rejects.toThrow();
  });
});
