/** The whole number that stands in what was typed, whatever separates its thousands; nothing typed is 0. */
export const digits = (typed: string): number => Number(typed.replace(/\D/g, "").slice(0, 12));
