import { expect, test, vi } from "vitest";

import { CounterDatabase } from "../../../../shop/pos/app/src/core/database.ts";
import { open } from "../../../../shop/pos/app/src/core/deeds/shifts.ts";
import { enrol } from "../../../../shop/pos/app/src/core/device/enrolling.ts";
import { needRoom, room } from "../../../../shop/pos/app/src/core/device/storage.ts";
import { backoff } from "../../../../shop/pos/app/src/core/exchange/backoff.ts";
import { startSync } from "../../../../shop/pos/app/src/core/exchange/loop.ts";
import { round } from "../../../../shop/pos/app/src/core/exchange/round.ts";
import type { Wire } from "../../../../shop/pos/app/src/core/exchange/wire.ts";
import { ServerAway, ServerRefused, StorageFull, UnsentEvents } from "../../../../shop/pos/app/src/core/refusals.ts";
import { aCounter, AT, LAI } from "./counters.ts";
import { FakeServer } from "./server.ts";

const staff = LAI;
const PATIENTLY = { timeout: 60_000 };

test("of two tabs one sends, and the other takes over when it closes", async () => {
  const first = await aCounter();
  const second = { ...first, db: await new CounterDatabase(first.db.name).open() as CounterDatabase };
  const server = new FakeServer();
  const pushes: number[] = [];
  const by = (tab: number) => ({
    push: (token: string, events: Parameters<Wire["push"]>[1]) => (pushes.push(tab), server.push(token, events)),
    changes: (token: string, told: Parameters<Wire["changes"]>[1]) => server.changes(token, told),
  }) as Wire;
  const one = startSync(first, by(1), { heard: new EventTarget() });
  const other = startSync(second, by(2), { heard: new EventTarget() });

  await open(second, { staff, float: 0 });
  await vi.waitFor(async () => expect(await first.db.events.where("standing").equals("applied").count()).toBe(1), PATIENTLY);
  expect(pushes).toEqual([1]);

  await one.stop();
  await first.db.events.toCollection().modify({ standing: "unsent" });
  other.now();
  await vi.waitFor(() => expect(pushes).toEqual([1, 2]), PATIENTLY);
  await other.stop();
});

test("control: without the lock both tabs send the same", async () => {
  const first = await aCounter();
  const second = { ...first, db: await new CounterDatabase(first.db.name).open() as CounterDatabase };
  const server = new FakeServer();
  const pushes: number[] = [];
  let release = () => {};
  const both = new Promise<void>((resolve) => (release = resolve));
  const by = (tab: number) => ({
    push: async (token: string, events: Parameters<Wire["push"]>[1]) => {
      if (pushes.push(tab) === 2) release();
      await both;
      return server.push(token, events);
    },
    changes: (token: string, told: Parameters<Wire["changes"]>[1]) => server.changes(token, told),
  }) as Wire;
  const locks = { request: (_name: string, _how: object, work: () => Promise<void>) => work() } as unknown as LockManager;
  await open(first, { staff, float: 0 });

  const tabs = [startSync(first, by(1), { locks, heard: new EventTarget() }), startSync(second, by(2), { locks, heard: new EventTarget() })];
  await both;

  expect(pushes.sort()).toEqual([1, 2]);
  await Promise.all(tabs.map((tab) => tab.stop()));
});

/** Fails as often as `failing` says, then answers. */
class Flaky extends FakeServer {
  attempts = 0;
  failing = Infinity;
  failure: () => Error = () => new ServerAway("no network");

  override async push(token: string, events: Parameters<Wire["push"]>[1]) {
    this.attempts += 1;
    if (this.failing-- > 0) throw this.failure();
    return super.push(token, events);
  }
}

/** A counter that has failed to send one event six times in a row: by itself it would wait for half a minute now. */
async function afterSixFailures() {
  const counter = await aCounter();
  const server = new Flaky();
  const heard = new EventTarget();
  const sync = startSync(counter, server, { heard, chance: () => 1 });
  await open(counter, { staff, float: 0 });
  for (let attempts = 1; attempts <= 6; attempts++) {
    await vi.waitFor(() => expect(server.attempts).toBeGreaterThanOrEqual(attempts), PATIENTLY);
    sync.now();
  }
  const unsent = () => counter.db.events.where("standing").equals("unsent").count();
  const allSent = () => vi.waitFor(async () => expect(await unsent()).toBe(0), PATIENTLY);
  return { counter, server, heard, sync, allSent };
}

test.each(["online", "focus", "visibilitychange", "pageshow"])("after %s the first failure counts as the first, however many there were before", async (call) => {
  const { server, heard, sync, allSent } = await afterSixFailures();

  server.failing = 1;
  heard.dispatchEvent(new Event(call));
  await allSent();
  await sync.stop();
});

test("what is written after failures is tried at once", async () => {
  const { counter, server, sync, allSent } = await afterSixFailures();

  server.failing = 0;
  await counter.db.facts.delete("shift");
  await open(counter, { staff, float: 1 });
  await allSent();
  await sync.stop();
});

test("a fault that nobody thought of ends a round, not the sending", async () => {
  const { counter, server, sync, allSent } = await afterSixFailures();

  server.failure = () => new TypeError("a fault of our own");
  sync.now();
  await vi.waitFor(async () => expect(await counter.db.fact("sync")).toMatchObject({ state: "failed", detail: "TypeError: a fault of our own" }), PATIENTLY);
  server.failing = 0;
  sync.now();
  await allSent();
  await sync.stop();
});

