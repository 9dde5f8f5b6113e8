import { UNREACHED_WEIGHT } from './road-graph.ts';
import {
  advance,
  assembleModule,
  type Code,
  getLocal,
  I32,
  I64,
  i32Const,
  i32Load,
  i32Store,
  i32x4Pick,
  i64Const,
  i64Load,
  i64LoadUnsigned32,
  i64Store,
  OP,
  repeatWhile,
  setLocal,
  V128,
  v128Load,
  v128LoadSplat,
  v128LoadSplat64,
  v128Store,
  type WasmFunction,
  when,
} from './wasm-assembler.ts';

/** Sixteen labels of 32 bits fill a cache line: an arc is read once for sixteen searches. */
export const WIDE_LANES = 16;

/** Parameters: addresses in bytes, all multiples of 4. */
const [ARC_END, ARC, ROW, REACHED, NODE_COUNT] = [0, 1, 2, 3, 4] as const;
/** Locals of every sweep. */
const [RANK, END, ABOVE, FIRST_ROW, BEST] = [5, 6, 7, 8, 9] as const;

/** Leaves on the stack whether the rank holds a label from the climb: bit `rank & 31` of word `rank >> 5`. */
const isReached: Code = [
  ...[...getLocal(RANK), ...i32Const(5), ...OP.i32ShrU, ...i32Const(2), ...OP.i32Shl, ...getLocal(REACHED), ...OP.i32Add],
  ...[...i32Load(0), ...getLocal(RANK), ...OP.i32ShrU, ...i32Const(1), ...OP.i32And],
];

/** For each rank in order: start from its climbed label, take the best over its arcs, write it. `laneShift` = log2 of the bytes of a row. */
function sweepBody(laneShift: number, start: Code, load: Code, relax: Code, store: Code): Code[] {
  const moreArcs: Code = [...getLocal(ARC), ...getLocal(END), ...OP.i32LtS];
  return [
    [...getLocal(ROW), ...setLocal(FIRST_ROW)],
    repeatWhile(
      start,
      isReached,
      when(load),
      [...getLocal(ARC_END), ...i32Load(0), ...setLocal(END)],
      moreArcs,
      when(
        repeatWhile(
          [...getLocal(ARC), ...i32Load(0), ...i32Const(laneShift), ...OP.i32Shl, ...getLocal(FIRST_ROW), ...OP.i32Add, ...setLocal(ABOVE)],
          relax,
          advance(ARC, 8),
          moreArcs,
        ),
      ),
      store,
      advance(ROW, 1 << laneShift),
      advance(ARC_END, 4),
      advance(RANK, 1),
      [...getLocal(RANK), ...getLocal(NODE_COUNT), ...OP.i32LtS],
    ),
  ];
}

const CANDIDATE = 10;

/** The best by selection rather than by a branch: on road graphs the processor cannot guess which arc wins. */
const sweepOne: WasmFunction = {
  name: 'sweepOne',
  parameterCount: 5,
  locals: [I32, I32, I32, I32, I32, I32],
  body: sweepBody(
    2,
    [...i32Const(UNREACHED_WEIGHT), ...setLocal(BEST)],
    [...getLocal(ROW), ...i32Load(0), ...setLocal(BEST)],
    [
      ...[...getLocal(ABOVE), ...i32Load(0), ...getLocal(ARC), ...i32Load(4), ...OP.i32Add, ...setLocal(CANDIDATE)],
      ...[...getLocal(CANDIDATE), ...getLocal(BEST), ...getLocal(CANDIDATE), ...getLocal(BEST), ...OP.i32LtS, ...OP.select],
      ...setLocal(BEST),
    ],
    [...getLocal(ROW), ...getLocal(BEST), ...i32Store(0)],
  ),
};

/**
 * One search that carries which facility: 64-bit labels, weight above, facility below, so that one comparison prefers the lower
 * weight, then the lower facility. Unreached = (`UNREACHED_WEIGHT`, 0): a label at that weight or beyond never takes its place.
 */
const sweepKeyed: WasmFunction = {
  name: 'sweepKeyed',
  parameterCount: 5,
  locals: [I32, I32, I32, I32, I64, I64],
  body: sweepBody(
    3,
    [...i32Const(UNREACHED_WEIGHT), ...OP.i64FromUnsigned, ...i64Const(32), ...OP.i64Shl, ...setLocal(BEST)],
    [...getLocal(ROW), ...i64Load(0), ...setLocal(BEST)],
    [
      ...[...getLocal(ABOVE), ...i64Load(0), ...getLocal(ARC), ...i64LoadUnsigned32(4), ...i64Const(32), ...OP.i64Shl, ...OP.i64Add],
      ...setLocal(CANDIDATE),
      ...[...getLocal(CANDIDATE), ...getLocal(BEST), ...getLocal(CANDIDATE), ...getLocal(BEST), ...OP.i64LtS, ...OP.select],
      ...setLocal(BEST),
    ],
    [...getLocal(ROW), ...getLocal(BEST), ...i64Store(0)],
  ),
};

const QUARTERS = [0, 1, 2, 3] as const;
const LENGTH = BEST + QUARTERS.length;

