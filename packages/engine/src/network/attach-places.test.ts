import { expect, test } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { type AttachedNetwork, attachPlaces, NO_NODE } from './attach-places.ts';
import { drawNetwork, toDegrees } from './drawn-network.test-support.ts';
import { shareOfEdge } from './edge-geometry.ts';
import { type RoadGraph, UNREACHED_WEIGHT } from './road-graph.ts';
import type { RoadNetwork } from './road-network.ts';
import { indexRoads, NO_EDGE, type SnappedPlaces, snapPlaces } from './snap-places.ts';

const places = (list: readonly [east: number, north: number][]) => ({
  lon: list.map(([east]) => toDegrees(east)),
  lat: list.map(([, north]) => toDegrees(north)),
});
const snap = (network: RoadNetwork, list: readonly [number, number][], maxMetres = 500, closed: string[] = []) =>
  snapPlaces(indexRoads(network, new Set(closed)), places(list), maxMetres);
/** A metre a tenth of a second. */
const TEN_METRES_A_SECOND = 36;

/** Shortest weights by relaxing every arc until nothing changes. */
function relaxAll(graph: RoadGraph, from: number): number[] {
  const weight = Array<number>(graph.nodeCount).fill(Infinity);
  weight[from] = 0;
  for (let changed = true; changed; ) {
    changed = false;
    for (let tail = 0; tail < graph.nodeCount; tail++)
      for (let arc = graph.firstArc[tail]!; arc < graph.firstArc[tail + 1]!; arc++) {
        const candidate = weight[tail]! + graph.arcWeight[arc]!;
        if (candidate < weight[graph.arcHead[arc]!]!) {
          weight[graph.arcHead[arc]!] = candidate;
          changed = true;
        }
      }
  }
  return weight;
}
const between = (attached: AttachedNetwork, from: number, to: number) =>
  relaxAll(attached.graph, attached.departureNode[from]!)[attached.arrivalNode[to]!]!;

/**
 * A straight road of one kilometre and 100 s, Bourg (0) to Ville (1); a one-way lane of 50 s from Ville back along the north.
 *
 *        1 ⇠⇠⇠⇠⇠⇠ one way, from Ville to Bourg
 *   Bourg ═══════ Ville
 */
const bourgVille = drawNetwork(
  [
    [0, 0],
    [1000, 0],
  ],
  [
    { from: 0, to: 1, weights: [1000, 1000] },
    {
      from: 1,
      to: 0,
      via: [
        [1000, 300],
        [0, 300],
      ],
      weights: [500, null],
    },
  ],
);

test('a place is snapped on the road beside it, not on the nearest crossroads', () => {
  const snapped = snap(bourgVille, [
    [400, 20],
    [0, -5],
    [5000, 5000],
  ]);
  expect([...snapped.edge]).toEqual([0, 0, NO_EDGE]);
  expect(snapped.metres[0]).toBeCloseTo(20, 1);
  expect(snapped.fraction[0]).toBeCloseTo(0.4, 4);
  expect(snapped.fraction[1]).toBe(0);
  expect(snapped.unsnapped).toEqual([2]);
});

test('a place beside a road where one cannot stop goes to the next one', () => {
  const network = drawNetwork(
    [
      [0, 0],
      [1000, 0],
      [0, 100],
      [1000, 100],
    ],
    [
      { from: 0, to: 1, weights: [100, 100], roadClass: 'motorway' },
      { from: 2, to: 3, weights: [100, 100] },
      { from: 0, to: 2, weights: [10, 10] },
    ],
  );
  expect(snap(network, [[500, 10]], 500, ['motorway']).edge[0]).toBe(1);
  expect(snap(network, [[500, 10]], 500, []).edge[0]).toBe(0);
});

test('two places of one street are as far as the street between them, and one is at no distance from itself', () => {
  // 300 m apart on a road of 1 m a decisecond; 20 m and 10 m from it, at 10 m a second.
  const attached = attachPlaces(
    bourgVille,
    snap(bourgVille, [
      [200, 20],
      [500, -10],
    ]),
    TEN_METRES_A_SECOND,
  );
  expect(between(attached, 0, 1)).toBe(20 + 300 + 10);
  expect(between(attached, 1, 0)).toBe(10 + 300 + 20);
  expect(between(attached, 0, 0)).toBe(0);
});

