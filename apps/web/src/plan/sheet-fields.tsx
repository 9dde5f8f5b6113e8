import { useState } from 'react';

/** A number as it is typed, with a comma. */
export const showNumber = (value: number | null) => (value === null ? '' : String(value).replace('.', ','));
/** What was typed, or null when it is no number. */
export const readNumber = (text: string): number | null => {
  const plain = text.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.');
  return /^-?\d+(\.\d*)?$/.test(plain) ? Number(plain) : null;
};

export function TextField({
  label,
  value,
  onChange,
  long = false,
}: {
  label: string;
  value: string;
  onChange(text: string): void;
  long?: boolean;
}) {
  const id = `champ-${label}`;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {long ? (
        <textarea id={id} className="input" value={value} maxLength={20_000} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input id={id} className="input" value={value} maxLength={1000} onChange={(event) => onChange(event.target.value)} />
      )}
    </div>
  );
}

export function DateField({ label, value, onChange }: { label: string; value: string | null; onChange(date: string | null): void }) {
  const id = `date-${label}`;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} className="input" type="date" value={value ?? ''} onChange={(event) => onChange(event.target.value || null)} />
    </div>
  );
}

interface TicksProps {
  label: string;
  choices: readonly { id: string; label: string }[];
  chosen: readonly string[];
  onChange(ids: string[]): void;
}

export function Ticks({ label, choices, chosen, onChange }: TicksProps) {
  return (
    <fieldset>
      <legend>{label}</legend>
      <div className="sheet-choices">
        {choices.map((choice) => (
          <label key={choice.id}>
            <input
              type="checkbox"
              checked={chosen.includes(choice.id)}
              onChange={(event) => onChange(event.target.checked ? [...chosen, choice.id] : chosen.filter((one) => one !== choice.id))}
            />
            {choice.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A number typed with its comma: what is typed stays as it is until one leaves the field. */
export function NumberInput({ id, value, onChange }: { id: string; value: string; onChange(text: string): void }) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      id={id}
      className="input"
      type="text"
      inputMode="decimal"
      value={typed ?? value}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(event.target.value);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

export function NumberField({ label, value, onChange }: { label: string; value: number | null; onChange(value: number | null): void }) {
  const id = `nombre-${label}`;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <NumberInput id={id} value={showNumber(value)} onChange={(text) => onChange(readNumber(text))} />
    </div>
  );
}

/** Several short texts in one field, apart by semicolons. */
export function ListField({ label, values, onChange }: { label: string; values: readonly string[]; onChange(values: string[]): void }) {
  const [typed, setTyped] = useState<string | null>(null);
  const id = `liste-${label}`;
  return (
    <div className="field">
      <label htmlFor={id}>{label}, séparés par des points-virgules</label>
      <input
        id={id}
        className="input"
        maxLength={2000}
        value={typed ?? values.join(' ; ')}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(event.target.value.split(';').flatMap((one) => one.trim() || []));
        }}
        onBlur={() => setTyped(null)}
      />
    </div>
  );
}
