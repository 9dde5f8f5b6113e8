import { assert } from '../assert.ts';
import { type ArcList, drawArcs } from './draw-arcs.ts';
import { honourTurns } from './honour-turns.ts';
import { countIslands, largestComponent } from './largest-component.ts';
import { layOutNetwork } from './lay-out-network.ts';
import type { RawRoads } from './raw-roads.ts';
import { assertRoadGraph } from './road-graph.ts';
import type { RoadNetwork } from './road-network.ts';
import { type TracedEdges, traceEdges } from './trace-edges.ts';

/** What became of the roads. */
export interface NetworkReport {
  /** Length of the edges kept, and of those left out. */
  metres: number;
  leftOutMetres: number;
  leftOutNodeCount: number;
  /** Pieces that no road joins to the network. What is left out beyond them can be entered or left, not both. */
  islandCount: number;
  honouredTurnCount: number;
  ignoredTurnCount: number;
  /** Nodes added so that forbidden turns cannot be taken. */
  turnCopyCount: number;
}

/**
 * The network of one profile: crossroads and stretches of road, the largest part whose places can all reach each other, in an order
 * that follows the ground. Same roads, same bytes.
 */
export function buildRoadNetwork(roads: RawRoads, weightUnitMilliseconds: number): { network: RoadNetwork; report: NetworkReport } {
  assert(weightUnitMilliseconds > 0, 'unité de poids positive');
  assert(roads.strandWay.length > 0, 'au moins un brin de route');
  const edges = traceEdges(roads, roads.turns.viaNode);
  const arcs = drawArcs(roads, edges, weightUnitMilliseconds);
  const { copyOf, honouredCount, ignoredCount } = honourTurns(arcs, edges, roads.turns);
  const { firstArc, arcHead } = sortByTail(arcs);
  const component = largestComponent(firstArc, arcHead);
  const network = layOutNetwork({ roads, edges, arcs, copyOf, isKept: component.isIn, weightUnitMilliseconds });
  assertRoadGraph(network.graph);
  const anchor = component.isIn.indexOf(1);
  return {
    network,
    report: {
      ...measureKept(edges, arcs, component.isIn),
      leftOutNodeCount: countNodes(arcs) - component.nodeCount,
      islandCount: countIslands(arcs.tail, arcs.head, arcs.nodeCount, anchor),
      honouredTurnCount: honouredCount,
      ignoredTurnCount: ignoredCount,
      turnCopyCount: copyOf.length,
    },
  };
}

function sortByTail({ nodeCount, tail, head }: ArcList): { firstArc: Uint32Array; arcHead: Uint32Array } {
  const firstArc = new Uint32Array(nodeCount + 1);
  for (const node of tail) firstArc[node + 1]!++;
  for (let node = 0; node < nodeCount; node++) firstArc[node + 1]! += firstArc[node]!;
  const cursor = firstArc.slice(0, nodeCount);
  const arcHead = new Uint32Array(head.length);
  for (let arc = 0; arc < head.length; arc++) arcHead[cursor[tail[arc]!]!++] = head[arc]!;
  return { firstArc, arcHead };
}

/** Nodes at an end of an arc: points along a road are no nodes of the graph. */
function countNodes({ nodeCount, tail, head }: ArcList): number {
  const isNode = new Uint8Array(nodeCount);
  for (const node of tail) isNode[node] = 1;
  for (const node of head) isNode[node] = 1;
  return isNode.reduce((count, is) => count + is, 0);
}

function measureKept(edges: TracedEdges, arcs: ArcList, isIn: Uint8Array): { metres: number; leftOutMetres: number } {
  const isKept = new Uint8Array(edges.edgeCount);
  for (let arc = 0; arc < arcs.tail.length; arc++)
    if (isIn[arcs.tail[arc]!] === 1 && isIn[arcs.head[arc]!] === 1) isKept[arcs.edge[arc]!] = 1;
  let [metres, leftOutMetres] = [0, 0];
  for (let edge = 0; edge < edges.edgeCount; edge++) {
    if (isKept[edge] === 1) metres += edges.metres[edge]!;
    else leftOutMetres += edges.metres[edge]!;
  }
  return { metres, leftOutMetres };
}
