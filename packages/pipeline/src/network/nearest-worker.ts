/** A thread that answers a share of the types: started by `nearest-pool.ts`, never by hand. */
import { parentPort, workerData } from 'node:worker_threads';
import { answerTypes } from '@maillage/engine/network/answer-types.ts';
import { createNearestSweeper } from '@maillage/engine/network/nearest-by-sweep.ts';
import type { NearestShare } from './nearest-pool.ts';

// Written by `answerByThreads`, which alone starts this file.
const { hierarchy, typeNodes, askedNodes } = workerData as NearestShare;
parentPort?.postMessage(answerTypes(createNearestSweeper(hierarchy), typeNodes, askedNodes));
