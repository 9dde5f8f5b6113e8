import { expect, test } from 'vitest';
import type { MapTopology } from './draw-map.ts';
import { layOutCommunes } from './lay-out-communes.ts';

/** One square commune, 0.1° each side. */
const topology: MapTopology = {
  type: 'Topology',
  arcs: [
    [
      [2, 50],
      [2.1, 50],
      [2.1, 50.1],
      [2, 50.1],
      [2, 50],
    ],
  ],
  objects: {
    communes: { type: 'GeometryCollection', geometries: [{ type: 'Polygon', arcs: [[0]], properties: { code: '00001' } }] },
  },
};

test('a commune keeps its code and fits in the small map', () => {
  const layout = layOutCommunes(topology, 100)!;
  expect(layout.communes.map(({ code }) => code)).toEqual(['00001']);
  const numbers = layout.communes[0]!.d.match(/[\d.]+/g)!.map(Number);
  expect(Math.max(...numbers)).toBeLessThanOrEqual(layout.width);
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(layout.departement).toBe('');
});

test('a run without outlines has no layout', () => {
  expect(layOutCommunes({ type: 'Topology', arcs: [], objects: {} })).toBeNull();
});
