import { assert } from '../assert.ts';
import { type BucketQueue, createBucketQueue } from './bucket-queue.ts';
import type { Hierarchy } from './hierarchy.ts';
import { createLaneSweeper, type LaneSweeper, sweepLanes } from './lane-sweeper.ts';
import { copyLabel, createNearestSweeper, type NearestSweeper, nearestBySweep, sweepToNearest } from './nearest-by-sweep.ts';
import { NO_FACILITY, type RoadGraph, reverseGraph, UNREACHED_WEIGHT } from './road-graph.ts';
import { type ChangedNodes, clearChangedNodes, createChangedNodes, type NodeLabels, offerLabel, spreadLabels } from './spread-labels.ts';

/** Roads and working memory that all the types being tried out share. */
export interface WhatIfGround {
  roads: RoadGraph;
  reversed: RoadGraph;
  hierarchy: Hierarchy;
  sweeper: LaneSweeper;
  nearestSweeper: NearestSweeper;
  queue: BucketQueue;
  changed: ChangedNodes;
}

/** One type of service that is being tried out: its facilities, open or not, and the labels of every node. */
export interface WhatIf {
  ground: WhatIfGround;
  facilityNodes: number[];
  isOpen: boolean[];
  openCount: number;
  labels: NodeLabels;
}

/** Nodes whose facility changed, each once, with their weights before and after. */
export interface LabelChanges {
  nodes: Int32Array;
  weightBefore: Int32Array;
  weightAfter: Int32Array;
  facilityAfter: Int32Array;
}

/** A sweep of all nodes costs as much as a search over about one node in this many: beyond, sweep. */
const SWEEP_SHARE = 16;

/** `roads` is the graph under `hierarchy`. */
export function createWhatIfGround(roads: RoadGraph, hierarchy: Hierarchy): WhatIfGround {
  const reversed = reverseGraph(roads);
  return {
    roads,
    reversed,
    hierarchy,
    sweeper: createLaneSweeper(hierarchy, 'to-seeds', 1),
    nearestSweeper: createNearestSweeper(hierarchy),
    queue: createBucketQueue(reversed),
    changed: createChangedNodes(roads.nodeCount),
  };
}

/** Starts from the facilities given, all open. */
export function startWhatIf(ground: WhatIfGround, facilityNodes: Uint32Array): WhatIf {
  return {
    ground,
    facilityNodes: [...facilityNodes],
    isOpen: Array.from(facilityNodes, () => true),
    openCount: facilityNodes.length,
    labels: nearestBySweep(ground.nearestSweeper, facilityNodes),
  };
}

/** Opens a facility on a node: it takes the next number. Returns the nodes that it now serves. */
export function openFacility(state: WhatIf, node: number): LabelChanges {
  assert(node < state.ground.roads.nodeCount, `le nœud ${node} n’existe pas`);
  const facility = state.facilityNodes.push(node) - 1;
  state.isOpen.push(true);
  state.openCount++;
  // On average a facility serves one node in `openCount`.
  return state.openCount <= SWEEP_SHARE ? openBySweep(state, node, facility) : openBySearch(state, node, facility);
}

/** The labels of others stop the search at the border of the new catchment. */
function openBySearch(state: WhatIf, node: number, facility: number): LabelChanges {
  const { labels } = state;
  const { changed, queue } = state.ground;
  const before = labels.weight.slice();
  if (offerLabel(labels, queue, node, 0, facility)) {
    changed.isListed[node] = 1;
    changed.nodes[changed.count++] = node;
    spreadLabels(state.ground.reversed, labels, queue, new Int32Array(0), UNREACHED_WEIGHT, changed);
  }
  const nodes = changed.nodes.slice(0, changed.count);
  clearChangedNodes(changed);
  return listChanges(
    labels,
    nodes,
    Int32Array.from(nodes, (changedNode) => before[changedNode]!),
  );
}

