import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { readMapFonts } from '../fonts.ts';

const require = createRequire(import.meta.url);
let ready: Promise<Uint8Array[]> | undefined;

/** The module is compiled once in a process, and its fonts are read once. */
async function prepare(): Promise<Uint8Array[]> {
  await initWasm(await readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return readMapFonts();
}

/** The engine's word for shapes drawn without blending their edges into what is around. */
const SHARP_EDGES = 0;

/**
 * An SVG as a PNG of `widthPixels`, with our own fonts only: the same drawing gives the same points on every machine. Shapes have
 * sharp edges: a map then has a few tens of colours, and weighs a third of what its thousands of blended edges would.
 */
export async function rasteriseSvg(svg: string, widthPixels: number): Promise<Uint8Array> {
  ready ??= prepare();
  const picture = new Resvg(svg, {
    font: { fontBuffers: await ready, defaultFontFamily: 'Atkinson Hyperlegible Next', sansSerifFamily: 'Atkinson Hyperlegible Next' },
    fitTo: { mode: 'width', value: widthPixels },
    background: '#ffffff',
    shapeRendering: SHARP_EDGES,
  });
  try {
    const image = picture.render();
    const png = image.asPng();
    image.free();
    return png;
  } finally {
    picture.free();
  }
}
