import { apiPaths } from '@maillage/domain/api/paths.ts';
import { formatDate, formatEuros, formatRatioAsPercent } from '@maillage/domain/format.ts';
import { compareNumbered, SHEET_STATUSES, type SheetStatus } from '@maillage/domain/plans/plan.ts';
import { PRIORITY_LABELS, SHEET_STATUS_LABELS } from '@maillage/domain/plans/plan-labels.ts';
import { bulkAnswer, type PlanView, type SheetListItem } from '@maillage/domain/plans/plan-view.ts';
import { isLate, sheetProgress, totalBudget } from '@maillage/domain/plans/progress.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { apiPost } from '../api/client.ts';
import { planQuery } from '../api/plan-queries.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { ChoiceField } from '../ui/RangeField.tsx';
import type { TableColumn } from '../ui/table-model.ts';
import { StatusTag } from './StatusTag.tsx';

type Column = TableColumn<SheetListItem>;

/** Every sheet in a row; those that the reader may write can be ticked and given one value together. */
export function PlanTable({ plan, sheets, today }: { plan: PlanView; sheets: readonly SheetListItem[]; today: string }) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const writable = useMemo(() => new Set(plan.writableSheetIds), [plan.writableSheetIds]);
  const ranks = useMemo(
    () =>
      new Map(
        plan.sheets
          .map(({ id }) => id)
          .sort(compareNumbered)
          .map((id, index) => [id, index]),
      ),
    [plan.sheets],
  );
  // A column that says nothing of any sheet takes the room of those that do.
  const hasBlocked = sheets.some(({ blockedReason }) => blockedReason !== '');
  const hasLate = sheets.some((sheet) => isLate(sheet, today));
  const columns = useMemo((): Column[] => {
    const tick = (id: string) =>
      setTicked((before) => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      });
    return [
      {
        ...{ id: 'id', header: 'Fiche', kind: 'text' },
        value: ({ id }) => id,
        cell: ({ id, title }) => (
          <span className="plan-tick">
            {writable.has(id) && (
              <input
                type="checkbox"
                aria-label={`Choisir la fiche ${id}`}
                checked={ticked.has(id)}
                onChange={() => tick(id)}
                className="no-print"
              />
            )}
            <Link to={`/plan/fiches/${id}`} aria-label={`Fiche ${id}, ${title}`}>
              {id}
            </Link>
          </span>
        ),
      },
      { id: 'title', header: 'Action', kind: 'text', isLong: true, value: ({ title }) => title },
      {
        id: 'status',
        header: 'État',
        kind: 'text',
        value: ({ status }) => SHEET_STATUS_LABELS[status],
        cell: (sheet) => <StatusTag sheet={sheet} today={today} />,
      },
      { id: 'lead', header: 'Pilote', kind: 'text', value: ({ lead }) => lead },
      { id: 'priority', header: 'Priorité', kind: 'text', value: ({ priority }) => priority && PRIORITY_LABELS[priority] },
      {
        id: 'end',
        header: 'Fin',
        kind: 'text',
        value: ({ endDate }) => endDate,
        cell: ({ endDate }) => endDate && <span className="plan-date">{formatDate(endDate)}</span>,
      },
      {
        ...{ id: 'progress', header: 'Avancement', unit: '%', kind: 'number' },
        value: (sheet) => percent(sheetProgress(sheet, today)),
        cell: (sheet) => formatRatioAsPercent(sheetProgress(sheet, today), 0),
      },
      {
        ...{ id: 'planned', header: 'Prévu', unit: '€', kind: 'number' },
        value: ({ budget }) => totalBudget(budget).plannedEuros,
        cell: ({ budget }) => formatEuros(totalBudget(budget).plannedEuros),
      },
      {
        ...{ id: 'spent', header: 'Dépensé', unit: '€', kind: 'number' },
        value: ({ budget }) => totalBudget(budget).spentEuros,
        cell: ({ budget }) => formatEuros(totalBudget(budget).spentEuros),
      },
      ...(hasBlocked
        ? [{ id: 'blocked', header: 'Blocage', kind: 'text', value: ({ blockedReason }) => blockedReason || '' } as const satisfies Column]
        : []),
      ...(hasLate
        ? [
            {
              id: 'late',
              header: 'Retard',
              kind: 'text',
              value: (sheet) => (isLate(sheet, today) ? 'en retard' : ''),
            } as const satisfies Column,
          ]
        : []),
    ];
  }, [ticked, writable, today, hasBlocked, hasLate]);
  const sorted = useMemo(() => [...sheets].sort((a, b) => ranks.get(a.id)! - ranks.get(b.id)!), [sheets, ranks]);
  return (
    <>
      <DataTable
        caption="Fiches actions"
        rows={sorted}
        columns={columns}
        rowKey={({ id }) => id}
        initialSort={{ columnId: 'id', descending: false }}
        fileName="fiches-actions.csv"
        filterLabel="Filtrer les lignes montrées"
      />
      {writable.size > 0 && (
        <>
          <p className="no-print">
            <button
              type="button"
              className="text-button"
              onClick={() => setTicked(new Set(sheets.flatMap(({ id }) => (writable.has(id) ? [id] : []))))}
            >
              Cocher les fiches montrées
            </button>{' '}
            {ticked.size > 0 && (
              <button type="button" className="text-button" onClick={() => setTicked(new Set())}>
                Tout décocher
              </button>
            )}
          </p>
          <BulkEdit
            sheets={sheets.filter(({ id }) => ticked.has(id))}
            organisations={plan.plan.organisations.map(({ name }) => name)}
            onDone={() => setTicked(new Set())}
          />
        </>
      )}
    </>
  );
}

