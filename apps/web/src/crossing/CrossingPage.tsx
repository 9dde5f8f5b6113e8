import '../atlas/atlas.css';
import './crossing.css';
import { formatNumber } from '@maillage/domain/format.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import type { CommuneListItem } from '@maillage/domain/territories/commune-list.ts';
import { buildBivariateDescription, sayCorner } from '@maillage/maps/bivariate.ts';
import { formatFigureValue } from '@maillage/maps/figure-text.ts';
import type { BivariateKey, MapDescription } from '@maillage/maps/map-description.ts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { communesQuery, figuresQuery, seriesQuery } from '../api/queries.ts';
import { AtlasMap } from '../atlas/AtlasMap.tsx';
import { SourceLine } from '../atlas/SourceLine.tsx';
import { useChoices } from '../trial/use-choices.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { FigureButton } from '../ui/FigureButton.tsx';
import { MissingData } from '../ui/MissingData.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { ChoiceField } from '../ui/RangeField.tsx';
import { RequireRun } from '../ui/RequireRun.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useDrawingTheme } from '../ui/theme.ts';

const ACROSS = 'range-minutes.proximity';
const UP = 'need.social';

/** « Où agir d’abord ? »: two figures on one map, who cumulates both, and the communes one by one. */
export function CrossingPage() {
  return <RequireRun>{(run) => <Crossing run={run} />}</RequireRun>;
}

function Crossing({ run }: { run: RunSummary }) {
  usePageTitle('Où agir d’abord ?');
  const { read, write } = useChoices();
  const theme = useDrawingTheme();
  const navigate = useNavigate();
  const { data: figures } = useQuery(figuresQuery(run.id));
  const { data: communes } = useQuery(communesQuery(run.id));
  const asked = { across: read('x') ?? ACROSS, up: read('y') ?? UP };
  const across = useQuery(seriesQuery(run.id, asked.across));
  const up = useQuery(seriesQuery(run.id, asked.up));
  const crossed = useMemo(() => {
    if (across.data === undefined || up.data === undefined || communes === undefined) return null;
    const populations = new Map(communes.map(({ code, populationCount }) => [code, populationCount]));
    return buildBivariateDescription({ across: across.data, up: up.data, populations, theme });
  }, [across.data, up.data, communes, theme]);
  const valueByCode = useMemo(() => new Map(across.data?.communes.map((one) => [one.code, one])), [across.data]);
  const upByCode = useMemo(() => new Map(up.data?.communes.map((one) => [one.code, one])), [up.data]);
  const error = across.error ?? up.error;
  // What the address asks for is shown as chosen, there or not.
  const choices = (figures ?? [])
    .filter(({ id, available, style }) => (available && style !== 'categories') || id === asked.across || id === asked.up)
    .map(({ id, title, available }) => ({ id, label: available ? title : `${title} (donnée absente)` }));
  const absent = [across.data, up.data].flatMap((crossing) => crossing?.figure.missingReason ?? []);
  return (
    <main id="contenu" className="page page-wide crossing" tabIndex={-1}>
      <h1>Où agir d’abord ?</h1>
      {crossed && across.data && up.data && <p className="atlas-headline">{sayCorner(crossed)}</p>}
      <div className="crossing-choices no-print">
        <ChoiceField label="En travers" value={asked.across} choices={choices} onChange={(id) => write('x', id === ACROSS ? null : id)} />
        <ChoiceField label="En hauteur" value={asked.up} choices={choices} onChange={(id) => write('y', id === UP ? null : id)} />
      </div>
      {absent.length > 0 && <MissingData>{absent.join(' ')}</MissingData>}
      {error && <ErrorNotice error={error} onRetry={() => void across.refetch()} />}
      {!error && (crossed === null || !across.data || !up.data) && <Skeleton size="page" label="Lecture de la carte…" />}
      {crossed && across.data && up.data && communes && (
        <>
          <div className="atlas-grid">
            <AtlasMap
              runId={run.id}
              figure={{ ...across.data.figure, title: crossed.legendTitle }}
              communes={communes}
              description={crossed}
              valueByCode={valueByCode}
              journeys={NONE}
              selectedCode={null}
              onSelect={(code) => navigate(`/commune/${code}`)}
            />
            <aside className="atlas-aside" aria-label="Légende">
              {crossed.bivariate && <Key bivariate={crossed.bivariate} description={crossed} />}
            </aside>
          </div>
          <SourceLine run={run} figure={across.data.figure} />
          <section className="section">
            <h2>Commune par commune</h2>
            <DataTable
              key={`${asked.across} ${asked.up}`}
              caption={crossed.legendTitle}
              rows={communes}
              columns={[
                { id: 'name', header: 'Commune', kind: 'text', value: (row) => row.name },
                ...([across.data, up.data] as const).map(({ figure }, index) => {
                  const values = index === 0 ? valueByCode : upByCode;
                  return {
                    ...{ id: `value-${index}`, header: figure.title, kind: 'number' as const },
                    value: (row: CommuneListItem) => values.get(row.code)?.value ?? null,
                    cell: (row: CommuneListItem) => (
                      <FigureButton
                        target={{ figureId: figure.id, kind: 'commune', code: row.code }}
                        about={`${figure.title}, ${row.name}`}
                      >
                        {formatFigureValue(values.get(row.code)?.value ?? null, values.get(row.code)?.status ?? 'missing', figure)}
                      </FigureButton>
                    ),
                  };
                }),
                {
                  ...{ id: 'class', header: 'Classe', kind: 'text' },
                  value: (row) => crossed.entries[crossed.entryIndexByCode.get(row.code) ?? -1]?.label ?? null,
                },
                {
                  ...{ id: 'population', header: 'Habitants', kind: 'number' },
                  value: (row) => row.populationCount,
                  cell: (row) => formatNumber(row.populationCount),
                },
                { id: 'code', header: 'Code', kind: 'text', value: (row) => row.code },
              ]}
              rowKey={(row) => row.code}
              initialSort={{ columnId: 'value-0', descending: true }}
              fileName={`${run.fictional ? 'fictif-' : ''}croisement-${run.id}.csv`}
              filterLabel="Filtrer par commune"
            />
          </section>
        </>
      )}
    </main>
  );
}

