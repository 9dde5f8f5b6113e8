import { parentPort, workerData } from 'node:worker_threads';
import { compileTypst, type TypstInput } from './compile-typst.ts';

// One document, then the end: what Typst took in memory goes with the thread.
const output = compileTypst(workerData as TypstInput);
parentPort?.postMessage(output, 'bytes' in output ? [output.bytes.buffer as ArrayBuffer] : []);
