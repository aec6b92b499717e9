/** The words of the language in use, and how numbers and times are said in it. `t` changes with `speak`. */
import { en } from "./en.ts";
import { vi, type Words } from "./vi.ts";

export type { Words };
export const LANGUAGES = { vi: "Tiếng Việt", en: "English" } as const;
export type Language = keyof typeof LANGUAGES;

const KEPT = "counter.language";
const BOOKS: Record<Language, Words> = { vi, en };

export let language: Language = "vi";
export let t: Words = vi;

export function speak(chosen: Language): void {
  language = chosen;
  t = BOOKS[chosen];
  document.documentElement.lang = chosen;
  localStorage.setItem(KEPT, chosen);
}

export function recall(): void {
  const kept = localStorage.getItem(KEPT);
  speak(kept === "en" || kept === "vi" ? kept : "vi");
}

export const number = (n: number): string => n.toLocaleString(t.locale).replace("-", "−");
/** Nothing taken away is nothing, not −0. */
export const dong = (n: number): string => `${number(n || 0)}\u00a0₫`;

/** "2026-11-27" → "27/11/2026". */
export const day = (iso: string): string => iso.slice(0, 10).split("-").reverse().join("/");

const local = (at: string | number | Date, how: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Ho_Chi_Minh", hour12: false, ...how }).format(new Date(at));

/** A moment as the hour of today, or with its day where it was another. */
export function when(at: string | number | Date): string {
  const hour = local(at, { hour: "2-digit", minute: "2-digit" });
  const date = local(at, { day: "2-digit", month: "2-digit" });
  return date === local(Date.now(), { day: "2-digit", month: "2-digit" }) ? hour : `${date} ${hour}`;
}

export const moment = (at: string | number | Date): string =>
  local(at, { day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit" }).replace(",", "");
