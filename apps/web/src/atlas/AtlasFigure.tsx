import type { FigureValue } from '@maillage/domain/figures/figure.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { findDenseWindow } from '@maillage/maps/dense-window.ts';
import { buildMapDescription } from '@maillage/maps/map-description.ts';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useDeferredValue, useMemo } from 'react';
import { errorText } from '../api/error-messages.ts';
import { communesQuery, geometryQuery, manifestQuery, seriesQuery } from '../api/queries.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useDrawingTheme } from '../ui/theme.ts';
import { AtlasAnswer } from './AtlasAnswer.tsx';
import { AtlasMap } from './AtlasMap.tsx';
import { useJourneys } from './explained-service.ts';
import { useIsochrones } from './isochrones/use-isochrones.ts';
import { Legend } from './Legend.tsx';
import { labels } from './labels.ts';
import { MapViews, useMapViews } from './MapViews.tsx';
import { SourceLine } from './SourceLine.tsx';
import { useLiveMap } from './settings/live-map.ts';

// Sliders and their histogram: the answer and the map never wait for them.
const MapSettings = lazy(async () => ({ default: (await import('./settings/MapSettings.tsx')).MapSettings }));
// Below the first screen, or opened by a choice.
const AtlasTable = lazy(async () => ({ default: (await import('./AtlasTable.tsx')).AtlasTable }));
const CommunePanel = lazy(async () => ({ default: (await import('./CommunePanel.tsx')).CommunePanel }));
const IsochroneNotice = lazy(async () => ({ default: (await import('./isochrones/IsochroneNotice.tsx')).IsochroneNotice }));
const IsochroneLegend = lazy(async () => ({ default: (await import('./isochrones/IsochroneLegend.tsx')).IsochroneLegend }));
const IsochroneTable = lazy(async () => ({ default: (await import('./isochrones/IsochroneTable.tsx')).IsochroneTable }));
const NO_BANDS = [] as const;

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
  const theme = useDrawingTheme();
  const populations = useMemo(() => new Map(communes?.map(({ code, populationCount }) => [code, populationCount])), [communes]);
  const nameByCode = useMemo(() => new Map(communes?.map(({ code, name }) => [code, name])), [communes]);
  const nameOf = (code: string) => nameByCode.get(code) ?? code;
  const live = useLiveMap({ runId: run.id, series, manifest, populations, nameOf });
  const values = live?.communes;
  const valueByCode = useMemo(() => new Map(values?.map((value) => [value.code, value] satisfies [string, FigureValue])), [values]);
  const hasRoads = manifest?.travelMethod === 'network';
  const journeys = useJourneys({ runId: run.id, figureId, code: selectedCode, communes, hasRoads });
  const isochrone = useIsochrones({ runId: run.id, manifest, communes });
  const bands = isochrone?.isochrones ?? null;
  const { asCircles, isEnlarged } = useMapViews();
  // A search among all pairs of communes: the answer and the map go first.
  const settled = useDeferredValue(communes);
  const dense = useMemo(() => findDenseWindow(settled ?? []), [settled]);
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
  if (series === undefined) return <Skeleton size="page" label="Lecture de la carte…" />;
  const { figure } = series;
  const canBeCircles = figure.available && (figure.style === 'sequential' || figure.style === 'diverging');
  const isCircled = canBeCircles && asCircles && isochrone === null;
  return (
    <>
      <AtlasAnswer
        figure={figure}
        headline={series.headline}
        trialHeadline={live?.trialHeadline ?? null}
        departementCode={run.departementCode}
      />
      {live?.isChanged && (
        <p className="map-changed notice" role="status">
          Vous avez réglé cette carte : ce n’est plus le calcul publié.
          <button type="button" className="button" onClick={live.reset}>
            Revenir au calcul publié
          </button>
        </p>
      )}
      {isochrone && communes && (
        <Suspense fallback={null}>
          <IsochroneNotice choice={isochrone} communes={communes} />
        </Suspense>
      )}
      <MapViews canBeCircles={canBeCircles && isochrone === null} dense={figure.available ? dense : null} />
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
          onSelect={(code, at) => (isochrone === null ? onSelect(code) : isochrone.moveTo(at))}
          isochrones={bands?.bands ?? NO_BANDS}
          asCircles={isCircled}
          window={isEnlarged ? (dense?.bounds ?? null) : null}
        />
        <aside className="atlas-aside" aria-label={labels.legend}>
          {bands && communes ? (
            <Suspense fallback={<Skeleton size="panel" label="Lecture de la légende…" />}>
              <IsochroneLegend isochrones={bands} communes={communes} theme={theme} />
            </Suspense>
          ) : description === null ? (
            <Skeleton size="panel" label="Lecture de la légende…" />
          ) : (
            <Legend
              description={description}
              figure={figure}
              theme={theme}
              qpvCount={topology?.qpvs?.features.length ?? 0}
              asCircles={isCircled}
            />
          )}
          {bands === null && live && manifest && description && figure.available && figure.style !== 'categories' && (
            <Suspense fallback={null}>
              <MapSettings live={live} manifest={manifest} description={description} />
            </Suspense>
          )}
          {communes && selectedCode && (
            <Suspense fallback={<Skeleton size="panel" label="Lecture de la commune…" />}>
              <CommunePanel
                code={selectedCode}
                series={series}
                communes={communes}
                value={valueByCode.get(selectedCode)}
                hasRoads={hasRoads}
                onClose={() => onSelect(null)}
              />
            </Suspense>
          )}
        </aside>
      </div>
      <SourceLine run={run} figure={figure} />
      <section id="tableau" className="section" tabIndex={-1}>
        <h2>{bands === null ? labels.twinTitle : 'Les communes atteintes'}</h2>
        {communes && bands && isochrone && (
          <Suspense fallback={null}>
            <IsochroneTable
              isochrones={bands}
              communes={communes}
              fromText={isochrone.fromText}
              selectedCode={selectedCode}
              fictional={run.fictional}
            />
          </Suspense>
        )}
        {communes && bands === null && (
          <Suspense fallback={<Skeleton size="table" label="Lecture du tableau…" />}>
            <AtlasTable
              figure={figure}
              communes={communes}
              valueByCode={valueByCode}
              selectedCode={selectedCode}
              runId={run.id}
              fictional={run.fictional}
            />
          </Suspense>
        )}
      </section>
    </>
  );
}
