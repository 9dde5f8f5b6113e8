import type { UpwardArcs } from './hierarchy.ts';
import { assembleSweepKernels } from './sweep-kernels.ts';

/** What we use of WebAssembly, which the types of the language alone do not describe. */
interface WasmApi {
  Memory: new (size: { initial: number }) => { buffer: ArrayBuffer };
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: Record<string, (...parameters: number[]) => void> };
}
const PAGE_BYTES = 65_536;
/** For the block of minutes and the rounding of each array to a cache line. */
const SPARE_PAGES = 3;

let kernels: object | undefined;

/** Kernels over a memory of at least so many integers, handed out from its start on cache lines. */
export function openWasm(integerCount: number) {
  // Every engine that runs this code has it; only the description of the language leaves it out.
  const { WebAssembly: wasm } = globalThis as unknown as { WebAssembly: WasmApi };
  const memory = new wasm.Memory({ initial: Math.ceil((integerCount * 4) / PAGE_BYTES) + SPARE_PAGES });
  kernels ??= new wasm.Module(assembleSweepKernels());
  const { exports } = new wasm.Instance(kernels, { env: { memory } });
  let used = 0;
  return {
    memory: memory.buffer,
    take: (size: number) => {
      const view = new Int32Array(memory.buffer, used, size);
      used += Math.ceil(size / 16) * 64;
      return view;
    },
    call: (name: string, ...parameters: number[]) => exports[name]!(...parameters),
  };
}

/** Copies arcs as the kernels read them: rank above and weight side by side, and the address where the arcs of each rank end. */
export function laceArcs({ first, head, weight }: UpwardArcs, arcs: Int32Array, arcEnd: Int32Array): void {
  for (let rank = 0; rank < arcEnd.length; rank++) arcEnd[rank] = arcs.byteOffset + first[rank + 1]! * 8;
  for (let arc = 0; arc < head.length; arc++) {
    arcs[2 * arc] = head[arc]!;
    arcs[2 * arc + 1] = weight[arc]!;
  }
}
