import type { FigureBook } from '@maillage/domain/documents/document.ts';
import { listHandTypedNumbers, markReference, replaceNumber, suggestFigures } from '@maillage/domain/documents/hand-typed.ts';
import type { WrittenFigures } from '@maillage/domain/documents/prose.ts';
import { listParagraphsToReview, type ParagraphToReview } from '@maillage/domain/documents/written-figures.ts';
import { typeset } from '@maillage/domain/typography.ts';
import type { PageBook } from './page-book.ts';

const MAX_SUGGESTIONS = 3;

interface ReviewListProps {
  text: string;
  book: PageBook;
  written: WrittenFigures;
  onReread(references: string[]): void;
  onChange(text: string): void;
}

/** What must be looked at before the document is signed: figures that moved, sentences that are no longer true, numbers typed by hand. */
export function ReviewList({ text, book, written, onReread, onChange }: ReviewListProps) {
  const paragraphs = listParagraphsToReview(text, book, written);
  const numbers = listHandTypedNumbers(text);
  return (
    <>
      {paragraphs.length > 0 && (
        <section className="draft-todo">
          <h3>À revoir</h3>
          <ul>
            {paragraphs.map((paragraph) => (
              <li key={paragraph.index}>
                <a href={`#paragraphe-texte-${paragraph.index + 1}`}>Paragraphe {paragraph.index + 1}</a>
                <ul>
                  {paragraph.reasons.map((reason) => (
                    <li key={reason}>{typeset(reason)}</li>
                  ))}
                </ul>
                {hasMoved(paragraph, book, written) && (
                  <button type="button" className="button" onClick={() => onReread(paragraph.references)}>
                    J’ai relu<span className="visually-hidden"> le paragraphe {paragraph.index + 1}</span>
                  </button>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {numbers.length > 0 && (
        <section className="draft-todo">
          <h3>Chiffres tapés à la main</h3>
          <p className="small">
            Rien ne les vérifie : mettez un chiffre vivant à leur place, ou dites que c’est une date, un code, un article.
          </p>
          <ul>
            {numbers.map((number) => (
              <li key={number.index}>
                <strong>{number.text}</strong> <span className="soft">{contextOf(text, number.index, number.text.length)}</span>
                <span className="draft-actions">
                  {suggestFigures(text, number, book.figures())
                    .slice(0, MAX_SUGGESTIONS)
                    .map((figure) => (
                      <button
                        key={figure.id}
                        type="button"
                        className="button"
                        onClick={() => onChange(replaceNumber(text, number, figure))}
                      >
                        {typeset(figure.origin.label)} : {figure.text}
                      </button>
                    ))}
                  <button type="button" className="text-button" onClick={() => onChange(markReference(text, number))}>
                    Une date, un code<span className="visually-hidden"> ({number.text})</span>
                  </button>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** A figure that prints otherwise can be agreed with; a sentence that is false must be written again. */
const hasMoved = ({ references }: ParagraphToReview, book: FigureBook, written: WrittenFigures): boolean =>
  references.some((reference) => written[reference] !== undefined && written[reference].text !== book.find(reference)?.text);

const SIDE = 24;
function contextOf(text: string, index: number, length: number): string {
  const from = Math.max(0, index - SIDE);
  const to = Math.min(text.length, index + length + SIDE);
  return `${from > 0 ? '…' : ''}${text.slice(from, to).replace(/\s+/g, ' ')}${to < text.length ? '…' : ''}`;
}
