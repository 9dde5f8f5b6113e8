import { assert } from '../assert.ts';
import type { RawRoads } from './raw-roads.ts';
import { createSegmentTimes, type SegmentTimes } from './segment-times.ts';

/** Stretches of road between two kept nodes, in the order in which they were met. */
export interface TracedEdges {
  edgeCount: number;
  startNode: Uint32Array;
  endNode: Uint32Array;
  /** Points of edge `e` are `firstPoint[e] … firstPoint[e + 1] − 1`. */
  firstPoint: Uint32Array;
  pointNode: Uint32Array;
  /** Way of the segment that starts at each point. */
  pointWay: Uint32Array;
  /** 1 when that segment runs against its way. */
  pointIsAgainst: Uint8Array;
  metres: Float64Array;
  /** Seconds of driving from start to end, and from end to start; `Infinity` where forbidden. */
  forwardSeconds: Float64Array;
  backwardSeconds: Float64Array;
  /** Seconds of waiting at the nodes passed on the way, ends not included. */
  forwardWait: Float64Array;
  backwardWait: Float64Array;
}

const NONE = 0xffffffff;

interface Tracing {
  roads: RawRoads;
  times: SegmentTimes;
  /** Way of each position in `strandNode`; a segment bears the position of its first node. */
  segmentWay: Uint32Array;
  isLastOfStrand: Uint8Array;
  segmentA: Uint32Array;
  segmentB: Uint32Array;
  isKept: Uint8Array;
  isVisited: Uint8Array;
  edges: TracedEdges;
  pointCount: number;
}

/**
 * Joins the segments of road that meet two by two, so that only crossroads, dead ends and the places where driving rules change
 * remain as nodes. `keep` are nodes to keep whatever meets there.
 */
export function traceEdges(roads: RawRoads, keep: Uint32Array): TracedEdges {
  const tracing = prepare(roads);
  markKept(tracing, keep);
  const { strandNode } = roads;
  const { isKept, isVisited, isLastOfStrand } = tracing;
  for (let segment = 0; segment < strandNode.length; segment++) {
    if (isLastOfStrand[segment] === 1 || isVisited[segment] === 1) continue;
    if (isKept[strandNode[segment]!] === 1) trace(tracing, segment, strandNode[segment]!);
    else if (isKept[strandNode[segment + 1]!] === 1) trace(tracing, segment, strandNode[segment + 1]!);
  }
  // What remains are rings that nothing joins: one of their nodes is kept to start and end on.
  for (let segment = 0; segment < strandNode.length; segment++) {
    if (isLastOfStrand[segment] === 1 || isVisited[segment] === 1) continue;
    isKept[strandNode[segment]!] = 1;
    trace(tracing, segment, strandNode[segment]!);
  }
  return tracing.edges;
}

function prepare(roads: RawRoads): Tracing {
  const { strandFirst, strandNode, strandWay, nodeLon } = roads;
  const segmentWay = new Uint32Array(strandNode.length);
  const isLastOfStrand = new Uint8Array(strandNode.length);
  for (let strand = 0; strand < strandWay.length; strand++) {
    const [first, end] = [strandFirst[strand]!, strandFirst[strand + 1]!];
    assert(end - first >= 2, `le brin ${strand} a moins de deux nœuds`);
    segmentWay.fill(strandWay[strand]!, first, end);
    isLastOfStrand[end - 1] = 1;
  }
  const segmentCount = strandNode.length - strandWay.length;
  return {
    roads,
    times: createSegmentTimes(roads),
    segmentWay,
    isLastOfStrand,
    segmentA: new Uint32Array(nodeLon.length).fill(NONE),
    segmentB: new Uint32Array(nodeLon.length).fill(NONE),
    isKept: new Uint8Array(nodeLon.length),
    isVisited: new Uint8Array(strandNode.length),
    edges: createEdges(segmentCount),
    pointCount: 0,
  };
}

function createEdges(segmentCount: number): TracedEdges {
  return {
    edgeCount: 0,
    startNode: new Uint32Array(segmentCount),
    endNode: new Uint32Array(segmentCount),
    firstPoint: new Uint32Array(segmentCount + 1),
    pointNode: new Uint32Array(2 * segmentCount),
    pointWay: new Uint32Array(2 * segmentCount),
    pointIsAgainst: new Uint8Array(2 * segmentCount),
    metres: new Float64Array(segmentCount),
    forwardSeconds: new Float64Array(segmentCount),
    backwardSeconds: new Float64Array(segmentCount),
    forwardWait: new Float64Array(segmentCount),
    backwardWait: new Float64Array(segmentCount),
  };
}

