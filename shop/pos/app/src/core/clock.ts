import type { Measured } from "./database.ts";

export interface Clock {
  /** What this device's clock says, in milliseconds. */
  device(): number;
  /** Milliseconds to add to it to get the server's. */
  offset(): number;
  /** The right time, as well as it is known: never before what the server last said. */
  now(): Date;
  /** The day in Vietnam, `yyyy-mm-dd`. */
  today(): string;
  /** Takes the server's time from an answer to a question that was asked at `asked` and heard at `heard`. */
  measure(serverTime: string, asked: number, heard: number): Measured;
  /** Takes what another tab measured. */
  learn(measured: Measured): void;
}

/** Vietnam has been at UTC+7 without summer time since 1975. */
const AHEAD = 7 * 3_600_000;
/** Less than this is how two clocks of one device drift, more is a hand on the wall clock. */
const JOLT = 2_000;

export const dayOf = (at: Date): string => new Date(at.getTime() + AHEAD).toISOString().slice(0, 10);

interface Sources {
  wall?: () => number;
  /** Never goes back, but may stand still while the device sleeps. */
  steady?: () => number;
  measured?: Measured | undefined;
}

/** `measured` is what an earlier run learned. */
export function clock({ wall = Date.now, steady = () => performance.now(), measured }: Sources = {}): Clock {
  let known = measured ?? { offset: 0, server_time: new Date(0).toISOString() };
  let anchor = { wall: wall(), steady: steady() };

  /** A wall clock set back while we run shows as less time than the steady clock counted. A sleep shows as more. */
  function setBack(): number {
    const lost = steady() - anchor.steady - (wall() - anchor.wall);
    return lost > JOLT ? Math.round(lost) : 0;
  }

  const offset = () => known.offset + setBack();
  const learn = (measured: Measured) => {
    if (measured.server_time === known.server_time && measured.offset === known.offset) return;
    known = measured;
    anchor = { wall: wall(), steady: steady() };
  };
  const now = () => new Date(Math.max(wall() + offset(), Date.parse(known.server_time)));
  return {
    device: wall,
    offset,
    now,
    today: () => dayOf(now()),
    measure(serverTime, asked, heard) {
      learn({ offset: Math.round(Date.parse(serverTime) - (asked + heard) / 2), server_time: serverTime });
      return known;
    },
    learn,
  };
}
