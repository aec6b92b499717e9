import { useState } from "preact/hooks";

import { exportUnsent } from "../core/device/exporting.ts";
import { number, t } from "../words/index.ts";
import { useDeed } from "./parts/deed.ts";
import { Field } from "./parts/field.tsx";
import { Button } from "./parts/frame.tsx";
import { say } from "./parts/say.tsx";
import { useTill } from "./till.ts";

const SHORTEST = 8;

/** What is unsent, into a file under a passphrase. */
export function Export({ unsent }: { unsent: number }) {
  const { db, clock } = useTill().counter;
  const [passphrase, setPassphrase] = useState("");
  const exporting = useDeed(async () => {
    const file = await exportUnsent(db, { passphrase, at: clock.now() });
    download(JSON.stringify(file), `quay-${file.device_id.slice(0, 8)}-${file.exported_at.slice(0, 10)}.json`);
    say(t.settings.exported(file.count));
  });
  return (
    <>
      <h2>{t.settings.export}</h2>
      {unsent === 0 ? (
        <p>{t.settings.nothingToExport}</p>
      ) : (
        <>
          <p>{number(unsent)}. {t.settings.exportHelp}</p>
          <Field label={t.settings.passphrase} help={t.settings.passphraseShort} type="password" value={passphrase} autocomplete="off" onChange={setPassphrase} />
          <Button quiet words={t.settings.download} busy={exporting.busy} disabled={passphrase.length < SHORTEST} onPress={exporting.run} />
        </>
      )}
    </>
  );
}

function download(text: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
