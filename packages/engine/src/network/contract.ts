import type { Hierarchy } from './hierarchy.ts';
import { addRoad, createRemainingGraph, type RemainingGraph, removeNeighbour } from './remaining-graph.ts';
import { assertRoadGraph, type RoadGraph, UNREACHED_WEIGHT } from './road-graph.ts';
import { type ContractedArcs, sortByRank } from './sort-by-rank.ts';
import { orderAlongCurve } from './spatial-order.ts';
import { createWitnessSearch, searchWitnesses, type WitnessLimits, type WitnessSearch, witnessWeight } from './witness-search.ts';

/** Short searches to rank the nodes, longer ones to decide on a shortcut: measured on generated and real road graphs. */
const RANKING_LIMITS: WitnessLimits = { settledCount: 24, hopCount: 4 };
const CONTRACTING_LIMITS: WitnessLimits = { settledCount: 120, hopCount: 8 };

interface Contraction {
  graph: RemainingGraph;
  search: WitnessSearch;
  level: Int32Array;
  contractedNeighbourCount: Int32Array;
  priority: Int32Array;
}

/**
 * Hierarchy of a road graph: nodes are taken out from the least to the most important, and a shortcut replaces each road
 * that passed by them and that no other road equals. Same graph, same bytes.
 *
 * Goes by rounds: all nodes less important than their neighbours leave together, then each neighbour is ranked again, once.
 * Importance = 2 × (shortcuts − roads removed) + neighbours already gone + level.
 */
export function contract(roads: RoadGraph): Hierarchy {
  assertRoadGraph(roads);
  const order = orderAlongCurve(roads);
  const graph = createRemainingGraph(roads, order);
  const { nodeCount } = graph;
  const state: Contraction = {
    graph,
    search: createWitnessSearch(nodeCount),
    level: new Int32Array(nodeCount),
    contractedNeighbourCount: new Int32Array(nodeCount),
    priority: new Int32Array(nodeCount),
  };
  const contracted = createContractedArcs(nodeCount, roads.arcCount);
  for (let node = 0; node < nodeCount; node++) rank(state, node);

  let remaining = Int32Array.from({ length: nodeCount }, (_, node) => node);
  const isLeaving = new Uint8Array(nodeCount);
  const isTouched = new Uint8Array(nodeCount);
  while (remaining.length > 0) {
    for (const node of remaining) isLeaving[node] = isLeastImportant(state, node) ? 1 : 0;
    const touched: number[] = [];
    for (const node of remaining) if (isLeaving[node] === 1) contractNode(state, node, contracted, touched, isTouched);
    remaining = remaining.filter((node) => isLeaving[node] === 0);
    for (const node of touched) {
      isTouched[node] = 0;
      rank(state, node);
    }
  }
  return sortByRank({ contracted, level: state.level, order, weightUnitMilliseconds: roads.weightUnitMilliseconds });
}

function createContractedArcs(nodeCount: number, arcCount: number): ContractedArcs {
  return {
    firstOfNode: new Int32Array(nodeCount),
    countOfNode: new Int32Array(nodeCount),
    neighbour: new Int32Array(Math.max(16, arcCount * 2)),
    weightOut: new Int32Array(Math.max(16, arcCount * 2)),
    weightIn: new Int32Array(Math.max(16, arcCount * 2)),
    used: 0,
  };
}

/** True when no neighbour ranks before. Ties fall to a scrambled number: along a road numbered in order, one in three may leave at once. */
function isLeastImportant({ graph, priority }: Contraction, node: number): boolean {
  const own = priority[node]!;
  const ownTie = scramble(node);
  for (let entry = graph.first[node]!, end = entry + graph.count[node]!; entry < end; entry++) {
    const other = graph.neighbour[entry]!;
    const otherPriority = priority[other]!;
    if (otherPriority < own || (otherPriority === own && scramble(other) < ownTie)) return false;
  }
  return true;
}

