import { formatNumber } from '@maillage/domain/format.ts';
import type { CommuneListItem } from '@maillage/domain/territories/commune-list.ts';
import { useEffect, useMemo, useState } from 'react';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { createCommuneIndex } from './commune-index.ts';

interface CommuneSearchProps {
  communes: readonly CommuneListItem[];
  label: string;
  onChoose(code: string): void;
}

/** A search field over communes; forgives accents, hyphens and a wrong letter. */
export function CommuneSearch({ communes, label, onChoose }: CommuneSearchProps) {
  const [typed, setTyped] = useState('');
  // The field closes its list when its choice changes, and only then. The choice lasts one drawing, just after which
  // the field is empty again, ready for another commune.
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => {
    if (chosen !== null) setChosen(null);
  }, [chosen]);
  const search = useMemo(() => createCommuneIndex(communes), [communes]);
  const found = useMemo(() => search(typed), [search, typed]);
  return (
    <ComboBox
      className="field"
      inputValue={typed}
      onInputChange={setTyped}
      items={found.map((commune) => ({ ...commune, id: commune.code }))}
      selectedKey={chosen}
      onSelectionChange={(key) => {
        setTyped('');
        if (key === null) return; // Escape, or the reader left the field
        setChosen(String(key));
        onChoose(String(key));
      }}
      allowsEmptyCollection
      menuTrigger="input"
    >
      <Label>{label}</Label>
      <div className="combo">
        <Input className="input" placeholder="Nom ou code" />
        <Button aria-label="Montrer les communes">▾</Button>
      </div>
      <Popover className="popover">
        <ListBox className="list-box" renderEmptyState={() => <p className="small">Aucune commune de ce nom dans le Département.</p>}>
          {(commune: CommuneListItem & { id: string }) => (
            <ListBoxItem textValue={commune.name}>
              {commune.code} {commune.name}
              <br />
              <span className="small soft">
                {commune.epciName ?? 'sans intercommunalité'}
                {commune.populationCount !== null && ` · ${formatNumber(commune.populationCount)} hab.`}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
