import { useState } from "preact/hooks";

import { enrol } from "../core/device/enrolling.ts";
import { persist } from "../core/device/storage.ts";
import { read } from "../core/goods/scan.ts";
import { t } from "../words/index.ts";
import { useDeed } from "./parts/deed.ts";
import { Field } from "./parts/field.tsx";
import { Button, Foot, Room } from "./parts/frame.tsx";
import { Lens } from "./parts/lens.tsx";
import { HOME, moveOn } from "./parts/route.ts";
import { useTill } from "./till.ts";

/** The code may stand in the address, where the manager's QR was read by the phone's own camera. */
const codeInAddress = () => /(?:^#|&)code=([^&]+)/.exec(location.hash)?.[1] ?? "";

export function Enrol() {
  const { counter, wire, exchange } = useTill();
  const [code, setCode] = useState(codeInAddress);
  const [name, setName] = useState("");
  const [isScanning, setScanning] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const enrolling = useDeed(async () => {
    try {
      await enrol(counter, wire, { code: code.trim(), name });
    } catch (refusal) {
      if ((refusal as Error).name !== "ServerRefused") throw refusal;
      return setFault(t.enrol.refused);
    }
    await persist();
    moveOn(HOME);
    exchange();
  });
  return (
    <>
      <Room label={t.enrol.title}>
        <h2>{t.enrol.title}</h2>
        <p>{t.enrol.how}</p>
        <p><small>{t.enrol.wiped}</small></p>
        {isScanning ? (
          <Lens
            onCode={(text) => {
              const scanned = read(text);
              setCode(scanned.kind === "enrolment" ? scanned.code : text);
              setScanning(false);
            }}
          />
        ) : (
          <Button quiet words={t.enrol.scan} onPress={() => setScanning(true)} />
        )}
        <Field label={t.enrol.code} help={t.enrol.or} fault={fault} value={code} autocomplete="off" onChange={(typed) => { setFault(null); setCode(typed); }} />
        <Field label={t.enrol.name} help={t.enrol.nameHelp} value={name} maxLength={60} autocomplete="off" onChange={setName} />
      </Room>
      <Foot><Button words={t.enrol.go} busy={enrolling.busy} disabled={!code.trim() || !name.trim()} onPress={enrolling.run} /></Foot>
    </>
  );
}

/** Enrolled, and nothing pulled yet. */
export function FirstLoad({ isOnline }: { isOnline: boolean }) {
  const { exchange } = useTill();
  return (
    <>
      <Room label={t.enrol.title}>
        <p class={isOnline ? "notice" : "notice wait"} role="status">{isOnline ? t.enrol.loading : t.enrol.nothingYet}</p>
      </Room>
      <Foot><Button quiet words={t.enrol.again} onPress={exchange} /></Foot>
    </>
  );
}
