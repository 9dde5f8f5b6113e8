import '../commune/commune.css';
import './diagnosis.css';
import { formatNumber } from '@maillage/domain/format.ts';
import { CHANNEL_LABELS } from '@maillage/domain/inventory/inventory.ts';
import type { QuarterRow, QuarterSummary, Quarters } from '@maillage/domain/quarters/quarters.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { chapterQuery } from '../api/chapter-query.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { RequireRun } from '../ui/RequireRun.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useCommuneNames } from './commune-names.ts';
import { DiagnosisNavigation } from './DiagnosisNavigation.tsx';
import { labels } from './labels.ts';
import { QuarterComparison, QuarterShares, QuartersLikeMine } from './QuarterComparison.tsx';
import { COMMUNES_COLUMN, REACH_COLUMNS, shareColumn } from './quarter-columns.ts';
import { listLabels, quarterName } from './quarter-text.ts';

/** One priority neighbourhood: what it has, what is at hand on foot, for whom, and when. */
export function QuarterPage() {
  const code = useParams().code ?? '';
  return <RequireRun>{(run) => <Sheet run={run} code={code} />}</RequireRun>;
}

function Sheet({ run, code }: { run: RunSummary; code: string }) {
  const { data, error, refetch } = useQuery(chapterQuery(run.id, 'quarters'));
  const summary = data?.summaries.find(({ qpvCode }) => qpvCode === code);
  usePageTitle(summary === undefined ? labels.quarters.title : quarterName(summary));
  return (
    <main id="contenu" className="page portrait" tabIndex={-1}>
      <DiagnosisNavigation />
      <p className="small no-print">
        <Link to="/quartiers">Tous les quartiers prioritaires</Link>
      </p>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!error && data === undefined && <Skeleton size="page" label={labels.loading} />}
      {data !== undefined && summary === undefined && (
        <>
          <h1>Quartier inconnu</h1>
          <p>Le calcul publié n’a pas de quartier prioritaire de code « {code} ». Choisissez-le dans la liste.</p>
        </>
      )}
      {data !== undefined && summary !== undefined && <Content quarters={data} summary={summary} run={run} />}
      <p>
        <Link to="/methode/territoires">{labels.method}</Link>
      </p>
    </main>
  );
}

function Content({ quarters, summary, run }: { quarters: Quarters; summary: QuarterSummary; run: RunSummary }) {
  const nameOf = useCommuneNames(run);
  const { layers, rows } = quarters;
  const labelOf = new Map(layers.map(({ id, label }) => [id, label]));
  const own = rows.filter(({ qpvCode }) => qpvCode === summary.qpvCode);
  return (
    <>
      <h1>{quarterName(summary)}</h1>
      <p className="lead">
        Quartier prioritaire de {summary.communeCodes.map(nameOf).join(', ')} ({summary.qpvCode}).{' '}
        {summary.residentCount !== null &&
          `Environ ${formatNumber(Math.round(summary.residentCount / 10) * 10)} habitants, d’après les carreaux de 200 m. `}
        {summary.areaKm2 !== null && `${formatNumber(summary.areaKm2 * 100, 0)} hectares.`}
      </p>
      {!summary.perimeterKnown && (
        <p className="notice notice-warning">
          Le périmètre de ce quartier n’est pas connu : rien n’est mesuré à pied. Les nombres ci-dessous sont ceux de ses communes entières.
          Déposez le fichier des périmètres (page « Données »).
        </p>
      )}
      <Absent summary={summary} labelOf={labelOf} layers={layers} />
      <QuarterComparison quarters={quarters} summary={summary} />
      <QuarterShares quarters={quarters} summary={summary} />
      <QuartersLikeMine quarters={quarters} summary={summary} />
      <Layers rows={own} labelOf={labelOf} name={quarterName(summary)} />
      <Places quarters={quarters} summary={summary} labelOf={labelOf} />
    </>
  );
}

