import { useId, useLayoutEffect, useRef } from "preact/hooks";

import { number, t } from "../../words/index.ts";
import { digits } from "./digits.ts";

interface Props {
  label: string;
  help?: string;
  value: number | null;
  onChange(value: number | null): void;
  /** Takes the focus in the moment that it appears. */
  focused?: boolean;
}

/** An amount of dong, its thousands parted while it is typed; one key adds three zeros. */
export function Money({ label, help, value, onChange, focused = false }: Props) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (focused) field.current!.focus();
  }, []);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="money">
        <input
          ref={field}
          id={id}
          inputMode="numeric"
          autoComplete="off"
          aria-describedby={help ? `${id}-help` : undefined}
          value={value === null ? "" : number(value)}
          onInput={(event) => {
            const typed = event.currentTarget.value;
            const amount = /\d/.test(typed) ? digits(typed) : null;
            event.currentTarget.value = amount === null ? "" : number(amount);
            onChange(amount);
          }}
        />
        <span aria-hidden="true">₫</span>
        <button type="button" aria-label={t.zeros} disabled={!value} onClick={() => onChange(digits(`${value}000`))}>
          000
        </button>
      </div>
      {help && <span class="help" id={`${id}-help`}>{help}</span>}
    </div>
  );
}
