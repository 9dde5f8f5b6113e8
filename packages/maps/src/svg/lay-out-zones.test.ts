import { expect, test } from 'vitest';
import type { MapTopology } from './draw-map.ts';
import { layOutZones } from './lay-out-zones.ts';

/** Three square communes in a row, 0.1° each. */
const square = (west: number) => [
  [west, 50],
  [west, 50.1],
  [west + 0.1, 50.1],
  [west + 0.1, 50],
  [west, 50],
];
const topology: MapTopology = {
  type: 'Topology',
  arcs: [2, 2.1, 2.2].map(square),
  objects: {
    communes: {
      type: 'GeometryCollection',
      geometries: [0, 1, 2].map((arc) => ({ type: 'Polygon', arcs: [[arc]], properties: { code: `0000${arc + 1}` } })),
    },
  },
};

test('a zone is drawn whole under its name, and the map holds every commune', () => {
  const layout = layOutZones(topology, [{ id: 'a', name: 'Autour de Bourg', communeCodes: ['00001'], weight: 10 }])!;
  expect(layout.communes.match(/M/g)).toHaveLength(3);
  expect(layout.zones).toHaveLength(1);
  expect(layout.zones[0]!.d).toMatch(/^M.*z$/);
  const [label] = layout.labels;
  expect(label).toMatchObject({ name: 'Autour de Bourg' });
  // The first third of the map, but whole within its edges.
  expect(label!.x).toBeLessThan(layout.width / 3);
});

test('names that would cover one another give way to the greater zone; a code that no outline has draws nothing', () => {
  const zones = [
    { id: 'a', name: 'Une petite zone au nom très long', communeCodes: ['00001'], weight: 1 },
    { id: 'b', name: 'Une grande zone au nom très long aussi', communeCodes: ['00002'], weight: 9 },
    { id: 'c', name: 'Nulle part', communeCodes: ['99999'], weight: 5 },
  ];
  const layout = layOutZones(topology, zones, 400)!;
  expect(layout.labels.map(({ id }) => id)).toEqual(['b']);
  expect(layout.zones.find(({ id }) => id === 'c')?.d).toBe('');
});

test('without outlines there is nothing to draw', () => {
  expect(layOutZones({ type: 'Topology', arcs: [], objects: {} }, [])).toBeNull();
});
