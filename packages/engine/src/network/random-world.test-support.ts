import fc from 'fast-check';
import { buildRoadGraph, type RoadGraph } from './road-graph.ts';

export interface RandomWorld {
  roads: RoadGraph;
  facilityNodes: Uint32Array;
}

/**
 * Small worlds full of traps: one-way roads, loops, parallel roads, islands, weights of 0 and few distinct weights, so that
 * ties are everywhere; facilities may share a node, or be none.
 */
export function randomWorld(): fc.Arbitrary<RandomWorld> {
  return fc.integer({ min: 1, max: 40 }).chain((nodeCount) => {
    const node = fc.integer({ min: 0, max: nodeCount - 1 });
    const road = fc.tuple(node, node, fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 2000 })), fc.boolean());
    return fc.record({
      roads: fc.array(road, { maxLength: 110 }).map((list) =>
        buildRoadGraph(
          nodeCount,
          list.flatMap(([from, to, weight, isOneWay]): [number, number, number][] =>
            isOneWay
              ? [[from, to, weight]]
              : [
                  [from, to, weight],
                  [to, from, weight],
                ],
          ),
          1,
        ),
      ),
      facilityNodes: fc.array(node, { maxLength: 8 }).map((nodes) => Uint32Array.from(nodes)),
    });
  });
}
