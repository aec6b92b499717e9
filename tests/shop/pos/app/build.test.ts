/** What `npm run build` left for the counter. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

import { withoutStorageHash } from "../../../../shop/pos/app/src/worker/names.ts";

const DIST = "themes/ocop/dist";

interface Chunk {
  file: string;
  imports?: string[];
  dynamicImports?: string[];
  css?: string[];
}

const manifest = JSON.parse(readFileSync(`${DIST}/manifest.json`, "utf8")) as Record<string, Chunk>;
const worker = readFileSync(`${DIST}/sw.js`, "utf8");
const COUNTER = "shop/pos/app/src/main.ts";

/** The files that `entry` and all it imports are made of. */
function reached(entry: string, follow: (chunk: Chunk) => string[], found = new Set<string>()): Set<string> {
  const chunk = manifest[entry]!;
  if (found.has(chunk.file)) return found;
  for (const file of [chunk.file, ...(chunk.css ?? [])]) found.add(file);
  for (const next of follow(chunk)) reached(next, follow, found);
  return found;
}

const listed = Array.from(worker.matchAll(/url:[`"']([^`"']+)[`"']/g), ([, url]) => url!);

test("the worker keeps the shell and all that the counter may load, late parts too", () => {
  const all = reached(COUNTER, ({ imports = [], dynamicImports = [] }) => [...imports, ...dynamicImports]);

  expect(listed).toContain("/quay/");
  expect(listed).toEqual(expect.arrayContaining(Array.from(all, (file) => `/static/${file}`)));
});

test("the worker keeps nothing of the shop's own pages", () => {
  const shops = ["main", "desk", "passkeys"].map((name) => `/static/${manifest[`themes/ocop/src/${name}.ts`]!.file}`);

  expect(listed.filter((url) => shops.includes(url) || url.startsWith("/api/"))).toEqual([]);
});

test("the first load is at most 120 kB of script, packed", () => {
  const first = reached(COUNTER, ({ imports = [] }) => imports);
  const scripts = Array.from(first).filter((file) => file.endsWith(".js"));
  const size = scripts.reduce((sum, file) => sum + gzipSync(readFileSync(`${DIST}/${file}`)).length, 0);

  expect(size).toBeGreaterThan(0);
  expect(size).toBeLessThan(120_000);
});

test("a name with the static storage's hash behind the build's is the same file", () => {
  const named = (path: string) => withoutStorageHash(new URL(path, "https://cho.example")).map(({ pathname }) => pathname);

  expect(named("/static/assets/main-Cq5B9UES.0123456789ab.js")).toEqual(["/static/assets/main-Cq5B9UES.js"]);
  expect(named("/static/assets/main-Cq5B9UES.js")).toEqual([]);
});
