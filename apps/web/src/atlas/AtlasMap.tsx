import type { FigureDefinition, FigureValue } from '@maillage/domain/figures/figure.ts';
import type { CommuneListItem } from '@maillage/domain/territories/commune-list.ts';
import type { DenseWindow } from '@maillage/maps/dense-window.ts';
import type { JourneyLine } from '@maillage/maps/layer-specification.ts';
import type { MapDescription } from '@maillage/maps/map-description.ts';
import { Component, lazy, type ReactNode, Suspense, useSyncExternalStore } from 'react';
import type { IsochroneBand } from '../map/commune-map.ts';
import { labels } from './labels.ts';
import { NoWebGl } from './NoWebGl.tsx';

// The drawing library weighs more than the rest of the page: the answer and the table never wait for it.
const DrawnMap = lazy(async () => {
  await nextPaint();
  return { default: (await import('./DrawnMap.tsx')).DrawnMap };
});
const neverChanges = () => () => {};

/** Ends once what is drawn now has been shown: the second frame begins after the first is painted. */
function nextPaint(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}

export interface AtlasMapProps {
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

/** The map in its frame, of one height whatever happens: drawing, drawn, or impossible. */
export function AtlasMap(props: AtlasMapProps) {
  // The server draws no map, and a browser begins with what the server drew.
  const isInBrowser = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
  return (
    <div className="atlas-map">
      <MapFailure>
        {isInBrowser ? (
          <Suspense fallback={<p className="atlas-map-message">{labels.loadingMap}</p>}>
            <DrawnMap {...props} />
          </Suspense>
        ) : (
          <p className="atlas-map-message">{labels.loadingMap}</p>
        )}
      </MapFailure>
    </div>
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
