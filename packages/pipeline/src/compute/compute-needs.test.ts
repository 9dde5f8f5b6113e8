import { DEFAULT_PARAMETERS, type RunParameters } from '@maillage/domain/runs/parameters.ts';
import { expect, test } from 'vitest';
import { drawReferential } from '../testing/drawn-world.ts';
import { computeNeeds } from './compute-needs.ts';
import { createKeptResults } from './kept-results.ts';

/** Four communes poorer and poorer, of which the last is as the third. */
function compute(indicators: (index: number) => Record<string, number>, changes: Partial<RunParameters> = {}) {
  const referential = drawReferential(
    ['00001', '00002', '00003', '00004'].map((code, index) => ({ code, atKm: index, population: 100, indicators: indicators(index) })),
    [],
  );
  return computeNeeds(referential, new Float32Array(4).fill(Number.NaN), { ...DEFAULT_PARAMETERS, ...changes }, createKeptResults());
}
const social = (index: number) => ({
  ...{ medianIncome: 30_000 - 1000 * index, povertyRate: 0.1 * index, unemployment: 0.1 + 0.01 * index, loneParents: 0.2 + 0.01 * index },
  ...{ noDiploma: 0.3 + 0.01 * index, socialBenefits: 0.1 + 0.01 * index },
});
const ofSocial = (found: ReturnType<typeof compute>) => found.needs.filter(({ indicator }) => indicator === 'social');
const told = (found: ReturnType<typeof compute>, word: string) => found.missing.filter((sentence) => sentence.includes(word));

test('the poorer, the greater the need; each rank lies within its interval', () => {
  const found = ofSocial(compute(social));
  expect(found.map(({ rank }) => rank)).toEqual([4, 3, 2, 1]);
  for (const { rank, rankLow, rankHigh } of found) {
    expect(rankLow).toBeLessThanOrEqual(rank!);
    expect(rankHigh).toBeGreaterThanOrEqual(rank!);
  }
});

test('a component that no source gives: how much weight is lost, whether the indicator still stands, and what to do', () => {
  const without = compute((index) => {
    const { unemployment: _, ...others } = social(index);
    return others;
  });
  expect(told(without, 'Structure sociale')).toEqual([
    'Besoin « Structure sociale » : aucune source ne donne « Chômage au sens du recensement », soit 20\u00a0% du poids. L’indicateur est calculé sans ce poids. Déposez un fichier qui les donne (page « Données »), ou donnez-leur un poids nul (paramètre « Poids d’une composante de besoin »).',
  ]);
  expect(ofSocial(without).map(({ missingWeightRatio }) => Math.round(missingWeightRatio * 100))).toEqual([20, 20, 20, 20]);
  const alone = compute((index) => ({ povertyRate: 0.1 * index }));
  expect(told(alone, 'Structure sociale')[0]).toContain('L’indicateur n’est pas calculé.');
  expect(ofSocial(alone).every(({ score }) => score === null)).toBe(true);
});

test('a component that is the same everywhere tells nobody apart, and that is said; it moves no rank', () => {
  const found = compute((index) => ({ ...social(index), povertyRate: 0.2 }));
  expect(told(found, 'la même valeur')).toEqual([expect.stringContaining('« Taux de pauvreté »')]);
  expect(ofSocial(found).map(({ rank }) => rank)).toEqual([4, 3, 2, 1]);
});

test('weights that are all zero are refused, with the parameter to mend; a weight of zero asks for no file', () => {
  const zero = Object.fromEntries(Object.keys(social(0)).map((id) => [id, 0]));
  expect(() => compute(social, { needWeights: zero })).toThrow(/« Structure sociale » sont tous nuls.*Poids d’une composante de besoin/);
  const without = compute((index) => ({ ...social(index), povertyRate: Number.NaN }), { needWeights: { povertyRate: 0 } });
  expect(told(without, 'Taux de pauvreté')).toEqual([]);
});
