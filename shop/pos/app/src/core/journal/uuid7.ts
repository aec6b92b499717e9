import { v7 } from "uuid";

/** Sorted by time of making; rises within one page even where the clock goes back (RFC 9562). */
export const uuid7 = (): string => v7();
