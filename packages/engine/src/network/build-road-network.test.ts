import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildRoadNetwork } from './build-road-network.ts';
import { drawArcs } from './draw-arcs.ts';
import { honourTurns } from './honour-turns.ts';
import { largestComponent } from './largest-component.ts';
import { nearestByDijkstra } from './nearest-by-dijkstra.ts';
import { secondsOverSegments } from './raw-search.test-support.ts';
import { randomRoads, rawRoads } from './raw-world.test-support.ts';
import { buildRoadGraph, reverseGraph, UNREACHED_WEIGHT } from './road-graph.ts';
import type { RoadNetwork } from './road-network.ts';
import { metresBetween } from './segment-times.ts';
import { traceEdges } from './trace-edges.ts';

// 36 km/h: ten metres a second, a decisecond a metre.
const BOTH = { forward: 360, backward: 360 };
const ONE_WAY = { forward: 360, backward: 0 };

test('three stretches in a row make one edge, two arcs and four points', () => {
  const { network, report } = buildRoadNetwork(
    rawRoads({
      places: [
        [0, 0],
        [100, 0],
        [200, 0],
        [300, 0],
      ],
      roads: [
        { nodes: [0, 1, 2], ...BOTH, name: 'Rue Haute' },
        { nodes: [3, 2], forward: 720, backward: 180, name: 'Rue Basse' },
      ],
    }),
    100,
  );
  expect(network).toMatchObject({ edgeCount: 1, graph: { nodeCount: 2, arcCount: 2 } });
  expect(network.pointLon.length).toBe(4);
  // Eastwards 200 m at 36 km/h and 100 m at 18: 20 + 20 s. Westwards 100 m at 72 and 200 m at 36: 5 + 20 s.
  expect([...network.graph.arcWeight].sort()).toEqual([250, 400]);
  expect(Math.round(report.metres)).toBe(300);
});

test('a road longer than nothing takes a unit at least; one of no length takes none', () => {
  const { network } = buildRoadNetwork(
    rawRoads({
      places: [
        [0, 0],
        [0.1, 0],
        [0.1, 0],
      ],
      roads: [
        { nodes: [0, 1], forward: 3600, backward: 3600 },
        { nodes: [1, 2], ...BOTH },
        { nodes: [1, 0], ...ONE_WAY },
      ],
    }),
    1000,
  );
  expect([...network.graph.arcWeight].sort()).toEqual([0, 0, 1, 1, 1]);
});

test('rounding does not lean: two thousand stretches add up to their true time', () => {
  // A comb: each place has a lane of its own, so that no two stretches are joined. Stretch i is 10 m + (617 i mod 1000) cm long, at
  // a decisecond a metre: every hundredth of a unit from 10.00 to 19.99, once.
  const places: (readonly [number, number])[] = [[0, 0]];
  for (let index = 0; index < 1000; index++) places.push([places.at(-1)![0] + 10 + ((index * 617) % 1000) / 100, 0]);
  const lanes = places.map(([east]) => [east, 500] as const);
  const { network } = buildRoadNetwork(
    rawRoads({
      places: [...places, ...lanes],
      roads: [
        { nodes: places.map((_, index) => index), ...BOTH },
        ...places.map((_, index) => ({ nodes: [index, 1001 + index], ...BOTH })),
      ],
    }),
    100,
  );
  // Those of the two ends are one with their lanes: 10.00 and 13.83 m less than the 14,995 m of the whole.
  const weights = [...network.graph.arcWeight].filter((weight) => weight < 100);
  expect(weights.length).toBe(2 * 998);
  // 14,971 deciseconds each way; always rounding up would add 998.
  expect(Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - 2 * 14_971)).toBeLessThan(60);
});

test('a sign costs in its direction only; giving way costs who comes by the lesser road', () => {
  // A main road 0-1-2 crossed at 1 by a lane 3-1; a stop sign at 4, in the middle of 1-2, for those who go towards 2.
  const { network } = buildRoadNetwork(
    rawRoads({
      places: [
        [0, 0],
        [100, 0],
        [300, 0],
        [100, 100],
        [200, 0],
      ],
      roads: [
        { nodes: [0, 1, 4, 2], ...BOTH, priority: 2 },
        { nodes: [3, 1], ...BOTH, priority: 1 },
      ],
      waits: [
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 0],
        [50, 0],
      ],
    }),
    100,
  );
  const arcs = [...network.graph.arcWeight].map((weight, arc) => `${weight} dont ${network.arcWait[arc]}`);
  // 0→1 and 1→0: 10 s. 1→2: 20 s and 5 at the sign; 2→1: 20 s. 3→1: 10 s and 4 to give way to a road of priority 2; 1→3: 10 s.
  expect(arcs.sort()).toEqual(['100 dont 0', '100 dont 0', '100 dont 0', '140 dont 40', '200 dont 0', '250 dont 50']);
});

test('the network is the largest part whose places all reach each other', () => {
  // 0 ⇄ 1 ⇄ 2, then 2 → 3 with no way back; 4 ⇄ 5 apart.
  const { network, report } = buildRoadNetwork(
    rawRoads({
      places: [
        [0, 0],
        [100, 0],
        [200, 0],
        [300, 0],
        [900, 900],
        [900, 1000],
        [100, 50],
      ],
      roads: [
        { nodes: [0, 1, 2], ...BOTH },
        { nodes: [1, 6], ...BOTH },
        { nodes: [2, 3], ...ONE_WAY },
        { nodes: [4, 5], ...BOTH },
      ],
    }),
    100,
  );
  expect(network.graph.nodeCount).toBe(4);
  expect(report).toMatchObject({ leftOutNodeCount: 3, islandCount: 1 });
  expect(Math.round(report.leftOutMetres)).toBe(200);
});

