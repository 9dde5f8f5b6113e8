import type { RawRoads } from './raw-roads.ts';
import type { TracedEdges } from './trace-edges.ts';

/** Directed arcs in a list: one or two for each edge, the forward one first. */
export interface ArcList {
  nodeCount: number;
  tail: number[];
  head: number[];
  edge: number[];
  isBackward: number[];
  weight: number[];
  wait: number[];
}

const LARGEST_WAIT = 0xffff;

/**
 * Arcs of the edges. Weight = driving + waits passed on the way + what is lost on arriving: the longer of the sign at the node and
 * of giving way to a bigger road; plus what is lost where a zone starts or ends. Rounded once, to the nearest unit: an error of
 * half a unit at most, as often up as down. Never 0 for a road that has a length.
 */
export function drawArcs(roads: RawRoads, edges: TracedEdges, weightUnitMilliseconds: number): ArcList {
  const ends = readCrossroads(roads, edges);
  const arcs: ArcList = { nodeCount: roads.nodeLon.length, tail: [], head: [], edge: [], isBackward: [], weight: [], wait: [] };
  const units = 1000 / weightUnitMilliseconds;
  for (let edge = 0; edge < edges.edgeCount; edge++)
    for (const isBackward of [0, 1]) {
      const drive = (isBackward === 1 ? edges.backwardSeconds : edges.forwardSeconds)[edge]!;
      if (!Number.isFinite(drive)) continue;
      const [start, end] = [edges.startNode[edge]!, edges.endNode[edge]!];
      const passed = (isBackward === 1 ? edges.backwardWait : edges.forwardWait)[edge]!;
      const wait = passed + arrivalWait(roads, edges, ends, edge, isBackward) / 10;
      const weight = Math.round((drive + wait) * units);
      arcs.tail.push(isBackward === 1 ? end : start);
      arcs.head.push(isBackward === 1 ? start : end);
      arcs.edge.push(edge);
      arcs.isBackward.push(isBackward);
      arcs.weight.push(Math.max(weight, edges.metres[edge]! > 0 ? 1 : 0));
      arcs.wait.push(Math.min(Math.round(wait * units), weight, LARGEST_WAIT));
    }
  return arcs;
}

interface Crossroads {
  /** Ends of edges at each node, up to 255. */
  degree: Uint8Array;
  priority: Uint8Array;
  /** 1 when roads of several zones meet there. */
  isZoneEdge: Uint8Array;
}

function readCrossroads({ nodeLon, wayPriority, wayZone }: RawRoads, edges: TracedEdges): Crossroads {
  const degree = new Uint8Array(nodeLon.length);
  const priority = new Uint8Array(nodeLon.length);
  const isZoneEdge = new Uint8Array(nodeLon.length);
  const zone = new Uint8Array(nodeLon.length);
  const meet = (node: number, way: number) => {
    if (degree[node]! > 0 && zone[node] !== wayZone[way]) isZoneEdge[node] = 1;
    zone[node] = wayZone[way]!;
    degree[node] = Math.min(255, degree[node]! + 1);
    priority[node] = Math.max(priority[node]!, wayPriority[way]!);
  };
  for (let edge = 0; edge < edges.edgeCount; edge++) {
    meet(edges.startNode[edge]!, firstWay(edges, edge));
    meet(edges.endNode[edge]!, lastWay(edges, edge));
  }
  return { degree, priority, isZoneEdge };
}

export function firstWay(edges: TracedEdges, edge: number): number {
  return edges.pointWay[edges.firstPoint[edge]!]!;
}

export function lastWay(edges: TracedEdges, edge: number): number {
  return edges.pointWay[edges.firstPoint[edge + 1]! - 2]!;
}

/** Tenths of a second lost at the end of an arc, and at its start when a zone starts there. */
function arrivalWait(roads: RawRoads, edges: TracedEdges, ends: Crossroads, edge: number, isBackward: number): number {
  const [start, end] = [edges.startNode[edge]!, edges.endNode[edge]!];
  const lastSegment = edges.firstPoint[edge + 1]! - 2;
  const [tail, head] = isBackward === 1 ? [end, start] : [start, end];
  const [tailWay, headWay] =
    isBackward === 1 ? [lastWay(edges, edge), firstWay(edges, edge)] : [firstWay(edges, edge), lastWay(edges, edge)];
  // The sign is read along the way: the arc drives its last segment with it or against it.
  const isAgainst = (edges.pointIsAgainst[isBackward === 1 ? edges.firstPoint[edge]! : lastSegment] === 1) !== (isBackward === 1);
  const sign = (isAgainst ? roads.nodeBackwardWait : roads.nodeForwardWait)[head]!;
  const biggest = ends.priority[head]!;
  const givesWay = ends.degree[head]! >= 3 && roads.wayPriority[headWay]! < biggest;
  const zones =
    (ends.isZoneEdge[tail] === 1 ? (roads.zoneWaits[roads.wayZone[tailWay]!]?.enter ?? 0) : 0) +
    (ends.isZoneEdge[head] === 1 ? (roads.zoneWaits[roads.wayZone[headWay]!]?.leave ?? 0) : 0);
  return Math.max(sign, givesWay ? (roads.yieldWaits[biggest] ?? 0) : 0) + zones;
}
