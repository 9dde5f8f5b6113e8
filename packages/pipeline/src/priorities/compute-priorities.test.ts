import { DEFAULT_PARAMETERS } from '@maillage/domain/runs/parameters.ts';
import { expect, test } from 'vitest';
import { drawReferential, drawWorld } from '../testing/drawn-world.ts';
import { computePriorities } from './compute-priorities.ts';

/** Three communes of 100 people at 2, 8 and 20 km of the only pharmacy, poorer as they are farther; a fourth of which nothing is known. */
async function compute() {
  const indicators = (poverty: number) => ({
    ...{ povertyRate: poverty, medianIncome: 30_000 - 10_000 * poverty, unemployment: poverty, loneParents: poverty, noDiploma: poverty },
    ...{ socialBenefits: poverty, density: 100 - poverty * 100, annualGrowth: 0.01 * poverty, naturalAndMigration: poverty },
    ...{ secondHomes: poverty, youngChildren: poverty, under15: poverty, over75: poverty, ageingIndex: poverty, withoutCar: poverty },
    ...{ publicTransport: -poverty, commute: poverty },
  });
  const drawn = drawReferential(
    [
      { code: '00001', atKm: 2, population: 100, indicators: indicators(0.1) },
      { code: '00002', atKm: 8, population: 100, indicators: indicators(0.2) },
      { code: '00003', atKm: 20, population: 100, indicators: indicators(0.4) },
      { code: '00004', atKm: 30, population: 100 },
      { code: '96001', atKm: 0, population: 100, own: false, offer: { D307: 1 } },
    ],
    [
      { code: 'D307', range: 'proximity' },
      { code: 'C108', range: 'proximity', collected: false },
    ],
  );
  return computePriorities(await drawWorld(drawn, { themes: [...DEFAULT_PARAMETERS.themes] }));
}

test('the far commune in need comes first, the near one at ease is maintained, the unknown one has no priority', async () => {
  const { tables, needClasses, needCuts, communeCodes } = await compute();
  expect(communeCodes).toEqual(['00001', '00002', '00003', '00004']);
  expect(needClasses).toEqual(['low', 'middle', 'high', null]);
  expect(needCuts![0]).toBeLessThan(needCuts![1]);
  const proximity = tables.find(({ theme }) => theme === 'proximity')!;
  // Four times 100 inhabitants: the cuts are at the second and the third, 8 and 20 minutes.
  expect(proximity.deficitCuts![0]).toBeCloseTo(8, 3);
  expect(proximity.deficitCuts![1]).toBeCloseTo(20, 3);
  expect(proximity.deficitClasses).toEqual(['low', 'low', 'middle', 'high']);
  expect(proximity.priorities).toEqual([4, 4, 2, null]);
  expect(tables.at(-1)).toMatchObject({ theme: 'overall', unit: 'place' });
});

test('each theme of the parameters has its priorities; one without any service says so and has none', async () => {
  const { tables } = await compute();
  const health = tables.find(({ theme }) => theme === 'theme.sante')!;
  expect(health).toMatchObject({ label: 'Santé', unit: 'minutes', serviceCount: 1, priorities: [4, 4, 2, null] });
  expect(health.deficit[0]).toBeCloseTo(2, 3);
  expect(tables.find(({ theme }) => theme === 'theme.numerique')).toMatchObject({
    ...{ serviceCount: 0, deficit: [null, null, null, null], deficitCuts: null, priorities: [null, null, null, null] },
  });
});
