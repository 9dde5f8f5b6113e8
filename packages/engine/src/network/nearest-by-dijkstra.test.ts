import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestByDijkstra } from './nearest-by-dijkstra.ts';
import { randomWorld } from './random-world.test-support.ts';
import { NO_FACILITY, type RoadGraph, reverseGraph, UNREACHED_WEIGHT } from './road-graph.ts';

test('on any roads, the search ends where relaxing every road again and again ends', () => {
  fc.assert(
    fc.property(randomWorld(), ({ roads, facilityNodes }) => {
      const { weight, facility } = nearestByDijkstra(reverseGraph(roads), facilityNodes);
      const expected = relaxUntilStill(roads, facilityNodes);
      expect([...weight.keys()].map((node) => [weight[node], facility[node]])).toEqual(expected);
    }),
    { seed: 2, numRuns: 500 },
  );
});

/** Bellman-Ford: nothing to get wrong. */
function relaxUntilStill({ nodeCount, firstArc, arcHead, arcWeight }: RoadGraph, facilityNodes: Uint32Array): [number, number][] {
  const labels = Array.from({ length: nodeCount }, (): [number, number] => [UNREACHED_WEIGHT, NO_FACILITY]);
  for (const [facility, node] of [...facilityNodes.entries()].reverse()) labels[node] = [0, facility];
  for (let moved = true; moved; ) {
    moved = false;
    for (let node = 0; node < nodeCount; node++)
      for (let arc = firstArc[node]!; arc < firstArc[node + 1]!; arc++) {
        const [weight, facility] = labels[arcHead[arc]!]!;
        const through = weight + arcWeight[arc]!;
        const [known, knownFacility] = labels[node]!;
        if (facility === NO_FACILITY || through > known || (through === known && facility >= knownFacility)) continue;
        labels[node] = [through, facility];
        moved = true;
      }
  }
  return labels;
}
