import { t } from "../../words/index.ts";
import { digits } from "./digits.ts";
import { Icon } from "./icon.tsx";

interface Props {
  value: number;
  of: string;
  least?: number;
  most?: number;
  onChange(value: number): void;
}

/** A number of units: press, or type it. `of` says of what, for those who do not see the row. */
export function Stepper({ value, of, least = 0, most = 9999, onChange }: Props) {
  const set = (n: number) => onChange(Math.max(least, Math.min(most, n)));
  return (
    <span class="stepper" role="group" aria-label={`${t.quantity}: ${of}`}>
      <button type="button" aria-label={`${t.less}: ${of}`} disabled={value <= least} onClick={() => set(value - 1)}>
        <Icon name="minus" />
      </button>
      <input
        inputMode="numeric"
        autoComplete="off"
        aria-label={`${t.quantity}: ${of}`}
        value={value}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          set(digits(event.currentTarget.value));
          event.currentTarget.value = String(value);
        }}
      />
      <button type="button" aria-label={`${t.more}: ${of}`} disabled={value >= most} onClick={() => set(value + 1)}>
        <Icon name="plus" />
      </button>
    </span>
  );
}
