/** What we ask of the server, over HTTP; the answers are believed in their shape only after a look. */
import type { CounterEvent } from "../journal/events.ts";
import { ServerAway, ServerRefused } from "../refusals.ts";
import type { Changes } from "../rows.ts";

export interface Result {
  event_id: string;
  status: "applied" | "duplicate" | "quarantined";
  code?: string;
  detail?: string;
}

export type Pushed =
  | { status: 200; results: Result[]; last_seq: number }
  | { status: 409; results: Result[]; last_seq: number; expected_seq: number };

export interface Enrolled {
  device_id: string;
  epoch: number;
  token: string;
  location: { id: number; name: string };
  server_time: string;
}

/** What a counter says of itself when it asks for what changed. */
export interface Told {
  cursor: string | null;
  unsent: number;
  unsent_since: string | null;
  app_version: string;
}

/** Each throws ServerAway where no answer came, ServerRefused where it was a refusal. */
export interface Wire {
  enrol(asked: { code: string; name: string }): Promise<Enrolled>;
  roll(token: string): Promise<string>;
  push(token: string, events: readonly CounterEvent[]): Promise<Pushed>;
  changes(token: string, told: Told): Promise<Changes>;
}

const CHANGES = ["cursor", "is_snapshot", "has_more", "server_time", "last_seq", "epoch", "changes"] as const;
const ROOT = "/api/v1/pos";
const PATIENCE = 30_000;
/** Below this a packed body is hardly smaller. */
const WORTH_PACKING = 1_000;

interface Options {
  fetch?: typeof globalThis.fetch;
  root?: string;
  patience?: number;
  /** Tells when the network is back. */
  heard?: Pick<EventTarget, "addEventListener">;
}

export function wire({ fetch = globalThis.fetch, root = ROOT, patience = PATIENCE, heard = globalThis }: Options = {}): Wire {
  /** Ends what is asked after a while, or as soon as another network is there: on the old one no answer will come. */
  function patient(): AbortSignal {
    const asking = new AbortController();
    const hangUp = () => asking.abort(new Error("hung up"));
    AbortSignal.timeout(patience).addEventListener("abort", hangUp);
    heard.addEventListener("online", hangUp, { signal: asking.signal });
    return asking.signal;
  }

  async function ask(path: string, request: RequestInit & { token?: string }): Promise<Response> {
    const { token, headers, ...rest } = request;
    const authorization = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    try {
      return await fetch(`${root}${path}`, {
        ...rest,
        headers: { Accept: "application/json", ...authorization, ...(headers as Record<string, string>) },
        credentials: "omit",
        cache: "no-store",
        signal: patient(),
      });
    } catch (fault) {
      throw new ServerAway(String(fault));
    }
  }

  const post = async (path: string, said: object, token?: string) =>
    ask(path, { method: "POST", ...(await packed(JSON.stringify(said))), ...(token === undefined ? {} : { token }) });

  return {
    async enrol(asked) {
      return expect<Enrolled>(await body(await post("/enrol", asked)), "device_id", "epoch", "token", "location", "server_time");
    },
    async roll(token) {
      return expect<{ token: string }>(await body(await post("/roll", {}, token)), "token").token;
    },
    async push(token, events) {
      const answer = await post("/events", { events }, token);
      if (answer.status === 409) {
        const gap = await json(answer);
        return { status: 409, ...expect<Omit<Pushed & { status: 409 }, "status">>(gap, "results", "last_seq", "expected_seq") };
      }
      return { status: 200, ...expect<Omit<Pushed & { status: 200 }, "status">>(await body(answer), "results", "last_seq") };
    },
    async changes(token, { cursor, unsent, unsent_since, app_version }) {
      const query = new URLSearchParams({ unsent: String(unsent), app_version });
      if (cursor !== null) query.set("cursor", cursor);
      if (unsent_since !== null) query.set("unsent_since", unsent_since);
      const answer = await body(await ask(`/changes?${query}`, { token }));
      return expect<Changes>(answer, ...CHANGES);
    },
  };
}

/** The answer's JSON; throws ServerRefused with the problem document's words where it is none of 2xx. */
async function body(answer: Response): Promise<unknown> {
  if (answer.ok) return json(answer);
  const problem = (await answer.json().catch(() => ({}))) as { detail?: unknown; title?: unknown };
  throw new ServerRefused(answer.status, String(problem.detail ?? problem.title ?? answer.statusText), waitOf(answer));
}

/** A captive portal answers 200 with a page of its own: that is no answer. */
async function json(answer: Response): Promise<unknown> {
  try {
    return await answer.json();
  } catch (fault) {
    throw new ServerAway(String(fault));
  }
}

function expect<Shape>(answer: unknown, ...names: (keyof Shape & string)[]): Shape {
  const said = answer as Record<string, unknown> | null;
  const missing = names.find((name) => said?.[name] === undefined);
  if (missing !== undefined) throw new ServerAway(`An answer without ${missing}`);
  return answer as Shape;
}

/** Seconds the server asks to wait, in milliseconds. */
function waitOf(answer: Response): number {
  return (Number(answer.headers.get("Retry-After")) || 0) * 1_000;
}

async function packed(text: string): Promise<RequestInit> {
  const headers = { "Content-Type": "application/json" };
  if (text.length < WORTH_PACKING || typeof CompressionStream === "undefined") return { body: text, headers };
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return { body: await new Response(stream).blob(), headers: { ...headers, "Content-Encoding": "gzip" } };
}
