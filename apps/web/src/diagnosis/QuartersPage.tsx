import { formatNumber } from '@maillage/domain/format.ts';
import type { QuarterRow, QuarterSummary, Quarters } from '@maillage/domain/quarters/quarters.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { Link } from 'react-router';
import { useChoices } from '../trial/use-choices.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { ChoiceField } from '../ui/RangeField.tsx';
import { ScrollZone } from '../ui/ScrollZone.tsx';
import { ChapterFrame } from './ChapterFrame.tsx';
import { useCommuneNames } from './commune-names.ts';
import { labels } from './labels.ts';
import { COMMUNES_COLUMN, REACH_COLUMNS, shareColumn } from './quarter-columns.ts';
import { listLabels, quarterName } from './quarter-text.ts';

/** Every priority neighbourhood beside the others: what is at hand, layer by layer, and the perimeters that are missing. */
export function QuartersPage() {
  return (
    <ChapterFrame title={labels.quarters.title} lead={labels.quarters.lead} chapter="quarters" method="territoires">
      {(quarters, run) =>
        quarters.summaries.length === 0 ? <p>{quarters.emptyReasons.qpv}</p> : <Content quarters={quarters} run={run} />
      }
    </ChapterFrame>
  );
}

function Content({ quarters, run }: { quarters: Quarters; run: RunSummary }) {
  const { summaries, layers } = quarters;
  const without = summaries.filter(({ perimeterKnown }) => !perimeterKnown);
  const missing = layers.filter(({ knowledge }) => knowledge === 'not-collected');
  const counted = layers.filter(({ knowledge }) => knowledge === 'counted');
  return (
    <>
      <p>
        {without.length === 0
          ? `Les périmètres des ${summaries.length} quartiers sont connus.`
          : `${without.length} des ${summaries.length} quartiers n’ont pas de périmètre.`}{' '}
        {without.length > 0 && 'Déposez le fichier des périmètres (page « Données ») : rien n’est mesuré à pied sans lui.'}
      </p>
      {counted.length > 0 && (
        <p>
          Comptés par commune, sans leur adresse : {listLabels(counted)}. Ils ne peuvent pas être situés dans un quartier ; déposez une
          liste de lieux avec leurs coordonnées.
        </p>
      )}
      {missing.length > 0 && (
        <p className="notice notice-warning">
          Aucune source chargée ne donne : {listLabels(missing)}. Déposez une liste de lieux (page « Données »).
        </p>
      )}
      <Overview quarters={quarters} run={run} />
      <Summaries summaries={summaries} run={run} />
      <OneLayer quarters={quarters} run={run} />
    </>
  );
}

/** From nearest to farthest: where the layer is met first. */
function reachOf({ countInside, countWithin }: QuarterRow): { level: number; text: string } | null {
  if (countInside === null || countWithin === null) return null;
  if (countInside > 0) return { level: 4, text: 'dedans' };
  const step = countWithin.findIndex((count) => count > 0);
  return step === -1 ? { level: 0, text: '> 15' } : { level: 3 - step, text: `≤ ${[5, 10, 15][step]}` };
}

