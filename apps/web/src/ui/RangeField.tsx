import { useId } from 'react';
import { useEcho } from './use-echo.ts';

interface RangeFieldProps {
  label: string;
  value: number;
  min: number;
  max: number;
  step: number;
  /** A value as it is read: « 50 % ». */
  text(value: number): string;
  onChange(value: number): void;
}

/** A slider with its label and its value in words; it answers to the arrows of the keyboard. */
export function RangeField({ label, value, min, max, step, text, onChange }: RangeFieldProps) {
  const id = useId();
  const [shown, change] = useEcho(value, onChange);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span className="range-field">
        <input
          id={id}
          type="range"
          {...{ min, max, step }}
          value={shown}
          aria-valuetext={text(shown)}
          onChange={(event) => change(Number(event.target.value))}
        />
        <output htmlFor={id}>{text(shown)}</output>
      </span>
    </div>
  );
}

interface ChoiceFieldProps<Value extends string> {
  label: string;
  value: Value;
  choices: readonly { id: Value; label: string; group?: string; disabled?: boolean }[];
  onChange(value: Value): void;
}

/** One choice of a list; choices of the same group are read together. */
export function ChoiceField<Value extends string>({ label, value, choices, onChange }: ChoiceFieldProps<Value>) {
  const id = useId();
  const [shown, change] = useEcho(value, onChange);
  const option = (choice: (typeof choices)[number]) => (
    <option key={choice.id} value={choice.id} disabled={choice.disabled}>
      {choice.label}
    </option>
  );
  const groups = Map.groupBy(choices, ({ group }) => group ?? '');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {/* The value is one of the choices: the browser gives it back as text. */}
      <select id={id} className="input" value={shown} onChange={(event) => change(event.target.value as Value)}>
        {[...groups].map(([group, members]) =>
          group === '' ? (
            members.map(option)
          ) : (
            <optgroup key={group} label={group}>
              {members.map(option)}
            </optgroup>
          ),
        )}
      </select>
    </div>
  );
}
