/**
 * The table « How fast » on seeded roads, beside the floor measured in the same run:
 * `node packages/engine/bench/network/bench.ts [NODES …]`; prints JSON, to be kept as `last.json` when accepted.
 * Two clocks: `processor`, the mean of what this thread used (a busy machine inflates it least, but it ticks by 4 ms, so it only
 * means something over many repeats), and `wallMin`, the best on the wall. Ratios are of processor times.
 */
import { createBucketQueue } from '../../src/network/bucket-queue.ts';
import { contract } from '../../src/network/contract.ts';
import type { Hierarchy } from '../../src/network/hierarchy.ts';
import { createBoundedSearch, isochroneByDijkstra, isochroneNodes } from '../../src/network/isochrone-nodes.ts';
import { kNearestBySweep } from '../../src/network/k-nearest.ts';
import { createLaneSweeper, sweepLanes } from '../../src/network/lane-sweeper.ts';
import { minutesToNearestOfTypes, writeMinutes } from '../../src/network/minutes-of-types.ts';
import { minutesOfWeights, nearestByDijkstra } from '../../src/network/nearest-by-dijkstra.ts';
import { createNearestSweeper, nearestBySweep } from '../../src/network/nearest-by-sweep.ts';
import { type RoadGraph, reverseGraph } from '../../src/network/road-graph.ts';
import { travelMatrix } from '../../src/network/travel-matrix.ts';
import { closeFacility, createWhatIfGround, openFacility, startWhatIf } from '../../src/network/what-if.ts';
import { seededRandom } from '../../src/seeded-random.ts';
import { generateRoads } from './generate-roads.ts';

const SET_SIZES = [5, 10, 20, 50, 100, 200, 400, 800, 1200, 2000];
const REPEATS = 7;
const THIRTY_MINUTES = 30 * 60_000;

for (const nodeCount of process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100_000, 400_000, 2_000_000])
  console.log(JSON.stringify(benchRoads(nodeCount)));

function benchRoads(nodeCount: number) {
  const roads = generateRoads(nodeCount, 1);
  const random = seededRandom(2);
  const pick = (count: number) => Uint32Array.from({ length: count }, () => Math.floor(random() * nodeCount));
  const sets = SET_SIZES.map(pick);
  const origins = pick(890);
  const start = processorMilliseconds();
  const hierarchy = contract(roads);
  const contractionProcessorSeconds = round((processorMilliseconds() - start) / 1000);
  const { leaving, levelCount } = hierarchy;
  return {
    nodeCount,
    arcCount: roads.arcCount,
    contractionProcessorSeconds,
    upwardArcCount: leaving.head.length,
    levelCount,
    ...benchNearest(roads, hierarchy, sets),
    ...benchQueries(roads, hierarchy, origins),
    whatIfWallMilliseconds: benchWhatIf(roads, hierarchy, sets),
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

function benchNearest(roads: RoadGraph, hierarchy: Hierarchy, sets: readonly Uint32Array[]) {
  const reversed = reverseGraph(roads);
  const queue = createBucketQueue(reversed);
  const one = createLaneSweeper(hierarchy, 'to-seeds', 1);
  const wide = createLaneSweeper(hierarchy, 'to-seeds', 16);
  const keyed = createNearestSweeper(hierarchy);
  const types = Array.from({ length: 150 }, (_, type) => sets[type % sets.length]!);
  const minutes = types.map(() => new Float32Array(roads.nodeCount));
  const nearest = (nodes: Uint32Array) => {
    sweepLanes(one, [nodes]);
    writeMinutes(one, minutes[0]!);
  };
  const floor = perSet(sets, (nodes) => minutesOfWeights(nearestByDijkstra(reversed, nodes, queue).weight, 1));
  const near = perSet(sets, nearest);
  const nearWithPlace = perSet(sets, (nodes) => nearestBySweep(keyed, nodes));
  const allTypes = measure(3, () => minutesToNearestOfTypes(hierarchy, types, minutes, wide));
  return {
    floorMillisecondsPerType: floor,
    nearMillisecondsPerType: near,
    nearOverFloor: round(near.processor / floor.processor),
    nearWithPlaceMillisecondsPerType: nearWithPlace,
    all150TypesMilliseconds: allTypes,
    typeOf150OverFloor: round(allTypes.processor / 150 / floor.processor),
    threeNearestMilliseconds: measure(2, () => kNearestBySweep(hierarchy, sets[5]!, 3)),
  };
}

function benchQueries(roads: RoadGraph, hierarchy: Hierarchy, origins: Uint32Array) {
  const search = createBoundedSearch(roads.nodeCount, createBucketQueue(roads));
  const sweeper = createLaneSweeper(hierarchy, 'from-seeds', 1);
  const sample = origins.subarray(0, 60);
  const plain = measure(3, () => {
    for (const origin of sample) isochroneByDijkstra(roads, origin, THIRTY_MINUTES, search);
  });
  let reachedCount = 0;
  const ours = measure(3, () => {
    reachedCount = 0;
    for (const origin of sample) reachedCount += isochroneNodes(roads, origin, THIRTY_MINUTES, { search, sweeper }).nodes.length;
  });
  return {
    matrix890Milliseconds: measure(3, () => travelMatrix(hierarchy, origins, origins)),
    isochrone30Milliseconds: { processor: round(ours.processor / sample.length), wallMin: round(ours.wallMin / sample.length) },
    isochrone30Nodes: Math.round(reachedCount / sample.length),
    isochroneOverPlain: round(ours.processor / plain.processor),
  };
}

/** The same 200 openings and closings played three times; each step counts at its best. */
function benchWhatIf(roads: RoadGraph, hierarchy: Hierarchy, sets: readonly Uint32Array[]) {
  const ground = createWhatIfGround(roads, hierarchy);
  const best = new Float64Array(200).fill(Infinity);
  for (let turn = 0; turn < 3; turn++) {
    const random = seededRandom(3);
    const states = sets.map((nodes) => startWhatIf(ground, nodes));
    for (let step = 0; step < best.length; step++) {
      const state = states[(step >> 1) % states.length]!;
      const open = [...state.isOpen.keys()].filter((facility) => state.isOpen[facility]);
      const choice = random();
      const start = performance.now();
      if (step % 2 === 0) openFacility(state, Math.floor(choice * roads.nodeCount));
      else closeFacility(state, open[Math.floor(choice * open.length)]!);
      best[step] = Math.min(best[step]!, performance.now() - start);
    }
  }
  best.sort();
  return { p50: round(best[99]!), p95: round(best[189]!), max: round(best[199]!) };
}

interface Times {
  processor: number;
  wallMin: number;
}

/** Mean over the sets of the times of each. */
function perSet(sets: readonly Uint32Array[], work: (nodes: Uint32Array) => unknown): Times {
  const times = sets.map((nodes) => measure(REPEATS, () => work(nodes)));
  const mean = (values: number[]) => round(values.reduce((sum, value) => sum + value, 0) / values.length);
  return { processor: mean(times.map(({ processor }) => processor)), wallMin: mean(times.map(({ wallMin }) => wallMin)) };
}

/** Milliseconds; a first turn, not counted, lets the code get to speed. */
function measure(repeats: number, work: () => unknown): Times {
  work();
  let wallMin = Infinity;
  const processorStart = processorMilliseconds();
  for (let repeat = 0; repeat < repeats; repeat++) {
    const start = performance.now();
    work();
    wallMin = Math.min(wallMin, performance.now() - start);
  }
  return { processor: round((processorMilliseconds() - processorStart) / repeats), wallMin: round(wallMin) };
}

/** What this thread has used of the processor. */
function processorMilliseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
