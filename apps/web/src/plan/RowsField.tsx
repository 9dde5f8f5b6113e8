import { useId } from 'react';
import { LONG_LIST, SearchChoiceField } from '../ui/SearchChoiceField.tsx';
import { NumberInput } from './sheet-fields.tsx';

/** One column of a list that is edited in place. */
export interface EditedColumn<Row> {
  label: string;
  type: 'text' | 'date' | 'number' | 'choice';
  choices?: readonly { id: string; label: string }[];
  read(row: Row): string;
  write(row: Row, text: string): Row;
}

interface RowsFieldProps<Row> {
  legend: string;
  rows: readonly Row[];
  columns: readonly EditedColumn<Row>[];
  /** What one row is called, with its article: « une étape ». */
  noun: string;
  empty: Row;
  onChange(rows: Row[]): void;
}

/** A list of rows: each cell has its label, rows are added and taken away. */
export function RowsField<Row>({ legend, rows, columns, noun, empty, onChange }: RowsFieldProps<Row>) {
  const id = useId();
  const put = (index: number, row: Row) => onChange(rows.map((one, at) => (at === index ? row : one)));
  return (
    <fieldset>
      <legend>{legend}</legend>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own while they are typed
        <div key={index} className="sheet-row">
          {columns.map((column) => {
            const cellId = `${id}-${index}-${column.label}`;
            if (column.type === 'choice' && (column.choices?.length ?? 0) > LONG_LIST)
              return (
                <SearchChoiceField
                  key={column.label}
                  label={`${column.label}, ${noun} ${index + 1}`}
                  value={column.read(row)}
                  choices={column.choices ?? []}
                  onChange={(value) => put(index, column.write(row, value))}
                />
              );
            return (
              <div key={column.label} className="field">
                <label htmlFor={cellId}>
                  {column.label}
                  <span className="visually-hidden">
                    , {noun} {index + 1}
                  </span>
                </label>
                {column.type === 'choice' ? (
                  <select
                    id={cellId}
                    className="input"
                    value={column.read(row)}
                    onChange={(event) => put(index, column.write(row, event.target.value))}
                  >
                    {column.choices?.map((choice) => (
                      <option key={choice.id} value={choice.id}>
                        {choice.label}
                      </option>
                    ))}
                  </select>
                ) : column.type === 'number' ? (
                  <NumberInput id={cellId} value={column.read(row)} onChange={(text) => put(index, column.write(row, text))} />
                ) : (
                  <input
                    id={cellId}
                    className="input"
                    type={column.type}
                    value={column.read(row)}
                    onChange={(event) => put(index, column.write(row, event.target.value))}
                  />
                )}
              </div>
            );
          })}
          <button type="button" className="text-button" onClick={() => onChange(rows.filter((_, at) => at !== index))}>
            Ôter
            <span className="visually-hidden">
              {' '}
              {noun} {index + 1}
            </span>
          </button>
        </div>
      ))}
      <p>
        <button type="button" className="button" onClick={() => onChange([...rows, empty])}>
          Ajouter {noun}
        </button>
      </p>
    </fieldset>
  );
}
