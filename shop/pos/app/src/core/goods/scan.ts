/** What a scanner or a finger gave us, read. */
import { CODE, gtin14 } from "./codes.ts";

export type Scanned =
  | { kind: "gtin"; gtin: string; lot?: string; expires_on?: string; serial?: string }
  /** An opaque code of ours, as on `/t/<code>`. */
  | { kind: "stamp"; code: string }
  /** A manager's invitation: `…/quay/#code=…`. */
  | { kind: "enrolment"; code: string }
  /** A receipt of a counter: its sale's event. */
  | { kind: "receipt"; event_id: string }
  | { kind: "unknown"; text: string };

const GS = "\u001d";
/** Of a fixed length, and so not closed by a separator (GS1 General Specifications, 7.8.5). */
const FIXED: Record<string, number> = { "00": 18, "01": 14, "02": 14, "03": 14, "11": 6, "12": 6, "13": 6, "15": 6, "16": 6, "17": 6, "20": 2 };
/** Symbology identifiers that some scanners send first: ]C1, ]d2, ]Q3, ]e0. */
const SYMBOLOGY = /^\](?:C1|d2|Q3|e0|E0|E4)/;
const RECEIPT = /^(?:urn:uuid:)?([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})$/i;

export function read(scanned: string): Scanned {
  const text = scanned.trim();
  const bare = text.replace(SYMBOLOGY, "");
  const receipt = RECEIPT.exec(bare);
  if (receipt) return { kind: "receipt", event_id: receipt[1]!.toLowerCase() };
  return link(bare) ?? plain(bare) ?? elements(bare) ?? { kind: "unknown", text };
}

function plain(text: string): Scanned | null {
  const gtin = gtin14(text);
  return gtin === null ? null : { kind: "gtin", gtin };
}

/** GS1 Digital Link `…/01/<gtin>/10/<lot>?17=YYMMDD`, a stamp `…/t/<code>/`, an enrolment. */
function link(text: string): Scanned | null {
  const url = /^https?:\/\//i.test(text) ? urlOf(text) : null;
  if (!url) return null;
  const code = /(?:^|&)code=([^&]+)/.exec(url.hash.slice(1));
  if (code && /\/quay\/?$/.test(url.pathname)) return { kind: "enrolment", code: decoded(code[1]!) };
  const parts = url.pathname.split("/").filter(Boolean).map(decoded);
  const stamp = parts.at(-2) === "t" ? parts.at(-1) : undefined;
  if (stamp) return { kind: "stamp", code: stamp };
  const at = parts.indexOf("01");
  if (at < 0) return null;
  const said = new Map<string, string>();
  for (let i = at; i + 1 < parts.length; i += 2) said.set(parts[i]!, parts[i + 1]!);
  for (const [key, value] of url.searchParams) said.set(key, value);
  return told(said);
}

/** An element string, with `(01)` in brackets as people write it or with separators as a DataMatrix holds it. */
function elements(text: string): Scanned | null {
  const said = text.startsWith("(") ? bracketed(text) : concatenated(text);
  return said && told(said);
}

function bracketed(text: string): Map<string, string> {
  return new Map(Array.from(text.matchAll(/\((\d{2,4})\)([^(]*)/g), ([, ai, value]) => [ai!, value!]));
}

function concatenated(text: string): Map<string, string> | null {
  const said = new Map<string, string>();
  let rest = text.startsWith(GS) ? text.slice(1) : text;
  while (rest) {
    const ai = rest.slice(0, 2);
    const length = FIXED[ai];
    if (length === undefined && ai !== "10" && ai !== "21") return said.size ? said : null;
    const end = length === undefined ? (rest.indexOf(GS) < 0 ? rest.length : rest.indexOf(GS)) : 2 + length;
    if (end > rest.length) return null;
    said.set(ai, rest.slice(2, end));
    rest = rest.slice(end).replace(/^\u001d/, "");
  }
  return said;
}

function told(said: Map<string, string>): Scanned | null {
  const gtin = gtin14(said.get("01") ?? "");
  if (!gtin) return null;
  const [lot, expiry, serial] = [said.get("10"), dayOf(said.get("17")), said.get("21")];
  return {
    kind: "gtin",
    gtin,
    ...(lot && CODE.test(lot) ? { lot } : {}),
    ...(expiry ? { expires_on: expiry } : {}),
    ...(serial ? { serial } : {}),
  };
}

/** YYMMDD → yyyy-mm-dd; day 00 is the last of the month (GS1 General Specifications, 3.4.7). */
function dayOf(yymmdd: string | undefined): string | null {
  const parts = /^(\d\d)(0[1-9]|1[0-2])([0-3]\d)$/.exec(yymmdd ?? "");
  if (!parts) return null;
  const [year, month] = [2000 + Number(parts[1]), Number(parts[2])];
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const day = Number(parts[3]) || last;
  return day > last ? null : `${year}-${parts[2]}-${String(day).padStart(2, "0")}`;
}

function urlOf(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
