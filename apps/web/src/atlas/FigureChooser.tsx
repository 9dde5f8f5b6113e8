import type { FigureDefinition } from '@maillage/domain/figures/figure.ts';
import { useMemo, useState } from 'react';
import { Button, ComboBox, Header, Input, Label, ListBox, ListBoxItem, ListBoxSection, Popover } from 'react-aria-components';
import { foldText } from '../ui/table-model.ts';
import { labels, THEME_LABELS, THEME_ORDER } from './labels.ts';

interface FigureChooserProps {
  figures: readonly FigureDefinition[];
  figureId: string | null;
  onChoose(figureId: string): void;
}

/** All the maps of the run, by theme; words typed narrow the list, whatever their accents and order. */
export function FigureChooser({ figures, figureId, onChoose }: FigureChooserProps) {
  const current = figures.find((figure) => figure.id === figureId);
  const [typed, setTyped] = useState<string | null>(null);
  const sections = useMemo(() => sectionsOf(figures, typed ?? ''), [figures, typed]);
  return (
    <ComboBox
      className="field"
      inputValue={typed ?? current?.title ?? ''}
      onInputChange={(text) => setTyped(text === current?.title ? null : text)}
      onOpenChange={(isOpen) => !isOpen && setTyped(null)}
      selectedKey={figureId}
      onSelectionChange={(key) => {
        setTyped(null);
        if (key !== null && key !== figureId) onChoose(String(key));
      }}
      items={sections}
      defaultFilter={() => true}
      allowsEmptyCollection
      menuTrigger="input"
    >
      <Label>{labels.figure}</Label>
      <div className="combo">
        <Input className="input" onFocus={(event) => event.currentTarget.select()} />
        <Button aria-label={labels.searchFigure}>▾</Button>
      </div>
      <Popover className="popover">
        <ListBox<FigureSection> className="list-box" renderEmptyState={() => <p className="small">Aucune carte ne porte ces mots.</p>}>
          {(section) => (
            <ListBoxSection id={section.id}>
              <Header>{section.label}</Header>
              {section.figures.map((figure) => (
                <ListBoxItem key={figure.id} id={figure.id} textValue={figure.title}>
                  {figure.title}
                  {!figure.available && <span className="small soft"> — non renseigné</span>}
                </ListBoxItem>
              ))}
            </ListBoxSection>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

interface FigureSection {
  id: string;
  label: string;
  figures: FigureDefinition[];
}

function sectionsOf(figures: readonly FigureDefinition[], typed: string): FigureSection[] {
  const words = foldText(typed).split(/\s+/).filter(Boolean);
  return THEME_ORDER.map((theme) => ({
    id: `theme-${theme}`,
    label: THEME_LABELS[theme],
    figures: figures.filter(
      (figure) => figure.theme === theme && words.every((word) => foldText(`${figure.title} ${figure.description}`).includes(word)),
    ),
  })).filter((section) => section.figures.length > 0);
}
