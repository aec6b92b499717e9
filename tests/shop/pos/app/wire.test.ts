import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";

import { wire } from "../../../../shop/pos/app/src/core/exchange/wire.ts";
import type { CounterEvent } from "../../../../shop/pos/app/src/core/journal/events.ts";
import { ServerAway, ServerRefused } from "../../../../shop/pos/app/src/core/refusals.ts";

type Answer = (request: IncomingMessage, body: Buffer, response: ServerResponse) => void;

let closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing) close();
  closing = [];
});

/** The wire to a real server that answers so. */
async function to(answer: Answer, { patience = 60_000, heard = new EventTarget() } = {}) {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => answer(request, Buffer.concat(parts), response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => (server.closeAllConnections(), server.close()));
  return wire({ root: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/pos`, patience, heard });
}

const says = (status: number, said: unknown, headers: Record<string, string> = {}): Answer => (_request, _body, response) => {
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(typeof said === "string" ? said : JSON.stringify(said));
};

const EVENTS = Array.from({ length: 50 }, (_none, at) => ({ event_id: String(at), seq: at + 1 })) as CounterEvent[];
const TOLD = { cursor: "a b", unsent: 2, unsent_since: null, app_version: "0.1.0" };

test("many events go packed and signed, and the server reads what we said", async () => {
  let heard: unknown;
  const line = await to((request, body, response) => {
    heard = [request.url, request.headers.authorization, request.headers["content-encoding"], JSON.parse(gunzipSync(body).toString())];
    says(200, { results: [], last_seq: 50 })(request, body, response);
  });

  expect(await line.push("a token", EVENTS)).toEqual({ status: 200, results: [], last_seq: 50 });
  expect(heard).toEqual(["/api/v1/pos/events", "Bearer a token", "gzip", { events: EVENTS }]);
});

test("a gap is an answer, not a fault", async () => {
  const line = await to(says(409, { title: "Conflict", results: [], last_seq: 5, expected_seq: 6 }));

  expect(await line.push("t", EVENTS)).toMatchObject({ status: 409, last_seq: 5, expected_seq: 6 });
});

test("a refusal carries the server's words and how long to wait", async () => {
  const line = await to(says(503, { detail: "Quầy đang bận" }, { "Retry-After": "7" }));

  await expect(line.changes("t", TOLD)).rejects.toMatchObject({ status: 503, detail: "Quầy đang bận", wait: 7_000 });
  await expect(line.push("t", EVENTS)).rejects.toThrow(ServerRefused);
});

test.each<[string, Answer]>([
  ["a portal's page", says(200, "<html>Wi-Fi của chợ</html>")],
  ["an answer that is not ours", says(200, { ok: true })],
  ["an answer cut short", (_request, _body, response) => (response.writeHead(200, { "Content-Length": "99" }).write('{"res'), response.destroy())],
  ["no answer", (_request, _body, response) => response.destroy()],
  ["silence", () => undefined],
])("%s is the server being away", async (_what, answer) => {
  const line = await to(answer, { patience: 300 });

  await expect(line.push("t", EVENTS)).rejects.toThrow(ServerAway);
  await expect(line.changes("t", TOLD)).rejects.toThrow(ServerAway);
});

test("what hangs on the old network is given up when another one is there", async () => {
  const heard = new EventTarget();
  const line = await to(() => heard.dispatchEvent(new Event("online")), { patience: 3_600_000, heard });

  await expect(line.push("t", EVENTS)).rejects.toThrow(ServerAway);
});
