import { formatRatioAsPercent } from '@maillage/domain/format.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { DiagnosisFrame } from './DiagnosisFrame.tsx';
import { labels } from './labels.ts';

const KINDS = { commune: 'Commune', epci: 'Intercommunalité' } as const;

/** Types of territories in words, and the eight that represent them. */
export function TypesPage() {
  return (
    <DiagnosisFrame title={labels.types.title} lead={labels.types.lead}>
      {({ typology, testTerritories, testTerritoriesGapRatio, emptyReasons }) => (
        <>
          {testTerritories.length === 0 ? (
            <p>{emptyReasons['test-territories']}</p>
          ) : (
            <>
              <p>
                {testTerritoriesGapRatio === 0
                  ? 'Aucun autre choix de huit territoires ne représente mieux l’ensemble : c’est prouvé.'
                  : `Un autre choix ferait au mieux ${formatRatioAsPercent(testTerritoriesGapRatio)} de mieux.`}
              </p>
              <DataTable
                caption={labels.types.testCaption}
                rows={testTerritories}
                columns={[
                  { id: 'rank', header: 'Rang', kind: 'number', value: (row) => row.rank },
                  { id: 'code', header: 'Code', kind: 'text', value: (row) => row.territoryCode },
                  { id: 'name', header: 'Territoire', kind: 'text', value: (row) => row.name },
                  { id: 'type', header: 'Type', kind: 'text', value: (row) => row.type },
                  {
                    id: 'share',
                    header: 'Habitants représentés',
                    kind: 'number',
                    value: (row) => row.representedShareRatio,
                    cell: (row) => formatRatioAsPercent(row.representedShareRatio),
                  },
                ]}
                rowKey={(row) => row.territoryCode}
                initialSort={{ columnId: 'rank', descending: false }}
                fileName="territoires-tests.csv"
                filterLabel={labels.filter}
              />
            </>
          )}
          <DataTable
            caption={labels.types.caption}
            rows={typology}
            columns={[
              { id: 'kind', header: 'Échelle', kind: 'text', value: (row) => KINDS[row.kind] },
              { id: 'code', header: 'Code', kind: 'text', value: (row) => row.territoryCode },
              { id: 'class', header: 'Classe', kind: 'number', value: (row) => row.class },
              { id: 'label', header: 'Type', kind: 'text', value: (row) => row.label },
            ]}
            rowKey={(row) => `${row.kind} ${row.territoryCode}`}
            initialSort={{ columnId: 'code', descending: false }}
            fileName="types.csv"
            filterLabel={labels.filter}
          />
        </>
      )}
    </DiagnosisFrame>
  );
}
