import { expect, test } from 'vitest';
import type { SvgMapInput } from './draw-map.ts';
import { type MapGround, prepareMapBodies } from './draw-map-body.ts';
import { focusBounds, focusOutline } from './focus-shapes.ts';

/** A row of ten square communes, 0.1° each: neighbours share a border. */
const CODES = Array.from({ length: 10 }, (_, index) => `c${index}`);
const west = (index: number) => 2 + index / 10;
const borders = Array.from({ length: 11 }, (_, index) => [
  [west(index), 50],
  [west(index), 50.1],
]);
const sides = CODES.flatMap((_, index) => [50, 50.1].map((lat) => [west(index), west(index + 1)].map((lon) => [lon, lat])));
const ground: MapGround = {
  topology: {
    type: 'Topology',
    arcs: [...borders, ...sides],
    objects: {
      communes: {
        type: 'GeometryCollection',
        geometries: CODES.map((code, index) => ({
          type: 'Polygon',
          properties: { code },
          // Up its left border, along its top, down the border that it shares, back along its foot.
          arcs: [[index, 11 + 2 * index + 1, ~(index + 1), ~(11 + 2 * index)]],
        })),
      },
    },
  },
  towns: CODES.map((code, index) => ({ code, name: `Ville ${index}`, lon: west(index) + 0.05, lat: 50.05, population: 100 - index })),
  theme: 'light',
};
const SIZE = { width: 640, maxHeight: 400 };
const map: Pick<SvgMapInput, 'description' | 'values'> = {
  description: {
    ...{ figureId: 'minutes', style: 'areas', legendTitle: 'min', breaks: [], maxValue: 1, bivariate: null, greyZones: null },
    entries: [{ id: 'class-0', label: 'tout', colour: '#123456', kind: 'class', communeCount: 10, populationCount: 955 }],
    entryIndexByCode: new Map(CODES.map((code) => [code, 0])),
  },
  values: new Map(CODES.map((code) => [code, 1])),
};
const own = new Set(['c4', 'c5']);

test('a map framed on a territory shows it large, with room around, and leaves out the names that are far', () => {
  const bounds = focusBounds(
    {
      type: 'FeatureCollection',
      features: CODES.map((code, index) => ({
        ...{ type: 'Feature', properties: { code } },
        geometry: { type: 'MultiLineString', coordinates: [borders[index]!, borders[index + 1]!] },
      })),
    },
    own,
  )!;
  expect(bounds[0]).toBeLessThan(2.4);
  expect(bounds[0]).toBeGreaterThan(2.2);
  expect(bounds[2]).toBeGreaterThan(2.6);
  expect(bounds[2]).toBeLessThan(2.8);
  const svg = prepareMapBodies(ground, SIZE, own).draw(map);
  expect(svg).toContain('Ville 4');
  expect(svg).not.toContain('Ville 0');
  expect(prepareMapBodies(ground, SIZE).draw(map)).toContain('Ville 0');
});

test('its border is that of its communes together, without the one that they share', () => {
  const lines = focusOutline(ground.topology, own).geometry.coordinates;
  const points = lines.flat().map(([lon, lat]) => `${lon!.toFixed(1)} ${lat}`);
  expect(new Set(points)).toEqual(new Set(['2.4 50', '2.4 50.1', '2.5 50', '2.5 50.1', '2.6 50', '2.6 50.1']));
  const shared = lines.some((line) => line.some((point, index) => point[0] === 2.5 && line[index + 1]?.[0] === 2.5));
  expect(shared).toBe(false);
});

test('only the other communes are veiled, and circles of theirs are pale', () => {
  const whole = prepareMapBodies(ground, SIZE);
  const framed = prepareMapBodies(ground, SIZE, own);
  expect(whole.draw(map)).not.toContain('fill-opacity=".68"');
  expect(
    framed
      .draw(map)
      .match(/fill-opacity="\.68" d="([^"]*)"/)![1]!
      .match(/M/g),
  ).toHaveLength(4); // the frame is wide: two communes on either side
  const circles = framed.draw({ ...map, description: { ...map.description, style: 'symbols' } });
  expect(circles.match(/<circle[^>]*fill-opacity="\.82"/g)).toHaveLength(2);
  expect(circles).toContain('fill-opacity=".3"');
  expect(framed.draw(map)).toBe(prepareMapBodies(ground, SIZE, own).draw(map));
});

test('a territory without a shape leaves the map whole', () => {
  expect(prepareMapBodies(ground, SIZE, new Set(['ailleurs'])).draw(map)).toBe(prepareMapBodies(ground, SIZE).draw(map));
});
