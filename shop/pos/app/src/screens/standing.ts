import { useEffect, useLayoutEffect, useState } from "preact/hooks";

import type { Device, Identified, OpenShift, SyncState } from "../core/database.ts";
import { room, type Room } from "../core/device/storage.ts";
import { setAside, unsent } from "../core/journal/outbox.ts";
import type { Point, Staff } from "../core/rows.ts";
import { useLive } from "./parts/live.ts";
import { useTill } from "./till.ts";

/** How things stand on this device, in every tab alike. */
export interface Standing {
  device: Device | undefined;
  shift: OpenShift | undefined;
  point: Point | undefined;
  people: Identified<Staff>[];
  sync: SyncState | undefined;
  pulledAt: string | undefined;
  unsent: number;
  unsentSince: string | null;
  aside: number;
  seq: number;
}

/** Undefined until the database has answered for the first time. */
export function useStanding(): Standing | undefined {
  const { db } = useTill().counter;
  return useLive(async () => {
    const [device, shift, sync, cursor, head] = await Promise.all([
      db.fact("device"),
      db.fact("shift"),
      db.fact("sync"),
      db.fact("cursor"),
      db.fact("head"),
    ]);
    const [point, people, waiting, aside] = await Promise.all([
      db.points.toCollection().first(),
      db.staff.filter(({ pin }) => pin !== null).sortBy("name"),
      unsent(db),
      setAside(db),
    ]);
    const { count, since } = waiting;
    return {
      device, shift, point, people, sync, aside, pulledAt: cursor?.pulled_at, unsent: count, unsentSince: since, seq: head?.seq ?? 0,
    };
  }, []);
}

export function useOnline(sync: SyncState | undefined): boolean {
  const [hasNet, setNet] = useState(navigator.onLine);
  useLayoutEffect(() => {
    const look = () => setNet(navigator.onLine);
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return hasNet && sync?.state !== "offline";
}

const A_MINUTE = 60_000;

/** The room that is left, looked at each minute and after each thing that was written. */
export function useStorage(seq: number): Room | undefined {
  const [known, setKnown] = useState<Room>();
  useEffect(() => {
    const look = () => void room().then(setKnown);
    look();
    const timer = setInterval(look, A_MINUTE);
    return () => clearInterval(timer);
  }, [seq]);
  return known;
}
