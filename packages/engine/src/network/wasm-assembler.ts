/**
 * The little of WebAssembly that our kernels need: instructions as lists of bytes (WebAssembly core specification 2.0,
 * chapter 5), assembled here so that the repository holds its source and no binary.
 */
export type Code = readonly number[];

/** Instruction numbers with no operand. */
export const OP = {
  end: [0x0b],
  select: [0x1b],
  i32LtS: [0x48],
  i32Add: [0x6a],
  i32And: [0x71],
  i32Shl: [0x74],
  i32ShrU: [0x76],
  i64LtS: [0x53],
  i64Add: [0x7c],
  i64Shl: [0x86],
  i64FromUnsigned: [0xad],
  i32x4Add: [0xfd, 0xae, 0x01],
  i32x4MinS: [0xfd, 0xb6, 0x01],
  i32x4Splat: [0xfd, 0x11],
  i32x4Eq: [0xfd, 0x37],
  bitSelect: [0xfd, 0x52],
  /** The two low integers of a vector, as doubles. */
  f64x2ConvertLow: [0xfd, 0xfe, 0x01],
  f64x2Mul: [0xfd, 0xf2, 0x01],
  /** Two doubles rounded to singles, in the low half. */
  f32x4Demote: [0xfd, 0x5e],
} as const satisfies Record<string, Code>;

export const I32 = 0x7f;
export const I64 = 0x7e;
export const V128 = 0x7b;
const NO_RESULT = 0x40;

/** Unsigned LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return bytes;
}

/** Signed LEB128. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7) {
    const isLast = (rest >> 6 === 0 && (rest & 0x40) === 0) || (rest >> 6 === -1 && (rest & 0x40) !== 0);
    bytes.push((rest & 0x7f) | (isLast ? 0 : 0x80));
    if (isLast) return bytes;
  }
}

export const getLocal = (local: number): Code => [0x20, ...unsigned(local)];
export const setLocal = (local: number): Code => [0x21, ...unsigned(local)];
export const i32Const = (value: number): Code => [0x41, ...signed(value)];
/** A 64-bit constant that fits in 32. */
export const i64Const = (value: number): Code => [0x42, ...signed(value)];
/** Memory instructions take an address from the stack, to which `offset` bytes are added. */
export const i32Load = (offset: number): Code => [0x28, 2, ...unsigned(offset)];
export const i32Store = (offset: number): Code => [0x36, 2, ...unsigned(offset)];
export const i64Load = (offset: number): Code => [0x29, 3, ...unsigned(offset)];
export const i64LoadUnsigned32 = (offset: number): Code => [0x35, 2, ...unsigned(offset)];
export const i64Store = (offset: number): Code => [0x37, 3, ...unsigned(offset)];
export const v128Load = (offset: number): Code => [0xfd, 0x00, 4, ...unsigned(offset)];
export const v128Store = (offset: number): Code => [0xfd, 0x0b, 4, ...unsigned(offset)];
/** One integer copied in the four places of a vector. */
export const v128LoadSplat = (offset: number): Code => [0xfd, 0x09, 2, ...unsigned(offset)];
/** One double copied in the two places of a vector. */
export const v128LoadSplat64 = (offset: number): Code => [0xfd, 0x0a, 3, ...unsigned(offset)];
/** Four integers picked among the eight of two vectors. */
export const i32x4Pick = (picks: readonly [number, number, number, number]): Code => [
  0xfd,
  0x0d,
  ...picks.flatMap((pick) => [pick * 4, pick * 4 + 1, pick * 4 + 2, pick * 4 + 3]),
];

/** Repeats `body` while the condition that it leaves on the stack is not 0. */
export const repeatWhile = (...body: Code[]): Code => [0x03, NO_RESULT, ...body.flat(), 0x0d, 0, ...OP.end];
/** Runs `body` when the value on the stack is not 0. */
export const when = (...body: Code[]): Code => [0x04, NO_RESULT, ...body.flat(), ...OP.end];
/** Adds a constant to a local. */
export const advance = (local: number, by: number): Code => [...getLocal(local), ...i32Const(by), ...OP.i32Add, ...setLocal(local)];

export interface WasmFunction {
  name: string;
  /** All parameters are 32-bit integers. */
  parameterCount: number;
  /** Types of the other locals, numbered after the parameters. */
  locals: readonly number[];
  body: readonly Code[];
}

/** A module that imports the memory `env.memory` and exports these functions. */
export function assembleModule(functions: readonly WasmFunction[]): Uint8Array {
  const section = (id: number, content: readonly number[]) => [id, ...unsigned(content.length), ...content];
  const list = (items: readonly Code[]) => [...unsigned(items.length), ...items.flat()];
  const name = (text: string) => list(Array.from(text, (letter) => [letter.charCodeAt(0)]));
  const types = functions.map(({ parameterCount }) => [0x60, ...list(Array.from({ length: parameterCount }, () => [I32])), 0]);
  const bodies = functions.map(({ locals, body }) => {
    const code = [...list(locals.map((type) => [1, type])), ...body.flat(), ...OP.end];
    return [...unsigned(code.length), ...code];
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list(types)),
    ...section(2, list([[...name('env'), ...name('memory'), 2, 0, 1]])),
    ...section(3, list(functions.map((_, index) => unsigned(index)))),
    ...section(7, list(functions.map((each, index) => [...name(each.name), 0, ...unsigned(index)]))),
    ...section(10, list(bodies)),
  ]);
}