function Overview({ quarters: { summaries, rows, layers }, run }: { quarters: Quarters; run: RunSummary }) {
  const nameOf = useCommuneNames(run);
  const placed = layers.filter(({ knowledge }) => knowledge === 'placed');
  const known = summaries.filter(({ perimeterKnown }) => perimeterKnown);
  if (placed.length === 0 || known.length === 0) return null;
  const rowOf = new Map(rows.map((row) => [`${row.qpvCode} ${row.layer}`, row]));
  return (
    <section className="section">
      <h2>D’un coup d’œil</h2>
      <p className="soft">
        Minutes à pied depuis la limite du quartier jusqu’au lieu le plus proche ; « dedans » quand il y en a un dans le quartier.
      </p>
      <ScrollZone label="Quartiers et couches">
        <table className="reach">
          <caption className="visually-hidden">Le plus proche de chaque couche, quartier par quartier</caption>
          <thead>
            <tr>
              <th scope="col">Quartier</th>
              {placed.map(({ id, label }) => (
                <th key={id} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {known.map((summary) => (
              <tr key={summary.qpvCode}>
                <th scope="row">
                  <Link to={`/quartiers/${summary.qpvCode}`}>{quarterName(summary)}</Link>
                  <span className="small soft block">{summary.communeCodes.map(nameOf).join(', ')}</span>
                </th>
                {placed.map(({ id }) => {
                  const row = rowOf.get(`${summary.qpvCode} ${id}`);
                  const reach = row === undefined ? null : reachOf(row);
                  return (
                    <td key={id} className={reach === null ? undefined : `reach-${reach.level}`}>
                      {reach?.text ?? 'absent'}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollZone>
    </section>
  );
}

function Summaries({ summaries, run }: { summaries: readonly QuarterSummary[]; run: RunSummary }) {
  const nameOf = useCommuneNames(run);
  const count = (list: readonly string[] | null) => list?.length ?? null;
  return (
    <section className="section">
      <h2>Les quartiers</h2>
      <DataTable
        caption={labels.quarters.caption}
        rows={summaries}
        columns={[
          {
            ...{ id: 'name', header: 'Quartier', kind: 'text' },
            value: (row) => quarterName(row),
            cell: (row) => <Link to={`/quartiers/${row.qpvCode}`}>{quarterName(row)}</Link>,
          },
          { id: 'commune', header: 'Communes', kind: 'text', value: (row) => row.communeCodes.map(nameOf).join(', ') },
          {
            ...{ id: 'residents', header: 'Habitants (estimation)', kind: 'number' },
            value: (row) => (row.residentCount === null ? null : Math.round(row.residentCount)),
          },
          { id: 'inside', header: 'Couches absentes du quartier', kind: 'number', value: (row) => count(row.absentInside) },
          { id: 'within', header: 'Couches absentes à 15 min', kind: 'number', value: (row) => count(row.absentWithin15) },
          { id: 'perimeter', header: 'Périmètre', kind: 'text', value: (row) => (row.perimeterKnown ? 'connu' : 'manquant') },
          { id: 'code', header: 'Code', kind: 'text', value: (row) => row.qpvCode },
        ]}
        rowKey={(row) => row.qpvCode}
        initialSort={{ columnId: 'within', descending: true }}
        fileName="quartiers.csv"
        filterLabel={labels.filter}
      />
    </section>
  );
}

function OneLayer({ quarters: { rows, layers, summaries }, run }: { quarters: Quarters; run: RunSummary }) {
  const nameOf = useCommuneNames(run);
  const communesOf = new Map(summaries.map(({ qpvCode, communeCodes }) => [qpvCode, communeCodes.map(nameOf).join(', ')]));
  const { read, write } = useChoices();
  const layer = layers.find(({ id }) => id === read('couche')) ?? layers.find(({ knowledge }) => knowledge === 'placed') ?? layers[0];
  if (layer === undefined) return null;
  return (
    <section className="section">
      <h2>Comparer sur une couche</h2>
      <div className="choices no-print">
        <ChoiceField label="Couche" value={layer.id} choices={layers} onChange={(id) => write('couche', id)} />
      </div>
      <DataTable
        caption={`${layer.label} : chaque quartier, et ce qui l’entoure`}
        rows={rows.filter((row) => row.layer === layer.id)}
        columns={[
          { id: 'name', header: 'Quartier', kind: 'text', value: (row) => quarterName(row) },
          { id: 'where', header: 'Communes', kind: 'text', value: (row) => communesOf.get(row.qpvCode) ?? null },
          ...REACH_COLUMNS,
          shareColumn('Habitants à 10 min', 'residents', { of: (row) => row.residentShares, step: 1 }),
          shareColumn('Reste des communes', 'commune', { of: (row) => row.communeRestShares, step: 1 }),
          shareColumn('Reste de l’intercommunalité', 'epci', { of: (row) => row.epciRestShares, step: 1 }),
          COMMUNES_COLUMN,
          {
            ...{ id: 'hours', header: 'Ouverture à 15 min', unit: 'h par semaine', kind: 'number' },
            value: (row) => row.weeklyHours,
            cell: (row) => formatNumber(row.weeklyHours, 0),
          },
        ]}
        rowKey={(row) => row.qpvCode}
        initialSort={{ columnId: 'walk', descending: true }}
        fileName={`quartiers-${layer.id}.csv`}
        filterLabel={labels.filter}
      />
    </section>
  );
}
