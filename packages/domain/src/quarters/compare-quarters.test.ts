import { expect, test } from 'vitest';
import { compareQuarters, findQuartersLike } from './compare-quarters.ts';
import type { QuarterRow, Quarters } from './quarters.ts';

const LAYERS = ['library', 'post'] as const;

/** A neighbourhood of `people` on `km2`, with places within 10 minutes for the layers named and, for each of them, the people who have it. */
function quarter(code: string, people: number | null, km2: number | null, near: Partial<Record<(typeof LAYERS)[number], number>>) {
  const isKnown = km2 !== null;
  const summary = {
    ...{ qpvCode: code, name: `Quartier ${code}`, communeCodes: ['00001'], perimeterKnown: isKnown, areaKm2: km2, residentCount: people },
    ...{ absentInside: null, absentWithin15: null },
  };
  const rows = LAYERS.map((layer): QuarterRow => {
    const share = near[layer];
    const count = share === undefined ? 0 : 1;
    return {
      ...{ qpvCode: code, name: summary.name, perimeterKnown: isKnown, layer, countOnEdge: null, nearestWalkMinutes: null },
      ...{ countInside: isKnown ? 0 : null, countWithin: isKnown ? [0, count, count] : null },
      ...{ residentShares: isKnown ? [0, share ?? 0, share ?? 0] : null, communeRestShares: null, epciRestShares: null },
      ...{ countInCommunes: 1, weeklyHours: null },
    };
  });
  return { summary, rows };
}

function world(...drawn: ReturnType<typeof quarter>[]): Quarters {
  return {
    layers: LAYERS.map((id) => ({ id, label: id, knowledge: 'placed' })),
    summaries: drawn.map(({ summary }) => summary),
    rows: drawn.flatMap(({ rows }) => rows),
    ...{ places: [], emptyReasons: {} },
  };
}

const WORLD = world(
  quarter('A', 1000, 0.1, { library: 0.5, post: 0.25 }),
  quarter('B', 1100, 0.1, { library: 0.5, post: 0.25 }),
  quarter('C', 9000, 1, { library: 0.1 }),
  quarter('D', null, null, {}),
);
const measure = (code: string, id: string) => compareQuarters(WORLD, code).find((one) => one.id === id)!;

test('a layer counts once, a share is the mean of the layers, and each is ranked among the neighbourhoods that are measured', () => {
  expect(measure('A', 'within-10')).toMatchObject({ value: 2, rank: 1, rankedCount: 3, median: 2 });
  expect(measure('C', 'within-10')).toMatchObject({ value: 1, rank: 3 });
  expect(measure('C', 'residents')).toMatchObject({ value: 9000, rank: 1, median: 1100 });
  expect(measure('A', 'share-10').value).toBeCloseTo(0.375, 9);
  expect(measure('C', 'share-10').value).toBeCloseTo(0.05, 9);
});

test('what is not measured is missing, never zero: without perimeter only the communes are counted', () => {
  expect(measure('D', 'within-10')).toMatchObject({ value: null, rank: null });
  expect(measure('D', 'communes')).toMatchObject({ value: 2, rank: 1, rankedCount: 4 });
  expect(compareQuarters(WORLD, 'X')).toEqual([]);
  // Measured nowhere: not in the table at all.
  expect(compareQuarters(world(quarter('D', null, null, {})), 'D').map(({ id }) => id)).toEqual(['communes']);
});

test('the neighbourhoods most alike come first, those that are not measured never do', () => {
  expect(findQuartersLike(WORLD, 'A').map(({ qpvCode }) => qpvCode)).toEqual(['B', 'C']);
  expect(findQuartersLike(WORLD, 'D')).toEqual([]);
});
