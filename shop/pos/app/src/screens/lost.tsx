import { useLayoutEffect, useState } from "preact/hooks";

import { t } from "../words/index.ts";
import { Button, Foot, Room } from "./parts/frame.tsx";
import { HOME } from "./parts/route.ts";
import { useTill } from "./till.ts";

/** True once the browser has taken the database away under the open page. */
export function useLost(): boolean {
  const { db } = useTill().counter;
  const [isLost, lose] = useState(false);
  useLayoutEffect(() => db.on("close", () => lose(true)), []);
  return isLost;
}

/** What was unsent is told while this page still knows it: after it, nobody here does. */
export function Lost({ unsent }: { unsent: number }) {
  return (
    <>
      <Room label={t.lost.title}>
        <div class="notice bad" role="alert"><b>{t.lost.title}</b><span>{t.lost.what(unsent)}</span></div>
        <p>{t.lost.next}</p>
      </Room>
      <Foot><Button words={t.lost.go} onPress={() => { location.hash = HOME; location.reload(); }} /></Foot>
    </>
  );
}
