import type { FigureDefinition } from '@maillage/domain/figures/figure.ts';
import { useMemo } from 'react';
import { Button, ComboBox, Header, Input, Label, ListBox, ListBoxItem, ListBoxSection, Popover } from 'react-aria-components';
import { foldText } from '../ui/table-model.ts';
import { labels, THEME_LABELS, THEME_ORDER } from './labels.ts';

interface FigureChooserProps {
  figures: readonly FigureDefinition[];
  figureId: string;
  onChoose(figureId: string): void;
}

/**
 * All the maps of the run, by theme; words typed narrow the list, whatever their accents and order. The list holds
 * every map at all times and is narrowed by the field itself: a list narrowed from outside loses the current map, and
 * opens again when it should close.
 */
export function FigureChooser({ figures, figureId, onChoose }: FigureChooserProps) {
  const sections = useMemo(() => sectionsOf(figures), [figures]);
  const wordsOfTitle = useMemo(
    () => new Map(figures.map(({ title, description }) => [title, foldText(`${title} ${description}`)])),
    [figures],
  );
  const hasWords = (title: string, typed: string) => {
    const words = wordsOfTitle.get(title) ?? foldText(title);
    return foldText(typed)
      .split(/\s+/)
      .every((word) => words.includes(word));
  };
  return (
    <ComboBox
      className="field"
      selectedKey={figureId}
      onSelectionChange={(key) => {
        if (key !== null && key !== figureId) onChoose(String(key));
      }}
      defaultItems={sections}
      defaultFilter={hasWords}
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

function sectionsOf(figures: readonly FigureDefinition[]): FigureSection[] {
  return THEME_ORDER.map((theme) => ({
    id: `theme-${theme}`,
    label: THEME_LABELS[theme],
    figures: figures.filter((figure) => figure.theme === theme),
  })).filter((section) => section.figures.length > 0);
}
