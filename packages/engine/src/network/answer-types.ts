import { copyLabelsOf, type NearestSweeper, sweepToNearest } from './nearest-by-sweep.ts';

/** Nearest place of several types from the nodes that are asked about, `[type × node]`. */
export interface TypeAnswers {
  weight: Int32Array;
  /** Index in the list of the type; `NO_FACILITY` where none is reached. */
  facility: Int32Array;
}

/** One sweep a type: the labels of all nodes are found, those of `askedNodes` are kept. Types are independent: shares of them may be answered apart. */
export function answerTypes(sweeper: NearestSweeper, typeNodes: readonly ArrayLike<number>[], askedNodes: Int32Array): TypeAnswers {
  const answers: TypeAnswers = {
    weight: new Int32Array(typeNodes.length * askedNodes.length),
    facility: new Int32Array(typeNodes.length * askedNodes.length),
  };
  for (const [type, nodes] of typeNodes.entries()) {
    sweepToNearest(sweeper, nodes, undefined);
    const row = type * askedNodes.length;
    copyLabelsOf(sweeper, askedNodes, {
      weight: answers.weight.subarray(row, row + askedNodes.length),
      facility: answers.facility.subarray(row, row + askedNodes.length),
    });
  }
  return answers;
}
