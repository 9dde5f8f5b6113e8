import type { FigureBook, Inline } from '@maillage/domain/documents/document.ts';
import { splitParagraphs } from '@maillage/domain/documents/draft.ts';
import { resolveProse, type WrittenFigures } from '@maillage/domain/documents/prose.ts';
import { typeset } from '@maillage/domain/typography.ts';
import { FigureChip } from './FigureChip.tsx';

interface ProseViewProps {
  text: string;
  book: FigureBook;
  written: WrittenFigures | null;
}

/** A text as the document will print it, its figures live. */
export function ProseView({ text, book, written }: ProseViewProps) {
  return (
    <div className="draft-prose">
      {splitParagraphs(text).map((paragraph, index) => {
        const { content, reasons } = resolveProse(paragraph.replace(/^- /, '• '), book, written);
        return (
          <p
            // biome-ignore lint/suspicious/noArrayIndexKey: a paragraph is known by its place only
            key={index}
            id={`paragraphe-${written === null ? 'auto' : 'texte'}-${index + 1}`}
            className={reasons.length > 0 ? 'draft-review' : ''}
          >
            {content.map((piece, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a piece is known by its place only
              <Piece key={at} piece={piece} />
            ))}
          </p>
        );
      })}
    </div>
  );
}

function Piece({ piece }: { piece: Inline }) {
  const shown = piece.kind === 'figure' ? <FigureChip figure={piece.figure} /> : typeset(piece.text);
  if (piece.kind === 'reference') return <span className="draft-reference">{shown}</span>;
  return piece.kind !== 'link' && piece.strong === true ? <strong>{shown}</strong> : shown;
}
