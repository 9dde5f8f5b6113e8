import { expect, test } from 'vitest';
import { readCoverage, readFonts, toPrintable, toPrintableSvg } from './fonts.ts';

test('French, its spaces and the names of Europe are kept as they are', () => {
  const words = 'Où l’œuvre coûte 17\u202f495\u00a0€\u202f: « Łódź », « Škoda », ½, ², ≥ 5 − 3 — fin…';
  expect(toPrintable(words)).toBe(words);
});

test('what no font draws is a box, what is no letter is a space, and two marks that make one letter are one', () => {
  expect(toPrintable('漢\u{1f600}')).toMatch(/^[□?]{2}$/);
  expect(toPrintable('a\u0000b\u001bc\u2028d')).toBe('a b c d');
  expect(toPrintable('e\u0301te\u0301')).toBe('été');
});

test('words of a drawing are in one font: its narrow spaces are the ordinary ones', () => {
  expect(toPrintableSvg('<text>17\u202f495\u00a0hab. à l’Est</text>')).toBe('<text>17\u00a0495\u00a0hab. à l’Est</text>');
});

test('each face of a family draws the same letters: one is read for all', () => {
  const sizes = readFonts().map((font) => readCoverage(font).size);
  expect(new Set(sizes.slice(0, 4)).size).toBe(1);
  expect(new Set(sizes.slice(4)).size).toBe(1);
  expect(sizes[0]).toBeGreaterThan(300);
});
