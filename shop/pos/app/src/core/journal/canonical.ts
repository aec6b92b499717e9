/** One spelling for one event: RFC 8785 for what an event holds, and SHA-256 of it. */

/** Keys sorted by UTF-16 code units, no spaces. Throws where a value has no one spelling: a fraction, half a letter. */
export function canonical(value: unknown): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return whole(value);
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype) return members(value);
  throw new TypeError(`No canonical JSON for ${String(value)}`);
}

export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The hash of an event: of all it says but its own `hash`. */
export async function hashOf(event: object): Promise<string> {
  const { hash: _own, ...said } = event as { hash?: string };
  return sha256(canonical(said));
}

function whole(value: number): string {
  if (!Number.isSafeInteger(value)) throw new TypeError(`Not a whole number: ${value}`);
  return String(value === 0 ? 0 : value);
}

function text(value: string): string {
  if (/\p{Surrogate}/u.test(value)) throw new TypeError("Half a letter (a lone surrogate)");
  return JSON.stringify(value);
}

function members(value: object): string {
  const said = Object.entries(value).filter(([, member]) => member !== undefined);
  said.sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${said.map(([key, member]) => `${text(key)}:${canonical(member)}`).join(",")}}`;
}
