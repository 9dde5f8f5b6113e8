import { join } from 'node:path';
import { createBucketQueue } from '@maillage/engine/network/bucket-queue.ts';
import { contract } from '@maillage/engine/network/contract.ts';
import type { Hierarchy } from '@maillage/engine/network/hierarchy.ts';
import { createBoundedSearch, isochroneNodes } from '@maillage/engine/network/isochrone-nodes.ts';
import { createLaneSweeper, sweepLanes } from '@maillage/engine/network/lane-sweeper.ts';
import { minutesToNearestOfTypes, writeMinutes } from '@maillage/engine/network/minutes-of-types.ts';
import { type RoadGraph, UNREACHED_WEIGHT } from '@maillage/engine/network/road-graph.ts';
import { travelMatrix } from '@maillage/engine/network/travel-matrix.ts';
import { closeFacility, createWhatIfGround, openFacility, startWhatIf } from '@maillage/engine/network/what-if.ts';
import { seededRandom } from '@maillage/engine/seeded-random.ts';
import { readReadyGraph } from '@maillage/sources/ready-graph/ready-graph.ts';
import { readFacilitySets, readOriginNodes } from '@maillage/sources/ready-graph/workload.ts';

/** The names are those of the benchmark that compares engines: seconds (`_s`), milliseconds (`_ms`), megabytes. */
export interface GraphBench {
  peer: 'maillage';
  build_s: number;
  near_s: number[];
  near_all_types_s: number;
  /** Sum over the origins of the milliseconds to the nearest facility, unreachable origins left out; one per set. */
  chk: number[];
  od890_s: number;
  isochrone30_ms: number;
  whatif_ms: { p50: number; p95: number };
  /** Peak of the process. */
  rss_MB: number;
}

const ALL_TYPES = 150;
const MATRIX_SIDE = 890;
const ISOCHRONE_ORIGINS = 300;
const ISOCHRONE_MILLISECONDS = 30 * 60_000;
const WHAT_IF_STEPS = 200;

/**
 * Times the travel-time engine on a ready graph: `graph.bin`, `origins.csv` and `facilities.csv` of a folder. Answers go from
 * origin to facility and are exact in milliseconds. Each work runs once before it is timed, so that the figures are those of a
 * program at speed; the first runs are in the time seen from outside.
 */
export async function benchGraph(folder: string): Promise<GraphBench> {
  const roads = await readReadyGraph(join(folder, 'graph.bin'), 'graph.bin');
  const origins = await readOriginNodes(join(folder, 'origins.csv'), 'origins.csv', roads.nodeCount);
  const sets = (await readFacilitySets(join(folder, 'facilities.csv'), 'facilities.csv', roads.nodeCount)).map(({ nodes }) => nodes);
  const [hierarchy, build_s] = timed(() => contract(roads));
  const nearest = benchNearest(hierarchy, sets, origins);
  const od890_s = benchMatrix(hierarchy, origins.subarray(0, MATRIX_SIDE));
  const isochrone30_ms = benchIsochrones(roads, hierarchy, origins.subarray(0, ISOCHRONE_ORIGINS));
  const whatif_ms = benchWhatIf(roads, hierarchy, sets);
  const near_all_types_s = benchAllTypes(hierarchy, sets);
  return {
    peer: 'maillage',
    build_s,
    near_s: nearest.seconds,
    near_all_types_s,
    chk: nearest.checks,
    od890_s,
    isochrone30_ms,
    whatif_ms,
    rss_MB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

function benchNearest(hierarchy: Hierarchy, sets: readonly Uint32Array[], origins: Uint32Array) {
  const sweeper = createLaneSweeper(hierarchy, 'to-seeds', 1);
  const minutes = new Float32Array(hierarchy.nodeCount);
  const nearest = (nodes: Uint32Array) => {
    sweepLanes(sweeper, [nodes]);
    writeMinutes(sweeper, minutes);
  };
  for (const nodes of sets) nearest(nodes);
  const seconds: number[] = [];
  const checks: number[] = [];
  for (const nodes of sets) {
    seconds.push(timed(() => nearest(nodes))[1]);
    let sum = 0;
    for (const origin of origins) {
      const weight = sweeper.weight[hierarchy.rankOfNode[origin]!]!;
      if (weight !== UNREACHED_WEIGHT) sum += weight;
    }
    checks.push(sum);
  }
  return { seconds, checks };
}

function benchAllTypes(hierarchy: Hierarchy, sets: readonly Uint32Array[]): number {
  const types = Array.from({ length: ALL_TYPES }, (_, type) => sets[type % sets.length]!);
  const sweeper = createLaneSweeper(hierarchy, 'to-seeds', 16);
  const warm = types.slice(0, 32);
  minutesToNearestOfTypes(
    hierarchy,
    warm,
    warm.map(() => new Float32Array(hierarchy.nodeCount)),
    sweeper,
  );
  const minutes = types.map(() => new Float32Array(hierarchy.nodeCount));
  return timed(() => minutesToNearestOfTypes(hierarchy, types, minutes, sweeper))[1];
}

function benchMatrix(hierarchy: Hierarchy, nodes: Uint32Array): number {
  travelMatrix(hierarchy, nodes, nodes);
  return timed(() => travelMatrix(hierarchy, nodes, nodes))[1];
}

/** Mean over the origins, in milliseconds. */
function benchIsochrones(roads: RoadGraph, hierarchy: Hierarchy, origins: Uint32Array): number {
  const tools = {
    search: createBoundedSearch(roads.nodeCount, createBucketQueue(roads)),
    sweeper: createLaneSweeper(hierarchy, 'from-seeds', 1),
  };
  for (const origin of origins.subarray(0, 30)) isochroneNodes(roads, origin, ISOCHRONE_MILLISECONDS, tools);
  const [, seconds] = timed(() => {
    for (const origin of origins) isochroneNodes(roads, origin, ISOCHRONE_MILLISECONDS, tools);
  });
  return round((seconds * 1000) / origins.length);
}

/** Openings anywhere and closings of an open place, in turn, on each set one after the other; twenty more before, not timed. */
function benchWhatIf(roads: RoadGraph, hierarchy: Hierarchy, sets: readonly Uint32Array[]) {
  const ground = createWhatIfGround(roads, hierarchy);
  const states = sets.map((nodes) => startWhatIf(ground, nodes));
  const random = seededRandom(890);
  const milliseconds: number[] = [];
  for (let step = -20; step < WHAT_IF_STEPS; step++) {
    // An opening and a closing on a set, then the same on the next one.
    const turn = step + 20;
    const state = states[(turn >> 1) % states.length]!;
    const open = [...state.isOpen.keys()].filter((facility) => state.isOpen[facility]);
    const node = Math.floor(random() * roads.nodeCount);
    const closing = open[Math.floor(random() * open.length)];
    const [, seconds] = timed(() => (turn % 2 === 0 || closing === undefined ? openFacility(state, node) : closeFacility(state, closing)));
    if (step >= 0) milliseconds.push(seconds * 1000);
  }
  milliseconds.sort((a, b) => a - b);
  const quantile = (share: number) => round(milliseconds[Math.ceil(share * milliseconds.length) - 1]!);
  return { p50: quantile(0.5), p95: quantile(0.95) };
}

function timed<T>(work: () => T): [T, number] {
  const start = performance.now();
  const result = work();
  return [result, round((performance.now() - start) / 1000)];
}

/** To the microsecond (of seconds) or the nanosecond (of milliseconds): beyond, a clock says nothing. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
