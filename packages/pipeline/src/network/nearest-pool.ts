import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { answerTypes, type TypeAnswers } from '@maillage/engine/network/answer-types.ts';
import type { Hierarchy } from '@maillage/engine/network/hierarchy.ts';
import { createNearestSweeper } from '@maillage/engine/network/nearest-by-sweep.ts';
import { shareHierarchy } from '@maillage/engine/network/share-hierarchy.ts';

/** What one thread is given: roads that all share, and its own types. */
export interface NearestShare {
  hierarchy: Hierarchy;
  typeNodes: Int32Array[];
  askedNodes: Int32Array;
}

/**
 * Nodes × types under which threads cost more than they save: each has to start and to lace its own copy of the arcs. Measured at 60
 * millions on two busy cores, two threads took as long as one (docs/methods/travel-times.md).
 */
const WORTH_THREADS = 200_000_000;
const MAX_THREADS = 4;

/** How many threads a question deserves on this machine. */
export function countThreads(nodeCount: number, typeCount: number): number {
  return nodeCount * typeCount < WORTH_THREADS ? 1 : Math.min(MAX_THREADS, availableParallelism(), typeCount);
}

/**
 * Nearest place of each type from each asked node, shared among threads by type. The answer has the same bytes whatever their number.
 */
export async function answerByThreads(share: NearestShare, threadCount: number): Promise<TypeAnswers> {
  const { hierarchy, typeNodes, askedNodes } = share;
  if (threadCount <= 1) return answerTypes(createNearestSweeper(hierarchy), typeNodes, askedNodes);
  const shared = shareHierarchy(hierarchy);
  // One type in turn to each: the large ones come together in the list.
  const shares = Array.from({ length: threadCount }, (_, thread) => typeNodes.filter((_, type) => type % threadCount === thread));
  const parts = await Promise.all(shares.map((types) => runThread({ hierarchy: shared, typeNodes: types, askedNodes })));
  const width = askedNodes.length;
  const whole: TypeAnswers = { weight: new Int32Array(typeNodes.length * width), facility: new Int32Array(typeNodes.length * width) };
  for (let type = 0; type < typeNodes.length; type++) {
    const part = parts[type % threadCount]!;
    const row = Math.floor(type / threadCount) * width;
    whole.weight.set(part.weight.subarray(row, row + width), type * width);
    whole.facility.set(part.facility.subarray(row, row + width), type * width);
  }
  return whole;
}

async function runThread(share: NearestShare): Promise<TypeAnswers> {
  const worker = new Worker(new URL('./nearest-worker.ts', import.meta.url), { workerData: share });
  try {
    // `once` rejects on « error »: a thread that fails stops the build, it is never waited for.
    const [answers] = (await once(worker, 'message')) as [TypeAnswers];
    return answers;
  } finally {
    await worker.terminate();
  }
}
