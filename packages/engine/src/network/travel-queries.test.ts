import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBucketQueue } from './bucket-queue.ts';
import { contract } from './contract.ts';
import { createBoundedSearch, isochroneByDijkstra, isochroneBySweep, isochroneNodes, type ReachedNodes } from './isochrone-nodes.ts';
import { kNearestBySweep } from './k-nearest.ts';
import { createLaneSweeper } from './lane-sweeper.ts';
import { nearestByDijkstra } from './nearest-by-dijkstra.ts';
import { randomWorld } from './random-world.test-support.ts';
import { buildRoadGraph, NO_FACILITY, reverseGraph, UNREACHED_WEIGHT } from './road-graph.ts';
import { travelMatrix } from './travel-matrix.ts';

// Bourg → Hameau 7, Hameau → Bourg 9 (a one-way street), Hameau ⇄ Ferme 4; Île: no road.
const [BOURG, HAMEAU, FERME, ILE] = [0, 1, 2, 3];
const roads = buildRoadGraph(
  4,
  [
    [BOURG, HAMEAU, 7],
    [HAMEAU, BOURG, 9],
    [HAMEAU, FERME, 4],
    [FERME, HAMEAU, 4],
  ],
  1,
);
const hierarchy = contract(roads);

test('the matrix goes from its rows to its columns', () => {
  expect([...travelMatrix(hierarchy, Uint32Array.of(BOURG, FERME, ILE), Uint32Array.of(FERME, BOURG))]).toEqual([
    11,
    0,
    0,
    13,
    UNREACHED_WEIGHT,
    UNREACHED_WEIGHT,
  ]);
  expect([...travelMatrix(hierarchy, Uint32Array.of(BOURG), Uint32Array.of(BOURG, HAMEAU, FERME, ILE))]).toEqual([
    0,
    7,
    11,
    UNREACHED_WEIGHT,
  ]);
});

test('the Ferme has three pharmacies within reach: its own, the one of the Hameau, then the Bourg', () => {
  const { weight, facility } = kNearestBySweep(hierarchy, Uint32Array.of(BOURG, HAMEAU, FERME, ILE), 4);
  const row = FERME * 4;
  expect([...weight.subarray(row, row + 4)]).toEqual([0, 4, 13, UNREACHED_WEIGHT]);
  expect([...facility.subarray(row, row + 4)]).toEqual([2, 1, 0, NO_FACILITY]);
});

test('within 7 of the Bourg lie the Bourg and the Hameau: the limit is included', () => {
  const { nodes, weight } = isochroneBySweep(hierarchy, BOURG, 7, createLaneSweeper(hierarchy, 'from-seeds', 1));
  expect(asMap({ nodes, weight })).toEqual([
    [BOURG, 0],
    [HAMEAU, 7],
  ]);
});

test('on any roads, the matrix holds the weight of each journey', () => {
  fc.assert(
    fc.property(randomWorld(), fc.integer({ min: 1, max: 20 }), ({ roads: world, facilityNodes }, originCount) => {
      const origins = Uint32Array.from({ length: originCount }, (_, index) => (index * 7) % world.nodeCount);
      const matrix = travelMatrix(contract(world), origins, facilityNodes);
      const reversed = reverseGraph(world);
      for (const [column, destination] of facilityNodes.entries()) {
        const { weight } = nearestByDijkstra(reversed, Uint32Array.of(destination));
        for (const [row, origin] of origins.entries()) expect(matrix[row * facilityNodes.length + column]).toBe(weight[origin]);
      }
    }),
    { seed: 6, numRuns: 300 },
  );
});

test('on any roads, the k nearest are the first k of all places sorted', () => {
  fc.assert(
    fc.property(randomWorld(), fc.integer({ min: 1, max: 4 }), ({ roads: world, facilityNodes }, k) => {
      const lists = kNearestBySweep(contract(world), facilityNodes, k);
      const reversed = reverseGraph(world);
      const alone = Array.from(facilityNodes, (node) => nearestByDijkstra(reversed, Uint32Array.of(node)).weight);
      for (let node = 0; node < world.nodeCount; node++) {
        const sorted = alone
          .map((weight, facility) => [weight[node]!, facility] as const)
          .filter(([weight]) => weight < UNREACHED_WEIGHT)
          .sort(([a, i], [b, j]) => a - b || i - j);
        const expected = Array.from({ length: k }, (_, index) => sorted[index] ?? [UNREACHED_WEIGHT, NO_FACILITY]);
        expect(expected.map((_, index) => [lists.weight[node * k + index], lists.facility[node * k + index]])).toEqual(expected);
      }
    }),
    { seed: 7, numRuns: 300 },
  );
});

test('on any roads, an isochrone holds the same nodes by search and by sweep, one after the other', () => {
  fc.assert(
    fc.property(randomWorld(), fc.integer({ min: 0, max: 3000 }), ({ roads: world }, maxWeight) => {
      const search = createBoundedSearch(world.nodeCount, createBucketQueue(world));
      const ranks = contract(world);
      const sweeper = createLaneSweeper(ranks, 'from-seeds', 1);
      for (let origin = 0; origin < world.nodeCount; origin++) {
        const bySweep = asMap(isochroneBySweep(ranks, origin, maxWeight, sweeper));
        expect(bySweep).toEqual(asMap(isochroneByDijkstra(world, origin, maxWeight, search)));
        expect(asMap(isochroneNodes(world, origin, maxWeight, { search, sweeper }))).toEqual(bySweep);
      }
    }),
    { seed: 8, numRuns: 150 },
  );
});

function asMap({ nodes, weight }: ReachedNodes): [number, number][] {
  return Array.from(nodes, (node, index): [number, number] => [node, weight[index]!]).sort(([a], [b]) => a - b);
}
