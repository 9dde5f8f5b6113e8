import { METRES_PER_UNIT } from './edge-geometry.ts';
import { buildRoadGraph } from './road-graph.ts';
import type { RoadNetwork } from './road-network.ts';

/** A road of a drawn network: straight lines through points given in metres east and north of a corner. */
export interface DrawnRoad {
  from: number;
  to: number;
  /** Points between both ends. */
  via?: [east: number, north: number][];
  /** Tenths of a second forwards and backwards; null where it is forbidden. */
  weights: [forward: number | null, backward: number | null];
  roadClass?: string;
  wait?: number;
}

const CORNER = { lon: 0, lat: 0 };
/** On the equator a degree is as long in both directions: metres of the drawing are metres on the ground. */
export const toUnits = (metres: number) => Math.round(metres / METRES_PER_UNIT);
export const toDegrees = (metres: number) => toUnits(metres) / 1e7;

/** A network drawn by hand near the equator, in deciseconds. Each road is one edge and one way at a constant pace. */
export function drawNetwork(nodes: readonly [east: number, north: number][], roads: readonly DrawnRoad[]): RoadNetwork {
  const classes = [...new Set(roads.map(({ roadClass = 'residential' }) => roadClass))];
  const arcs = roads.flatMap(({ from, to, weights, wait = 0 }, edge) => [
    ...(weights[0] === null ? [] : [{ from, to, weight: weights[0], edge, backward: 0, wait }]),
    ...(weights[1] === null ? [] : [{ from: to, to: from, weight: weights[1], edge, backward: 1, wait }]),
  ]);
  const sorted = arcs.map((arc, index) => ({ ...arc, index })).sort((a, b) => a.from - b.from || a.index - b.index);
  const lines = roads.map(({ from, to, via = [] }) => [nodes[from]!, ...via, nodes[to]!]);
  const points = lines.flatMap((line, edge) => line.map((point) => ({ point, edge })));
  const edgeFirstPoint = new Uint32Array(roads.length + 1);
  for (const [edge, line] of lines.entries()) edgeFirstPoint[edge + 1] = edgeFirstPoint[edge]! + line.length;
  return {
    profile: 'car',
    graph: buildRoadGraph(
      nodes.length,
      sorted.map(({ from, to, weight }) => [from, to, weight]),
      100,
      {
        lon: Float32Array.from(nodes, ([east]) => CORNER.lon + toDegrees(east)),
        lat: Float32Array.from(nodes, ([, north]) => CORNER.lat + toDegrees(north)),
      },
    ),
    arcEdge: Uint32Array.from(sorted, ({ edge }) => edge),
    arcIsBackward: Uint8Array.from(sorted, ({ backward }) => backward),
    arcWait: Uint16Array.from(sorted, ({ wait }) => wait),
    edgeCount: roads.length,
    edgeFirstPoint,
    pointLon: Int32Array.from(points, ({ point }) => toUnits(point[0])),
    pointLat: Int32Array.from(points, ({ point }) => toUnits(point[1])),
    pointWay: Uint32Array.from(points, ({ edge }) => edge),
    ways: {
      wayCount: roads.length,
      nameIndex: Uint32Array.from(roads, (_, edge) => edge + 1),
      names: ['', ...roads.map((_, edge) => `Route ${edge}`)],
      roadClass: Uint8Array.from(roads, ({ roadClass = 'residential' }) => classes.indexOf(roadClass)),
      roadClasses: classes,
      forwardSpeed: Uint16Array.from(roads, ({ weights }) => (weights[0] === null ? 0 : 360)),
      backwardSpeed: Uint16Array.from(roads, ({ weights }) => (weights[1] === null ? 0 : 360)),
      speedRule: new Uint8Array(roads.length),
      speedRules: ['limite affichée 50 km/h'],
    },
  };
}
