import { formatDate } from '@maillage/domain/format.ts';
import type { HistoryEntry } from '@maillage/domain/plans/plan-view.ts';
import { useQuery } from '@tanstack/react-query';
import { sheetHistoryQuery } from '../api/plan-queries.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { isLong, TextChange } from './TextChange.tsx';

const ACTS: Readonly<Record<HistoryEntry['act'], string>> = {
  saved: 'enregistrée',
  removed: 'retirée',
  restored: 'rétablie',
  validated: 'validée',
  imported: 'importée',
};

/** Who changed what, the last first. */
export function SheetHistory({ id }: { id: string }) {
  const { data: entries, error } = useQuery(sheetHistoryQuery(id));
  return (
    <section className="section no-print">
      <h2>Historique</h2>
      {error && <ErrorNotice error={error} />}
      <ul className="sheet-comments">
        {entries?.map((entry) => (
          <li key={entry.position}>
            Version {entry.version}, {ACTS[entry.act]} par {entry.author},{' '}
            <span className="soft">
              {formatDate(entry.at)} à {entry.at.slice(11, 16)} (UTC)
            </span>
            {entry.changes.length > 0 && (
              <ul className="small">
                {entry.changes.map((change) => (
                  <li key={change.field}>{isLong(change) ? <TextChange {...change} /> : change.text}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
