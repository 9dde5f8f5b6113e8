import { type ActionSheet, compareNumbered, OPERATION_STATUSES } from '@maillage/domain/plans/plan.ts';
import { OPERATION_STATUS_LABELS } from '@maillage/domain/plans/plan-labels.ts';
import type { PlanView } from '@maillage/domain/plans/plan-view.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { diagnosisQuery, latestRunQuery } from '../api/queries.ts';
import { SearchChoiceField } from '../ui/SearchChoiceField.tsx';
import { RowsField } from './RowsField.tsx';
import { SearchedTicks } from './SearchedTicks.tsx';
import { ListField, NumberField, Ticks } from './sheet-fields.tsx';

interface SheetLinksProps {
  sheet: ActionSheet;
  plan: PlanView;
  change(values: Partial<ActionSheet>): void;
}

/** What a sheet leans on: other organisations, other sheets, findings of the diagnosis, other schemes, people's time. */
export function SheetLinks({ sheet, plan, change }: SheetLinksProps) {
  const { data: run } = useQuery(latestRunQuery);
  const { data: diagnosis } = useQuery({ ...diagnosisQuery(run?.id ?? ''), enabled: run !== undefined });
  const names = plan.plan.organisations.map(({ name }) => ({ id: name, label: name }));
  const findings = (diagnosis?.findings ?? []).map(({ id, title }) => ({ id, label: title }));
  // A finding of an earlier run is kept, and can be taken away.
  const lost = sheet.findingIds
    .filter((id) => !findings.some((one) => one.id === id))
    .map((id) => ({ id, label: `« ${id} », absent de ce calcul` }));
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <SearchedTicks
        label="Copilotes"
        noun="un copilote"
        choices={names}
        chosen={sheet.coLeads}
        onChange={(coLeads) => change({ coLeads })}
      />
      <div className="sheet-columns">
        <SearchChoiceField
          label="Responsable juridique"
          value={sheet.legalOwner ?? ''}
          choices={[{ id: '', label: 'non dit' }, ...names]}
          onChange={(id) => change({ legalOwner: id || null })}
        />
        <NumberField label="Équivalents temps plein" value={sheet.fte} onChange={(fte) => change({ fte })} />
        <ListField label="Schémas liés" values={sheet.relatedSchemes} onChange={(relatedSchemes) => change({ relatedSchemes })} />
      </div>
      <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>
          Fiches dont elle dépend ({sheet.dependsOn.length}) et constats auxquels elle répond ({sheet.findingIds.length})
        </summary>
        {/* Drawn once asked for: a plan of 2,000 sheets is as many boxes, drawn again at each letter typed above. */}
        {isOpen && (
          <>
            <SearchedTicks
              label="Fiches dont elle dépend"
              noun="une fiche dont celle-ci dépend"
              choices={plan.sheets.filter(({ id }) => id !== sheet.id).map(({ id, title }) => ({ id, label: `${id} ${title}` }))}
              chosen={sheet.dependsOn}
              tellUnknown={(id) => (id === sheet.id ? `${id}, celle-ci` : `${id}, fiche que vous ne lisez pas`)}
              onChange={(dependsOn) => change({ dependsOn: dependsOn.toSorted(compareNumbered) })}
            />
            <Ticks
              label="Constats du diagnostic auxquels elle répond"
              choices={[...findings, ...lost]}
              chosen={sheet.findingIds}
              onChange={(findingIds) => change({ findingIds })}
            />
          </>
        )}
      </details>
    </>
  );
}

/** The works that an action is made of, each with who does it and when. */
export function OperationsField({
  operations,
  organisations,
  onChange,
}: {
  operations: ActionSheet['operations'];
  organisations: readonly { id: string; label: string }[];
  onChange(next: ActionSheet['operations']): void;
}) {
  const free = Array.from({ length: operations.length + 1 }, (_, index) => `operation-${index + 1}`).find(
    (id) => !operations.some((one) => one.id === id),
  )!;
  return (
    <RowsField<ActionSheet['operations'][number]>
      legend="Opérations"
      noun="une opération"
      rows={operations}
      empty={{ id: free, title: '', lead: null, status: 'planned', startDate: null, endDate: null }}
      onChange={onChange}
      columns={[
        { label: 'Opération', type: 'text', read: ({ title }) => title, write: (row, title) => ({ ...row, title }) },
        {
          ...{ label: 'Avancement', type: 'choice', choices: OPERATION_STATUSES.map((id) => ({ id, label: OPERATION_STATUS_LABELS[id] })) },
          read: ({ status }) => status,
          write: (row, text) => ({ ...row, status: OPERATION_STATUSES.find((one) => one === text) ?? row.status }),
        },
        {
          ...{ label: 'Qui la fait', type: 'choice', choices: [{ id: '', label: 'non dit' }, ...organisations] },
          read: ({ lead }) => lead ?? '',
          write: (row, text) => ({ ...row, lead: text || null }),
        },
        {
          label: 'Du',
          type: 'date',
          read: ({ startDate }) => startDate ?? '',
          write: (row, text) => ({ ...row, startDate: text || null }),
        },
        { label: 'Au', type: 'date', read: ({ endDate }) => endDate ?? '', write: (row, text) => ({ ...row, endDate: text || null }) },
      ]}
    />
  );
}
