import { CHANGE_CAUSE_LABELS, CHANGE_CAUSES, type FigureChange, type RunChange } from '@maillage/domain/change/run-change.ts';
import { formatMinutes, formatNumber, formatRatioAsPercent } from '@maillage/domain/format.ts';
import { changeQuery } from '../api/change-query.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { labels } from './labels.ts';
import { PageFrame } from './PageFrame.tsx';

/** What moved since the run before, and how much of it each cause makes. */
export function ChangePage() {
  return (
    <PageFrame title={labels.change.title} lead={labels.change.lead} method="evolution" query={changeQuery}>
      {({ change, reason }) => (change === null ? <p>{reason}</p> : <Change change={change} />)}
    </PageFrame>
  );
}

function Change({ change }: { change: RunChange }) {
  return (
    <>
      <h2>Ce qui diffère entre les deux calculs</h2>
      {change.differences.length === 0 ? (
        <p>Rien de ce qui entre dans les calculs n’a changé.</p>
      ) : (
        <ul>
          {change.differences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <h2>Chiffre par chiffre</h2>
      <DataTable
        caption="Évolution de chaque chiffre du Département et part de chaque cause"
        rows={change.figures}
        columns={[
          { id: 'label', header: 'Chiffre', kind: 'text', value: (row) => row.label },
          { id: 'before', header: 'Avant', kind: 'number', value: (row) => row.before, cell: (row) => written(row, row.before) },
          { id: 'after', header: 'Après', kind: 'number', value: (row) => row.after, cell: (row) => written(row, row.after) },
          { id: 'total', header: 'Écart', kind: 'number', value: differenceOf, cell: (row) => signed(row, differenceOf(row)) },
          ...CHANGE_CAUSES.map((cause) => ({
            id: cause,
            header: CHANGE_CAUSE_LABELS[cause],
            kind: 'number' as const,
            value: (row: FigureChange) => row[cause],
            cell: (row: FigureChange) => signed(row, row[cause]),
          })),
        ]}
        rowKey={(row) => row.figureId}
        initialSort={{ columnId: '', descending: false }}
        fileName="evolution.csv"
        filterLabel={labels.filter}
      />
      {change.notes.map((note) => (
        <p key={note} className="soft">
          {note}
        </p>
      ))}
    </>
  );
}

const differenceOf = (row: FigureChange) => (row.before === null || row.after === null ? null : row.after - row.before);
const written = (row: FigureChange, value: number | null) =>
  row.unit === 'ratio' ? formatRatioAsPercent(value, 2) : formatMinutes(value, 2);

/** « +0,20 point », « −1,17 min », « 0 »; a part that rounds to nothing is nothing. */
function signed({ unit }: FigureChange, value: number | null): string | null {
  if (value === null) return null;
  const shown = unit === 'ratio' ? value * 100 : value;
  const text = formatNumber(Math.abs(shown), 2);
  if (Number(Math.abs(shown).toFixed(2)) === 0) return '0';
  return `${shown < 0 ? '−' : '+'}${text} ${unit === 'ratio' ? (Math.abs(shown) >= 2 ? 'points' : 'point') : 'min'}`;
}
