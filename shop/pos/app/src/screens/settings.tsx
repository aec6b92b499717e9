import { useState } from "preact/hooks";

import { leave } from "../core/device/leaving.ts";
import { persist } from "../core/device/storage.ts";
import { unsent as unsentOn } from "../core/journal/outbox.ts";
import { canConnect, connect, printerName } from "../printing/bluetooth.ts";
import { language, LANGUAGES, type Language, number, t, when } from "../words/index.ts";
import { Export } from "./export.tsx";
import { choosePaper, paperWidth, print } from "./paper.ts";
import { useDeed } from "./parts/deed.ts";
import { Choices } from "./parts/field.tsx";
import { Button, Room } from "./parts/frame.tsx";
import { useLive } from "./parts/live.ts";
import { HOME, moveOn } from "./parts/route.ts";
import { say } from "./parts/say.tsx";
import { type Standing, useStorage } from "./standing.ts";
import { useTill } from "./till.ts";
import { useUpdate } from "./update.ts";

export function Settings({ standing }: { standing: Standing }) {
  const { speakAs, counter, takeUpdate } = useTill();
  const hasUpdate = useUpdate();
  const basket = useLive(async () => (await counter.db.fact("basket"))?.lines.length ?? 0, []);
  const { device, seq } = standing;
  return (
    <Room label={t.settings.title}>
      <h2>{t.settings.language}</h2>
      <Choices two label={t.settings.language} options={Object.entries(LANGUAGES) as [Language, string][]} value={language} onChange={speakAs} />
      <Aside />
      <Printer />
      <Storage seq={seq} />
      <Export unsent={standing.unsent} />
      <h2>{t.settings.device}</h2>
      <dl class="sums">
        <dt>{t.settings.deviceName}</dt><dd>{device?.name}</dd>
        <dt>{t.settings.location}</dt><dd>{device?.location.name}</dd>
        <dt>{t.settings.seq}</dt><dd>{number(seq)}</dd>
        <dt>{t.settings.deviceId}</dt><dd>{device?.device_id.slice(0, 8)}</dd>
        <dt>{t.settings.version}</dt><dd>{counter.appVersion}</dd>
      </dl>
      {!hasUpdate ? <p>{t.settings.upToDate}</p> : basket ? <p class="notice wait">{t.settings.updateWaits}</p> : <Button words={t.alerts.takeUpdate} onPress={takeUpdate} />}
      <SignOut standing={standing} />
    </Room>
  );
}

/** What the server put aside, in words. */
function Aside() {
  const { db } = useTill().counter;
  const aside = useLive(() => db.events.where("standing").equals("quarantined").toArray(), []) ?? [];
  return (
    <>
      <h2>{t.settings.aside}</h2>
      <p>{aside.length ? t.settings.asideHelp : t.settings.asideNone}</p>
      {aside.length > 0 && (
        <ul class="rows">
          {aside.map(({ event_id, type, code, event }) => (
            <li key={event_id} class="line">
              <div><b>{t.events[type]}{"number" in event.body && ` ${event.body.number}`}</b><small>{t.codes[code] ?? code}</small></div>
              <span class="amount">{when(event.occurred_at)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Printer() {
  const [width, setWidth] = useState(paperWidth);
  const [name, setName] = useState(printerName);
  const connecting = useDeed(() => connect().then(setName, toldUnlessLeft));
  const trying = useDeed(() => print([{ left: t.settings.tryPrint, right: "1.000 ₫" }]).catch(toldUnlessLeft));
  return (
    <>
      <h2>{t.settings.printer}</h2>
      <Choices two label={t.settings.paper} options={[["58", "58 mm"], ["80", "80 mm"]]} value={String(width) as "58" | "80"} onChange={(chosen) => { choosePaper(chosen === "80" ? 80 : 58); setWidth(paperWidth()); }} />
      {canConnect() ? (
        <>
          <p>{name ? t.settings.connected(name) : t.settings.browser}</p>
          <Button quiet words={t.settings.connect} busy={connecting.busy} onPress={connecting.run} />
          {name && <Button quiet words={t.settings.tryPrint} busy={trying.busy} onPress={trying.run} />}
        </>
      ) : (
        <p>{t.settings.browser}. {t.settings.noBluetooth}</p>
      )}
    </>
  );
}

/** Who closes the browser's list of devices has chosen none, and knows it. */
function toldUnlessLeft(fault: unknown): void {
  if ((fault as Error).name !== "NotFoundError") say(t.settings.noPrinter, { bad: true });
}

function Storage({ seq }: { seq: number }) {
  const room = useStorage(seq);
  const [isKept, setKept] = useState<boolean>();
  const kept = isKept ?? room?.persistent;
  return (
    <>
      <h2>{t.settings.storage}</h2>
      <p>{room && t.settings.used(room.percent)} {kept ? t.settings.kept : t.settings.notKept}</p>
      {!kept && <Button quiet words={t.settings.keep} onPress={() => void persist().then(setKept)} />}
    </>
  );
}

function SignOut({ standing }: { standing: Standing }) {
  const { counter } = useTill();
  const [isSure, setSure] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const leaving = useDeed(async () => {
    const { count } = await unsentOn(counter.db);
    if (count) return setRefusal(t.settings.signOutRefused(count));
    if (standing.shift) return setRefusal(t.settings.signOutShift);
    await leave(counter.db);
    moveOn(HOME);
  });
  return (
    <>
      <h2>{t.settings.signOut}</h2>
      <p>{t.settings.signOutHelp}</p>
      {refusal && <p class="notice bad" role="alert">{refusal}</p>}
      <button type="button" class="button danger" aria-busy={leaving.busy} onClick={() => (isSure ? leaving.run() : setSure(true))}>
        {isSure ? t.settings.signOutSure : t.settings.signOut}
      </button>
    </>
  );
}
