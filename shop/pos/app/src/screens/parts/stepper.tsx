import { useState } from "preact/hooks";

import { t } from "../../words/index.ts";
import { digits } from "./digits.ts";
import { Icon } from "./icon.tsx";

export type Change = (units: number) => number;

interface Props {
  value: number;
  of: string;
  least?: number;
  most?: number;
  /** Told how to come from the units that stand to the new ones: presses may be faster than the screen is redrawn. */
  onChange(change: Change): void;
}

/**
 * A number of units: press, or type it. `of` says of what, for those who do not see the row.
 * What is typed counts with each key and stands as typed until the field is left, however often the screen is redrawn.
 */
export function Stepper({ value, of, least = 0, most = 9999, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const set = (change: Change) => onChange((units) => Math.max(least, Math.min(most, change(units))));
  return (
    <span class="stepper" role="group" aria-label={`${t.quantity}: ${of}`}>
      <button type="button" aria-label={`${t.less}: ${of}`} disabled={value <= least} onClick={() => set((units) => units - 1)}>
        <Icon name="minus" />
      </button>
      <input
        inputMode="numeric"
        autoComplete="off"
        aria-label={`${t.quantity}: ${of}`}
        value={typed ?? value}
        onFocus={(event) => event.currentTarget.select()}
        onInput={(event) => {
          const text = event.currentTarget.value;
          setTyped(text);
          if (/\d/.test(text)) set(() => digits(text));
        }}
        onBlur={() => setTyped(null)}
      />
      <button type="button" aria-label={`${t.more}: ${of}`} disabled={value >= most} onClick={() => set((units) => units + 1)}>
        <Icon name="plus" />
      </button>
    </span>
  );
}
