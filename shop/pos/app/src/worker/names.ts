const STORAGE_HASH = /\.[0-9a-f]{12}(\.[a-z0-9]+)$/;

/** Django's static storage puts its own hash behind the build's: `app-x1.js` is also served as `app-x1.0123456789ab.js`. */
export function withoutStorageHash(url: URL): URL[] {
  if (!STORAGE_HASH.test(url.pathname)) return [];
  const plain = new URL(url);
  plain.pathname = url.pathname.replace(STORAGE_HASH, "$1");
  return [plain];
}
