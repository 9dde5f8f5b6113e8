import { formatMinutes, formatNumber } from '@maillage/domain/format.ts';
import { NEED_INDICATOR_LABELS, NEED_INDICATORS } from '@maillage/domain/indicators/need-indicators.ts';
import { OVERALL, PRIORITY_LABELS, type Priorities, type PriorityTable } from '@maillage/domain/priorities/priorities.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { useQuery } from '@tanstack/react-query';
import { communesQuery, figuresQuery } from '../api/queries.ts';
import { useChoices } from '../trial/use-choices.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { MissingData } from '../ui/MissingData.tsx';
import { ChoiceField } from '../ui/RangeField.tsx';
import { ChapterFrame } from './ChapterFrame.tsx';
import { LEVEL_LABELS, labels } from './labels.ts';
import { NeedTrial } from './NeedTrial.tsx';
import { PriorityScatter } from './PriorityScatter.tsx';

/** Offer × need: what to do first in each commune, near misses included; then what the ranking of needs owes to its weights. */
export function NeedsPage() {
  return (
    <ChapterFrame title={labels.needs.title} lead={labels.needs.lead} chapter="priorities" method="territoires">
      {(priorities, run) => (
        <>
          <PriorityPart priorities={priorities} run={run} />
          <NeedTrial run={run} />
        </>
      )}
    </ChapterFrame>
  );
}

const priorityText = (priority: number | null) => PRIORITY_LABELS[priority as keyof typeof PRIORITY_LABELS] ?? null; // 1 to 4 by contract

export interface PriorityRow {
  code: string;
  name: string;
  population: number | null;
  need: number | null;
  deficit: number | null;
  needClass: Priorities['needClasses'][number];
  deficitClass: Priorities['needClasses'][number];
  priority: number | null;
  nearPriority: number | null;
}

function PriorityPart({ priorities, run }: { priorities: Priorities; run: RunSummary }) {
  const { read, write } = useChoices();
  const { data: communes } = useQuery(communesQuery(run.id));
  const table = priorities.tables.find(({ theme }) => theme === read('theme')) ?? priorities.tables.find(({ theme }) => theme === OVERALL);
  if (table === undefined) return <p>{priorities.emptyReasons.priorities}</p>;
  const known = new Map(communes?.map((commune) => [commune.code, commune]));
  const rows = priorities.communeCodes.map(
    (code, index): PriorityRow => ({
      ...{ code, name: known.get(code)?.name ?? code, population: known.get(code)?.populationCount ?? null },
      ...{ need: priorities.need[index]!, needClass: priorities.needClasses[index]! },
      ...{ deficit: table.deficit[index]!, deficitClass: table.deficitClasses[index]! },
      ...{ priority: table.priorities[index]!, nearPriority: table.nearPriorities[index]! },
    }),
  );
  return (
    <section className="section">
      <h2>Où agir d’abord</h2>
      <div className="choices no-print">
        <ChoiceField
          label="Pour quels services"
          value={table.theme}
          choices={priorities.tables.map(({ theme, label }) => ({ id: theme, label, group: groupOf(theme) }))}
          onChange={(theme) => write('theme', theme === OVERALL ? null : theme)}
        />
      </div>
      {table.serviceCount === 0 ? (
        <p className="notice notice-warning">
          Aucun service de « {table.label} » n’est connu de ce calcul : il n’y a pas de priorité. Ajoutez-lui des équipements (page «
          Paramètres », themes) ou déposez la base des équipements (page « Données »).
        </p>
      ) : rows.every(({ priority }) => priority === null) ? (
        <NotCrossed run={run} />
      ) : (
        <Answer rows={rows} table={table} priorities={priorities} />
      )}
    </section>
  );
}

const groupOf = (theme: string) => (theme === OVERALL ? '' : theme.startsWith('theme.') ? 'Thèmes' : 'Gammes');

