import { useId } from "preact/hooks";
import { t } from "../../words/index.ts";

interface Props {
  label: string;
  help?: string | undefined;
  fault?: string | null | undefined;
  optional?: boolean;
  value: string;
  type?: "text" | "date" | "password";
  autocomplete?: "off";
  maxLength?: number;
  onChange(value: string): void;
}

export function Field({ label, help, fault, optional, value, type = "text", autocomplete, maxLength, onChange }: Props) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>
        {label} {optional && <span class="optional">({t.optional})</span>}
      </label>
      <input
        type={type as "text"}
        value={value}
        autoComplete={autocomplete}
        maxLength={maxLength}
        id={id}
        aria-invalid={fault ? "true" : undefined}
        aria-describedby={`${id}-help`}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <span id={`${id}-help`}>
        {fault ? <span class="error">{fault}</span> : help && <span class="help">{help}</span>}
      </span>
    </div>
  );
}

interface Choice<Value extends string> {
  label: string;
  options: readonly (readonly [Value, string])[];
  value: NoInfer<Value> | "";
  blank?: string;
  fault?: string | null | undefined;
  onChange(value: NoInfer<Value>): void;
}

export function Select<Value extends string>({ label, options, value, blank, fault, onChange }: Choice<Value>) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-invalid={fault ? "true" : undefined}
        aria-describedby={`${id}-fault`}
        onChange={(event) => onChange(event.currentTarget.value as Value)}
      >
        {blank !== undefined && <option value="">{blank}</option>}
        {options.map(([key, words]) => (
          <option key={key} value={key}>{words}</option>
        ))}
      </select>
      <span id={`${id}-fault`}>{fault && <span class="error">{fault}</span>}</span>
    </div>
  );
}

/** A few ways, one of them pressed. */
export function Choices<Value extends string>({ label, options, value, two = false, onChange }: Choice<Value> & { two?: boolean }) {
  return (
    <div class={two ? "choices two" : "choices"} role="group" aria-label={label}>
      {options.map(([key, words]) => (
        <button key={key} type="button" aria-pressed={value === key} onClick={() => onChange(key)}>{words}</button>
      ))}
    </div>
  );
}
