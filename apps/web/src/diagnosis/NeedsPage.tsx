import { PRIORITY_LABELS } from '@maillage/domain/diagnosis/diagnosis.ts';
import { useQuery } from '@tanstack/react-query';
import { communesQuery } from '../api/queries.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { RequireRun } from '../ui/RequireRun.tsx';
import { DiagnosisFrame } from './DiagnosisFrame.tsx';
import { LEVEL_LABELS, labels } from './labels.ts';

const priorityText = (priority: number | null) => PRIORITY_LABELS[priority as keyof typeof PRIORITY_LABELS] ?? null; // 1 to 4 by contract

/** Offer × need: what to do first in each commune, near misses included. */
export function NeedsPage() {
  return <RequireRun>{(run) => <Needs runId={run.id} />}</RequireRun>;
}

function Needs({ runId }: { runId: string }) {
  const { data: communes } = useQuery(communesQuery(runId));
  const names = new Map(communes?.map(({ code, name }) => [code, name]));
  return (
    <DiagnosisFrame title={labels.needs.title} lead={labels.needs.lead}>
      {({ priorities }) => (
        <DataTable
          caption={labels.needs.caption}
          rows={priorities.filter(({ theme }) => theme === 'overall')}
          columns={[
            { id: 'code', header: 'Code', kind: 'text', value: (row) => row.communeCode },
            { id: 'name', header: 'Commune', kind: 'text', value: (row) => names.get(row.communeCode) ?? null },
            { id: 'deficit', header: 'Éloignement', kind: 'text', value: (row) => row.deficitClass && LEVEL_LABELS[row.deficitClass] },
            { id: 'need', header: 'Besoin', kind: 'text', value: (row) => row.needClass && LEVEL_LABELS[row.needClass] },
            { id: 'priority', header: 'Priorité', kind: 'number', value: (row) => row.priority },
            { id: 'action', header: 'À faire', kind: 'text', value: (row) => priorityText(row.priority) },
            { id: 'near', header: 'De justesse', kind: 'text', value: (row) => priorityText(row.nearPriority) },
          ]}
          rowKey={(row) => row.communeCode}
          initialSort={{ columnId: 'priority', descending: false }}
          fileName="priorites.csv"
          filterLabel={labels.filter}
        />
      )}
    </DiagnosisFrame>
  );
}
