/** The server as docs/decisions/counter-protocol.md has it, small and exact, behind a network that fails on demand. */
import type { Pushed, Result, Told, Wire } from "../../../../shop/pos/app/src/core/exchange/wire.ts";
import { hashOf } from "../../../../shop/pos/app/src/core/journal/canonical.ts";
import { type CounterEvent, NO_HASH } from "../../../../shop/pos/app/src/core/journal/events.ts";
import { ServerAway } from "../../../../shop/pos/app/src/core/refusals.ts";
import type { Change, Changes } from "../../../../shop/pos/app/src/core/rows.ts";
import { AT, FISH_SAUCE, LOT } from "./counters.ts";

export const FAULTS = ["request_lost", "answer_lost", "answer_cut", "half_applied", "sent_twice", "answer_stale"] as const;
export type Fault = (typeof FAULTS)[number];

interface State {
  events: CounterEvent[];
  on_hand: number;
}

export class FakeServer implements Wire {
  state: State = { events: [], on_hand: 100 };
  /** Negative controls take a guard away by overriding this. */
  told = (last_seq: number): number => last_seq;
  private fault: Fault | null = null;
  private before: Pushed = { status: 200, results: [], last_seq: 0 };

  failNext(fault: Fault | null): void {
    this.fault = fault;
  }

  backup(): State {
    return structuredClone(this.state);
  }

  restore(state: State): void {
    this.state = structuredClone(state);
  }

  get last_seq(): number {
    return this.state.events.length;
  }

  async push(_token: string, sent: readonly CounterEvent[]): Promise<Pushed> {
    const events = structuredClone(sent) as CounterEvent[];
    const fault = this.fault;
    this.fault = null;
    if (fault === "request_lost") throw new ServerAway("lost");
    if (fault === "sent_twice") await this.hear(events);
    const answer = await this.hear(fault === "half_applied" ? events.slice(0, Math.ceil(events.length / 2)) : events);
    const stale = this.before;
    this.before = structuredClone(answer);
    if (fault === "answer_lost" || fault === "half_applied") throw new ServerAway("lost");
    if (fault === "answer_cut") return { ...answer, results: answer.results.slice(0, answer.results.length >> 1) };
    return fault === "answer_stale" ? stale : answer;
  }

  async changes(_token: string, { cursor }: Told): Promise<Changes> {
    const fault = this.fault;
    this.fault = null;
    if (fault) throw new ServerAway("lost");
    const shelf: Change = { kind: "shelf", id: 11, row: { on_hand: this.state.on_hand, reserved: 0, short: 0 } };
    const goods: Change[] = [
      { kind: "product", id: 1, row: FISH_SAUCE },
      { kind: "lot", id: 11, row: LOT },
    ];
    return {
      cursor: "c",
      is_snapshot: cursor === null,
      has_more: false,
      server_time: new Date(AT).toISOString(),
      last_seq: this.told(this.last_seq),
      epoch: 1,
      changes: cursor === null ? [...goods, shelf] : [shelf],
    };
  }

  enrol(): never {
    throw new Error("not asked for here");
  }

  roll(): never {
    throw new Error("not asked for here");
  }

  private async hear(events: CounterEvent[]): Promise<Pushed> {
    const results: Result[] = [];
    for (const event of events) {
      if (event.seq > this.last_seq + 1) {
        return { status: 409, results, last_seq: this.told(this.last_seq), expected_seq: this.last_seq + 1 };
      }
      results.push({ event_id: event.event_id, ...(await this.take(event)) });
    }
    return { status: 200, results, last_seq: this.told(this.last_seq) };
  }

  private async take(event: CounterEvent): Promise<Omit<Result, "event_id">> {
    const known = this.state.events[event.seq - 1];
    if (known) return known.hash === event.hash ? { status: "duplicate" } : { status: "quarantined", code: "forked" };
    const head = this.state.events.at(-1)?.hash ?? NO_HASH;
    const isChained = event.prev_hash === head && event.hash === (await hashOf(event));
    this.state.events.push(event);
    if (!isChained) return { status: "quarantined", code: "chain_broken" };
    if (event.type === "sale") this.state.on_hand -= event.body.lines.reduce((sum, { quantity }) => sum + quantity, 0);
    return { status: "applied" };
  }
}
