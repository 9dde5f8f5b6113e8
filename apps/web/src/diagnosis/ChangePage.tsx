import { CHANGE_CAUSE_LABELS, CHANGE_CAUSES, type FigureChange, type RunChange } from '@maillage/domain/change/run-change.ts';
import { formatMinutes, formatNumber, formatRatioAsPercent } from '@maillage/domain/format.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { changeQuery } from '../api/change-query.ts';
import { ApiFailure } from '../api/client.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { RequireRun } from '../ui/RequireRun.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { DiagnosisNavigation } from './DiagnosisNavigation.tsx';
import { labels } from './labels.ts';

/** What moved since the run before, and how much of it each cause makes. */
export function ChangePage() {
  usePageTitle(labels.change.title);
  return (
    <RequireRun>
      {(run) => (
        <main id="contenu" className="page" tabIndex={-1}>
          <DiagnosisNavigation />
          <h1>{labels.change.title}</h1>
          <p className="lead">{labels.change.lead}</p>
          <Answer run={run} />
          <p>
            <Link to="/methode/evolution">{labels.method}</Link>
          </p>
        </main>
      )}
    </RequireRun>
  );
}

function Answer({ run }: { run: RunSummary }) {
  const { data, error, refetch } = useQuery(changeQuery(run.id));
  // The first run of a Département is no failure: there is nothing to compare it with yet.
  if (error instanceof ApiFailure && error.code === 'data-missing') return <p>{error.message}</p>;
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height="50vh" label={labels.loading} />;
  return <Change change={data} />;
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
