import { assert } from '../assert.ts';
import { type AttachedNetwork, NO_ARC } from './attach-places.ts';
import { createBucketQueue } from './bucket-queue.ts';
import { DEGREES_PER_UNIT, pointMetres, shareOfEdge } from './edge-geometry.ts';
import { nearestByDijkstra } from './nearest-by-dijkstra.ts';
import { type RoadGraph, reverseGraph, UNREACHED_WEIGHT } from './road-graph.ts';

/** A stretch of one name, class and speed. */
export interface RouteStep {
  name: string;
  roadClass: string;
  speedRule: string;
  metres: number;
  /** Driving, without the waits. */
  seconds: number;
  /** Waits at the crossroads at the end of its arcs. */
  waitSeconds: number;
}

export interface Route {
  /** In the unit of the graph: the very weight of the nearest search. */
  weight: number;
  metres: number;
  /** From the place to the road, and from the road to the place. */
  departure: { metres: number; seconds: number };
  arrival: { metres: number; seconds: number };
  steps: RouteStep[];
  /** `lon, lat` degrees, from the road beside the origin to the road beside the place. */
  line: [lon: number, lat: number][];
}

/** Roads that serve several routes. */
export interface RouteGround {
  attached: AttachedNetwork;
  reversed: RoadGraph;
}

export function createRouteGround(attached: AttachedNetwork): RouteGround {
  return { attached, reversed: reverseGraph(attached.graph) };
}

/**
 * The quickest way from one place to another, with its reasons; undefined when a place is off the roads or nothing joins them. Of several
 * ways as quick, the one of the first arcs. Steps and legs add up to the weight but for rounding of each arc to its unit.
 */
export function findRoute({ attached, reversed }: RouteGround, fromPlace: number, toPlace: number): Route | undefined {
  const start = attached.departureNode[fromPlace] ?? -1;
  const end = attached.arrivalNode[toPlace] ?? -1;
  if (start < 0 || end < 0) return undefined;
  const { weight } = nearestByDijkstra(reversed, Uint32Array.of(end), createBucketQueue(reversed));
  if (weight[start] === UNREACHED_WEIGHT) return undefined;
  const arcs = followTightArcs(attached.graph, weight, start, end);
  return describeRoute(attached, arcs, { fromPlace, toPlace, weight: weight[start]! });
}

/** Arcs on which the weight to the end falls by just their own: the first found way, without going round a loop of no weight. */
export function followTightArcs(graph: RoadGraph, weight: Int32Array, start: number, end: number): number[] {
  const { firstArc, arcHead, arcWeight } = graph;
  const nextArc = new Map<number, number>();
  const path: number[] = [];
  for (let node = start; node !== end; ) {
    const first = nextArc.get(node) ?? firstArc[node]!;
    let arc = first;
    while (arc < firstArc[node + 1]!) {
      const head = arcHead[arc]!;
      if (weight[head] !== UNREACHED_WEIGHT && weight[head]! + arcWeight[arc]! === weight[node] && !nextArc.has(head)) break;
      arc++;
    }
    nextArc.set(node, arc + 1);
    if (arc < firstArc[node + 1]!) {
      path.push(arc);
      node = arcHead[arc]!;
    } else {
      // A dead end among arcs of no weight: back by one.
      const last = path.pop();
      assert(last !== undefined, 'un poids atteint mais aucun chemin');
      node = tailOf(graph, last);
    }
  }
  return path;
}

function tailOf({ firstArc, nodeCount }: RoadGraph, arc: number): number {
  let low = 0;
  let high = nodeCount;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (firstArc[middle + 1]! <= arc) low = middle + 1;
    else high = middle;
  }
  return low;
}

