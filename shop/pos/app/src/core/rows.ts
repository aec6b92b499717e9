/** What the server tells a counter: the rows of `GET /api/v1/pos/changes`. Days are `yyyy-mm-dd`. */

export interface Certificate {
  number: string;
  issued_on: string;
  expires_on: string;
  extended_until: string | null;
  revoked_on: string | null;
}

export interface Product {
  name: string;
  sku: string;
  gtins: string[];
  net_quantity: string;
  price: number;
  producer: string;
  group: string;
  /** Tenths of a percent of alcohol. */
  abv: number | null;
  /** Years of age that a buyer must have, by the law of the day. */
  min_age: number | null;
  image: string;
  stars: number | null;
  certificate: Certificate | null;
  needs_certificate: boolean;
}

export interface Lot {
  product: number;
  code: string;
  made_on: string;
  expires_on: string | null;
  /** Why it may not be sold, else "". */
  held: string;
}

export interface Shelf {
  on_hand: number;
  reserved: number;
  short: number;
}

export interface Pin {
  salt: string;
  rounds: number;
  check: string;
}

export interface Staff {
  name: string;
  is_manager: boolean;
  pin: Pin | null;
}

export interface Place {
  name: string;
  kind: string;
}

export interface TransferLine {
  id: number;
  lot: number;
  sent: number;
}

export interface Transfer {
  origin: number;
  destination: number;
  state: string;
  dispatched_at: string;
  lines: TransferLine[];
}

export interface Bank {
  bin: string;
  account: string;
  name: string;
}

export interface Point {
  name: string;
  address: string;
  phone: string;
  bank: Bank | null;
  receipt_url: string;
  currency: "VND";
}

export interface Rows {
  product: Product;
  lot: Lot;
  shelf: Shelf;
  staff: Staff;
  place: Place;
  transfer: Transfer;
  point: Point;
}

export type Kind = keyof Rows;
export type Change = { [K in Kind]: { kind: K; id: number; row: Rows[K] | null } }[Kind];

export interface Changes {
  cursor: string;
  /** Goes into each event as `catalogue_version`: how far the counter knew the catalogue. */
  version: number;
  is_snapshot: boolean;
  has_more: boolean;
  server_time: string;
  last_seq: number;
  epoch: number;
  changes: Change[];
}