test("who asks in a tab that does not send is heard in the one that does", async () => {
  const { counter, server, sync, allSent } = await afterSixFailures();
  const other = startSync(counter, new Flaky(), { heard: new EventTarget() });

  server.failing = 0;
  other.now();
  await allSent();
  await Promise.all([sync.stop(), other.stop()]);
});

test.each([
  [new ServerAway("no network"), "offline"],
  [new ServerRefused(503, "busy"), "offline"],
  [new ServerRefused(429, "slower"), "offline"],
  [new ServerRefused(401, "revoked"), "revoked"],
  [new ServerRefused(400, "what?"), "refused"],
])("%s leaves all unsent and is told as %s", async (fault, state) => {
  const counter = await aCounter();
  await open(counter, { staff, float: 0 });
  const push = async () => {
    throw fault;
  };

  expect(await round(counter, { push } as unknown as Wire)).toMatchObject({ state });
  expect(await counter.db.fact("sync")).toMatchObject({ state, sent_at: null });
  expect(await counter.db.events.where("standing").equals("unsent").count()).toBe(1);
});

test("a batch that is too large for the way goes in halves", async () => {
  const counter = await aCounter();
  const server = new FakeServer();
  for (let shifts = 0; shifts < 4; shifts++) {
    await open(counter, { staff, float: shifts });
    await counter.db.facts.delete("shift");
  }
  const sizes: number[] = [];
  const push: Wire["push"] = async (token, events) => {
    sizes.push(events.length);
    if (events.length > 2) throw new ServerRefused(413, "too large");
    return server.push(token, events);
  };

  expect(await round(counter, { push, changes: server.changes.bind(server) } as unknown as Wire)).toMatchObject({ state: "idle" });
  expect([sizes, server.last_seq]).toEqual([[4, 2, 2], 4]);
});

test("a server that waits for what we no longer have is told of, and nothing is dropped", async () => {
  const counter = await aCounter();
  const server = new FakeServer();
  await open(counter, { staff, float: 0 });
  await counter.db.facts.delete("shift");
  await open(counter, { staff, float: 1 });
  await counter.db.events.delete([1, 1]);

  expect(await round(counter, server)).toMatchObject({ state: "gap" });
  expect(await counter.db.events.where("standing").equals("unsent").count()).toBe(1);
});

test("an answer that says nothing of what was sent is none: it is not asked for again at once", async () => {
  const counter = await aCounter();
  await open(counter, { staff, float: 0 });
  const push = vi.fn<Wire["push"]>(async () => ({ status: 200, results: [], last_seq: 0 }));

  expect(await round(counter, { push } as unknown as Wire)).toMatchObject({ state: "offline" });
  expect(push).toHaveBeenCalledTimes(1);
});

test("a copied device is told of", async () => {
  const counter = await aCounter();
  const copy = await aCounter();
  const server = new FakeServer();
  await open(counter, { staff, float: 0 });
  await open(copy, { staff, float: 1 });
  await round(counter, server);

  expect(await round(copy, server)).toMatchObject({ state: "forked" });
});

test("a token of thirty days is changed for a new one", async () => {
  const counter = await aCounter();
  const server = new FakeServer();
  const device = (await counter.db.fact("device"))!;
  await counter.db.setFact("device", { ...device, token_since: new Date(AT - 31 * 86_400_000).toISOString() });
  server.roll = (async () => "a new token") as never;

  await round(counter, server);

  expect(await counter.db.fact("device")).toMatchObject({ token: "a new token", token_since: new Date(AT).toISOString() });
});

test("a device is enrolled anew only when all is sent; then its chain begins anew and its number bears a letter", async () => {
  const counter = await aCounter();
  await open(counter, { staff, float: 0 });
  const enrolled = { device_id: "d", epoch: 2, token: "t", location: { id: 3, name: "Trung tâm" }, server_time: new Date(AT).toISOString() };
  const again = () => enrol(counter, { enrol: async () => enrolled } as unknown as Wire, { code: "K7QP2-9XWTM", name: "Quầy 1" });

  await expect(again()).rejects.toThrow(UnsentEvents);
  await counter.db.events.toCollection().modify({ standing: "applied" });
  await again();

  expect(await open(counter, { staff, float: 0 })).toMatchObject({ device_id: "d", epoch: 2, seq: 1, prev_hash: "0".repeat(64) });
});

test("pauses double, with chance in them, up to half a minute", () => {
  expect([1, 2, 5, 30].map((failures) => backoff(failures, () => 1))).toEqual([1_000, 2_000, 16_000, 30_000]);
  expect(backoff(30, () => 0)).toBe(15_000);
});

const disk = (usage: number, quota: number) => ({ estimate: async () => ({ usage, quota }), persisted: async () => true, persist: async () => true });

test("the storage warns at eighty of a hundred and refuses where a sale might not fit", async () => {
  expect(await room(disk(790_000_000, 1_000_000_000))).toMatchObject({ percent: 79, nearly_full: false, full: false });
  expect(await room(disk(800_000_000, 1_000_000_000))).toMatchObject({ percent: 80, nearly_full: true, full: false });
  await expect(needRoom(disk(996_000_000, 1_000_000_000))).rejects.toThrow(StorageFull);
  expect(await room(disk(0, 0))).toMatchObject({ full: false });
});