/** Nobody can be said to come first, nor that nobody does: what is missing is said, and no table of nothing is shown. */
function NotCrossed({ run }: { run: RunSummary }) {
  const { data: figures = [] } = useQuery(figuresQuery(run.id));
  const missing = NEED_INDICATORS.filter((id) => figures.some((figure) => figure.id === `need.${id}` && !figure.available));
  return (
    <MissingData>
      l’éloignement et les besoins ne peuvent pas être croisés.{' '}
      {missing.length === 0
        ? 'Aucune commune n’a à la fois un temps d’accès et un besoin.'
        : `Pas assez de données pour ${missing.map((id) => `« ${NEED_INDICATOR_LABELS[id]} »`).join(', ')}.`}
    </MissingData>
  );
}

function Answer({ rows, table, priorities }: { rows: readonly PriorityRow[]; table: PriorityTable; priorities: Priorities }) {
  const first = rows.filter(({ priority }) => priority === 1);
  const near = rows.filter(({ nearPriority }) => nearPriority === 1);
  const unknown = rows.filter(({ priority }) => priority === null);
  const people = (list: readonly PriorityRow[]) => formatNumber(list.reduce((sum, { population }) => sum + (population ?? 0), 0));
  const deficitText = (value: number | null) => (table.unit === 'minutes' ? formatMinutes(value, 1) : formatNumber(value, 2));
  return (
    <>
      <p aria-live="polite">
        {first.length === 0
          ? 'Aucune commune n’est à la fois très éloignée et en fort besoin.'
          : `${formatNumber(first.length)} ${first.length > 1 ? 'communes' : 'commune'} où agir en premier : ${people(first)} habitants.`}{' '}
        {near.length > 0 && `${formatNumber(near.length)} ${near.length > 1 ? 'manquent' : 'manque'} cette classe de justesse.`}{' '}
        {unknown.length > 0 &&
          `${formatNumber(unknown.length)} ${unknown.length > 1 ? 'communes n’ont' : 'commune n’a'} pas de priorité, faute de chiffres.`}
      </p>
      <PriorityScatter rows={rows} table={table} needCuts={priorities.needCuts} />
      <DataTable
        caption={`${labels.needs.caption} : ${table.label}`}
        rows={rows}
        columns={[
          { id: 'name', header: 'Commune', kind: 'text', value: (row) => row.name },
          { id: 'priority', header: 'Priorité', kind: 'number', value: (row) => row.priority },
          { id: 'action', header: 'À faire', kind: 'text', value: (row) => priorityText(row.priority) },
          {
            ...{ id: 'near', header: 'De justesse', kind: 'text' },
            value: (row) => priorityText(row.nearPriority),
            cell: (row) => priorityText(row.nearPriority) ?? '—',
          },
          {
            ...{ id: 'deficit', header: table.unit === 'minutes' ? 'Temps moyen' : 'Place', kind: 'number' },
            value: (row) => row.deficit,
            cell: (row) => deficitText(row.deficit),
          },
          { id: 'far', header: 'Tiers d’éloignement', kind: 'text', value: (row) => row.deficitClass && LEVEL_LABELS[row.deficitClass] },
          {
            ...{ id: 'need', header: 'Besoin', unit: 'écarts-types', kind: 'number' },
            value: (row) => row.need,
            cell: (row) => formatNumber(row.need, 2),
          },
          { id: 'needClass', header: 'Tiers de besoin', kind: 'text', value: (row) => row.needClass && LEVEL_LABELS[row.needClass] },
          {
            ...{ id: 'population', header: 'Habitants', kind: 'number' },
            value: (row) => row.population,
            cell: (row) => formatNumber(row.population),
          },
          { id: 'code', header: 'Code', kind: 'text', value: (row) => row.code },
        ]}
        rowKey={(row) => row.code}
        initialSort={{ columnId: 'priority', descending: false }}
        fileName={`priorites-${table.theme}.csv`}
        filterLabel={labels.filter}
      />
    </>
  );
}
