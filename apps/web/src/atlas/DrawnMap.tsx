import type { CommuneListItem } from '@maillage/domain/territories/commune-list.ts';
import { formatFigureValue } from '@maillage/maps/figure-text.ts';
import { drawPopulationCircles } from '@maillage/maps/population-circles.ts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { geometryQuery } from '../api/queries.ts';
import CommuneMap from '../map/CommuneMap.tsx';
import type { IsochroneBand } from '../map/commune-map.ts';
import { buildMapShapes } from '../map/shapes.ts';
import { findDrawer } from '../map/webgl.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { useDrawingTheme } from '../ui/theme.ts';
import type { AtlasMapProps } from './AtlasMap.tsx';
import { labels } from './labels.ts';
import { NoWebGl } from './NoWebGl.tsx';

const NO_BANDS: readonly IsochroneBand[] = [];

/** The map once its library, its shapes and its values are here. */
export function DrawnMap(props: AtlasMapProps) {
  const { runId, figure, communes, description, valueByCode, journeys, selectedCode, onSelect } = props;
  const { isochrones = NO_BANDS, asCircles = false, window = null } = props;
  const { data: topology, error, refetch } = useQuery(geometryQuery(runId));
  const theme = useDrawingTheme();
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
  if (findDrawer() === 'nothing') return <NoWebGl />;
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
