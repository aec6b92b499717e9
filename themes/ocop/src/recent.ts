const KEY = "ocop:searches";
const MOST = 6;

/** What was searched for on this device, newest first. It never leaves the device. */
export function recent(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((words): words is string => typeof words === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function remember(words: string): void {
  const said = words.trim().replace(/\s+/g, " ").slice(0, 100);
  if (said) keep([said, ...recent().filter((other) => other.toLowerCase() !== said.toLowerCase())].slice(0, MOST));
}

export function forget(): void {
  keep([]);
}

function keep(searches: string[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(searches));
  } catch {
    // A browser that keeps nothing searches as well as any other.
  }
}
