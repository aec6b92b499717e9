/** What a counter tells the server, exactly as docs/decisions/counter-protocol.md has it. */

export const SCHEMA = 1;
export const NO_HASH = "0".repeat(64);

export const TENDERS = ["cash", "vietqr", "card"] as const;
export type Tender = (typeof TENDERS)[number];
export type Sums = Record<Tender, number>;

/** A lot by its id; by its goods and code where it came in by a receipt that the server has not answered yet. */
export type LotRef = number | { product: number; code: string };

export interface SaleLine {
  product: number;
  lot: LotRef;
  quantity: number;
  unit_price: number;
  amount: number;
}

export interface SaleTender {
  kind: Tender;
  amount: number;
  given?: number;
  reference?: string;
}

/** `line` counts the sale's lines from 0; `restock` puts the units back on the shelf. */
export interface RefundLine {
  line: number;
  quantity: number;
  amount: number;
  restock: boolean;
}

export interface ReceiptLine {
  product: number;
  lot?: number;
  code: string;
  made_on: string;
  expires_on?: string;
  quantity: number;
}

export interface LotLine {
  lot: LotRef;
  quantity: number;
}

/** `line` is the id of the transfer's line. */
export interface ArrivalLine {
  line: number;
  received: number;
  damaged: number;
  short: number;
  reason: string;
}

export interface CountLine {
  lot: LotRef;
  counted: number;
}

export type DamageKind = "damage" | "expire" | "recall" | "return_to_producer";
export type DamageLine = LotLine & { kind: DamageKind };

export interface Bodies {
  shift_opened: { float: number };
  sale: { number: string; lines: SaleLine[]; total: number; tenders: SaleTender[]; change: number };
  refund: {
    number: string;
    cites: string;
    lines: RefundLine[];
    total: number;
    tenders: { kind: Tender; amount: number }[];
    reason: string;
  };
  receipt: { lines: ReceiptLine[]; note: string };
  transfer_dispatched: { destination: number; lines: LotLine[] };
  transfer_received: { transfer: number; lines: ArrivalLine[] };
  count: { lines: CountLine[]; reason: string };
  damage: { lines: DamageLine[]; reason: string };
  cash_in: { amount: number; reason: string };
  cash_out: { amount: number; reason: string };
  shift_closed: {
    first_seq: number;
    last_seq: number;
    counts: Partial<Record<EventType, number>>;
    tenders: Sums;
    refunds: Sums;
    float: number;
    cash_in: number;
    cash_out: number;
    expected: number;
    counted: number;
    note: string;
  };
}

export type EventType = keyof Bodies;

interface Envelope<Type extends EventType> {
  schema: typeof SCHEMA;
  event_id: string;
  device_id: string;
  epoch: number;
  seq: number;
  type: Type;
  occurred_at: string;
  clock_offset: number;
  staff: number;
  shift: string | null;
  location: number;
  catalogue_version: number;
  app_version: string;
  body: Bodies[Type];
  prev_hash: string;
  hash: string;
}

/** Of one type, or any: then `type` tells which body it has. */
export type CounterEvent<Type extends EventType = EventType> = { [T in Type]: Envelope<T> }[Type];
export type Unsealed<Type extends EventType = EventType> = { [T in Type]: Omit<Envelope<T>, "hash"> }[Type];
