import type { QuarterRow } from '@maillage/domain/diagnosis/diagnosis.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { useQuery } from '@tanstack/react-query';
import { manifestQuery } from '../api/queries.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { DiagnosisFrame } from './DiagnosisFrame.tsx';
import { labels } from './labels.ts';

/** Every priority neighbourhood, layer by layer, with the perimeters that are missing. */
export function QuartersPage() {
  return (
    <DiagnosisFrame title={labels.quarters.title} lead={labels.quarters.lead}>
      {({ quarters, emptyReasons }, run) =>
        quarters.length === 0 ? <p>{emptyReasons.qpv}</p> : <Quarters quarters={quarters} run={run} />
      }
    </DiagnosisFrame>
  );
}

function Quarters({ quarters, run }: { quarters: readonly QuarterRow[]; run: RunSummary }) {
  const { data: manifest } = useQuery(manifestQuery(run.id));
  const names = new Map(manifest?.parameters.operatorLayers.map(({ id, label }) => [id, label]));
  const all = new Set(quarters.map(({ qpvCode }) => qpvCode)).size;
  const unknown = new Set(quarters.filter(({ perimeterKnown }) => !perimeterKnown).map(({ qpvCode }) => qpvCode)).size;
  return (
    <>
      <p>
        {unknown === 0 ? `Les périmètres des ${all} quartiers sont connus.` : `${unknown} des ${all} quartiers n’ont pas de périmètre.`}
      </p>
      <DataTable
        caption={labels.quarters.caption}
        rows={quarters}
        columns={[
          { id: 'code', header: 'Code', kind: 'text', value: (row) => row.qpvCode },
          { id: 'name', header: 'Quartier', kind: 'text', value: (row) => row.name },
          { id: 'layer', header: 'Couche', kind: 'text', value: (row) => names.get(row.layer) ?? row.layer },
          { id: 'inside', header: 'Dans le quartier', kind: 'number', value: (row) => row.countInside },
          { id: 'walk', header: 'Le plus proche', unit: 'min à pied', kind: 'number', value: (row) => row.nearestWalkMinutes },
          { id: 'perimeter', header: 'Périmètre', kind: 'text', value: (row) => (row.perimeterKnown ? 'connu' : 'manquant') },
        ]}
        rowKey={(row) => `${row.qpvCode} ${row.layer}`}
        initialSort={{ columnId: 'code', descending: false }}
        fileName="quartiers.csv"
        filterLabel={labels.filter}
      />
    </>
  );
}
