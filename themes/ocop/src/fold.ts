/** Text as it is typed without accents: "Đà Nẵng" → "da nang". The server folds the same way. */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim();
}

/** True when every word typed begins some word of the name. */
export function matches(folded: string, typed: string): boolean {
  const words = folded.split(/[\s\-–,.]+/);
  return fold(typed)
    .split(" ")
    .every((start) => words.some((word) => word.startsWith(start)) || folded.startsWith(typed));
}
