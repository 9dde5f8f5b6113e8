import { formatNumber } from '@maillage/domain/format.ts';
import { useId, useState } from 'react';
import { LONG_LIST, searchChoices } from '../ui/SearchChoiceField.tsx';
import { Ticks } from './sheet-fields.tsx';

interface SearchedTicksProps {
  label: string;
  /** What is searched, as the end of « Chercher … ». */
  noun: string;
  choices: readonly { id: string; label: string }[];
  /** In sight first, whatever is searched; those that no choice is are added, so that they can be taken away. */
  chosen: readonly string[];
  /** How a chosen one that is among no choice is named. */
  tellUnknown?(id: string): string;
  onChange(ids: string[]): void;
}

/** Boxes to tick. Past sixty, those already chosen and those that are searched, sixty at a time. */
export function SearchedTicks({ label, noun, choices, chosen, tellUnknown = (id) => id, onChange }: SearchedTicksProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const known = new Set(choices.map((one) => one.id));
  const unknown = chosen.filter((one) => !known.has(one)).map((one) => ({ id: one, label: tellUnknown(one) }));
  if (choices.length <= LONG_LIST) return <Ticks label={label} choices={[...choices, ...unknown]} chosen={chosen} onChange={onChange} />;
  const taken = new Set(chosen);
  const found = searchChoices(choices, typed).filter((one) => !taken.has(one.id));
  return (
    <>
      <div className="field">
        <label htmlFor={id}>Chercher {noun}</label>
        <input id={id} className="input" type="search" value={typed} onChange={(event) => setTyped(event.target.value)} />
      </div>
      <Ticks
        label={label}
        choices={[...choices.filter((one) => taken.has(one.id)), ...unknown, ...found.slice(0, LONG_LIST)]}
        chosen={chosen}
        onChange={onChange}
      />
      {found.length > LONG_LIST && (
        <p className="small" role="status">
          {LONG_LIST} choix montrés sur {formatNumber(found.length)} : cherchez un mot ou un numéro pour trouver les autres.
        </p>
      )}
    </>
  );
}
