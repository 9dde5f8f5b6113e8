import { buildRoadGraph, type RoadGraph } from '../../src/network/road-graph.ts';
import { seededRandom } from '../../src/seeded-random.ts';

/** Distance between two crossroads, metres: 400,000 of them then cover about 6,000 km², a French Département. */
const SPACING_METRES = 122;
const DEGREES_PER_METRE = 1 / 111_320;
/** Speeds by class of road, km/h: lanes, departmental, national, fast roads. */
const SPEEDS_KMH = [28, 55, 75, 108] as const;

/**
 * Fictional roads with the hierarchy of real ones, in milliseconds: fast roads every 64 crossroads, national every 16,
 * departmental every 4, and lanes between them that form a tree with few loops (2.2 arcs a node, as in a compressed
 * OpenStreetMap graph). 6 % of the lanes are one-way, one in 2,000 is free, one block in 500 is an island.
 * The same seed gives the same bytes. Nodes are numbered along a Z curve, the locality that a reader of OSM gives.
 */
export function generateRoads(nodeCount: number, seed: number): RoadGraph {
  const random = seededRandom(seed);
  const side = Math.ceil(Math.sqrt(nodeCount));
  const numbers = numberAlongZ(side, nodeCount);
  const group = Int32Array.from({ length: nodeCount }, (_, node) => node);
  const arcs: [number, number, number][] = [];
  const lanes: [number, number][] = [];
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      for (const [nextX, nextY] of [
        [x + 1, y],
        [x, y + 1],
      ] as const) {
        const from = numbers[y * side + x]!;
        const to = nextX < side && nextY < side ? numbers[nextY * side + nextX]! : -1;
        if (from < 0 || to < 0) continue;
        const line = nextY === y ? y : x;
        const roadClass = classOfLine(line);
        if (roadClass === 0 && islandOf(x, y) !== islandOf(nextX, nextY)) continue;
        if (roadClass > 0 && islandOf(x, y) + islandOf(nextX, nextY) === 0) {
          addRoad(arcs, from, to, roadClass, random, false);
          join(group, from, to);
        } else lanes.push([from, to]);
      }
  shuffle(lanes, random);
  for (const [from, to] of lanes) {
    const isNeeded = join(group, from, to);
    if (!isNeeded && random() > 0.06) continue;
    addRoad(arcs, from, to, 0, random, random() < 0.06);
  }
  return buildRoadGraph(nodeCount, arcs, 1, placeNodes(numbers, side, nodeCount, random));
}

function classOfLine(line: number): 0 | 1 | 2 | 3 {
  if (line % 64 === 0) return 3;
  if (line % 16 === 0) return 2;
  return line % 4 === 0 ? 1 : 0;
}

/** 0 on the mainland, else the number of an island block of 3 × 3 crossroads. */
function islandOf(x: number, y: number): number {
  const [blockX, blockY] = [x >> 2, y >> 2];
  if (x % 4 === 0 || y % 4 === 0) return 0;
  return (Math.imul(blockX, 73_856_093) ^ Math.imul(blockY, 19_349_663)) % 500 === 7 ? 1 + blockX + blockY * 65_536 : 0;
}

function addRoad(
  arcs: [number, number, number][],
  from: number,
  to: number,
  roadClass: 0 | 1 | 2 | 3,
  random: () => number,
  isOneWay: boolean,
): void {
  const metres = SPACING_METRES * (1 + 0.6 * random());
  const milliseconds = random() < 1 / 2000 ? 0 : Math.round((metres / SPEEDS_KMH[roadClass]) * 3600 * (0.85 + 0.3 * random()));
  const [first, last] = random() < 0.5 ? [from, to] : [to, from];
  arcs.push([first, last, milliseconds]);
  if (!isOneWay) arcs.push([last, first, milliseconds]);
}

/** Joins two groups of crossroads; false when they were already one. */
function join(group: Int32Array, from: number, to: number): boolean {
  const [a, b] = [findGroup(group, from), findGroup(group, to)];
  if (a === b) return false;
  group[Math.max(a, b)] = Math.min(a, b);
  return true;
}

function findGroup(group: Int32Array, node: number): number {
  let root = node;
  while (group[root] !== root) {
    group[root] = group[group[root]!]!;
    root = group[root]!;
  }
  return root;
}

function shuffle(items: unknown[], random: () => number): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [items[last], items[other]] = [items[other], items[last]];
  }
}

/** Number of each crossroads of the square along a Z curve, −1 for those beyond `nodeCount`. */
function numberAlongZ(side: number, nodeCount: number): Int32Array {
  const codes = new Float64Array(side * side);
  for (let cell = 0; cell < codes.length; cell++)
    codes[cell] = (spreadBits(cell % side) + 2 * spreadBits(Math.floor(cell / side))) * side * side + cell;
  codes.sort();
  const numbers = new Int32Array(side * side).fill(-1);
  for (let rank = 0; rank < nodeCount; rank++) numbers[codes[rank]! % (side * side)] = rank;
  return numbers;
}

function spreadBits(value: number): number {
  let spread = 0;
  for (let bit = 0; bit < 16; bit++) if ((value >> bit) & 1) spread += 4 ** bit;
  return spread;
}

function placeNodes(numbers: Int32Array, side: number, nodeCount: number, random: () => number) {
  const lon = new Float32Array(nodeCount);
  const lat = new Float32Array(nodeCount);
  for (let cell = 0; cell < numbers.length; cell++) {
    const node = numbers[cell]!;
    if (node < 0) continue;
    lon[node] = 2.5 + ((cell % side) + 0.6 * random()) * SPACING_METRES * DEGREES_PER_METRE * 1.5;
    lat[node] = 46.5 + (Math.floor(cell / side) + 0.6 * random()) * SPACING_METRES * DEGREES_PER_METRE;
  }
  return { lon, lat };
}
