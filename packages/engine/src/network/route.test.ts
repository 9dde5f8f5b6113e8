import { expect, test } from 'vitest';
import { attachPlaces } from './attach-places.ts';
import { createBucketQueue } from './bucket-queue.ts';
import { drawNetwork, toDegrees } from './drawn-network.test-support.ts';
import { DEFAULT_AREA, drawIsochrone } from './isochrone-area.ts';
import { createBoundedSearch, isochroneByDijkstra } from './isochrone-nodes.ts';
import { measureJourneys } from './journey-metres.ts';
import { UNREACHED_WEIGHT } from './road-graph.ts';
import type { RoadNetwork } from './road-network.ts';
import { createRouteGround, findRoute } from './route.ts';
import { indexRoads, snapPlaces } from './snap-places.ts';

/**
 * A square of one kilometre; the south is slow (200 s), the three other sides are quick (50 s each, 5 s of lights at their end).
 *
 *   D ══════ C
 *   ║        ║
 *   A ┄┄┄┄┄┄ B ────── E (2 km east of A)
 */
const square = drawNetwork(
  [
    [0, 0],
    [1000, 0],
    [1000, 1000],
    [0, 1000],
    [2000, 0],
  ],
  [
    { from: 0, to: 1, weights: [2000, 2000], roadClass: 'track' },
    { from: 0, to: 3, weights: [550, 550], wait: 50 },
    { from: 3, to: 2, weights: [550, 550], wait: 50 },
    { from: 2, to: 1, weights: [550, 550], wait: 50 },
    { from: 1, to: 4, weights: [1000, null] },
  ],
);
const attach = (network: RoadNetwork, list: readonly [number, number][]) => {
  const places = { lon: list.map(([east]) => toDegrees(east)), lat: list.map(([, north]) => toDegrees(north)) };
  return attachPlaces(network, snapPlaces(indexRoads(network, new Set()), places, 500), 36);
};

test('the quickest way goes round by three sides, and tells its roads, its metres and its waits', () => {
  // From 20 m beside the west side, 100 m up, to the middle of the road to E.
  const attached = attach(square, [
    [-20, 100],
    [1500, 0],
  ]);
  const route = findRoute(createRouteGround(attached), 0, 1)!;
  // Leg 20; west side left: 9/10 of 500, and its lights 50; two sides of 550; half of 1 000.
  expect(route.weight).toBe(20 + 450 + 50 + 550 + 550 + 500);
  expect(route.metres).toBeCloseTo(20 + 900 + 1000 + 1000 + 500, 0);
  expect(route.departure).toMatchObject({ metres: expect.closeTo(20, 1), seconds: expect.closeTo(2, 1) });
  expect(route.arrival.metres).toBeCloseTo(0, 1);
  expect(route.steps.map(({ name, metres, waitSeconds }) => [name, Math.round(metres), waitSeconds])).toEqual([
    ['Route 1', 900, 5],
    ['Route 2', 1000, 5],
    ['Route 3', 1000, 5],
    ['Route 4', 500, 0],
  ]);
  const metresOf = ([lon, lat]: [number, number]) => [Math.round(lon * 111_195), Math.round(lat * 111_195)];
  expect(route.line.map(metresOf)).toEqual([
    [0, 100],
    [0, 1000],
    [1000, 1000],
    [1000, 0],
    [1500, 0],
  ]);
});

test('nothing comes back from a one-way dead end', () => {
  const ground = createRouteGround(
    attach(square, [
      [1500, 0],
      [0, 500],
    ]),
  );
  expect(findRoute(ground, 0, 1)).toBeUndefined();
  expect(findRoute(ground, 1, 0)?.weight).toBeGreaterThan(0);
});

test('the lengths of many journeys are those of their routes', () => {
  const attached = attach(square, [
    [0, 300],
    [500, 1000],
    [1000, 400],
    [1500, 0],
  ]);
  const ground = createRouteGround(attached);
  const pairs = [0, 1, 2, 3].flatMap((from) => [0, 1, 2, 3].map((to) => [from, to] as const));
  const routes = pairs.map(([from, to]) => findRoute(ground, from, to));
  const metres = measureJourneys(attached, {
    origin: Int32Array.from(pairs, ([from]) => from),
    facility: Int32Array.from(pairs, ([, to]) => to),
    weight: Int32Array.from(routes, (route) => route?.weight ?? UNREACHED_WEIGHT),
  });
  for (const [index, route] of routes.entries())
    if (route === undefined) expect(metres[index]).toBeNaN();
    else expect(metres[index]).toBeCloseTo(route.metres, 0);
});

function areaWithin(list: [number, number], maxWeight: number) {
  const attached = attach(square, [list]);
  const search = createBoundedSearch(attached.graph.nodeCount, createBucketQueue(attached.graph));
  const reached = isochroneByDijkstra(attached.graph, attached.departureNode[0]!, maxWeight, search);
  const weight = new Int32Array(attached.graph.nodeCount).fill(UNREACHED_WEIGHT);
  for (const [index, node] of reached.nodes.entries()) weight[node] = reached.weight[index]!;
  return drawIsochrone(attached, weight, maxWeight);
}
/** Inside when a ray to the east crosses the rings an odd number of times. */
const holds = (area: [number, number][][][], east: number, north: number) => {
  const [x, y] = [toDegrees(east), toDegrees(north)];
  let inside = false;
  for (const ring of area.flat())
    for (let index = 1; index < ring.length; index++) {
      const [[ax, ay], [bx, by]] = [ring[index - 1]!, ring[index]!];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  return inside;
};

test('an isochrone holds the roads that are reached, in part for the last, and nothing far from them', () => {
  // From D: 70 s. West and north sides (55 s each), then 20 s less lights of the next: 400 m down from C, and of the slow south 100 m from A (15 s of 200).
  const area = areaWithin([0, 1000], 700);
  for (const [east, north] of [
    [0, 500],
    [500, 1000],
    [1000, 750],
    [50, 0],
  ] as const)
    expect(holds(area, east, north), `${east} ${north}`).toBe(true);
  for (const [east, north] of [
    [1000, 300],
    [500, 0],
    [500, 500],
    [1500, 0],
    [-400, 500],
  ] as const)
    expect(holds(area, east, north), `${east} ${north}`).toBe(false);
  const [outer] = area[0]!;
  expect(outer!.at(0)).toEqual(outer!.at(-1));
  const turn = outer!.slice(1).reduce((sum, [x, y], index) => sum + outer![index]![0] * y - x * outer![index]![1], 0);
  expect(turn).toBeGreaterThan(0);
});

test('a wide hole is kept, a narrow one filled', () => {
  // All round the square, the middle is 1 000 − 2 × 150 m wide.
  const [polygon] = areaWithin([0, 1000], 4000);
  expect(polygon!.length).toBe(1);
  const attached = attach(square, [[0, 1000]]);
  const weight = new Int32Array(attached.graph.nodeCount).fill(0);
  const [open] = drawIsochrone(attached, weight, 4000, { ...DEFAULT_AREA, minHoleSquareMetres: 100_000 });
  expect(open!.length).toBe(2);
});