function Absent({
  summary: { absentInside, absentWithin15 },
  labelOf,
  layers,
}: {
  summary: QuarterSummary;
  labelOf: ReadonlyMap<string, string>;
  layers: Quarters['layers'];
}) {
  const named = (ids: readonly string[]) => ids.map((id) => labelOf.get(id) ?? id).join(', ');
  const missing = layers.filter(({ knowledge }) => knowledge !== 'placed');
  return (
    <ul>
      {absentWithin15 !== null && absentWithin15.length > 0 && <li>À plus de 15 minutes à pied : {named(absentWithin15)}.</li>}
      {absentInside !== null && absentInside.length > 0 && <li>Absents du quartier : {named(absentInside)}.</li>}
      {missing.length > 0 && <li>Non mesurés, faute de lieux situés : {listLabels(missing)}.</li>}
    </ul>
  );
}

function Layers({ rows, labelOf, name }: { rows: readonly QuarterRow[]; labelOf: ReadonlyMap<string, string>; name: string }) {
  return (
    <section className="section">
      <h2>Couche par couche</h2>
      <DataTable
        caption={`Ce que ${name} a à portée de pied`}
        rows={rows}
        columns={[
          { id: 'layer', header: 'Couche', kind: 'text', value: (row) => labelOf.get(row.layer) ?? row.layer },
          ...REACH_COLUMNS,
          shareColumn('Habitants à 5 min', 'residents5', { of: (row) => row.residentShares, step: 0 }),
          shareColumn('à 10 min', 'residents10', { of: (row) => row.residentShares, step: 1 }),
          shareColumn('à 15 min', 'residents15', { of: (row) => row.residentShares, step: 2 }),
          shareColumn('Reste des communes, à 10 min', 'commune', { of: (row) => row.communeRestShares, step: 1 }),
          shareColumn('Reste de l’intercommunalité, à 10 min', 'epci', { of: (row) => row.epciRestShares, step: 1 }),
          COMMUNES_COLUMN,
        ]}
        rowKey={(row) => row.layer}
        initialSort={{ columnId: '', descending: false }}
        fileName="quartier-couches.csv"
        filterLabel={labels.filter}
      />
    </section>
  );
}

function Places({
  quarters,
  summary: { qpvCode, perimeterKnown },
  labelOf,
}: {
  quarters: Quarters;
  summary: QuarterSummary;
  labelOf: ReadonlyMap<string, string>;
}) {
  if (!perimeterKnown) return null;
  const places = quarters.places.filter((place) => place.qpvCode === qpvCode).map((place, index) => ({ ...place, index }));
  return (
    <section className="section">
      <h2>Les lieux à 15 minutes à pied</h2>
      {places.length === 0 ? (
        <p>Aucun lieu situé n’est à 15 minutes à pied.</p>
      ) : (
        <DataTable
          caption="Lieux à 15 minutes au plus de la limite du quartier"
          rows={places}
          columns={[
            { id: 'name', header: 'Lieu', kind: 'text', value: (row) => row.name ?? labelOf.get(row.layer) ?? row.layer },
            { id: 'layer', header: 'Couche', kind: 'text', value: (row) => labelOf.get(row.layer) ?? row.layer },
            {
              ...{ id: 'walk', header: 'À pied', unit: 'min', kind: 'number' },
              value: (row) => row.walkMinutes,
              cell: (row) => (row.isInside ? 'dans le quartier' : formatNumber(row.walkMinutes, 0)),
            },
            { id: 'channel', header: 'Accueil', kind: 'text', value: (row) => CHANNEL_LABELS[row.channel] },
            { id: 'hours', header: 'Horaires', kind: 'text', value: (row) => row.hoursText },
            { id: 'weekly', header: 'Ouverture', unit: 'h par semaine', kind: 'number', value: (row) => row.weeklyHours },
            { id: 'telephone', header: 'Téléphone', kind: 'text', value: (row) => row.telephone },
          ]}
          rowKey={(row) => String(row.index)}
          initialSort={{ columnId: 'walk', descending: false }}
          fileName="quartier-lieux.csv"
          filterLabel={labels.filter}
        />
      )}
    </section>
  );
}
