/**
 * Colours of maps, for light and dark pages. Lightness falls from class to class in every ordered palette, so that
 * classes keep their order for any colour vision and on a grey print; tests hold that.
 */
export type MapTheme = 'light' | 'dark';
export type PaletteName = 'sea' | 'heath' | 'slate' | 'diverging' | 'centres';

interface Palette {
  light: readonly string[];
  dark: readonly string[];
}

const PALETTES: Record<PaletteName, Palette> = {
  /** Travel time and offer: pale foam to deep sea. */
  sea: {
    light: ['#e4f1ea', '#b7dcd2', '#80bfbf', '#4b9aa6', '#23708a', '#0b4462', '#06243c'],
    dark: ['#e2f3ec', '#b3dcd2', '#7fbfc1', '#4d9bac', '#2d7694', '#23527a', '#253457'],
  },
  /** Needs: straw to heather, so that a map of needs is never read as a map of minutes. */
  heath: {
    light: ['#f9ecd2', '#f3cfa0', '#e5a87e', '#cc7c70', '#a45170', '#71305f', '#41164a'],
    dark: ['#f9ecd2', '#f1cda0', '#e2a680', '#c97a74', '#a45577', '#763b6c', '#4f2b5c'],
  },
  /** Population and other counts. */
  slate: {
    light: ['#e9ebf2', '#c6cde0', '#9facca', '#7688b1', '#506594', '#344570', '#1d2947'],
    dark: ['#e9ebf2', '#c6cde0', '#9facca', '#788bb4', '#586d9e', '#42547f', '#333f61'],
  },
  /** Change: neutral at zero, in the middle. */
  diverging: {
    light: ['#0b5a72', '#5da3b0', '#b6d7d9', '#f1efe9', '#f0c9a4', '#d58c4f', '#96501c'],
    dark: ['#3d9ab5', '#74b6c3', '#b6d7d9', '#e9e6de', '#f0c9a4', '#dc9a61', '#c2702f'],
  },
  /** Five levels of centre, none to major. */
  centres: {
    light: ['#f0eee7', '#f3d98b', '#8cc39a', '#2f8493', '#29296b'],
    dark: ['#e6e4dc', '#e6c66f', '#85bd95', '#34889a', '#3f3f8f'],
  },
};

/** Two figures at once, `[up][across]`: sea to the right, heather upwards, both in the corner. Lightness falls along both sides. */
export const BIVARIATE_COLOURS: Record<MapTheme, readonly (readonly [string, string, string])[]> = {
  light: [
    ['#eceae4', '#a9cdd0', '#4d97a8'],
    ['#e3bfae', '#9d96a8', '#456d8f'],
    ['#b96477', '#7d4b78', '#33295c'],
  ],
  dark: [
    ['#e9e7e0', '#a6cdd1', '#4f9cad'],
    ['#e0bba9', '#9b95aa', '#4a7297'],
    ['#bd6a7d', '#85537f', '#443a72'],
  ],
};

/** Neutral map colours. `missing` is the paper itself: a commune without a figure is a hole, not a class. */
export const MAP_NEUTRALS: Record<
  MapTheme,
  { background: string; neighbour: string; missing: string; outline: string; ink: string; qpv: string }
> = {
  light: { background: '#eef2f1', neighbour: '#e2e5e1', missing: '#ffffff', outline: '#51636b', ink: '#14232b', qpv: '#b3261e' },
  dark: { background: '#0c161b', neighbour: '#1b272d', missing: '#111c22', outline: '#9db0b7', ink: '#e9f0f1', qpv: '#ff8a7a' },
};

/** Values kept secret by the producer: there is a figure, and nobody here may know it. */
export const SECRET_COLOUR: Record<MapTheme, string> = { light: '#d5d5d2', dark: '#313a3f' };

/** Communes that no road reaches: beyond the last class, and named apart in the legend. */
export const UNREACHABLE_COLOUR: Record<MapTheme, string> = { light: '#3a3a3a', dark: '#6d6d6d' };

/** `count` colours spread over the palette, ends kept; one class takes the third colour, neither too pale nor too dark. */
export function paletteColours(name: PaletteName, count: number, theme: MapTheme): string[] {
  const colours = PALETTES[name][theme];
  if (name === 'centres') return colours.slice(0, count);
  if (count === 1) return [colours[2]!];
  // Up to six classes leave the darkest colour aside: it hides the outlines.
  const last = name !== 'diverging' && count < colours.length ? colours.length - 2 : colours.length - 1;
  return Array.from({ length: count }, (_, index) => colours[Math.round((index * last) / (count - 1))]!);
}

/** Colours of the bands of an isochrone, from the nearest, which is the lightest. */
export const isochroneColours = (bandCount: number, theme: MapTheme): string[] => paletteColours('sea', bandCount, theme);
