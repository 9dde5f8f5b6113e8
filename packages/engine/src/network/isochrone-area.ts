import { contours } from 'd3-contour';
import { assert } from '../assert.ts';
import type { AttachedNetwork } from './attach-places.ts';
import { DEGREES_PER_UNIT, METRES_PER_UNIT, pointMetres } from './edge-geometry.ts';
import { UNREACHED_WEIGHT } from './road-graph.ts';

/** RFC 7946: outer rings turn left, holes right; degrees. */
export type Area = [lon: number, lat: number][][][];

export interface AreaOptions {
  /** How far beside a road one is still served by it. */
  bufferMetres: number;
  /** Side of the squares that the outline is drawn on; at most half of the buffer, so that no road falls between two. */
  cellMetres: number;
  /** Holes smaller than this are filled: a square kilometre is 1e6. */
  minHoleSquareMetres: number;
}

export const DEFAULT_AREA: AreaOptions = { bufferMetres: 150, cellMetres: 75, minHoleSquareMetres: 500_000 };

/**
 * The ground within reach: every spot at most `bufferMetres` from a piece of road that is reached within `maxWeight`. Roads reached in
 * part count for that part. `nodeWeight` is the weight from the origin to each node of the network, `UNREACHED_WEIGHT` where none.
 */
export function drawIsochrone(
  attached: AttachedNetwork,
  nodeWeight: ArrayLike<number>,
  maxWeight: number,
  options: AreaOptions = DEFAULT_AREA,
): Area {
  assert(options.cellMetres * 2 <= options.bufferMetres, 'des carreaux d’au plus la moitié de la distance de desserte');
  const spots = listReachedSpots(attached, nodeWeight, maxWeight, options.cellMetres / 2);
  if (spots.lon.length === 0) return [];
  const grid = createGrid(spots, options);
  markSpots(grid, spots, options.bufferMetres);
  const { coordinates } = contours().size([grid.width, grid.height]).smooth(true).thresholds([0.5])(grid.values as unknown as number[])[0]!;
  const toDegrees = ([column = 0, row = 0]: readonly number[]): [number, number] => [
    (grid.west + (column - 0.5) * grid.lonUnits) * DEGREES_PER_UNIT,
    (grid.south + (row - 0.5) * grid.latUnits) * DEGREES_PER_UNIT,
  ];
  const minHoleCells = options.minHoleSquareMetres / options.cellMetres ** 2;
  return coordinates.map((polygon) =>
    polygon
      .filter((ring, index) => index === 0 || Math.abs(signedArea(ring)) >= minHoleCells)
      .map((ring, index) => {
        const turnsLeft = signedArea(ring) > 0;
        return (turnsLeft === (index === 0) ? ring : ring.toReversed()).map(toDegrees);
      }),
  );
}

interface Spots {
  /** Ten-millionths of a degree. */
  lon: number[];
  lat: number[];
}

/** Spots along all that is reached of each arc, at most `step` metres apart. */
function listReachedSpots({ network }: AttachedNetwork, nodeWeight: ArrayLike<number>, maxWeight: number, step: number): Spots {
  const { graph, arcEdge, arcIsBackward, arcWait, edgeFirstPoint } = network;
  const spots: Spots = { lon: [], lat: [] };
  for (let tail = 0; tail < graph.nodeCount; tail++) {
    const left = maxWeight - nodeWeight[tail]!;
    if (nodeWeight[tail] === UNREACHED_WEIGHT || left < 0) continue;
    for (let arc = graph.firstArc[tail]!; arc < graph.firstArc[tail + 1]!; arc++) {
      const driving = graph.arcWeight[arc]! - arcWait[arc]!;
      const ratio = driving <= left ? 1 : left / driving;
      const edge = arcEdge[arc]!;
      const [first, last] = [edgeFirstPoint[edge]!, edgeFirstPoint[edge + 1]! - 1];
      let length = 0;
      for (let point = first; point < last; point++) length += pointMetres(network, point, point + 1);
      let remaining = length * ratio;
      const count = last - first;
      for (let segment = 0; segment < count && remaining >= 0; segment++) {
        const [from, to] = arcIsBackward[arc] === 1 ? [last - segment, last - segment - 1] : [first + segment, first + segment + 1];
        const metres = pointMetres(network, from, to);
        const reached = metres === 0 ? 0 : Math.min(1, remaining / metres);
        const pieces = Math.max(1, Math.ceil((metres * reached) / step));
        for (let piece = 0; piece <= pieces; piece++) {
          const along = (reached * piece) / pieces;
          spots.lon.push(network.pointLon[from]! + along * (network.pointLon[to]! - network.pointLon[from]!));
          spots.lat.push(network.pointLat[from]! + along * (network.pointLat[to]! - network.pointLat[from]!));
        }
        remaining -= metres;
        if (reached < 1) break;
      }
    }
  }
  return spots;
}

interface Grid {
  width: number;
  height: number;
  west: number;
  south: number;
  lonUnits: number;
  latUnits: number;
  values: Uint8Array;
}

function createGrid({ lon, lat }: Spots, { bufferMetres, cellMetres }: AreaOptions): Grid {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let index = 0; index < lon.length; index++) {
    west = Math.min(west, lon[index]!);
    east = Math.max(east, lon[index]!);
    south = Math.min(south, lat[index]!);
    north = Math.max(north, lat[index]!);
  }
  const shrink = Math.cos((((south + north) / 2) * DEGREES_PER_UNIT * Math.PI) / 180);
  const latUnits = cellMetres / METRES_PER_UNIT;
  const lonUnits = latUnits / shrink;
  // Two empty squares all round close the outline.
  const margin = Math.ceil(bufferMetres / cellMetres) + 2;
  const width = Math.ceil((east - west) / lonUnits) + 2 * margin + 1;
  const height = Math.ceil((north - south) / latUnits) + 2 * margin + 1;
  const values = new Uint8Array(width * height);
  return { width, height, west: west - margin * lonUnits, south: south - margin * latUnits, lonUnits, latUnits, values };
}

/** Marks the squares whose middle is within the buffer of a spot. */
function markSpots(grid: Grid, { lon, lat }: Spots, bufferMetres: number): void {
  const metresPerColumn = grid.latUnits * METRES_PER_UNIT;
  const reach = bufferMetres / metresPerColumn;
  const span = Math.ceil(reach);
  let lastCell = -1;
  for (let index = 0; index < lon.length; index++) {
    const x = (lon[index]! - grid.west) / grid.lonUnits;
    const y = (lat[index]! - grid.south) / grid.latUnits;
    const cell = Math.round(y) * grid.width + Math.round(x);
    if (cell === lastCell) continue;
    lastCell = cell;
    for (let row = Math.round(y) - span; row <= Math.round(y) + span; row++)
      for (let column = Math.round(x) - span; column <= Math.round(x) + span; column++)
        if ((column - Math.round(x)) ** 2 + (row - Math.round(y)) ** 2 <= reach * reach) grid.values[row * grid.width + column] = 1;
  }
}

/** Twice the area, positive when the ring turns left (rows grow northwards). */
function signedArea(ring: readonly (readonly number[])[]): number {
  let twice = 0;
  for (let index = 1; index < ring.length; index++) {
    const [ax = 0, ay = 0] = ring[index - 1]!;
    const [bx = 0, by = 0] = ring[index]!;
    twice += ax * by - bx * ay;
  }
  return twice / 2;
}
