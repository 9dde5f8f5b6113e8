import type { FigureValue } from '@maillage/domain/figures/figure.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { buildMapDescription } from '@maillage/maps/map-description.ts';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo } from 'react';
import { Link } from 'react-router';
import { errorText } from '../api/error-messages.ts';
import { communesQuery, geometryQuery, manifestQuery, seriesQuery } from '../api/queries.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { ProvenanceButton } from '../ui/FigureButton.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useTheme } from '../ui/theme.ts';
import { AtlasMap } from './AtlasMap.tsx';
import { AtlasTable } from './AtlasTable.tsx';
import { CommunePanel } from './CommunePanel.tsx';
import { useJourneys } from './explained-service.ts';
import { Legend } from './Legend.tsx';
import { labels } from './labels.ts';
import { SourceLine } from './SourceLine.tsx';
import { useLiveMap } from './settings/live-map.ts';

// Sliders and their histogram: the answer and the map never wait for them.
const MapSettings = lazy(async () => ({ default: (await import('./settings/MapSettings.tsx')).MapSettings }));

interface AtlasFigureProps {
  run: RunSummary;
  figureId: string;
  selectedCode: string | null;
  onSelect(code: string | null): void;
}

/** One figure in three depths: the sentence, the map with its legend and table, the provenance. */
export function AtlasFigure({ run, figureId, selectedCode, onSelect }: AtlasFigureProps) {
  const { data: series, error, refetch } = useQuery({ ...seriesQuery(run.id, figureId), placeholderData: (previous) => previous });
  const { data: communes, error: communesError } = useQuery(communesQuery(run.id));
  const { data: topology } = useQuery({ ...geometryQuery(run.id), enabled: false }); // asked for by the map itself
  const { data: manifest } = useQuery(manifestQuery(run.id));
  const { shown: theme } = useTheme();
  const populations = useMemo(() => new Map(communes?.map(({ code, populationCount }) => [code, populationCount])), [communes]);
  const live = useLiveMap({ runId: run.id, series, manifest, populations });
  const values = live?.communes;
  const valueByCode = useMemo(() => new Map(values?.map((value) => [value.code, value] satisfies [string, FigureValue])), [values]);
  const journeys = useJourneys({ runId: run.id, figureId, code: selectedCode, communes });
  const breaks = live?.classes.breaks ?? null;
  const greyZoneThreshold = live?.threshold ?? null;
  const description = useMemo(() => {
    if (series === undefined || communes === undefined || values === undefined) return null;
    return buildMapDescription({ figure: series.figure, communes: values, populations, theme, greyZoneThreshold, breaks });
  }, [series, communes, values, populations, theme, greyZoneThreshold, breaks]);
  const failure = error ?? communesError;
  usePageTitle(failure ? errorText(failure).title : series?.figure.title);
  if (failure) {
    return <ErrorNotice error={failure} onRetry={() => void refetch()} isPage />;
  }
  if (series === undefined) return <Skeleton height="70vh" label="Lecture de la carte…" />;
  const { figure } = series;
  const departement = { figureId: figure.id, kind: 'departement', code: run.departementCode };
  return (
    <>
      <div className="atlas-answer">
        <h1>
          {figure.title} {figure.estimated && figure.available && <span className="tag tag-warning">estimé</span>}
        </h1>
        <p className="atlas-headline" aria-live="polite">
          {series.headline}
        </p>
        <p className="atlas-description">
          {figure.description} {figure.estimated && figure.available && labels.estimated}{' '}
          <ProvenanceButton target={departement} about={figure.title} />
        </p>
        {!figure.available && (
          <div className="notice notice-warning">
            {figure.missingReason !== series.headline && (
              <p>{figure.missingReason ?? 'Les données de cette carte ne sont pas chargées.'}</p>
            )}
            <p>
              {labels.bringData} <Link to="/donnees">Voir les sources qui manquent</Link>
            </p>
          </div>
        )}
      </div>
      {live?.isChanged && (
        <p className="map-changed notice" role="status">
          Vous avez réglé cette carte : ce n’est plus le calcul publié.
          <button type="button" className="button" onClick={live.reset}>
            Revenir au calcul publié
          </button>
        </p>
      )}
      <a className="skip-link atlas-skip" href="#tableau">
        {labels.mapAlternative}
      </a>
      <div className="atlas-grid">
        <AtlasMap
          runId={run.id}
          figure={figure}
          communes={communes ?? null}
          description={description}
          valueByCode={valueByCode}
          journeys={journeys}
          selectedCode={selectedCode}
          onSelect={onSelect}
        />
        <aside className="atlas-aside" aria-label={labels.legend}>
          {description === null ? (
            <Skeleton height="260px" label="Lecture de la légende…" />
          ) : (
            <Legend description={description} figure={figure} theme={theme} qpvCount={topology?.qpvs?.features.length ?? 0} />
          )}
          {live && manifest && description && figure.available && figure.style !== 'categories' && (
            <Suspense fallback={null}>
              <MapSettings live={live} manifest={manifest} description={description} />
            </Suspense>
          )}
          {communes && selectedCode && (
            <CommunePanel
              code={selectedCode}
              series={series}
              communes={communes}
              value={valueByCode.get(selectedCode)}
              onClose={() => onSelect(null)}
            />
          )}
        </aside>
      </div>
      <SourceLine run={run} figure={figure} />
      <section id="tableau" className="section" tabIndex={-1}>
        <h2>{labels.twinTitle}</h2>
        {communes && (
          <AtlasTable
            figure={figure}
            communes={communes}
            valueByCode={valueByCode}
            selectedCode={selectedCode}
            runId={run.id}
            fictional={run.fictional}
          />
        )}
      </section>
    </>
  );
}