const percent = (ratio: number | null) => (ratio === null ? null : Math.round(ratio * 100));

const BULK_FIELDS = [
  { id: 'status', label: 'l’état' },
  { id: 'lead', label: 'le pilote' },
  { id: 'startDate', label: 'le début' },
  { id: 'endDate', label: 'la fin' },
] as const;

interface BulkEditProps {
  sheets: readonly SheetListItem[];
  organisations: readonly string[];
  onDone(): void;
}

/** One value given to all the sheets that are ticked; each says whether it took it. */
function BulkEdit({ sheets, organisations, onDone }: BulkEditProps) {
  const client = useQueryClient();
  const [field, setField] = useState<(typeof BULK_FIELDS)[number]['id']>('status');
  const [status, setStatus] = useState<SheetStatus>('underway');
  const [lead, setLead] = useState('');
  const [date, setDate] = useState('');
  const set = field === 'status' ? { status } : field === 'lead' ? { lead: lead || null } : { [field]: date || null };
  const edit = useMutation({
    mutationFn: () => apiPost(apiPaths.planBulk, bulkAnswer, { sheets: sheets.map(({ id, version }) => ({ id, version })), set }),
    onSuccess: () => {
      onDone();
      return client.invalidateQueries({ queryKey: planQuery.queryKey });
    },
  });
  const refused = edit.data?.filter(({ message }) => message !== null) ?? [];
  return (
    <form
      className="plan-bulk no-print"
      onSubmit={(event) => {
        event.preventDefault();
        edit.mutate();
      }}
    >
      <ChoiceField label="Changer, dans les fiches cochées" value={field} choices={BULK_FIELDS} onChange={(id) => setField(id)} />
      {field === 'status' && (
        <ChoiceField
          label="Nouvel état"
          value={status}
          choices={SHEET_STATUSES.map((id) => ({ id, label: SHEET_STATUS_LABELS[id] }))}
          onChange={(id) => setStatus(id)}
        />
      )}
      {field === 'lead' && (
        <ChoiceField
          label="Nouveau pilote"
          value={lead}
          choices={[{ id: '', label: 'non dit' }, ...organisations.map((name) => ({ id: name, label: name }))]}
          onChange={setLead}
        />
      )}
      {(field === 'startDate' || field === 'endDate') && (
        <div className="field">
          <label htmlFor="date-groupee">Nouvelle date (vide : aucune)</label>
          <input id="date-groupee" className="input" type="date" value={date} onChange={(event) => setDate(event.target.value)} />
        </div>
      )}
      <button type="submit" className="button" disabled={sheets.length === 0 || edit.isPending}>
        Appliquer à {sheets.length} fiche{sheets.length > 1 ? 's' : ''}
      </button>
      <p role="status">
        {edit.data &&
          `${edit.data.length - refused.length} fiche(s) enregistrée(s)${refused.length > 0 ? `, ${refused.length} laissée(s)` : ''}.`}
      </p>
      {refused.map(({ id, message }) => (
        <p key={id} className="small">
          {message}
        </p>
      ))}
      {edit.error && <ErrorNotice error={edit.error} />}
    </form>
  );
}
