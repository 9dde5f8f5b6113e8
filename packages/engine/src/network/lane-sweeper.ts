import { assert } from '../assert.ts';
import type { Hierarchy } from './hierarchy.ts';
import { UNREACHED_WEIGHT } from './road-graph.ts';
import { addRank, arcsOfDirection, climb, type RankSet, type SweepDirection } from './sweep.ts';
import { assembleSweepKernels, BLOCK_NODES, WIDE_LANES } from './sweep-kernels.ts';

/** Several searches that share the passes over one hierarchy; its memory serves from sweep to sweep. */
export interface LaneSweeper {
  hierarchy: Hierarchy;
  direction: SweepDirection;
  laneCount: 1 | typeof WIDE_LANES;
  /** Label of each rank in each lane, at `rank × laneCount + lane`; `UNREACHED_WEIGHT` when none. */
  weight: Int32Array;
  reached: RankSet;
  /** The linear pass, once the seeds have climbed. */
  sweep(): void;
  /** Labels of the nodes from `firstNode`, lane after lane, `BLOCK_NODES` places each; wide sweepers only. */
  unlace(firstNode: number): Int32Array;
}

/** What we use of WebAssembly, which the types of the language alone do not describe. */
interface WasmApi {
  Memory: new (size: { initial: number }) => { buffer: ArrayBuffer };
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: Record<string, (...parameters: number[]) => void> };
}
const PAGE_BYTES = 65_536;

let kernels: object | undefined;

/** A sweeper with its own copy of the arcs; one lane for one question at a time, sixteen for many. */
export function createLaneSweeper(hierarchy: Hierarchy, direction: SweepDirection, laneCount: LaneSweeper['laneCount']): LaneSweeper {
  // Every engine that runs this code has it; only the description of the language leaves it out.
  const { WebAssembly: wasm } = globalThis as unknown as { WebAssembly: WasmApi };
  const { nodeCount, rankOfNode } = hierarchy;
  const { first, head, weight: arcWeight } = arcsOfDirection(hierarchy, direction).pulling;
  const isWide = laneCount === WIDE_LANES;
  // Rows first, so that they sit on cache lines. Blocks are read four nodes at a time: rank lists end on spare places.
  const sizes = [
    nodeCount * laneCount,
    nodeCount,
    head.length * 2,
    (nodeCount >> 5) + 1,
    isWide ? rankOfNode.length + 4 : 0,
    isWide ? BLOCK_NODES * laneCount : 0,
  ];
  const starts = [0];
  for (const size of sizes) starts.push(Math.ceil((starts.at(-1)! + size * 4) / 64) * 64);
  const memory = new wasm.Memory({ initial: Math.ceil(starts.at(-1)! / PAGE_BYTES) + 1 });
  const [weight, arcEnd, arcs, reached, ranks, block] = sizes.map((size, index) => new Int32Array(memory.buffer, starts[index]!, size)) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const [weightAt = 0, arcEndAt = 0, arcsAt = 0, reachedAt = 0, ranksAt = 0, blockAt = 0] = starts;
  for (let rank = 0; rank < nodeCount; rank++) arcEnd[rank] = arcsAt + first[rank + 1]! * 8;
  for (let arc = 0; arc < head.length; arc++) {
    arcs[2 * arc] = head[arc]!;
    arcs[2 * arc + 1] = arcWeight[arc]!;
  }
  if (isWide) ranks.set(rankOfNode);
  kernels ??= new wasm.Module(assembleSweepKernels());
  const { exports } = new wasm.Instance(kernels, { env: { memory } });
  const sweepAll = exports[isWide ? 'sweepSixteen' : 'sweepOne']!;
  const unlaceBlock = exports.unlaceSixteen!;
  return {
    hierarchy,
    direction,
    laneCount,
    weight,
    reached,
    sweep: () => sweepAll(arcEndAt, arcsAt, weightAt, reachedAt, nodeCount),
    unlace: (firstNode) => {
      unlaceBlock(ranksAt + firstNode * 4, blockAt, weightAt, Math.min(BLOCK_NODES, rankOfNode.length - firstNode));
      return block;
    },
  };
}

/**
 * Runs one search per lane: lane `i` from the nodes of `seedNodes[i]`, all at weight 0. Fewer lists than lanes leave the
 * last lanes unreached. The weights are read in `sweeper.weight` until the next sweep.
 */
export function sweepLanes(sweeper: LaneSweeper, seedNodes: readonly Uint32Array[]): void {
  const { hierarchy, laneCount, weight, reached } = sweeper;
  assert(seedNodes.length <= laneCount, `au plus ${laneCount} recherches par balayage`);
  reached.fill(0);
  for (const [lane, nodes] of seedNodes.entries())
    for (const node of nodes) {
      const rank = hierarchy.rankOfNode[node] ?? -1;
      assert(rank >= 0, `le nœud ${node} n’est pas dans cette hiérarchie`);
      if ((reached[rank >> 5]! & (1 << (rank & 31))) === 0) {
        addRank(reached, rank);
        weight.fill(UNREACHED_WEIGHT, rank * laneCount, (rank + 1) * laneCount);
      }
      weight[rank * laneCount + lane] = 0;
    }
  climb(arcsOfDirection(hierarchy, sweeper.direction).climbing, weight, laneCount, reached);
  if (hierarchy.nodeCount > 0) sweeper.sweep();
}