function describeRoute(
  attached: AttachedNetwork,
  arcs: readonly number[],
  { fromPlace, toPlace, weight }: { fromPlace: number; toPlace: number; weight: number },
): Route {
  const { network, graph, snapped, networkArc, arcMetres } = attached;
  const isItself = fromPlace === toPlace;
  const legOf = (place: number) => {
    const metres = isItself ? 0 : snapped.metres[place]!;
    return { metres, seconds: (metres / attached.accessKmh) * 3.6 };
  };
  const route: Route = { weight, metres: 0, departure: legOf(fromPlace), arrival: legOf(toPlace), steps: [], line: [] };
  if (isItself) return { ...route, line: [pointAt(attached, fromPlace)] };
  const positionOf = (place: number) =>
    shareOfEdge(network, { edge: snapped.edge[place]!, point: snapped.point[place]!, fraction: snapped.fraction[place]! }).metres;
  for (const [index, arc] of arcs.entries()) {
    route.metres += arcMetres[arc]!;
    const base = networkArc[arc]!;
    if (base === NO_ARC) continue;
    const edge = network.arcEdge[base]!;
    const backward = network.arcIsBackward[base] === 1;
    const length = lengthOf(attached, edge);
    const isFirst = index === 0;
    const isLast = index === arcs.length - 1;
    const enter = isFirst ? positionOf(fromPlace) : backward ? length : 0;
    const leave = isLast ? positionOf(toPlace) : backward ? 0 : length;
    drive(route, attached, { edge, backward, from: Math.min(enter, leave), to: Math.max(enter, leave) });
    if (!isLast) {
      const step = route.steps.at(-1);
      if (step !== undefined) step.waitSeconds += (network.arcWait[base]! * graph.weightUnitMilliseconds) / 1000;
    }
  }
  // Two places at one crossroads drive no road: the line is a point.
  return route.line.length > 0 ? route : { ...route, line: [pointAt(attached, fromPlace)] };
}

function lengthOf({ network }: AttachedNetwork, edge: number): number {
  let metres = 0;
  for (let point = network.edgeFirstPoint[edge]!; point < network.edgeFirstPoint[edge + 1]! - 1; point++)
    metres += pointMetres(network, point, point + 1);
  return metres;
}

function pointAt({ network, snapped }: AttachedNetwork, place: number): [number, number] {
  const point = snapped.point[place]!;
  const at = (values: Int32Array) => (values[point]! + snapped.fraction[place]! * (values[point + 1]! - values[point]!)) * DEGREES_PER_UNIT;
  return [at(network.pointLon), at(network.pointLat)];
}

/** Adds to the route a part of an edge, given in metres from its first point. */
function drive(route: Route, { network }: AttachedNetwork, part: { edge: number; backward: boolean; from: number; to: number }): void {
  const { edgeFirstPoint, pointLon, pointLat, pointWay, ways } = network;
  const line: [number, number][] = [];
  const steps: RouteStep[] = [];
  const place = (segment: number, ratio: number): [number, number] => [
    (pointLon[segment]! + ratio * (pointLon[segment + 1]! - pointLon[segment]!)) * DEGREES_PER_UNIT,
    (pointLat[segment]! + ratio * (pointLat[segment + 1]! - pointLat[segment]!)) * DEGREES_PER_UNIT,
  ];
  let start = 0;
  for (let segment = edgeFirstPoint[part.edge]!; segment < edgeFirstPoint[part.edge + 1]! - 1; segment++) {
    const length = pointMetres(network, segment, segment + 1);
    const from = Math.max(part.from, start);
    const to = Math.min(part.to, start + length);
    if (to >= from && length > 0) {
      if (line.length === 0) line.push(place(segment, (from - start) / length));
      line.push(place(segment, (to - start) / length));
      const way = pointWay[segment]!;
      const speed = (part.backward ? ways.backwardSpeed : ways.forwardSpeed)[way]!;
      addStep(steps, {
        name: ways.names[ways.nameIndex[way]!] ?? '',
        roadClass: ways.roadClasses[ways.roadClass[way]!] ?? '',
        speedRule: ways.speedRules[ways.speedRule[way]!] ?? '',
        metres: to - from,
        seconds: speed === 0 ? 0 : ((to - from) * 36) / speed,
        waitSeconds: 0,
      });
    }
    start += length;
  }
  for (const point of part.backward ? line.toReversed() : line) {
    const last = route.line.at(-1);
    if (last === undefined || last[0] !== point[0] || last[1] !== point[1]) route.line.push(point);
  }
  for (const step of part.backward ? steps.toReversed() : steps) addStep(route.steps, step);
}

function addStep(steps: RouteStep[], step: RouteStep): void {
  const last = steps.at(-1);
  if (last !== undefined && last.name === step.name && last.roadClass === step.roadClass && last.speedRule === step.speedRule) {
    last.metres += step.metres;
    last.seconds += step.seconds;
    last.waitSeconds += step.waitSeconds;
  } else steps.push({ ...step });
}
