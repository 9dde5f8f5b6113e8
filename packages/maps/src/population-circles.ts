import type { Feature, FeatureCollection, Polygon } from 'geojson';
import { type Circle, spreadCircles } from './spread-circles.ts';
import type { Bounds } from './svg/project.ts';

/** Part of the box of the map that all circles cover together: they part without leaving it. */
const COVERED_RATIO = 0.22;
/** Enough for an edge that looks round; a small circle, which most are, looks so with fewer, and the map is given each of them. */
const CORNERS = { large: 40, small: 20 };
const SMALL_RATIO = 0.15;
/** A village stays visible beside a city: no circle is narrower than this part of the widest. */
const LEAST_RATIO = 0.03;

export interface PeopledPlace {
  code: string;
  /** Degrees. */
  lon: number;
  lat: number;
  /** Null when not known: no circle. */
  populationCount: number | null;
}

/**
 * Each commune as a circle whose area follows its population, moved aside from its neighbours: where people are many, the map is large.
 * As shapes of the same codes, so that classes, hatches, hover and choice are those of the map of areas.
 */
export function drawPopulationCircles(places: readonly PeopledPlace[], [west, south, east, north]: Bounds): FeatureCollection<Polygon> {
  const stretch = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const peopled = places
    .filter(({ populationCount }) => populationCount !== null && populationCount > 0)
    .toSorted((a, b) => b.populationCount! - a.populationCount! || (a.code < b.code ? -1 : 1));
  const everybody = peopled.reduce((sum, { populationCount }) => sum + populationCount!, 0);
  const area = (east - west) * stretch * (north - south);
  const radiusOf = (count: number) => Math.sqrt((COVERED_RATIO * area * count) / (everybody * Math.PI));
  const widest = radiusOf(peopled[0]?.populationCount ?? 0);
  const least = LEAST_RATIO * widest;
  const circles = spreadCircles(
    peopled.map(
      ({ lon, lat, populationCount }): Circle => ({ x: lon * stretch, y: lat, radius: Math.max(least, radiusOf(populationCount!)) }),
    ),
  );
  return {
    type: 'FeatureCollection',
    features: circles.map(({ x, y, radius }, index): Feature<Polygon> => {
      const corners = radius < SMALL_RATIO * widest ? CORNERS.small : CORNERS.large;
      const ring = Array.from({ length: corners + 1 }, (_, corner) => {
        const angle = (2 * Math.PI * (corner % corners)) / corners;
        return [(x + radius * Math.cos(angle)) / stretch, y + radius * Math.sin(angle)];
      });
      return { type: 'Feature', properties: { code: peopled[index]!.code }, geometry: { type: 'Polygon', coordinates: [ring] } };
    }),
  };
}
