import { useLayoutEffect, useRef, useState } from "preact/hooks";

import type { Identified } from "../core/database.ts";
import { unlock } from "../core/device/pin.ts";
import type { LockedOut } from "../core/refusals.ts";
import type { Staff } from "../core/rows.ts";
import { t } from "../words/index.ts";
import { Button, Empty, Foot, Room } from "./parts/frame.tsx";
import { Icon } from "./parts/icon.tsx";
import { useNow } from "./parts/now.ts";
import { useTill } from "./till.ts";

type Person = Identified<Staff>;
interface Unlocking {
  people: Person[];
  onOpen(staff: number): void;
}

const PIN_LENGTH = 6;

export function Unlock({ people, onOpen }: Unlocking) {
  const [chosen, choose] = useState<Person | null>(people.length === 1 ? people[0]! : null);
  if (people.length === 0) return <Room label={t.unlock.title}><Empty icon="user"><p>{t.unlock.nobody}</p></Empty></Room>;
  return chosen ? <Pad person={chosen} leave={() => choose(null)} onOpen={onOpen} /> : <People people={people} choose={choose} />;
}

function People({ people, choose }: { people: Person[]; choose(person: Person): void }) {
  return (
    <Room label={t.unlock.title}>
      <h2>{t.unlock.title}</h2>
      <ul class="rows">
        {people.map((person) => (
          <li key={person.id}>
            <button type="button" class="row" onClick={() => choose(person)}>
              <Icon name="user" /><b>{person.name}</b><Icon name="next" />
            </button>
          </li>
        ))}
      </ul>
    </Room>
  );
}

function Pad({ person, leave, onOpen }: { person: Person; leave(): void; onOpen(staff: number): void }) {
  const { counter } = useTill();
  const entered = useRef("");
  const [pin, setPin] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [opensAt, setOpensAt] = useState(0);
  const [isChecking, setChecking] = useState(false);
  const wait = Math.ceil((opensAt - useNow(500)) / 1000);
  const isShut = isChecking || wait > 0;

  function press(digit: string) {
    if (isShut || entered.current.length >= PIN_LENGTH) return;
    setFault(null);
    put(entered.current + digit);
    if (entered.current.length === PIN_LENGTH) void check();
  }
  function erase() {
    if (!isShut) put(entered.current.slice(0, -1));
  }
  /** Digits may come faster than the screen is drawn. */
  function put(digits: string) {
    entered.current = digits;
    setPin(digits);
  }
  async function check() {
    setChecking(true);
    try {
      await unlock(counter, { staff: person.id, pin: entered.current });
      onOpen(person.id);
    } catch (refusal) {
      setFault(t.unlock.wrong);
      navigator.vibrate?.(200);
      if ((refusal as Error).name === "LockedOut") setOpensAt(Date.parse((refusal as LockedOut).until) - counter.clock.offset());
    }
    setChecking(false);
    put("");
  }
  // Before the pad is painted: a digit may be typed in the very instant that it is seen.
  useLayoutEffect(() => {
    const typed = ({ key }: KeyboardEvent) => {
      if (/^\d$/.test(key)) press(key);
      if (key === "Backspace") erase();
    };
    addEventListener("keydown", typed);
    return () => removeEventListener("keydown", typed);
  });

  return (
    <>
      <Room label={t.unlock.pin(person.name)}>
        <h2>{t.unlock.pin(person.name)}</h2>
        <div class={fault ? "dots wrong" : "dots"} aria-hidden="true">
          {Array.from({ length: PIN_LENGTH }, (_, at) => <i key={at} class={at < pin.length ? "full" : ""} />)}
        </div>
        <p aria-live="assertive" class="verdict">
          {wait > 0 ? t.unlock.wait(wait) : isChecking ? t.unlock.checking : fault ?? <span class="unseen">{t.unlock.digits(pin.length)}</span>}
        </p>
        <div class="pad">
          {[..."123456789"].map((digit) => (
            <button key={digit} type="button" disabled={isShut} onClick={() => press(digit)}>{digit}</button>
          ))}
          <span />
          <button type="button" disabled={isShut} onClick={() => press("0")}>0</button>
          <button type="button" disabled={isShut} aria-label={t.unlock.erase} onClick={erase}><Icon name="erase" /></button>
        </div>
      </Room>
      <Foot><Button quiet words={t.unlock.other} onPress={leave} /></Foot>
    </>
  );
}