const sweepSixteen: WasmFunction = {
  name: 'sweepSixteen',
  parameterCount: 5,
  locals: [I32, I32, I32, I32, V128, V128, V128, V128, V128],
  body: sweepBody(
    6,
    QUARTERS.flatMap((quarter) => [...i32Const(UNREACHED_WEIGHT), ...OP.i32x4Splat, ...setLocal(BEST + quarter)]),
    QUARTERS.flatMap((quarter) => [...getLocal(ROW), ...v128Load(quarter * 16), ...setLocal(BEST + quarter)]),
    [
      ...[...getLocal(ARC), ...v128LoadSplat(4), ...setLocal(LENGTH)],
      ...QUARTERS.flatMap((quarter) => [
        ...[...getLocal(ABOVE), ...v128Load(quarter * 16), ...getLocal(LENGTH), ...OP.i32x4Add],
        ...[...getLocal(BEST + quarter), ...OP.i32x4MinS, ...setLocal(BEST + quarter)],
      ]),
    ],
    QUARTERS.flatMap((quarter) => [...getLocal(ROW), ...getLocal(BEST + quarter), ...v128Store(quarter * 16)]),
  ),
};

/** Nodes put in order at a time: sixteen lanes of 1,024 labels stay in the second-level cache. */
export const BLOCK_NODES = 1024;
/** From one lane to the next in a block: a cache line more than 4 KiB, for lanes 4 KiB apart would chase each other from the cache. */
export const BLOCK_STRIDE = BLOCK_NODES + 16;

const [RANKS, OUT, ROWS, NODES, FACTOR_AT] = [0, 1, 2, 3, 4] as const;
const [NODE, SOURCE_0] = [5, 6] as const;
const VECTOR_0 = SOURCE_0 + 4;
const PAIR_0 = VECTOR_0 + 4;
const [WEIGHTS, FACTOR, INFINITE, UNREACHED] = [PAIR_0 + 4, PAIR_0 + 5, PAIR_0 + 6, PAIR_0 + 7] as const;
/** Bits of the single-precision infinity. */
const INFINITY_BITS = 0x7f800000;

/**
 * Minutes of a block of nodes, from rows of sixteen lanes of weights to sixteen lists of singles, `BLOCK_STRIDE` apart: four nodes at
 * a time, each square of four by four turned in registers, each weight multiplied in double precision by the number at
 * `FACTOR_AT`, then rounded once, as JavaScript would. The count of nodes is rounded up to four: the rank list has room for it.
 */
const unlaceSixteen: WasmFunction = {
  name: 'unlaceSixteen',
  parameterCount: 5,
  locals: [I32, I32, I32, I32, I32, ...Array.from({ length: 12 }, () => V128)],
  body: [
    [...getLocal(FACTOR_AT), ...v128LoadSplat64(0), ...setLocal(FACTOR)],
    [...i32Const(INFINITY_BITS), ...OP.i32x4Splat, ...setLocal(INFINITE)],
    [...i32Const(UNREACHED_WEIGHT), ...OP.i32x4Splat, ...setLocal(UNREACHED)],
    repeatWhile(
      QUARTERS.flatMap((node) => [
        ...[...getLocal(RANKS), ...i32Load(node * 4), ...i32Const(6), ...OP.i32Shl, ...getLocal(ROWS), ...OP.i32Add],
        ...setLocal(SOURCE_0 + node),
      ]),
      QUARTERS.flatMap((quarter) => [
        ...QUARTERS.flatMap((node) => [...getLocal(SOURCE_0 + node), ...v128Load(quarter * 16), ...setLocal(VECTOR_0 + node)]),
        ...pickPair(PAIR_0, VECTOR_0, VECTOR_0 + 1, [0, 4, 1, 5]),
        ...pickPair(PAIR_0 + 1, VECTOR_0 + 2, VECTOR_0 + 3, [0, 4, 1, 5]),
        ...pickPair(PAIR_0 + 2, VECTOR_0, VECTOR_0 + 1, [2, 6, 3, 7]),
        ...pickPair(PAIR_0 + 3, VECTOR_0 + 2, VECTOR_0 + 3, [2, 6, 3, 7]),
        ...QUARTERS.flatMap((lane) => storeLane(quarter * 4 + lane, PAIR_0 + (lane >> 1) * 2, lane % 2 === 0)),
      ]),
      advance(RANKS, 16),
      advance(OUT, 16),
      advance(NODE, 4),
      [...getLocal(NODE), ...getLocal(NODES), ...OP.i32LtS],
    ),
  ],
};

function pickPair(into: number, left: number, right: number, picks: readonly [number, number, number, number]): Code {
  return [...getLocal(left), ...getLocal(right), ...i32x4Pick(picks), ...setLocal(into)];
}

/** Minutes of four nodes in one lane, from the even or the odd halves of two vectors. */
function storeLane(lane: number, pair: number, isEven: boolean): Code {
  const half = (picks: readonly [number, number, number, number]): Code => [
    ...[...getLocal(WEIGHTS), ...getLocal(WEIGHTS), ...i32x4Pick(picks), ...OP.f64x2ConvertLow],
    ...[...getLocal(FACTOR), ...OP.f64x2Mul, ...OP.f32x4Demote],
  ];
  return [
    ...pickPair(WEIGHTS, pair, pair + 1, isEven ? [0, 1, 4, 5] : [2, 3, 6, 7]),
    ...[...getLocal(OUT), ...getLocal(INFINITE)],
    ...[...half([0, 1, 2, 3]), ...half([2, 3, 0, 1]), ...i32x4Pick([0, 1, 4, 5])],
    ...[...getLocal(WEIGHTS), ...getLocal(UNREACHED), ...OP.i32x4Eq, ...OP.bitSelect],
    ...v128Store(lane * BLOCK_STRIDE * 4),
  ];
}

/** Bytes of the module of the four kernels. */
export function assembleSweepKernels(): Uint8Array {
  return assembleModule([sweepOne, sweepKeyed, sweepSixteen, unlaceSixteen]);
}
