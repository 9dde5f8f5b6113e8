import { DEFAULT_PARAMETERS, type RunParameters } from '@maillage/domain/runs/parameters.ts';
import { expect, test } from 'vitest';
import { describeWorld, drawReferential } from '../testing/drawn-world.ts';
import { createKeptResults, pick } from './kept-results.ts';

test('computed again only when what it is given has changed; a promise that fails is not kept', async () => {
  const kept = createKeptResults();
  let count = 0;
  const read = (parameters: RunParameters) => kept.keep('one', pick(parameters, ['maxMinutes']), ({ maxMinutes }) => maxMinutes + count++);
  const longer = { ...DEFAULT_PARAMETERS, maxMinutes: 500 };
  const first = read(DEFAULT_PARAMETERS);
  expect(read({ ...DEFAULT_PARAMETERS, huff: { ...DEFAULT_PARAMETERS.huff, beta: 9 } })).toBe(first);
  expect(read(longer)).toBe(501);
  expect(read(DEFAULT_PARAMETERS)).toBe(DEFAULT_PARAMETERS.maxMinutes + 2);
  let tries = 0;
  const fail = () =>
    kept.keep('two', null, async () => {
      if (tries++ === 0) throw new Error('une fois');
      return tries;
    });
  await expect(fail()).rejects.toThrow('une fois');
  expect(await fail()).toBe(2);
  // Two builds at once: each has its own, that the other cannot stop; the next takes what the last one ended.
  const slow = () => kept.keep('three', null, async () => ++tries);
  const [one, other] = [slow(), slow()];
  expect(other).not.toBe(one);
  expect([await one, await other]).toEqual([3, 4]);
  expect([3, 4]).toContain(await slow());
});

/** Something else for every parameter: a new one does not compile until it is here. */
const MOVED: { [Key in keyof RunParameters]: RunParameters[Key] | null } = {
  version: null,
  preferredFiles: null,
  farThresholdMinutes: { proximity: 3, intermediate: 9, superior: 20 },
  accessThresholdsMinutes: { proximity: [4], intermediate: [8], superior: [12] },
  intraCommune: DEFAULT_PARAMETERS.intraCommune === 'zero' ? 'disc-mean' : 'zero',
  maxMinutes: 15,
  levelRule: 'quantile',
  levelCuts: { proximity: 0.7, intermediate: 0.2 },
  needWeights: { povertyRate: 1, medianIncome: 0 },
  needNormalisation: 'rank',
  minimumPresentWeight: 0.1,
  catchment: { bandMinutes: [5, 12], weights: [1, 0.5] },
  apl: { ...DEFAULT_PARAMETERS.apl, bandMinutes: [6, 11], weights: [1, 0.2] },
  greyZones: { ...DEFAULT_PARAMETERS.greyZones, factor: 0.5 },
  huff: { ...DEFAULT_PARAMETERS.huff, beta: 0.5 },
  centreRule: { ...DEFAULT_PARAMETERS.centreRule, rangeWeights: [1, 0, 0] },
  typology: { ...DEFAULT_PARAMETERS.typology, classCount: 3 },
  themes: [{ id: 'a', label: 'A', facilityTypes: ['D307'] }],
  operatorLayers: [{ id: 'b', label: 'B', facilityTypes: ['D307'] }],
  baskets: [{ id: 'c', label: 'C', services: [{ label: 'Pharmacie', facilityTypes: ['D307'] }] }],
  centreOverrides: [{ communeCode: '00003', level: 4, author: 'Conseil', reason: 'Essai' }],
};

test('whatever parameter is moved, what was kept changes nothing of the run', async () => {
  const codes = Array.from({ length: 12 }, (_, index) => `000${String(index + 1).padStart(2, '0')}`);
  const referential = drawReferential(
    codes.map((code, index) => ({
      ...{ code, atKm: 4 * index, population: 100 + 40 * index, epci: index < 6 ? 'A' : 'B' },
      offer: index % 4 === 0 ? { D307: 1, C108: 1 } : index % 3 === 0 ? { D201: 2 } : {},
      indicators: {
        povertyRate: 0.1 + 0.02 * index,
        medianIncome: 20_000 - index ** 2,
        unemployment: 0.2,
        density: 10 + index,
        annualGrowth: 0,
      },
    })),
    [
      { code: 'D307', range: 'proximity' },
      { code: 'C108', range: 'intermediate' },
      { code: 'D201', range: 'superior' },
    ],
  );
  const shared = createKeptResults();
  await describeWorld(referential, {}, shared);
  for (const [key, value] of Object.entries(MOVED)) {
    if (value === null) continue;
    const changes = { [key]: value };
    expect(await describeWorld(referential, changes, shared), key).toEqual(await describeWorld(referential, changes, createKeptResults()));
  }
});
