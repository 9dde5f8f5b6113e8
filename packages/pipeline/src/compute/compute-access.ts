import { createHash } from 'node:crypto';
import { serialize } from 'node:v8';
import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import type { AccessDestination, AccessMatrix } from '@maillage/domain/runs/results.ts';
import { minutesToNearestOfEachType, type NearestQuery, type NearestResult } from '@maillage/engine/travel/minutes-to-nearest.ts';
import type { Referential } from '../referential/referential.ts';
import type { TaskMemory } from '../task-memory.ts';
import { buildAccessQuery, buildStationQuery, sliceOrigins } from './access-query.ts';

/** Answers the pieces of one question, in their order; each may be answered elsewhere and twice, with the same bytes. */
export type ChunkRunner = (
  query: NearestQuery,
  bounds: readonly { from: number; to: number }[],
  onDone: (doneCount: number) => void,
) => Promise<NearestResult[]>;

/** Origins per piece: a second of work at the scale of a région. */
const CHUNK_ORIGINS = 500;

/** The pieces done here one after the other, each remembered. */
export function localChunks(memory: TaskMemory): ChunkRunner {
  return async (query, bounds, onDone) => {
    const whole = createHash('sha256').update(serialize(query)).digest('hex');
    const results: NearestResult[] = [];
    for (const { from, to } of bounds) {
      const key = createHash('sha256').update(`access\n${whole}\n${from}\n${to}`).digest('hex');
      results.push(await memory.remember('access', key, async () => minutesToNearestOfEachType(sliceOrigins(query, from, to))));
      onDone(results.length);
    }
    return results;
  };
}

/** Minutes from every loaded commune to every service and to the station, in the matrix that is published. */
export async function computeAccess(options: {
  referential: Referential;
  parameters: RunParameters;
  memory: TaskMemory;
  onProgress: (ratio: number) => void;
  runChunks?: ChunkRunner;
}): Promise<{ access: AccessMatrix; stationMinutes: Float32Array }> {
  const { referential, parameters, memory, onProgress, runChunks = localChunks(memory) } = options;
  const { communes, groupings } = referential;
  const { query, groupingIndex, offerPoints } = buildAccessQuery(referential, parameters);
  const bounds: { from: number; to: number }[] = [];
  for (let from = 0; from < communes.length; from += CHUNK_ORIGINS)
    bounds.push({ from, to: Math.min(communes.length, from + CHUNK_ORIGINS) });
  const chunks = await runChunks(query, bounds, (doneCount) => onProgress(doneCount / bounds.length));

  const columns = groupings.length;
  const minutes = new Float32Array(communes.length * columns).fill(Number.NaN);
  const nearest = new Int32Array(communes.length * columns).fill(-1);
  const destinations: AccessDestination[] = [];
  const destinationOf = new Map<string, number>();
  const indexDestination = (point: number): number => {
    const { communeIndex, name } = offerPoints[point]!;
    const communeCode = communes[communeIndex]!.code;
    const key = `${communeCode}\n${name ?? ''}`;
    const known = destinationOf.get(key);
    if (known !== undefined) return known;
    destinationOf.set(key, destinations.length);
    return destinations.push({ communeCode, name }) - 1;
  };
  for (const [chunk, { from, to }] of bounds.entries()) {
    const result = chunks[chunk]!;
    for (let origin = from; origin < to; origin++) {
      for (const [type, grouping] of groupingIndex.entries()) {
        const cell = (origin - from) * groupingIndex.length + type;
        const point = result.pointIndex[cell]!;
        minutes[origin * columns + grouping] = result.minutes[cell]!;
        if (point >= 0) nearest[origin * columns + grouping] = indexDestination(point);
      }
    }
  }
  const stationMinutes = minutesToNearestOfEachType(buildStationQuery(referential, parameters)).minutes;
  return {
    access: {
      communeCodes: communes.map((commune) => commune.code),
      serviceTypes: groupings.map((grouping) => grouping.code),
      minutes,
      nearest,
      destinations,
    },
    stationMinutes,
  };
}
