/** Whether this device will keep what we write: asks the browser not to evict it, and watches the room left. */
import { StorageFull } from "../refusals.ts";

const NEARLY = 80;
/** A sale takes some 3 kB; below this much room nothing is printed any more. */
const ROOM = 5_000_000;

export interface Room {
  percent: number;
  nearly_full: boolean;
  full: boolean;
  /** False where the browser may throw our data away when the disk runs low. */
  persistent: boolean;
}

type Storage = Pick<StorageManager, "estimate" | "persist" | "persisted">;

export async function persist(storage: Storage = navigator.storage): Promise<boolean> {
  return (await storage.persisted()) || storage.persist();
}

/** What a browser does not say is taken for room: the write itself will tell. */
export async function room(storage: Storage = navigator.storage): Promise<Room> {
  const [{ usage = 0, quota = 0 }, persistent] = await Promise.all([storage.estimate(), storage.persisted()]);
  const percent = quota ? Math.floor((usage * 100) / quota) : 0;
  const full = quota > 0 && quota - usage < ROOM;
  return { percent, nearly_full: percent >= NEARLY || full, full, persistent };
}

/** Before paying and printing: throws StorageFull. */
export async function needRoom(storage: Storage = navigator.storage): Promise<void> {
  if ((await room(storage)).full) throw new StorageFull();
}

/** True where a write failed because the storage is full; Dexie wraps the browser's own fault. */
export function isFull(fault: unknown): boolean {
  const { name, inner } = (fault ?? {}) as { name?: string; inner?: unknown };
  return name === "QuotaExceededError" || (inner !== undefined && inner !== fault && isFull(inner));
}
