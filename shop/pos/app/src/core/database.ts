import { Dexie, type EntityTable, type Table } from "dexie";

import type { CounterEvent } from "./journal/events.ts";
import type { Lot, Place, Point, Product, Shelf, Staff, Transfer } from "./rows.ts";

export type Identified<Row> = Row & { id: number };

/** `pending`: units that left (negative) or came by events which the server's `on_hand` does not know yet. */
export type KeptShelf = Identified<Shelf> & { pending: number };

/** A lot that came in here and has no id of the server's yet has a negative one. */
export type KeptLot = Identified<Lot>;

export type Standing = "unsent" | "applied" | "duplicate" | "quarantined";

/** An event and what the server said to it; `acknowledged_at` is the server's time. */
export interface Entry {
  epoch: number;
  seq: number;
  event_id: string;
  shift: string | null;
  type: CounterEvent["type"];
  standing: Standing;
  code: string;
  detail: string;
  acknowledged_at: string | null;
  event: CounterEvent;
}

/** A sale as refunds need it: `refunded[i]` units and `refunded_amount` went back of line i. */
export interface SaleRow {
  event_id: string;
  number: string;
  shift: string | null;
  occurred_at: string;
  event: CounterEvent<"sale">;
  refunded: number[];
}

/** The head of the chain, and the last number given to a receipt, in this epoch. */
export interface Head {
  epoch: number;
  seq: number;
  hash: string;
  receipt: number;
}

export interface Device {
  device_id: string;
  epoch: number;
  token: string;
  token_since: string;
  name: string;
  location: { id: number; name: string };
}

/** The open shift: its `shift_opened`. */
export interface OpenShift {
  id: string;
  staff: number;
  opened_at: string;
  epoch: number;
  first_seq: number;
  float: number;
}

export interface Cursor {
  cursor: string;
  /** Events up to this one are in the shelves' `on_hand`. */
  epoch: number;
  known_seq: number;
  pulled_at: string;
}

/** What a buyer is about to buy, kept so that losing the page loses nothing. `lot` is null: first expired first. */
export interface BasketLine {
  product: number;
  lot: number | null;
  quantity: number;
}

/** One sale to come. Its `id` is sold once, whichever tab is faster. */
export interface Basket {
  id: string;
  lines: BasketLine[];
}

/** As last measured: `offset` milliseconds from this device's clock to the server's. */
export interface Measured {
  offset: number;
  server_time: string;
}

export interface Tries {
  wrong: number;
  until: string | null;
}

/** How far the server last said that it has our events. */
export interface Told {
  epoch: number;
  last_seq: number;
}

/** Single facts, each under its name. */
export interface Facts {
  device: Device;
  head: Head;
  shift: OpenShift;
  cursor: Cursor;
  clock: Measured;
  basket: Basket;
  sync: SyncState;
  told: Told;
}

/** How the last round went: shown in every tab, written by the one that sends. `failed`: on this device, not at the server. `full`: the server took what this device has no room to note. */
export interface SyncState {
  state: "idle" | "offline" | "revoked" | "forked" | "gap" | "old_epoch" | "refused" | "failed" | "full";
  detail: string;
  sent_at: string | null;
  tried_at: string | null;
}

export type FactName = keyof Facts;

export class CounterDatabase extends Dexie {
  products!: EntityTable<Identified<Product>, "id">;
  lots!: EntityTable<KeptLot, "id">;
  shelves!: EntityTable<KeptShelf, "id">;
  staff!: EntityTable<Identified<Staff>, "id">;
  places!: EntityTable<Identified<Place>, "id">;
  transfers!: EntityTable<Identified<Transfer>, "id">;
  points!: EntityTable<Identified<Point>, "id">;
  events!: Table<Entry, [number, number]>;
  sales!: EntityTable<SaleRow, "event_id">;
  tries!: EntityTable<Tries & { staff: number }, "staff">;
  facts!: Table<unknown, string>;

  constructor(name = "counter", options: { indexedDB?: IDBFactory; IDBKeyRange?: typeof IDBKeyRange } = {}) {
    // A sale is on the disk, not in some cache of it, before anything is printed.
    super(name, { chromeTransactionDurability: "strict", ...options });
    this.version(1).stores({
      products: "id, *gtins, sku",
      lots: "id, product, code",
      shelves: "id",
      staff: "id",
      places: "id",
      transfers: "id",
      points: "id",
      events: "[epoch+seq], &event_id, standing, shift, acknowledged_at",
      sales: "event_id, number, shift",
      tries: "staff",
      facts: "",
    });
  }

  async fact<Name extends FactName>(name: Name): Promise<Facts[Name] | undefined> {
    return (await this.facts.get(name)) as Facts[Name] | undefined;
  }

  async setFact<Name extends FactName>(name: Name, fact: Facts[Name]): Promise<void> {
    await this.facts.put(fact, name);
  }
}
