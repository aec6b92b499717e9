/** Lots that leave or are counted, line by line: a transfer sent, damage, a blind count. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

import type { Identified } from "../core/database.ts";
import { count } from "../core/deeds/counting.ts";
import { writeOff } from "../core/deeds/damaging.ts";
import { dispatch } from "../core/deeds/transferring.ts";
import { refTo } from "../core/goods/lots.ts";
import type { DamageKind } from "../core/journal/events.ts";
import type { Place } from "../core/rows.ts";
import { t } from "../words/index.ts";
import type { Offer } from "./offers.ts";
import { useDeed } from "./parts/deed.ts";
import { Choices, Field, Select } from "./parts/field.tsx";
import { Button, Empty, Foot, Room } from "./parts/frame.tsx";
import { useLive } from "./parts/live.ts";
import { type Chosen, LotFinder, lotWords } from "./parts/lots.tsx";
import { moveOn } from "./parts/route.ts";
import { say } from "./parts/say.tsx";
import { type Change, Stepper } from "./parts/stepper.tsx";
import { useTill } from "./till.ts";

interface Line extends Chosen {
  units: number;
}

/** The list under way; choosing a lot again adds one to it. */
function useLines(first: number) {
  const [lines, setLines] = useState<Line[]>([]);
  const set = (lot: number, change: Change) => setLines((old) => old.map((line) => (line.lot.id === lot ? { ...line, units: change(line.units) } : line)));
  const add = (chosen: Chosen) =>
    setLines((old) =>
      old.some(({ lot }) => lot.id === chosen.lot.id)
        ? old.map((line) => (line.lot.id === chosen.lot.id ? { ...line, units: line.units + 1 } : line))
        : [...old, { ...chosen, units: first }],
    );
  const drop = (lot: number) => setLines((old) => old.filter((line) => line.lot.id !== lot));
  return { lines, add, set, drop };
}

interface ListProps {
  title: string;
  offers: Offer[];
  list: ReturnType<typeof useLines>;
  least: number;
  children?: ComponentChildren;
}

function LotList({ title, offers, list, least, children }: ListProps) {
  return (
    <Room label={title}>
      <h2>{title}</h2>
      {children}
      <LotFinder offers={offers} onChoose={list.add} />
      {list.lines.length === 0 ? (
        <Empty icon="pack"><p>{t.goods.noLines}</p></Empty>
      ) : (
        <ul class="rows" aria-label={t.goods.lines}>
          {list.lines.map(({ offer, lot, units }) => (
            <li key={lot.id} class="line">
              <div><b>{offer.product.name}</b><small>{lotWords(lot)}</small></div>
              <Stepper value={units} of={`${offer.product.name}, ${lot.code}`} least={least} onChange={(change) => list.set(lot.id, change)} />
              <button type="button" class="link danger" aria-label={`${t.remove}: ${offer.product.name}, ${lot.code}`} onClick={() => list.drop(lot.id)}>{t.remove}</button>
            </li>
          ))}
        </ul>
      )}
    </Room>
  );
}

export function SendTransfer({ staff, offers, here }: { staff: number; offers: Offer[]; here: number }) {
  const { counter, exchange } = useTill();
  const places = useLive(() => counter.db.places.toArray(), [])?.filter(({ id }) => id !== here) ?? [];
  const [destination, setDestination] = useState("");
  const list = useLines(1);
  const sending = useDeed(async () => {
    const lines = list.lines.map(({ lot, units }) => ({ lot: refTo(lot), quantity: units }));
    await dispatch(counter, { staff, destination: Number(destination), lines });
    say(t.goods.written.transfer_dispatched);
    moveOn("goods");
    exchange();
  });
  return (
    <>
      <LotList title={t.goods.send} offers={offers} list={list} least={1}>
        <Select label={t.goods.destination} blank={t.goods.pickPlace} options={places.map(named)} value={destination} onChange={setDestination} />
      </LotList>
      <Foot><Button words={t.goods.saveSend} busy={sending.busy} disabled={!destination || list.lines.length === 0} onPress={sending.run} /></Foot>
    </>
  );
}

