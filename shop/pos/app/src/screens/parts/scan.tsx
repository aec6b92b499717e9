import { useState } from "preact/hooks";

import { t } from "../../words/index.ts";
import { Field } from "./field.tsx";
import { Lens } from "./lens.tsx";

/** A code by camera, or typed (a scanner on a cable types too). */
export function Scan({ onCode }: { onCode(code: string): void }) {
  const [typed, setTyped] = useState("");
  return (
    <section class="scan">
      <Lens onCode={onCode} />
      <form
        class="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim()) onCode(typed.trim());
          setTyped("");
        }}
      >
        <Field label={t.scan.type} value={typed} autocomplete="off" onChange={setTyped} />
        <button class="button quiet">{t.scan.use}</button>
      </form>
    </section>
  );
}
