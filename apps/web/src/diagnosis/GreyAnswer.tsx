import { formatNumber, formatRatioAsPercent } from '@maillage/domain/format.ts';
import type { GreyWhatIf } from '@maillage/domain/grey-zones/grey-what-if.ts';
import { GREY_CLASS_LABELS, type GreyReferenceId, type GreyScope } from '@maillage/domain/grey-zones/grey-zones.ts';
import { Link } from 'react-router';
import { DataTable } from '../ui/DataTable.tsx';
import { FigureButton } from '../ui/FigureButton.tsx';
import { labels } from './labels.ts';
import { ZoneMap } from './ZoneMap.tsx';

interface GreyAnswerProps {
  runId: string;
  answer: GreyWhatIf;
  scope: GreyScope;
  reference: GreyReferenceId;
  isChanged: boolean;
  nameOf(code: string): string;
}

/** The zones that the choices draw: a sentence, the areas, the communes; beside the published figure when they differ. */
export function GreyAnswer({ runId, answer, scope, reference, isChanged, nameOf }: GreyAnswerProps) {
  const { summary, published, areas, communes } = answer;
  const family = reference === 'departement' ? 'grey-share' : reference === 'fixed' ? 'grey-fixed' : null;
  const figureId = scope.kind === 'service' || family === null ? null : `${family}.${scope.id}`;
  return (
    <>
      <p className="atlas-headline" aria-live="polite">
        {say(summary, areas.length)}
        {isChanged && published && ` Le calcul publié en compte ${formatNumber(published.communeCount)}.`}
      </p>
      {figureId && (
        <p>
          <Link to={`/atlas/${figureId}`}>Voir la carte publiée</Link>
        </p>
      )}
      {areas.length > 0 && <ZoneMap runId={runId} areas={areas} />}
      {areas.length > 0 && (
        <DataTable
          caption="Zones grises d’un seul tenant"
          rows={areas}
          columns={[
            { id: 'name', header: 'Zone', kind: 'text', value: (row) => row.name },
            { id: 'communes', header: 'Communes', kind: 'number', value: (row) => row.communeCount },
            {
              id: 'people',
              header: 'Habitants',
              kind: 'number',
              value: (row) => row.populationCount,
              cell: (row) => formatNumber(row.populationCount),
            },
            { id: 'list', header: 'Dont', kind: 'text', isLong: true, value: (row) => row.communeCodes.slice(0, 6).map(nameOf).join(', ') },
          ]}
          rowKey={(row) => row.zoneId}
          initialSort={{ columnId: 'people', descending: true }}
          fileName="zones-grises.csv"
          filterLabel={labels.filter}
        />
      )}
      <h2>Commune par commune</h2>
      <DataTable
        caption="Services au-delà de la référence dans chaque commune"
        rows={communes}
        columns={[
          { id: 'code', header: 'Code', kind: 'text', value: (row) => row.communeCode },
          { id: 'name', header: 'Commune', kind: 'text', value: (row) => nameOf(row.communeCode) },
          {
            id: 'grey',
            header: 'Services au-delà',
            kind: 'number',
            value: (row) => row.greyCount,
            cell: (row) =>
              figureId === null ? (
                row.greyCount
              ) : (
                <FigureButton target={{ figureId, kind: 'commune', code: row.communeCode }} about={nameOf(row.communeCode)}>
                  {row.greyCount}
                </FigureButton>
              ),
          },
          { id: 'known', header: 'Services recensés', kind: 'number', value: (row) => row.knownCount },
          { id: 'class', header: 'Classe', kind: 'text', value: (row) => GREY_CLASS_LABELS[row.class] },
          { id: 'isGrey', header: 'Grise', kind: 'text', value: (row) => (row.isGrey ? 'oui' : 'non') },
        ]}
        rowKey={(row) => row.communeCode}
        initialSort={{ columnId: 'grey', descending: true }}
        fileName="zones-grises-communes.csv"
        filterLabel={labels.filter}
      />
    </>
  );
}

function say({ communeCount, populationCount, populationShareRatio, over75Count }: GreyWhatIf['summary'], areaCount: number): string {
  if (communeCount === 0) return 'Aucune commune n’est grise avec ces choix.';
  const where = `${formatNumber(communeCount)} ${communeCount > 1 ? 'communes grises' : 'commune grise'}, en ${formatNumber(areaCount)} ${areaCount > 1 ? 'zones' : 'zone'}`;
  if (populationCount === null) return `${where}.`;
  const elders = over75Count === null ? '' : ` (dont ${formatNumber(Math.round(over75Count))} de 75 ans ou plus)`;
  return `${formatNumber(populationCount)} habitants${elders}, soit ${formatRatioAsPercent(populationShareRatio)}, vivent dans ${where}.`;
}
