import './commune.css';
import '../territory/territory.css';
import { formatNumber } from '@maillage/domain/format.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import type { CommuneListItem } from '@maillage/domain/territories/commune-list.ts';
import type { PortraitKind } from '@maillage/domain/territories/territory-portrait.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { communesQuery } from '../api/queries.ts';
import { territoriesQuery } from '../api/territory-queries.ts';
import { CommuneSearch } from '../ui/CommuneSearch.tsx';
import { centreLevelColumn } from '../ui/commune-columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { RequireRun } from '../ui/RequireRun.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import type { TableColumn } from '../ui/table-model.ts';

/** « Mon territoire » : choose a commune, by search or in the list. */
export function TerritoryPage() {
  return <RequireRun>{(run) => <Territory run={run} />}</RequireRun>;
}

function Territory({ run }: { run: RunSummary }) {
  usePageTitle('Mon territoire');
  const { data: communes, error, refetch } = useQuery(communesQuery(run.id));
  const navigate = useNavigate();
  const filter = useSearchParams()[0].get('filtre') ?? '';
  return (
    <main id="contenu" className="page" tabIndex={-1}>
      <h1>Mon territoire</h1>
      <p className="lead">{formatNumber(run.communeCount)} communes : choisissez la vôtre pour ouvrir son portrait.</p>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!error && communes === undefined && <Skeleton size="page" label="Lecture des communes…" />}
      {communes && (
        <>
          <div className="territory-search no-print">
            <CommuneSearch communes={communes} label="Chercher une commune" onChoose={(code) => navigate(`/commune/${code}`)} />
          </div>
          <WiderTerritories run={run} />
          <DataTable
            caption="Communes du Département"
            rows={communes}
            columns={COLUMNS}
            key={filter}
            initialFilter={filter}
            rowKey={(commune) => commune.code}
            initialSort={{ columnId: 'name', descending: false }}
            fileName={`${run.fictional ? 'fictif-' : ''}communes-${run.id}.csv`}
            filterLabel="Filtrer par commune ou intercommunalité"
          />
        </>
      )}
    </main>
  );
}

/** The intercommunalities, arrondissements and cantons, each with its portrait. */
function WiderTerritories({ run }: { run: RunSummary }) {
  const { data = [] } = useQuery(territoriesQuery(run.id));
  const kinds = [...Map.groupBy(data, ({ kind }) => kind)].filter(([kind]) => kind !== 'departement');
  if (data.length === 0) return null;
  return (
    <>
      <p>
        Ou un territoire plus large : <Link to={`/territoire/departement/${run.departementCode}`}>{run.departementName}</Link>, ou l’un de
        ceux-ci.
      </p>
      <div className="territory-lists">
        {kinds.map(([kind, members]) => (
          <section key={kind}>
            <h2>{PORTRAIT_KIND_TITLES[kind]}</h2>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a zone that scrolls must be reached by the keyboard (WCAG 2.1.1) */}
            <ul tabIndex={0} aria-label={PORTRAIT_KIND_TITLES[kind]}>
              {members.map(({ code, name, communeCount }) => (
                <li key={code}>
                  <Link to={`/territoire/${kind}/${code}`}>{name}</Link>{' '}
                  <span className="small soft">
                    {formatNumber(communeCount)} {communeCount > 1 ? 'communes' : 'commune'}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

const PORTRAIT_KIND_TITLES: Record<PortraitKind, string> = {
  epci: 'Intercommunalités',
  arrondissement: 'Arrondissements',
  canton: 'Cantons',
  departement: 'Département',
};

const COLUMNS: readonly TableColumn<CommuneListItem>[] = [
  {
    id: 'name',
    header: 'Commune',
    kind: 'text',
    value: (row) => row.name,
    cell: (row) => <Link to={`/commune/${row.code}`}>{row.name}</Link>,
  },
  { id: 'code', header: 'Code', kind: 'text', value: (row) => row.code },
  { id: 'epci', header: 'Intercommunalité', kind: 'text', value: (row) => row.epciName },
  {
    id: 'population',
    header: 'Habitants',
    kind: 'number',
    value: (row) => row.populationCount,
    cell: (row) => formatNumber(row.populationCount),
  },
  centreLevelColumn,
];
