import { formatNumber } from '@maillage/domain/format.ts';
import { useMemo, useState } from 'react';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { ChoiceField } from './RangeField.tsx';
import { foldText } from './table-model.ts';

/** Past this, a list is searched: two thousand lines are a wall to whoever reads, and slow to draw. */
export const LONG_LIST = 60;

export interface Choice<Value extends string> {
  id: Value;
  label: string;
  group?: string;
}

/** The choices whose label has every word that is typed, whatever their case and accents. */
export function searchChoices<One extends { label: string }>(choices: readonly One[], typed: string): readonly One[] {
  const words = foldText(typed).split(/\s+/).filter(Boolean);
  return words.length === 0 ? choices : choices.filter(({ label }) => words.every((word) => foldText(label).includes(word)));
}

interface SearchChoiceFieldProps<Value extends string> {
  label: string;
  value: Value;
  choices: readonly Choice<Value>[];
  onChange(value: Value): void;
}

/** One choice of a list: a plain list when it is short, a field that searches it when it is long. */
export function SearchChoiceField<Value extends string>(props: SearchChoiceFieldProps<Value>) {
  return props.choices.length <= LONG_LIST ? <ChoiceField {...props} /> : <SearchedChoice {...props} />;
}

function SearchedChoice<Value extends string>({ label, value, choices, onChange }: SearchChoiceFieldProps<Value>) {
  // Null while nothing is searched: the field then shows the choice.
  const [typed, setTyped] = useState<string | null>(null);
  const chosen = choices.find(({ id }) => id === value);
  const found = useMemo(() => {
    if (typed !== null) return searchChoices(choices, typed);
    return chosen === undefined ? choices : [chosen, ...choices.filter((one) => one !== chosen)];
  }, [choices, chosen, typed]);
  return (
    <ComboBox
      className="field"
      inputValue={typed ?? chosen?.label ?? ''}
      onInputChange={(text) => setTyped(text === chosen?.label ? null : text)}
      items={found.slice(0, LONG_LIST)}
      selectedKey={value}
      onSelectionChange={(key) => {
        setTyped(null);
        const next = choices.find(({ id }) => id === key);
        if (next !== undefined) onChange(next.id); // none: Escape, or the reader left the field
      }}
      onBlur={() => setTyped(null)}
      allowsEmptyCollection
    >
      <Label>{label}</Label>
      <div className="combo">
        <Input className="input" onFocus={(event) => typed === null && event.currentTarget.select()} />
        <Button aria-label={`Montrer les choix : ${label}`}>▾</Button>
      </div>
      <Popover className="popover">
        <ListBox<Choice<Value>> className="list-box" renderEmptyState={() => <p className="small">Rien de ce nom dans la liste.</p>}>
          {(choice) => <ListBoxItem textValue={choice.label}>{choice.label}</ListBoxItem>}
        </ListBox>
        {found.length > LONG_LIST && (
          <p className="small combo-more">
            {LONG_LIST} lignes montrées sur {formatNumber(found.length)} : tapez un mot ou un numéro pour trouver les autres.
          </p>
        )}
      </Popover>
    </ComboBox>
  );
}
