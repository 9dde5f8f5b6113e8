import type { DocumentFigure } from '@maillage/domain/documents/document.ts';
import { typeset } from '@maillage/domain/typography.ts';
import { useId } from 'react';

/** A live figure of a text: its value, and where it comes from when it is opened, by click or keyboard. Esc closes it. */
export function FigureChip({ figure }: { figure: DocumentFigure }) {
  const id = useId();
  const { label, territory, formula, sources, estimated, error } = figure.origin;
  return (
    <>
      <button type="button" className="draft-chip" popoverTarget={id}>
        {figure.text}
      </button>
      <span id={id} popover="auto" className="draft-origin">
        <strong>{typeset(label)}</strong>
        {territory && <span>{territory.name}</span>}
        <span>{typeset(formula)}</span>
        {estimated && <span>{typeset(error ?? 'Ce chiffre est estimé.')}</span>}
        {sources.map(({ title, producer, vintage }) => (
          <span key={`${title} ${vintage}`} className="small soft">
            {[title, producer, vintage].filter(Boolean).join(', ')}
          </span>
        ))}
        <code>{figure.id}</code>
      </span>
    </>
  );
}
