import type { NeedComponentValue } from '@maillage/domain/runs/results.ts';
import { expect, test } from 'vitest';
import { indexRun } from './index-run.ts';
import { rankNeed } from './need-ranking.ts';
import { buildFourCommunes } from './testing/four-communes.ts';

// Bourg, Hameau and Ferme: 10, 20 and 40 % of poor people, 10, 9 and 4 % of unemployed; Île keeps both secret.
const value = (communeCode: string, componentId: string, given: number): NeedComponentValue => ({
  ...{ communeCode, componentId, value: given, status: 'known' },
});
const facts = buildFourCommunes();
const codes = facts.communes.filter(({ isOwn }) => isOwn).map(({ code }) => code);
const run = indexRun({
  ...facts,
  needComponents: [0.1, 0.2, 0.4].flatMap((poor, index) => [
    value(codes[index]!, 'povertyRate', poor),
    value(codes[index]!, 'unemployment', [0.1, 0.09, 0.04][index]!),
  ]),
  greyZones: null,
  endowment: null,
  publishedAt: '2026-01-01T00:00:00.000Z',
});
const others = { medianIncome: 0, loneParents: 0, noDiploma: 0, socialBenefits: 0 };
const ranks = (weights: Record<string, number>, normalisation: 'zscore' | 'minmax' | 'rank' | null = null) =>
  rankNeed(run, { indicator: 'social', weights: { ...others, ...weights }, normalisation }).map(({ rank }) => rank);

test('moving the weight from poverty to unemployment turns the ranking round', () => {
  expect(ranks({ povertyRate: 1, unemployment: 0 })).toEqual([3, 2, 1, null]);
  expect(ranks({ povertyRate: 0, unemployment: 1 })).toEqual([1, 2, 3, null]);
});

test('place between extremes: 0, 1/3 and 1 for poverty; 1, 5/6 and 0 for unemployment', () => {
  const [bourg, hameau, ferme] = rankNeed(run, {
    indicator: 'social',
    weights: { ...others, povertyRate: 1, unemployment: 1 },
    normalisation: 'minmax',
  });
  expect([bourg?.score, hameau?.score, ferme?.score]).toEqual([0.5, expect.closeTo(7 / 12, 9), 0.5]);
});

test('weights that are all zero, or a component of another indicator, are refused in words', () => {
  expect(() => ranks({ povertyRate: 0, unemployment: 0 })).toThrow('tous nuls');
  expect(() => ranks({ density: 1 })).toThrow('« density » n’est pas une composante');
});
