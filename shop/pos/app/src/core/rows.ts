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
  /** Null where none is set here: then it is not for sale. */
  price: number | null;
  producer: string;
  group: string;
  /** Per cent of alcohol, as text: "4.5". */
  abv: string | null;
  is_for_adults: boolean;
  image: string;
  stars: number | null;
  certificate: Certificate | null;
  needs_certificate: boolean;
  /** Why it may not be sold, else "". */
  held: string;
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

export interface Seller {
  name: string;
  address: string;
  phone: string;
  registration: string;
}

/** Of one row, with id 0. `receipt_url` with an event's id and "/" behind it is the receipt's page. */
export interface Point {
  name: string;
  address: string;
  phone: string;
  bank: Bank | null;
  receipt_url: string;
  currency: "VND";
  seller: Seller;
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
  /** True on the first page of a snapshot. */
  is_snapshot: boolean;
  has_more: boolean;
  server_time: string;
  last_seq: number;
  epoch: number;
  changes: Change[];
}