test('edges, copies and waits give the times of a search over the bare segments', () => {
  fc.assert(
    fc.property(randomRoads(), (roads) => {
      const edges = traceEdges(roads, roads.turns.viaNode);
      const arcs = drawArcs(roads, edges, 1);
      const kept = new Set([...edges.startNode.subarray(0, edges.edgeCount), ...edges.endNode.subarray(0, edges.edgeCount)]);
      const { copyOf } = honourTurns(arcs, edges, roads.turns);
      const graph = buildRoadGraph(
        arcs.nodeCount,
        arcs.tail.map((tail, arc) => [tail, arcs.head[arc]!, arcs.weight[arc]!] as const),
        1,
      );
      const reversed = reverseGraph(graph);
      for (const target of kept) {
        const copies = copyOf.flatMap((node, copy) => (node === target ? [roads.nodeLon.length + copy] : []));
        const { weight } = nearestByDijkstra(reversed, Uint32Array.of(target, ...copies));
        for (const origin of kept) {
          if (origin === target) continue;
          const expected = secondsOverSegments(roads, origin, kept)[target]!;
          if (expected === Infinity) expect(weight[origin]).toBe(UNREACHED_WEIGHT);
          // Half a millisecond an arc.
          else expect(Math.abs(weight[origin]! - expected * 1000)).toBeLessThanOrEqual(graph.arcCount / 2 + 2);
        }
      }
    }),
    { numRuns: 300, seed: 3 },
  );
});

test('arcs, edges, points and ways of a network tell the same story', () => {
  fc.assert(
    fc.property(randomRoads(), (roads) => {
      expectOneStory(buildRoadNetwork(roads, 10).network);
    }),
    { numRuns: 300, seed: 3 },
  );
});

test('the same roads give the same bytes', () => {
  fc.assert(
    fc.property(randomRoads(), (roads) => {
      expect(buildRoadNetwork(roads, 100)).toEqual(buildRoadNetwork(roads, 100));
    }),
    { numRuns: 30, seed: 3 },
  );
});

test('the largest component is the largest set of nodes that reach each other', () => {
  const world = fc.integer({ min: 1, max: 12 }).chain((nodeCount) => {
    const node = fc.integer({ min: 0, max: nodeCount - 1 });
    return fc.record({ nodeCount: fc.constant(nodeCount), arcs: fc.array(fc.tuple(node, node), { maxLength: 30 }) });
  });
  fc.assert(
    fc.property(world, ({ nodeCount, arcs }) => {
      const graph = buildRoadGraph(
        nodeCount,
        arcs.map(([from, to]) => [from, to, 1] as const),
        1,
      );
      // Relaxing all pairs: who reaches whom.
      const reaches = Array.from({ length: nodeCount }, (_, a) => Array.from({ length: nodeCount }, (__, b) => a === b));
      for (const [from, to] of arcs) reaches[from]![to] = true;
      for (let via = 0; via < nodeCount; via++)
        for (let a = 0; a < nodeCount; a++) for (let b = 0; b < nodeCount; b++) reaches[a]![b] ||= reaches[a]![via]! && reaches[via]![b]!;
      const sizes = reaches.map((row, a) => row.filter((reached, b) => reached && reaches[b]![a]).length);
      const { isIn, nodeCount: size } = largestComponent(graph.firstArc, graph.arcHead);
      expect(size).toBe(Math.max(...sizes));
      const members = [...isIn.keys()].filter((node) => isIn[node] === 1);
      expect(members.length).toBe(size);
      for (const a of members) for (const b of members) expect(reaches[a]![b]).toBe(true);
    }),
    { numRuns: 300, seed: 3 },
  );
});

/** Ends of edges stand on the nodes of their arcs; a weight is its waits and the driving of its segments at the speed of their ways. */
function expectOneStory(network: RoadNetwork): void {
  const { graph, ways } = network;
  for (let tail = 0; tail < graph.nodeCount; tail++)
    for (let arc = graph.firstArc[tail]!; arc < graph.firstArc[tail + 1]!; arc++) {
      const edge = network.arcEdge[arc]!;
      const isBackward = network.arcIsBackward[arc] === 1;
      const [first, last] = [network.edgeFirstPoint[edge]!, network.edgeFirstPoint[edge + 1]! - 1];
      expect(last).toBeGreaterThan(first);
      for (const [node, point] of [
        [tail, isBackward ? last : first],
        [graph.arcHead[arc]!, isBackward ? first : last],
      ] as const) {
        expect(graph.lon[node]).toBe(Math.fround(network.pointLon[point]! * 1e-7));
        expect(graph.lat[node]).toBe(Math.fround(network.pointLat[point]! * 1e-7));
      }
      const speeds = isBackward ? ways.backwardSpeed : ways.forwardSpeed;
      let seconds = 0;
      for (let point = first; point < last; point++)
        seconds += (metresBetween(network.pointLon, network.pointLat, point, point + 1) * 36) / speeds[network.pointWay[point]!]!;
      const driving = (graph.arcWeight[arc]! - network.arcWait[arc]!) * graph.weightUnitMilliseconds;
      // Weight and wait are each rounded by half a unit; a road with a length takes a unit at least.
      expect(Math.abs(driving - seconds * 1000)).toBeLessThanOrEqual(1.01 * graph.weightUnitMilliseconds);
    }
}
