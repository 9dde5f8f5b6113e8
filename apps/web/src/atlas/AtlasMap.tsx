import type { FigureDefinition, FigureValue } from '@maillage/domain/figures/figure.ts';
import type { CommuneListItem } from '@maillage/domain/territories/portrait.ts';
import type { DenseWindow } from '@maillage/maps/dense-window.ts';
import { formatFigureValue } from '@maillage/maps/figure-text.ts';
import type { JourneyLine } from '@maillage/maps/layer-specification.ts';
import type { MapDescription } from '@maillage/maps/map-description.ts';
import { drawPopulationCircles } from '@maillage/maps/population-circles.ts';
import { useQuery } from '@tanstack/react-query';
import { Component, lazy, type ReactNode, Suspense, useMemo } from 'react';
import { geometryQuery } from '../api/queries.ts';
import type { IsochroneBand } from '../map/commune-map.ts';
import { buildMapShapes } from '../map/shapes.ts';
import { canDrawWebGl } from '../map/webgl.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { useTheme } from '../ui/theme.ts';
import { labels } from './labels.ts';

// The drawing library weighs more than the rest of the page: the answer and the table never wait for it.
const CommuneMap = lazy(async () => {
  await nextPaint();
  return import('../map/CommuneMap.tsx');
});

/** Ends once what is drawn now has been shown: the second frame begins after the first is painted. */
function nextPaint(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}

interface AtlasMapProps {
  runId: string;
  figure: FigureDefinition;
  communes: readonly CommuneListItem[] | null;
  description: MapDescription | null;
  valueByCode: ReadonlyMap<string, FigureValue>;
  journeys: readonly JourneyLine[];
  selectedCode: string | null;
  onSelect(code: string, at: { lon: number; lat: number }): void;
  /** From the nearest; none by default. */
  isochrones?: readonly IsochroneBand[];
  /** Communes as circles whose area follows their population. */
  asCircles?: boolean;
  /** What is in view; the whole by default. */
  window?: DenseWindow['bounds'] | null;
}

const NO_BANDS: readonly IsochroneBand[] = [];

/** The map in its frame, of one height whatever happens: drawing, drawn, or impossible. */
export function AtlasMap(props: AtlasMapProps) {
  return (
    <div className="atlas-map">
      {canDrawWebGl() ? (
        <MapFailure>
          <Suspense fallback={<p className="atlas-map-message">{labels.loadingMap}</p>}>
            <DrawnMap {...props} />
          </Suspense>
        </MapFailure>
      ) : (
        <NoWebGl />
      )}
    </div>
  );
}

function DrawnMap(props: AtlasMapProps) {
  const { runId, figure, communes, description, valueByCode, journeys, selectedCode, onSelect } = props;
  const { isochrones = NO_BANDS, asCircles = false, window = null } = props;
  const { data: topology, error, refetch } = useQuery(geometryQuery(runId));
  const { shown: theme } = useTheme();
  const shapes = useMemo(() => topology && communes && buildMapShapes(topology, communes), [topology, communes]);
  const nameByCode = useMemo(() => new Map(communes?.map((commune) => [commune.code, commune.name])), [communes]);
  const towns = useMemo(() => communes?.map(townOf) ?? [], [communes]);
  const cartogram = useMemo(
    () => (asCircles && shapes && communes ? drawPopulationCircles(communes, shapes.bounds) : null),
    [asCircles, shapes, communes],
  );
  const view = useMemo(() => {
    const values = new Map([...valueByCode].map(([code, { value }]) => [code, value]));
    return description && { description, theme, values, journeys, cartogram, isochrones, window };
  }, [description, theme, valueByCode, journeys, cartogram, isochrones, window]);
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!shapes || !view) return <p className="atlas-map-message">{labels.loadingMap}</p>;
  const describe = (code: string) => {
    const found = valueByCode.get(code);
    const text = formatFigureValue(found?.value ?? null, found?.status ?? 'missing', figure);
    return { title: nameByCode.get(code) ?? code, text };
  };
  return (
    <CommuneMap
      shapes={shapes}
      towns={towns}
      view={view}
      selectedCode={selectedCode}
      onClick={onSelect}
      describe={describe}
      label={`Carte : ${figure.title}. Les mêmes valeurs sont dans le tableau qui suit.`}
    />
  );
}

/** A main town is populated, and one goes there for services: Béthune before a larger suburb. */
function townOf({ code, name, lon, lat, populationCount, centreLevel }: CommuneListItem) {
  return { code, name, lon, lat, importance: (populationCount ?? 0) * (1 + (centreLevel ?? 0)) };
}

function NoWebGl() {
  return (
    <p className="atlas-map-message" role="status">
      {labels.noWebGl}
    </p>
  );
}

/** A map that cannot be drawn takes nothing else down. React asks for a class here. */
class MapFailure extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override render() {
    return this.state.failed ? <NoWebGl /> : this.props.children;
  }
}
