import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contract } from './contract.ts';
import { createLaneSweeper, sweepLanes } from './lane-sweeper.ts';
import { minutesToNearestOfTypes } from './minutes-of-types.ts';
import { minutesOfWeights, nearestByDijkstra } from './nearest-by-dijkstra.ts';
import { createNearestSweeper, nearestBySweep } from './nearest-by-sweep.ts';
import { randomWorld } from './random-world.test-support.ts';
import { buildRoadGraph, NO_FACILITY, reverseGraph, UNREACHED_WEIGHT } from './road-graph.ts';

// Bourg ⇄ Hameau 10 min; Hameau → Ferme 5 min, one way; Île, node 3: no road. Weights in deciseconds.
const [BOURG, HAMEAU, FERME] = [0, 1, 2];
const roads = buildRoadGraph(
  4,
  [
    [BOURG, HAMEAU, 6000],
    [HAMEAU, BOURG, 6000],
    [HAMEAU, FERME, 3000],
  ],
  100,
);

for (const [name, nearest] of [
  ['search', (facilities: Uint32Array) => nearestByDijkstra(reverseGraph(roads), facilities)],
  ['sweep', (facilities: Uint32Array) => nearestBySweep(createNearestSweeper(contract(roads)), facilities)],
] as const) {
  test(`${name}: a service at the Ferme is 15 minutes from the Bourg, and out of reach of the Île`, () => {
    const { weight, facility } = nearest(Uint32Array.of(FERME));
    expect([...minutesOfWeights(weight, 100)]).toEqual([15, 5, 0, Infinity]);
    expect([...facility]).toEqual([0, 0, 0, NO_FACILITY]);
  });

  test(`${name}: one travels to the service, never from it: the Ferme does not reach the Bourg by its one-way road`, () => {
    const { weight } = nearest(Uint32Array.of(BOURG));
    expect([...weight]).toEqual([0, 6000, UNREACHED_WEIGHT, UNREACHED_WEIGHT]);
  });

  test(`${name}: halfway between two services, and where both stand, the first of the list is kept`, () => {
    expect([...nearest(Uint32Array.of(HAMEAU, HAMEAU, BOURG)).facility]).toEqual([2, 0, NO_FACILITY, NO_FACILITY]);
  });

  test(`${name}: without any service every node is out of reach`, () => {
    expect([...nearest(new Uint32Array(0)).weight]).toEqual([0, 1, 2, 3].map(() => UNREACHED_WEIGHT));
  });
}

test('a journey of twelve days or more is no journey', () => {
  const endless = buildRoadGraph(
    3,
    [
      [0, 1, UNREACHED_WEIGHT - 1],
      [1, 2, 1],
    ],
    1,
  );
  const expected = [UNREACHED_WEIGHT, 1, 0];
  expect([...nearestByDijkstra(reverseGraph(endless), Uint32Array.of(2)).weight]).toEqual(expected);
  expect([...nearestBySweep(createNearestSweeper(contract(endless)), Uint32Array.of(2)).weight]).toEqual(expected);
});

test('on any roads, the sweep gives the weights and the places of the plain search', () => {
  fc.assert(
    fc.property(randomWorld(), ({ roads: world, facilityNodes }) => {
      const slow = nearestByDijkstra(reverseGraph(world), facilityNodes);
      const fast = nearestBySweep(createNearestSweeper(contract(world)), facilityNodes);
      expect(fast.weight).toEqual(slow.weight);
      expect(fast.facility).toEqual(slow.facility);
    }),
    { seed: 3, numRuns: 800 },
  );
});

test('on any roads, types swept together get the minutes of types searched alone', () => {
  fc.assert(
    fc.property(randomWorld(), fc.integer({ min: 1, max: 19 }), ({ roads: world, facilityNodes }, typeCount) => {
      // Each type has one place less than the one before, and the types come round again.
      const types = Array.from({ length: typeCount }, (_, type) => facilityNodes.subarray(type % (facilityNodes.length + 1)));
      const minutes = types.map(() => new Float32Array(world.nodeCount));
      const hierarchy = contract(world);
      minutesToNearestOfTypes(hierarchy, types, minutes);
      const single = createLaneSweeper(hierarchy, 'to-seeds', 1);
      for (const [type, nodes] of types.entries()) {
        const slow = nearestByDijkstra(reverseGraph(world), nodes);
        expect(minutes[type]).toEqual(minutesOfWeights(slow.weight, 1));
        sweepLanes(single, [nodes]);
        expect(Array.from(hierarchy.rankOfNode, (rank) => single.weight[rank])).toEqual([...slow.weight]);
      }
    }),
    { seed: 4, numRuns: 200 },
  );
});

test('the same roads give the same hierarchy, byte for byte, and every arc kept climbs', () => {
  fc.assert(
    fc.property(randomWorld(), ({ roads: world }) => {
      const hierarchy = contract(world);
      expect(contract(world)).toEqual(hierarchy);
      for (const { first, head } of [hierarchy.leaving, hierarchy.arriving])
        for (let rank = 0; rank < world.nodeCount; rank++)
          for (let arc = first[rank]!; arc < first[rank + 1]!; arc++) expect(head[arc]).toBeLessThan(rank);
    }),
    { seed: 5, numRuns: 100 },
  );
});
