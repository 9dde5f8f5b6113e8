import type { DocumentFigure } from '@maillage/domain/documents/document.ts';
import { typeset } from '@maillage/domain/typography.ts';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useId, useState } from 'react';
import { figureSearchQuery } from '../api/document-queries.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';

const WAIT_MILLISECONDS = 250;
const MAX_SHOWN = 12;

interface FigureChooserProps {
  runId: string;
  onInsert(figure: DocumentFigure): void;
  onCompare(figure: DocumentFigure): void;
}

/** Finds a figure by its words (« loin proximité arras »), accents forgiven, and puts it where the text is being written. */
export function FigureChooser({ runId, onInsert, onCompare }: FigureChooserProps) {
  const id = useId();
  const [words, setWords] = useState('');
  const asked = useSettled(useDeferredValue(words.trim()));
  const { data, error, isFetching } = useQuery(figureSearchQuery(runId, asked));
  const found = asked === '' ? [] : (data ?? []);
  return (
    <section className="draft-chooser" aria-labelledby={`${id}-titre`}>
      <h3 id={`${id}-titre`}>Insérer un chiffre</h3>
      <div className="field">
        <label htmlFor={id}>Chercher par ses mots</label>
        <input
          {...{ id, value: words }}
          className="input"
          type="search"
          autoComplete="off"
          placeholder="habitants loin proximité"
          maxLength={200}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      {error && <ErrorNotice error={error} />}
      <p role="status" className="small soft">
        {saying(asked, isFetching && data === undefined, found.length)}
      </p>
      <ul className="draft-found">
        {found.slice(0, MAX_SHOWN).map((figure) => (
          <li key={figure.id}>
            <span>
              {typeset(figure.origin.label)}
              {figure.origin.territory && <span className="soft"> · {figure.origin.territory.name}</span>} : <strong>{figure.text}</strong>
            </span>
            <span className="draft-actions">
              <button type="button" className="button" onClick={() => onInsert(figure)}>
                Insérer<span className="visually-hidden"> {figure.origin.label}</span>
              </button>
              <button type="button" className="text-button" onClick={() => onCompare(figure)}>
                Comparer<span className="visually-hidden"> {figure.origin.label}</span>
              </button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function saying(asked: string, isSearching: boolean, count: number): string {
  if (asked === '') return 'Des mots du chiffre et, si besoin, le nom d’un territoire.';
  if (isSearching) return 'Recherche…';
  if (count === 0) return 'Aucun chiffre ne répond à tous ces mots. Essayez-en moins.';
  if (count === 1) return 'Un chiffre.';
  return count > MAX_SHOWN ? `Les ${MAX_SHOWN} premiers de ${count} chiffres : précisez pour voir les autres.` : `${count} chiffres.`;
}

/** The value once it has stopped changing. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), WAIT_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
