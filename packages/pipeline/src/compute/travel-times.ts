import { createHash } from 'node:crypto';
import { serialize } from 'node:v8';
import type { TravelMethod } from '@maillage/domain/accessibility/access.ts';
import { estimatedKm, estimateMinutes, ISERE_MODEL } from '@maillage/engine/travel/estimated-minutes.ts';
import { kNearestPlaces, type NearestPlaces } from '@maillage/engine/travel/k-nearest-places.ts';
import { minutesToNearestOfEachType, type NearestQuery, type NearestResult } from '@maillage/engine/travel/minutes-to-nearest.ts';
import { chordToKm, squaredChord, toUnitVectors } from '@maillage/engine/travel/unit-vectors.ts';
import type { Referential } from '../referential/referential.ts';
import type { TaskMemory } from '../task-memory.ts';
import { ISERE_ERROR_SENTENCE } from '../travel-error.ts';
import { sliceOrigins } from './access-query.ts';
import { centreOrigins, type Origins } from './origins.ts';

/** One way of counting the minutes of a whole run: all of its figures take the same. */
export interface TravelTimes {
  method: TravelMethod;
  /** French: the measured error of an estimate, or what the roads are and leave out. */
  sentence: string;
  origins: Origins;
  answer(query: NearestQuery, onProgress: (ratio: number) => void): Promise<NearestResult>;
  /** The `k` nearest places of each type, in the same minutes. */
  answerSeveral(query: NearestQuery, k: number): Promise<NearestPlaces>;
  /** Minutes from one commune's centre to another's, by index. */
  minutesBetween(fromCommune: number, toCommune: number): number;
  /** The same, kept: centres are asked for again and again, by every level and every rule. */
  minutesToCentre(fromCommune: number, centre: number): number;
  /** No journey of that many minutes goes farther than this, as the crow flies. */
  farthestKm(minutes: number): number;
}

/** Keeps the minutes to each centre that was asked for: one column of communes a centre. */
export function keepColumns(minutesBetween: TravelTimes['minutesBetween'], communeCount: number): TravelTimes['minutesToCentre'] {
  const columns: (Float64Array | undefined)[] = Array.from({ length: communeCount });
  return (from, centre) => {
    let column = columns[centre];
    if (column === undefined) {
      column = new Float64Array(communeCount).fill(Number.NaN);
      columns[centre] = column;
    }
    const known = column[from]!;
    if (!Number.isNaN(known)) return known;
    const minutes = minutesBetween(from, centre);
    column[from] = minutes;
    return minutes;
  };
}

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

/** Minutes estimated from straight distances between commune centres, where no road graph covers the Département. */
export function estimatedTravel({ communes }: Referential, runChunks: ChunkRunner): TravelTimes {
  const vectors = toUnitVectors(
    Float64Array.from(communes, ({ lon }) => lon),
    Float64Array.from(communes, ({ lat }) => lat),
  );
  const minutesBetween = (from: number, to: number) => estimateMinutes(chordToKm(squaredChord(vectors, from, vectors, to)), ISERE_MODEL);
  return {
    method: 'estimated',
    sentence: ISERE_ERROR_SENTENCE,
    origins: centreOrigins(communes),
    answer: async (query, onProgress) => {
      const originCount = query.originLon.length;
      const bounds: { from: number; to: number }[] = [];
      for (let from = 0; from < originCount; from += CHUNK_ORIGINS) bounds.push({ from, to: Math.min(originCount, from + CHUNK_ORIGINS) });
      return joinPieces(await runChunks(query, bounds, (doneCount) => onProgress(doneCount / bounds.length)));
    },
    answerSeveral: async (query, k) => kNearestPlaces(query, k),
    minutesBetween,
    minutesToCentre: keepColumns(minutesBetween, communes.length),
    farthestKm: (minutes) => estimatedKm(minutes, ISERE_MODEL),
  };
}

function joinPieces(pieces: readonly NearestResult[]): NearestResult {
  const length = pieces.reduce((sum, piece) => sum + piece.minutes.length, 0);
  const whole: NearestResult = { minutes: new Float32Array(length), pointIndex: new Int32Array(length) };
  let at = 0;
  for (const { minutes, pointIndex } of pieces) {
    whole.minutes.set(minutes, at);
    whole.pointIndex.set(pointIndex, at);
    at += minutes.length;
  }
  return whole;
}
