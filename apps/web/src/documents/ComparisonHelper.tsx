import type { DocumentFigure, FigureBook } from '@maillage/domain/documents/document.ts';
import { COMPARISON_OPERATORS, type ComparisonOperator, evaluateComparison, type Operand } from '@maillage/domain/documents/prose.ts';
import { typeset } from '@maillage/domain/typography.ts';
import { useId, useState } from 'react';
import { ChoiceField } from '../ui/RangeField.tsx';

const OPERATOR_LABELS: Readonly<Record<ComparisonOperator, string>> = {
  '>': 'est plus grand que',
  '<': 'est plus petit que',
  '>=': 'est au moins',
  '<=': 'est au plus',
  '~': 'vaut environ (à un dixième près)',
  '=': 'est stable par rapport à (à un cinquantième près)',
};
const NUMBER = /^-?\d+(?:\/[1-9]\d*|[.,]\d+)?$/;

interface ComparisonHelperProps {
  /** The figures that were chosen to be compared: one or two. */
  compared: readonly DocumentFigure[];
  book: FigureBook;
  onInsert(prose: string): void;
  onClear(): void;
}

/** Writes a comparison that the product checks at each calculation: two figures, or a figure and a number, and the words between. */
export function ComparisonHelper({ compared, book, onInsert, onClear }: ComparisonHelperProps) {
  const id = useId();
  const [operator, setOperator] = useState<ComparisonOperator>('>');
  const [words, setWords] = useState('');
  const [number, setNumber] = useState('');
  const [left, second] = compared;
  if (left === undefined) return null;
  const right = readRight(second, number);
  const holds = right === null ? null : evaluateComparison({ left: { reference: left.id }, operator, right: right.operand }, book);
  const canInsert = right !== null && words.trim() !== '' && !/[{}|]/.test(words);
  return (
    <section className="draft-compare" aria-labelledby={`${id}-titre`}>
      <h3 id={`${id}-titre`}>Écrire une comparaison</h3>
      <p>
        {typeset(left.origin.label)} : <strong>{left.text}</strong>
      </p>
      <ChoiceField<ComparisonOperator>
        label="Ce chiffre"
        value={operator}
        choices={COMPARISON_OPERATORS.map((one) => ({ id: one, label: OPERATOR_LABELS[one] }))}
        onChange={setOperator}
      />
      {second ? (
        <p>
          {typeset(second.origin.label)} : <strong>{second.text}</strong>
        </p>
      ) : (
        <div className="field">
          <label htmlFor={`${id}-nombre`}>Un nombre (1/3 ; 7), ou un second chiffre par « Comparer »</label>
          <input id={`${id}-nombre`} className="input" value={number} onChange={(event) => setNumber(event.target.value)} />
        </div>
      )}
      <div className="field">
        <label htmlFor={`${id}-mots`}>Les mots imprimés</label>
        <input
          id={`${id}-mots`}
          className="input"
          value={words}
          maxLength={200}
          placeholder="plus forte qu’en région"
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      <p role="status" className={holds === false ? 'draft-false' : 'small'}>
        {right === null ? 'Donnez un nombre ou un second chiffre.' : SAYINGS[String(holds)]}
      </p>
      <p className="draft-actions">
        <button
          type="button"
          className="button"
          disabled={!canInsert}
          onClick={() => right && onInsert(`{{${left.id} ${operator} ${right.prose} | ${words.trim()}}}`)}
        >
          Insérer la comparaison
        </button>
        <button type="button" className="text-button" onClick={onClear}>
          Abandonner
        </button>
      </p>
    </section>
  );
}

const SAYINGS: Readonly<Record<string, string>> = {
  true: 'C’est vrai aujourd’hui.',
  false: 'C’est faux aujourd’hui : la phrase serait à revoir.',
  null: 'Un des chiffres n’est pas renseigné : la phrase ne pourrait pas être vérifiée.',
};

function readRight(second: DocumentFigure | undefined, number: string): { operand: Operand; prose: string } | null {
  if (second !== undefined) return { operand: { reference: second.id }, prose: second.id };
  const prose = number.trim().replace(',', '.');
  if (!NUMBER.test(prose)) return null;
  const [over = '', under] = prose.split('/');
  return { operand: { value: under === undefined ? Number(over) : Number(over) / Number(under) }, prose };
}