test('on a one-way lane one goes with it: the place behind is the whole way round', () => {
  // The lane is 1 600 m long and takes 500: 300 m north, 1 000 m west, 300 m south.
  const attached = attachPlaces(
    bourgVille,
    snap(bourgVille, [
      [800, 300],
      [400, 300],
    ]),
    TEN_METRES_A_SECOND,
  );
  // 400 m of 1 600 m, at 500 for the lane: 125.
  expect(between(attached, 0, 1)).toBe(125);
  // To Bourg: 900 − 700 = … 700 m left of the lane (219), the road (1 000), then 500 m of the lane (156).
  expect(between(attached, 1, 0)).toBe(500 - 281 + 1000 + 156);
});

test('an edge waits at its end: a place before the lights does not', () => {
  const network = drawNetwork(
    [
      [0, 0],
      [1000, 0],
      [2000, 0],
    ],
    [
      { from: 0, to: 1, weights: [1080, 1000], wait: 0 },
      { from: 1, to: 2, weights: [1080, 1080], wait: 80 },
    ],
  );
  const attached = attachPlaces(
    network,
    snap(network, [
      [1500, 0],
      [0, 0],
    ]),
    TEN_METRES_A_SECOND,
  );
  expect(between(attached, 1, 0)).toBe(1080 + 500);
});

test('a place at a crossroads is left and reached by all its roads, though one of them is one-way', () => {
  // Ville (1 000 m): the lane starts there, the road to Bourg is two-way. Snapped on either, the road back to Bourg is 1 000.
  const oneWayFirst = drawNetwork(
    [
      [0, 0],
      [1000, 0],
      [1000, 900],
    ],
    [
      { from: 1, to: 2, weights: [900, null] },
      { from: 0, to: 1, weights: [1000, 1000] },
    ],
  );
  const attached = attachPlaces(
    oneWayFirst,
    snap(oneWayFirst, [
      [1000, 0],
      [0, 0],
    ]),
    TEN_METRES_A_SECOND,
  );
  expect(attached.snapped.edge[0]).toBe(0);
  expect(between(attached, 0, 1)).toBe(1000);
  expect(between(attached, 1, 0)).toBe(1000);
});

test('a place off the roads has no node, and the others keep theirs', () => {
  const attached = attachPlaces(
    bourgVille,
    snap(bourgVille, [
      [9000, 0],
      [100, 0],
    ]),
    TEN_METRES_A_SECOND,
  );
  expect(attached.departureNode[0]).toBe(NO_NODE);
  expect(attached.departureNode[1]).toBe(2);
  expect(attached.arrivalNode[1]).toBe(3);
});

function randomTown(seed: number): RoadNetwork {
  const random = seededRandom(seed);
  const nodeCount = 12;
  const nodes = Array.from({ length: nodeCount }, (): [number, number] => [Math.round(random() * 2000), Math.round(random() * 2000)]);
  const roads = Array.from({ length: 22 }, () => {
    const direction = random();
    const weight = () => Math.floor(random() * 900);
    return {
      from: Math.floor(random() * nodeCount),
      to: Math.floor(random() * nodeCount),
      via: random() < 0.3 ? [[Math.round(random() * 2000), Math.round(random() * 2000)] as [number, number]] : [],
      weights: [direction < 0.85 ? weight() : null, direction > 0.3 ? weight() : null] as [number | null, number | null],
    };
  });
  return drawNetwork(nodes, roads);
}

