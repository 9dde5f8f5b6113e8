import { expect, test } from 'vitest';
import { cleanText } from './write-line.ts';

test('a long name is cut at its hyphens alone; what has neither space nor hyphen may be cut anywhere', () => {
  const name = 'Saint-Germain-de-Tallevende-la-Lande-Vaumont';
  expect(cleanText(name)).toBe(name);
  expect(
    cleanText('a'.repeat(40))
      .split('\u200b')
      .map(({ length }) => length),
  ).toEqual([14, 14, 12]);
});
