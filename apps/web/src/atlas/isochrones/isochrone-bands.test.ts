import type { CommuneListItem } from '@maillage/domain/territories/commune-list.ts';
import { expect, test } from 'vitest';
import { countBands } from './isochrone-bands.ts';

test('a commune at five minutes sharp is within five minutes, one that no road reaches is beyond, and everybody is counted once', () => {
  const communes = [
    { code: '00001', populationCount: 600 },
    { code: '00002', populationCount: 300 },
    { code: '00003', populationCount: null },
    { code: '00004', populationCount: 100 },
  ] as CommuneListItem[];
  const counts = countBands(
    {
      bands: [5, 10].map((minutes) => ({ minutes, area: [] })),
      communes: [
        { code: '00001', minutes: 5 },
        { code: '00002', minutes: 5.1 },
        { code: '00003', minutes: 10 },
      ],
    },
    communes,
  );
  expect(counts.map(({ label, communeCount, populationCount }) => [label, communeCount, populationCount])).toEqual([
    ['jusqu’à 5 min', 1, 600],
    ['5 à 10 min', 2, 300],
    ['au-delà de 10 min', 1, 100],
  ]);
});
