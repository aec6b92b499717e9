/// <reference lib="webworker" />
/**
 * Keeps the counter's own files on the device, so that it opens without a network. Nothing that the API says is kept:
 * what was sold lies in the outbox. A new version waits until the page says that no sale is under way.
 */
import { addPlugins, cleanupOutdatedCaches, matchPrecache, type PrecacheEntry, precacheAndRoute } from "workbox-precaching";

import { keepPicture, PICTURES } from "./worker/pictures.ts";
import { withoutStorageHash } from "./worker/names.ts";

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: PrecacheEntry[] };

const SHELL = "/quay/";

// The shell is the same for everybody and is fetched as nobody.
addPlugins([{ requestWillFetch: async ({ request }) => new Request(request, { credentials: "omit" }) }]);
// What is kept serves every request for it: a Vary on languages or cookies would hide it from a page being opened.
addPlugins([{ cacheWillUpdate: async ({ response }) => (response.ok ? withoutVary(response) : null) }]);
cleanupOutdatedCaches();
precacheAndRoute(self.__WB_MANIFEST, {
  directoryIndex: "",
  cleanURLs: false,
  urlManipulation: ({ url }) => withoutStorageHash(url),
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || url.pathname.startsWith("/api/")) return;
  if (request.mode === "navigate" && url.pathname === SHELL) event.respondWith(shell(request));
  else if (request.destination === "image" && url.pathname.startsWith(PICTURES.path)) event.respondWith(keepPicture(request));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", ({ data }) => {
  if ((data as { type?: unknown } | null)?.type === "SKIP_WAITING") void self.skipWaiting();
});

const shell = async (request: Request): Promise<Response> => (await matchPrecache(SHELL)) ?? fetch(request);

function withoutVary(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.delete("Vary");
  return new Response(response.body, { status: response.status, headers });
}
