import { expect, test } from "vitest";

import { clock } from "../../../../shop/pos/app/src/core/clock.ts";

const SERVER = "2026-11-27T03:00:00.000Z";
const at = Date.parse(SERVER);

function hands(wall: number) {
  const state = { wall, steady: 0 };
  const told = clock({ wall: () => state.wall, steady: () => state.steady });
  const pass = (milliseconds: number) => ((state.wall += milliseconds), (state.steady += milliseconds));
  return { state, told, pass };
}

test("a clock a year off is set right by the server, half of the way there and back taken off", () => {
  const { told } = hands(at - 31_536_000_000);

  told.measure(SERVER, told.device() - 400, told.device());

  expect([told.offset(), told.now().toISOString()]).toEqual([31_536_000_200, "2026-11-27T03:00:00.200Z"]);
});

test("a clock that is set back while we run is noticed, a sleep is not taken for it", () => {
  const { state, told, pass } = hands(at);
  told.measure(SERVER, at, at);
  pass(60_000);
  state.wall -= 3_600_000;
  expect([told.offset(), told.now().toISOString()]).toEqual([3_600_000, "2026-11-27T03:01:00.000Z"]);

  state.wall += 3_600_000;
  state.wall += 8 * 3_600_000;
  expect(told.offset()).toBe(0);
});

test("time never stands before what the server last said, so that nothing lapsed is sold again", () => {
  const measured = { offset: 0, server_time: SERVER };
  const told = clock({ wall: () => at - 86_400_000, steady: () => 0, measured });

  expect([told.now().toISOString(), told.today()]).toEqual([SERVER, "2026-11-27"]);
});

test("the day is Vietnam's", () => {
  const on = (moment: string) => clock({ wall: () => Date.parse(moment), steady: () => 0 }).today();

  expect([on("2026-11-27T16:59:59.999Z"), on("2026-11-27T17:00:00.000Z")]).toEqual(["2026-11-27", "2026-11-28"]);
});
