import fc from 'fast-check';
import { type RawRoads, U_TURN_FORBIDDEN } from './raw-roads.ts';

/** A road drawn by a test: nodes in order, speeds in tenths of km/h. */
export interface DrawnRoad {
  nodes: readonly number[];
  forward: number;
  backward: number;
  priority?: number;
  zone?: number;
  name?: string;
}
export interface DrawnRoads {
  /** Metres east and north of 0° N, 0° E. */
  places: readonly (readonly [number, number])[];
  roads: readonly DrawnRoad[];
  /** [from road, node, to road, kind]. */
  turns?: readonly (readonly [number, number, number, number])[];
  /** Tenths of a second at each node, along its way and against. */
  waits?: readonly (readonly [number, number])[];
}

const UNITS_PER_METRE = 1e7 / 111_195.0797;
export const YIELD_WAITS = [0, 20, 40];
export const ZONE_WAITS = [
  { enter: 0, leave: 0 },
  { enter: 300, leave: 100 },
];

/** Each road is one way and one strand. */
export function rawRoads({ places, roads, turns = [], waits = [] }: DrawnRoads): RawRoads {
  const names = ['', ...new Set(roads.map(({ name = '' }) => name).filter((name) => name !== ''))];
  const strandFirst = [0];
  for (const { nodes } of roads) strandFirst.push(strandFirst.at(-1)! + nodes.length);
  return {
    profile: 'car',
    nodeLon: Int32Array.from(places, ([east]) => Math.round(east * UNITS_PER_METRE)),
    nodeLat: Int32Array.from(places, ([, north]) => Math.round(north * UNITS_PER_METRE)),
    nodeForwardWait: Uint16Array.from(places, (_, node) => waits[node]?.[0] ?? 0),
    nodeBackwardWait: Uint16Array.from(places, (_, node) => waits[node]?.[1] ?? 0),
    strandFirst: Uint32Array.from(strandFirst),
    strandNode: Uint32Array.from(roads.flatMap(({ nodes }) => nodes)),
    strandWay: Uint32Array.from(roads, (_, way) => way),
    ways: {
      wayCount: roads.length,
      nameIndex: Uint32Array.from(roads, ({ name = '' }) => names.indexOf(name)),
      names,
      roadClass: new Uint8Array(roads.length),
      roadClasses: ['residential'],
      forwardSpeed: Uint16Array.from(roads, ({ forward }) => forward),
      backwardSpeed: Uint16Array.from(roads, ({ backward }) => backward),
      speedRule: new Uint8Array(roads.length),
      speedRules: ['règle'],
    },
    wayPriority: Uint8Array.from(roads, ({ priority = 0 }) => priority),
    wayZone: Uint8Array.from(roads, ({ zone = 0 }) => zone),
    wayDuration: new Uint32Array(roads.length),
    yieldWaits: YIELD_WAITS,
    zoneWaits: ZONE_WAITS,
    turns: {
      fromWay: Uint32Array.from(turns, ([from]) => from),
      viaNode: Uint32Array.from(turns, ([, via]) => via),
      toWay: Uint32Array.from(turns, ([, , to]) => to),
      kind: Uint8Array.from(turns, ([, , , kind]) => kind),
    },
  };
}

/** Small worlds full of traps: rings, parallel roads, one-way stretches, waits, zones, forbidden and compulsory turns. */
export function randomRoads(): fc.Arbitrary<RawRoads> {
  return fc.integer({ min: 2, max: 12 }).chain((nodeCount) => {
    const node = fc.integer({ min: 0, max: nodeCount - 1 });
    const speed = fc.constantFrom(180, 360, 720);
    const directions = fc.constantFrom([1, 1], [1, 1], [1, 0], [0, 1]);
    const road = fc
      .record({
        steps: fc.array(node, { minLength: 2, maxLength: 6 }),
        speed,
        directions,
        priority: fc.integer({ min: 0, max: 2 }),
        zone: fc.constantFrom(0, 0, 0, 1),
      })
      .map(({ steps, speed: pace, directions: [forward = 1, backward = 1], ...rest }): DrawnRoad => {
        const nodes = steps.filter((step, index) => step !== steps[index - 1]);
        if (nodes.length < 2) nodes.push((nodes[0]! + 1) % nodeCount);
        return { nodes, forward: pace * forward, backward: 2 * pace * backward, ...rest };
      });
    return fc
      .record({
        places: fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 })), {
          minLength: nodeCount,
          maxLength: nodeCount,
        }),
        waits: fc.array(fc.tuple(fc.constantFrom(0, 0, 50), fc.constantFrom(0, 0, 80)), { maxLength: nodeCount }),
        roads: fc.array(road, { minLength: 1, maxLength: 10 }),
        turns: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.integer({ min: 0, max: U_TURN_FORBIDDEN })), { maxLength: 6 }),
      })
      .map(({ places, waits, roads, turns }) =>
        rawRoads({
          // Apart by design: two nodes at one place would hide each other.
          places: places.map(([x, y], index) => [x * 13 + index * 701, y * 17 + ((index * 389) % 991)] as const),
          waits,
          roads,
          turns: turns.map(([from, at, to, kind]) => {
            const fromRoad = from % roads.length;
            const nodes = roads[fromRoad]!.nodes;
            const via = nodes[at % nodes.length]!;
            const meeting = roads.flatMap((road, index) => (road.nodes.includes(via) ? [index] : []));
            return [fromRoad, via, meeting[to % meeting.length]!, kind] as const;
          }),
        }),
      );
  });
}