const NONE = [] as const;

/** The reading key: a table of the classes, the second figure upwards, each cell with its communes and its people. */
function Key({ bivariate, description }: { bivariate: BivariateKey; description: MapDescription }) {
  const { across, up } = bivariate;
  const missing = description.entries.find(({ kind }) => kind === 'missing');
  return (
    <>
      <table className="crossing-key keep-together">
        <caption>
          {across.title} <span className="soft">(en travers)</span> × {up.title} <span className="soft">(en hauteur)</span>
        </caption>
        <thead>
          <tr>
            <td />
            {across.labels.map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {up.labels.toReversed().map((label, index) => {
            const row = up.labels.length - 1 - index;
            return (
              <tr key={label}>
                <th scope="row">{label}</th>
                {across.labels.map((acrossLabel, column) => {
                  const entry = description.entries[row * across.labels.length + column]!;
                  return (
                    <td key={acrossLabel}>
                      <span className="crossing-swatch" style={{ background: entry.colour }} />
                      <span className="small">
                        {formatNumber(entry.communeCount)} com.
                        <br />
                        {formatNumber(entry.populationCount)} hab.
                      </span>
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
      {missing && (
        <p className="small">
          Non renseigné : {formatNumber(missing.communeCount)} communes, {formatNumber(missing.populationCount)} habitants.
        </p>
      )}
      <p className="small soft">Trois classes de chaque côté, d’autant de communes que les valeurs égales le permettent.</p>
    </>
  );
}
