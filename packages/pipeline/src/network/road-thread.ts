/** A thread that holds the roads of one run and answers questions one after the other: started by `road-desk.ts`, never by hand. */
import { deserialize } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { DomainError } from '@maillage/domain/errors.ts';
import type { RoadNetwork } from '@maillage/engine/network/road-network.ts';
import { openSpotGround, type SpotGround } from './answer-spots.ts';
import { answerOnRoads, type RoadAnswers, type RoadQuestion } from './road-questions.ts';

export interface ThreadQuestion {
  id: number;
  question: RoadQuestion;
}
export type ThreadAnswer = { id: number } & (
  | { answer: RoadAnswers[RoadQuestion['kind']] }
  | { refusal: Pick<DomainError, 'code' | 'message'> }
  | { failure: string }
);

// Written by `road-desk.ts`, which alone starts this file: the bytes that a build remembered under the key of its roads.
const { network } = deserialize(workerData as Uint8Array) as { network: RoadNetwork };
let ground: SpotGround | undefined;

parentPort?.on('message', ({ id, question }: ThreadQuestion) => {
  parentPort?.postMessage(answer(id, question));
});

function answer(id: number, question: RoadQuestion): ThreadAnswer {
  try {
    ground ??= openSpotGround(network);
    return { id, answer: answerOnRoads(ground, question) };
  } catch (error) {
    if (error instanceof DomainError) return { id, refusal: { code: error.code, message: error.message } };
    return { id, failure: error instanceof Error ? error.message : String(error) };
  }
}