function openBySweep(state: WhatIf, node: number, facility: number): LabelChanges {
  const { labels } = state;
  const { sweeper, changed } = state.ground;
  const { rankOfNode } = sweeper.hierarchy;
  sweepLanes(sweeper, [Uint32Array.of(node)]);
  const before = new Int32Array(rankOfNode.length);
  let count = 0;
  for (let node = 0; node < rankOfNode.length; node++) {
    const known = labels.weight[node]!;
    const weight = sweeper.weight[rankOfNode[node]!]!;
    // The newcomer has the highest number: at equal weight it loses.
    if (weight >= known) continue;
    changed.nodes[count] = node;
    before[count++] = known;
    labels.weight[node] = weight;
    labels.facility[node] = facility;
  }
  return listChanges(labels, changed.nodes.slice(0, count), before.subarray(0, count));
}

function listChanges(labels: NodeLabels, nodes: Int32Array, weightBefore: Int32Array): LabelChanges {
  const weightAfter = new Int32Array(nodes.length);
  const facilityAfter = new Int32Array(nodes.length);
  for (let index = 0; index < nodes.length; index++) {
    weightAfter[index] = labels.weight[nodes[index]!]!;
    facilityAfter[index] = labels.facility[nodes[index]!]!;
  }
  return { nodes, weightBefore, weightAfter, facilityAfter };
}

/** Closes a facility. Returns the nodes that it served, with their next nearest; `UNREACHED_WEIGHT` when there is none. */
export function closeFacility(state: WhatIf, facility: number): LabelChanges {
  assert(state.isOpen[facility] === true, `le lieu ${facility} n’est pas ouvert`);
  state.isOpen[facility] = false;
  state.openCount--;
  const { labels } = state;
  const { changed } = state.ground;
  const nodeFacility = labels.facility;
  for (let node = 0; node < nodeFacility.length; node++)
    if (nodeFacility[node] === facility) {
      changed.isListed[node] = 1;
      changed.nodes[changed.count++] = node;
    }
  const orphans = changed.nodes.slice(0, changed.count);
  const before = Int32Array.from(orphans, (node) => labels.weight[node]!);
  if (orphans.length > state.ground.roads.nodeCount / SWEEP_SHARE) reassignBySweep(state, orphans);
  else reassignBySearch(state, orphans);
  clearChangedNodes(changed);
  return listChanges(labels, orphans, before);
}

function reassignBySweep(state: WhatIf, orphans: Int32Array): void {
  const { nearestSweeper } = state.ground;
  sweepToNearest(nearestSweeper, state.facilityNodes, state.isOpen);
  for (const node of orphans) copyLabel(nearestSweeper, node, state.labels);
}

/** The nodes around are right already: what they know flows back in, with the facilities that stand on an orphan node. */
function reassignBySearch(state: WhatIf, orphans: Int32Array): void {
  const { labels, facilityNodes, isOpen } = state;
  const { roads, changed } = state.ground;
  for (const node of orphans) {
    labels.weight[node] = UNREACHED_WEIGHT;
    labels.facility[node] = NO_FACILITY;
  }
  for (const node of orphans)
    for (let arc = roads.firstArc[node]!; arc < roads.firstArc[node + 1]!; arc++) {
      const head = roads.arcHead[arc]!;
      if (changed.isListed[head] === 1 || labels.facility[head] === NO_FACILITY) continue;
      improve(labels, node, labels.weight[head]! + roads.arcWeight[arc]!, labels.facility[head]!);
    }
  for (const [other, node] of facilityNodes.entries())
    if (isOpen[other] === true && changed.isListed[node] === 1) improve(labels, node, 0, other);
  const seeds = orphans.filter((node) => labels.facility[node] !== NO_FACILITY);
  seeds.sort((a, b) => labels.weight[a]! - labels.weight[b]! || a - b);
  spreadLabels(state.ground.reversed, labels, state.ground.queue, seeds, UNREACHED_WEIGHT, undefined);
}

function improve(labels: NodeLabels, node: number, weight: number, facility: number): void {
  if (weight >= UNREACHED_WEIGHT || weight > labels.weight[node]!) return;
  if (weight === labels.weight[node] && facility >= labels.facility[node]!) return;
  labels.weight[node] = weight;
  labels.facility[node] = facility;
}