/** From the roads alone: out by one arc of the own edge, across, in by one arc of the other's edge; or straight along one edge. */
function slowWeight(network: RoadNetwork, snapped: SnappedPlaces, across: readonly number[][], from: number, to: number): number {
  if (from === to) return 0;
  const { graph, arcEdge, arcIsBackward } = network;
  const reached = (place: number, arc: number) => {
    const share = shareOfEdge(network, { edge: snapped.edge[place]!, point: snapped.point[place]!, fraction: snapped.fraction[place]! });
    const driving = graph.arcWeight[arc]! - network.arcWait[arc]!;
    return arcIsBackward[arc] === 1
      ? { weight: Math.round(share.backwardShare * driving), along: -share.metres }
      : { weight: Math.round(share.forwardShare * driving), along: share.metres };
  };
  const leg = (place: number) => Math.round(snapped.metres[place]!);
  const lengthOf = (edge: number) => {
    const last = network.edgeFirstPoint[edge + 1]! - 2;
    return shareOfEdge(network, { edge, point: last, fraction: 1 }).metres;
  };
  /** Nodes from which a place is left, or to which it is reached, with the weight between; arcs of its edge for a journey along it. */
  const doors = (place: number, way: 'out' | 'in') => {
    const found: { node: number; weight: number }[] = [];
    const { metres } = shareOfEdge(network, {
      edge: snapped.edge[place]!,
      point: snapped.point[place]!,
      fraction: snapped.fraction[place]!,
    });
    for (let tail = 0; tail < graph.nodeCount; tail++)
      for (let arc = graph.firstArc[tail]!; arc < graph.firstArc[tail + 1]!; arc++) {
        if (arcEdge[arc] !== snapped.edge[place]) continue;
        const head = graph.arcHead[arc]!;
        const { weight } = reached(place, arc);
        found.push(way === 'out' ? { node: head, weight: graph.arcWeight[arc]! - weight } : { node: tail, weight });
        const [first, last] = arcIsBackward[arc] === 1 ? [head, tail] : [tail, head];
        if (metres <= 1) found.push({ node: first, weight: 0 });
        if (lengthOf(snapped.edge[place]!) - metres <= 1) found.push({ node: last, weight: 0 });
      }
    return found;
  };
  let best = Infinity;
  for (const out of doors(from, 'out'))
    for (const into of doors(to, 'in')) best = Math.min(best, out.weight + across[out.node]![into.node]! + into.weight);
  for (let arc = 0; arc < graph.arcCount; arc++)
    if (arcEdge[arc] === snapped.edge[from] && arcEdge[arc] === snapped.edge[to] && reached(to, arc).along >= reached(from, arc).along)
      best = Math.min(best, reached(to, arc).weight - reached(from, arc).weight);
  return best + leg(from) + leg(to);
}

test('on any roads, joining places changes no journey between crossroads, and their own are the shortest there are', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const network = randomTown(seed);
    const random = seededRandom(1000 + seed);
    const spots = Array.from({ length: 9 }, (): [number, number] => [random() * 2000, random() * 2000]);
    // Two on the same spot, one on a crossroads.
    spots.push(spots[0]!, [Math.round(network.graph.lon[0]! * 111195), Math.round(network.graph.lat[0]! * 111195)]);
    const snapped = snap(network, spots, 3000);
    const attached = attachPlaces(network, snapped, TEN_METRES_A_SECOND);
    const across = Array.from({ length: network.graph.nodeCount }, (_, node) => relaxAll(network.graph, node));
    for (let node = 0; node < network.graph.nodeCount; node++)
      expect(relaxAll(attached.graph, node).slice(0, network.graph.nodeCount)).toEqual(across[node]);
    for (let from = 0; from < spots.length; from++) {
      const weights = relaxAll(attached.graph, attached.departureNode[from]!);
      for (let to = 0; to < spots.length; to++)
        expect(weights[attached.arrivalNode[to]!], `graine ${seed}, de ${from} à ${to}`).toBe(
          slowWeight(network, snapped, across, from, to),
        );
    }
  }
});

test('snapping finds what trying every segment finds', () => {
  for (let seed = 1; seed <= 30; seed++) {
    const network = randomTown(seed);
    const random = seededRandom(2000 + seed);
    const spots = Array.from({ length: 20 }, (): [number, number] => [random() * 2500 - 250, random() * 2500 - 250]);
    const snapped = snap(network, spots, 100_000);
    for (const [index, [east, north]] of spots.entries()) {
      let best = Infinity;
      for (let edge = 0; edge < network.edgeCount; edge++)
        for (let point = network.edgeFirstPoint[edge]!; point < network.edgeFirstPoint[edge + 1]! - 1; point++) {
          const at = (p: number) => [network.pointLon[p]! * 0.011119508, network.pointLat[p]! * 0.011119508] as const;
          const [[ax, ay], [bx, by]] = [at(point), at(point + 1)];
          const squared = (bx - ax) ** 2 + (by - ay) ** 2;
          const t = squared === 0 ? 0 : Math.min(1, Math.max(0, ((east - ax) * (bx - ax) + (north - ay) * (by - ay)) / squared));
          best = Math.min(best, Math.hypot(ax + t * (bx - ax) - east, ay + t * (by - ay) - north));
        }
      expect(snapped.metres[index]!).toBeCloseTo(best, 0);
    }
    expect(snapped.metres.every((metres) => metres < UNREACHED_WEIGHT)).toBe(true);
  }
});