function markKept(tracing: Tracing, keep: Uint32Array): void {
  const { roads, segmentA, segmentB, isKept, isLastOfStrand } = tracing;
  const { strandNode } = roads;
  for (let segment = 0; segment < strandNode.length; segment++) {
    if (isLastOfStrand[segment] === 1) continue;
    for (const node of [strandNode[segment]!, strandNode[segment + 1]!]) {
      if (segmentA[node] === NONE) segmentA[node] = segment;
      else if (segmentB[node] === NONE) segmentB[node] = segment;
      else isKept[node] = 1;
    }
  }
  for (const node of keep) isKept[node] = 1;
  for (let node = 0; node < isKept.length; node++) if (isKept[node] === 0 && !isPassage(tracing, node)) isKept[node] = 1;
}

/** True when what comes by one of the two segments leaves by the other, in both directions alike, inside one zone. */
function isPassage({ roads, segmentA, segmentB, segmentWay, times }: Tracing, node: number): boolean {
  const [a, b] = [segmentA[node]!, segmentB[node]!];
  if (a === NONE || b === NONE) return false;
  const [wayA, wayB] = [segmentWay[a]!, segmentWay[b]!];
  if (roads.wayZone[wayA] !== roads.wayZone[wayB]) return false;
  const entersByA = roads.strandNode[a + 1] === node;
  const entersByB = roads.strandNode[b + 1] === node;
  const isOpen = (way: number, along: boolean) => Number.isFinite((along ? times.forwardPace : times.backwardPace)[way]!);
  return isOpen(wayA, entersByA) === isOpen(wayB, !entersByB) && isOpen(wayB, entersByB) === isOpen(wayA, !entersByA);
}

/** Follows the road from a kept node to the next one, and writes the edge. */
function trace(tracing: Tracing, firstSegment: number, fromNode: number): void {
  const { roads, times, segmentWay, segmentA, segmentB, isKept, isVisited, edges } = tracing;
  const { strandNode, nodeForwardWait, nodeBackwardWait } = roads;
  const edge = edges.edgeCount++;
  edges.firstPoint[edge] = tracing.pointCount;
  edges.startNode[edge] = fromNode;
  let [metres, forward, backward, forwardWait, backwardWait] = [0, 0, 0, 0, 0];
  let segment = firstSegment;
  let node = fromNode;
  while (true) {
    isVisited[segment] = 1;
    const way = segmentWay[segment]!;
    const isAlong = strandNode[segment] === node;
    edges.pointNode[tracing.pointCount] = node;
    edges.pointWay[tracing.pointCount] = way;
    edges.pointIsAgainst[tracing.pointCount++] = isAlong ? 0 : 1;
    const length = times.metres(segment);
    metres += length;
    forward += length * (isAlong ? times.forwardPace : times.backwardPace)[way]!;
    backward += length * (isAlong ? times.backwardPace : times.forwardPace)[way]!;
    node = strandNode[isAlong ? segment + 1 : segment]!;
    if (isKept[node] === 1) break;
    // Whoever drives the edge arrives by this segment; whoever drives it backwards, by the next one.
    forwardWait += (isAlong ? nodeForwardWait : nodeBackwardWait)[node]!;
    segment = segmentA[node] === segment ? segmentB[node]! : segmentA[node]!;
    backwardWait += (strandNode[segment] === node ? nodeBackwardWait : nodeForwardWait)[node]!;
  }
  edges.pointNode[tracing.pointCount] = node;
  // The last point starts no segment: it repeats the one before, so that it names no other way.
  edges.pointWay[tracing.pointCount] = segmentWay[segment]!;
  edges.pointIsAgainst[tracing.pointCount] = edges.pointIsAgainst[tracing.pointCount - 1]!;
  tracing.pointCount++;
  edges.endNode[edge] = node;
  edges.firstPoint[edge + 1] = tracing.pointCount;
  edges.metres[edge] = metres;
  // Zero metres times an infinite pace is not a number: a forbidden direction stays forbidden.
  edges.forwardSeconds[edge] = Number.isNaN(forward) ? Infinity : forward;
  edges.backwardSeconds[edge] = Number.isNaN(backward) ? Infinity : backward;
  edges.forwardWait[edge] = forwardWait / 10;
  edges.backwardWait[edge] = backwardWait / 10;
}
