import { QUARTER_LAYERS } from '@maillage/domain/diagnosis/quarter-layers.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { DiagnosisFrame } from './DiagnosisFrame.tsx';
import { labels } from './labels.ts';

const LAYER_LABELS = new Map(QUARTER_LAYERS.map(({ id, label }) => [id, label]));

/** Every priority neighbourhood, layer by layer, with the perimeters that are missing. */
export function QuartersPage() {
  return (
    <DiagnosisFrame title={labels.quarters.title} lead={labels.quarters.lead}>
      {({ quarters, emptyReasons }) => {
        if (quarters.length === 0) return <p>{emptyReasons.qpv}</p>;
        const all = new Set(quarters.map(({ qpvCode }) => qpvCode)).size;
        const unknown = new Set(quarters.filter(({ perimeterKnown }) => !perimeterKnown).map(({ qpvCode }) => qpvCode)).size;
        return (
          <>
            <p>
              {unknown === 0
                ? `Les périmètres des ${all} quartiers sont connus.`
                : `${unknown} des ${all} quartiers n’ont pas de périmètre.`}
            </p>
            <DataTable
              caption={labels.quarters.caption}
              rows={quarters}
              columns={[
                { id: 'code', header: 'Code', kind: 'text', value: (row) => row.qpvCode },
                { id: 'name', header: 'Quartier', kind: 'text', value: (row) => row.name },
                { id: 'layer', header: 'Couche', kind: 'text', value: (row) => LAYER_LABELS.get(row.layer) ?? row.layer },
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
      }}
    </DiagnosisFrame>
  );
}
