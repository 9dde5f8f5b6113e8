import { expect, test } from 'vitest';
import { type MapTheme, type PaletteName, paletteColours } from './palettes.ts';

/** Lightness L* (CIE 1976), 0 to 100: what is left of a colour on a grey print. */
function lightness(colour: string): number {
  const linear = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * linear[0]! + 0.7152 * linear[1]! + 0.0722 * linear[2]!;
  return luminance > 0.008856 ? 116 * Math.cbrt(luminance) - 16 : 903.3 * luminance;
}

const ordered: PaletteName[] = ['sea', 'heath', 'slate', 'centres'];
for (const theme of ['light', 'dark'] satisfies MapTheme[]) {
  for (const name of ordered) {
    test(`farther is darker, by steps that a grey print keeps (${name}, ${theme})`, () => {
      const steps = paletteColours(name, 5, theme).map(lightness);
      for (let index = 1; index < steps.length; index++) expect(steps[index - 1]! - steps[index]!, `class ${index}`).toBeGreaterThan(6);
    });
  }
  test(`change is lightest at zero (${theme})`, () => {
    const steps = paletteColours('diverging', 7, theme).map(lightness);
    expect(Math.max(...steps)).toBe(steps[3]);
  });
}

test('one class alone is neither the palest nor the darkest', () => {
  expect(paletteColours('sea', 1, 'light')).toEqual(['#80bfbf']);
});
