/** Pictures of goods, as they were last seen; the oldest go when there are too many. */
export const PICTURES = { path: "/media/", cache: "counter-pictures", most: 400 };

export async function keepPicture(request: Request): Promise<Response> {
  const cache = await caches.open(PICTURES.cache);
  const kept = await cache.match(request);
  if (kept) return kept;
  const fetched = await fetch(request);
  if (fetched.ok) {
    // A picture that finds no room is shown all the same.
    await cache.put(request, fetched.clone()).catch(() => undefined);
    const names = await cache.keys();
    await Promise.all(names.slice(0, Math.max(names.length - PICTURES.most, 0)).map((name) => cache.delete(name)));
  }
  return fetched;
}
