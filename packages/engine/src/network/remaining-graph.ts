import { assert } from '../assert.ts';
import { type RoadGraph, UNREACHED_WEIGHT } from './road-graph.ts';

/**
 * The roads not yet contracted. Each node keeps one entry per neighbour with both directions (`UNREACHED_WEIGHT` for a
 * direction that does not exist): on two-way roads half the memory, and one look-up per neighbour.
 * Entries of node `v` are `first[v] … first[v] + count[v] − 1` in a pool; a row that outgrows its room moves to the end.
 */
export interface RemainingGraph {
  nodeCount: number;
  first: Int32Array;
  count: Int32Array;
  room: Int32Array;
  neighbour: Int32Array;
  weightOut: Int32Array;
  weightIn: Int32Array;
  /** Pool entries handed out so far. */
  used: number;
}

/** Copies a graph, its nodes renumbered by `order` (new → old): the shortest of parallel arcs stays, loops go. */
export function createRemainingGraph(graph: RoadGraph, order: Uint32Array): RemainingGraph {
  const { nodeCount, firstArc, arcHead, arcWeight } = graph;
  const newNumber = new Int32Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) newNumber[order[node]!] = node;
  const room = new Int32Array(nodeCount);
  for (let tail = 0; tail < nodeCount; tail++)
    for (let arc = firstArc[tail]!; arc < firstArc[tail + 1]!; arc++) {
      room[newNumber[tail]!]!++;
      room[newNumber[arcHead[arc]!]!]!++;
    }
  const first = new Int32Array(nodeCount);
  let used = 0;
  for (let node = 0; node < nodeCount; node++) {
    first[node] = used;
    used += room[node]!;
  }
  const capacity = Math.max(16, used * 2);
  const remaining: RemainingGraph = {
    nodeCount,
    first,
    count: new Int32Array(nodeCount),
    room,
    neighbour: new Int32Array(capacity),
    weightOut: new Int32Array(capacity),
    weightIn: new Int32Array(capacity),
    used,
  };
  for (let node = 0; node < nodeCount; node++) {
    const tail = order[node]!;
    for (let arc = firstArc[tail]!; arc < firstArc[tail + 1]!; arc++)
      if (arcHead[arc] !== tail) addRoad(remaining, node, newNumber[arcHead[arc]!]!, arcWeight[arc]!);
  }
  return remaining;
}

/** Adds the arc `from → to`, or shortens the one that exists. */
export function addRoad(graph: RemainingGraph, from: number, to: number, weight: number): void {
  const forward = entryTo(graph, from, to);
  if (weight < graph.weightOut[forward]!) graph.weightOut[forward] = weight;
  const backward = entryTo(graph, to, from);
  if (weight < graph.weightIn[backward]!) graph.weightIn[backward] = weight;
}

/** Takes the neighbour out of a node's row; the last entry fills the hole. */
export function removeNeighbour(graph: RemainingGraph, node: number, gone: number): void {
  const first = graph.first[node]!;
  const last = first + --graph.count[node]!;
  for (let entry = first; entry <= last; entry++)
    if (graph.neighbour[entry] === gone) {
      copyEntry(graph, last, entry);
      return;
    }
  assert(false, `le nœud ${gone} n’est pas voisin de ${node}`);
}

function entryTo(graph: RemainingGraph, node: number, neighbour: number): number {
  const first = graph.first[node]!;
  const end = first + graph.count[node]!;
  for (let entry = first; entry < end; entry++) if (graph.neighbour[entry] === neighbour) return entry;
  if (graph.count[node] === graph.room[node]) moveRow(graph, node);
  const entry = graph.first[node]! + graph.count[node]!++;
  graph.neighbour[entry] = neighbour;
  graph.weightOut[entry] = UNREACHED_WEIGHT;
  graph.weightIn[entry] = UNREACHED_WEIGHT;
  return entry;
}

function moveRow(graph: RemainingGraph, node: number): void {
  const room = graph.room[node]! * 2 + 2;
  if (graph.used + room > graph.neighbour.length) growPool(graph, graph.used + room);
  const from = graph.first[node]!;
  graph.first[node] = graph.used;
  graph.room[node] = room;
  for (let index = 0; index < graph.count[node]!; index++) copyEntry(graph, from + index, graph.used + index);
  graph.used += room;
}

function growPool(graph: RemainingGraph, needed: number): void {
  const capacity = Math.max(needed, Math.ceil(graph.neighbour.length * 1.5));
  const grow = (old: Int32Array) => {
    const larger = new Int32Array(capacity);
    larger.set(old);
    return larger;
  };
  graph.neighbour = grow(graph.neighbour);
  graph.weightOut = grow(graph.weightOut);
  graph.weightIn = grow(graph.weightIn);
}

function copyEntry(graph: RemainingGraph, from: number, to: number): void {
  graph.neighbour[to] = graph.neighbour[from]!;
  graph.weightOut[to] = graph.weightOut[from]!;
  graph.weightIn[to] = graph.weightIn[from]!;
}