const named = ({ id, name }: Identified<Place>) => [String(id), name] as const;

export function Damage({ staff, offers }: { staff: number; offers: Offer[] }) {
  const { counter, exchange } = useTill();
  const [kind, setKind] = useState<DamageKind>("damage");
  const [reason, setReason] = useState("");
  const list = useLines(1);
  const writing = useDeed(async () => {
    const lines = list.lines.map(({ lot, units }) => ({ lot: refTo(lot), quantity: units, kind }));
    await writeOff(counter, { staff, lines, reason: reason.trim() });
    say(t.goods.written.damage);
    moveOn("goods");
    exchange();
  });
  return (
    <>
      <LotList title={t.goods.damage} offers={offers} list={list} least={1}>
        <Choices two label={t.goods.kind} options={Object.entries(t.goods.kinds) as [DamageKind, string][]} value={kind} onChange={setKind} />
        <Field label={t.reason} value={reason} maxLength={200} onChange={setReason} />
      </LotList>
      <Foot><Button words={t.goods.saveDamage} busy={writing.busy} disabled={!reason.trim() || list.lines.length === 0} onPress={writing.run} /></Foot>
    </>
  );
}

/** Blind: what the book says is not shown before what was seen stands; then a difference gets its reason. */
export function Count({ staff, offers }: { staff: number; offers: Offer[] }) {
  const { counter, exchange } = useTill();
  const list = useLines(0);
  const [seen, setSeen] = useState<Line[] | null>(null);
  const [reason, setReason] = useState("");
  const counting = useDeed(async () => {
    const lines = seen!.map(({ lot, units }) => ({ lot: refTo(lot), counted: units }));
    await count(counter, { staff, lines, reason: reason.trim() });
    say(t.goods.written.count);
    moveOn("goods");
    exchange();
  });
  if (seen) {
    const differs = seen.some(({ lot, units }) => units !== lot.left);
    return (
      <>
        <Compared lines={seen}>
          {differs ? (
            <Field label={t.goods.whyDiffers} help={t.goods.whyHelp} value={reason} maxLength={200} onChange={setReason} />
          ) : (
            <p class="notice good" role="status">{t.goods.allThere}</p>
          )}
        </Compared>
        <Foot>
          <Button quiet words={t.shift.recount} onPress={() => setSeen(null)} />
          <Button words={t.goods.saveCount} busy={counting.busy} disabled={differs && !reason.trim()} onPress={counting.run} />
        </Foot>
      </>
    );
  }
  return (
    <>
      <LotList title={t.goods.count} offers={offers} list={list} least={0}>
        <p class="notice">{t.goods.blind}</p>
      </LotList>
      <Foot><Button words={t.shift.compare} disabled={list.lines.length === 0} onPress={() => setSeen(asOfNow(list.lines, offers))} /></Foot>
    </>
  );
}

/** Beside what the shelf holds now, not when the lot was put on the list: selling goes on meanwhile. */
const asOfNow = (lines: Line[], offers: Offer[]): Line[] => {
  const lots = new Map(offers.flatMap(({ all }) => all.map((lot) => [lot.id, lot])));
  return lines.map((line) => ({ ...line, lot: lots.get(line.lot.id) ?? line.lot }));
};

function Compared({ lines, children }: { lines: Line[]; children: ComponentChildren }) {
  return (
    <Room label={t.goods.count}>
      <h2>{t.goods.count}</h2>
      <ul class="rows">
        {lines.map(({ offer, lot, units }) => (
          <li key={lot.id} class="line">
            <div><b>{offer.product.name}</b><small>{lotWords(lot)}</small></div>
            <div class="amount">
              {t.goods.counted} {units} · {t.goods.book} {lot.left}
              {units !== lot.left && <small class="tag bad">{t.shift.difference} {units > lot.left ? "+" : "−"}{Math.abs(units - lot.left)}</small>}
            </div>
          </li>
        ))}
      </ul>
      {children}
    </Room>
  );
}