/** One-to-one on 32 bits, so two nodes never tie. */
function scramble(node: number): number {
  const mixed = Math.imul(node ^ (node >>> 16), 0x45d9f3b);
  return mixed ^ (mixed >>> 15);
}

function rank(state: Contraction, node: number): void {
  const shortcuts = forEachShortcut(state, node, RANKING_LIMITS, undefined);
  const { graph } = state;
  let removed = 0;
  for (let entry = graph.first[node]!, end = entry + graph.count[node]!; entry < end; entry++) {
    if (graph.weightOut[entry] !== UNREACHED_WEIGHT) removed++;
    if (graph.weightIn[entry] !== UNREACHED_WEIGHT) removed++;
  }
  state.priority[node] = 2 * (shortcuts - removed) + state.contractedNeighbourCount[node]! + state.level[node]!;
}

function contractNode(state: Contraction, node: number, out: ContractedArcs, touched: number[], isTouched: Uint8Array): void {
  const { graph, level } = state;
  const shortcuts: number[] = [];
  forEachShortcut(state, node, CONTRACTING_LIMITS, shortcuts);
  keepArcs(graph, node, out);
  for (let entry = graph.first[node]!, end = entry + graph.count[node]!; entry < end; entry++) {
    const other = graph.neighbour[entry]!;
    removeNeighbour(graph, other, node);
    state.contractedNeighbourCount[other]!++;
    level[other] = Math.max(level[other]!, level[node]! + 1);
    if (isTouched[other] === 1) continue;
    isTouched[other] = 1;
    touched.push(other);
  }
  for (let index = 0; index < shortcuts.length; index += 3) addRoad(graph, shortcuts[index]!, shortcuts[index + 1]!, shortcuts[index + 2]!);
}

/** Copies the row of a node that leaves: all its neighbours are more important. */
function keepArcs(graph: RemainingGraph, node: number, out: ContractedArcs): void {
  const first = graph.first[node]!;
  const count = graph.count[node]!;
  if (out.used + count > out.neighbour.length)
    for (const name of ['neighbour', 'weightOut', 'weightIn'] as const) {
      const larger = new Int32Array(Math.ceil(out[name].length * 1.5) + count);
      larger.set(out[name]);
      out[name] = larger;
    }
  out.firstOfNode[node] = out.used;
  out.countOfNode[node] = count;
  for (let entry = first; entry < first + count; entry++) {
    out.neighbour[out.used] = graph.neighbour[entry]!;
    out.weightOut[out.used] = graph.weightOut[entry]!;
    out.weightIn[out.used++] = graph.weightIn[entry]!;
  }
}

/**
 * Counts the shortcuts that a node leaves behind it, and lists them when asked (from, to, weight). A way through the node
 * needs none when a road beside it is as short.
 */
function forEachShortcut({ graph, search }: Contraction, node: number, limits: WitnessLimits, list: number[] | undefined): number {
  const { neighbour, weightOut, weightIn } = graph;
  const first = graph.first[node]!;
  const end = first + graph.count[node]!;
  let shortcutCount = 0;
  for (let entering = first; entering < end; entering++) {
    const weightToNode = weightIn[entering]!;
    if (weightToNode === UNREACHED_WEIGHT) continue;
    const source = neighbour[entering]!;
    let farthest = -1;
    for (let leaving = first; leaving < end; leaving++)
      if (leaving !== entering && weightOut[leaving]! !== UNREACHED_WEIGHT) farthest = Math.max(farthest, weightOut[leaving]!);
    if (farthest < 0) continue;
    searchWitnesses(graph, search, source, node, weightToNode + farthest, limits);
    for (let leaving = first; leaving < end; leaving++) {
      if (leaving === entering || weightOut[leaving] === UNREACHED_WEIGHT) continue;
      const target = neighbour[leaving]!;
      const through = weightToNode + weightOut[leaving]!;
      if (through >= UNREACHED_WEIGHT || witnessWeight(search, target) <= through) continue;
      shortcutCount++;
      list?.push(source, target, through);
    }
  }
  return shortcutCount;
}
