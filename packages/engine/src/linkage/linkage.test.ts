import { expect, test } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { jaroWinkler } from './jaro-winkler.ts';
import {
  estimateTotal,
  fellegiSunterWeights,
  jaccard,
  LINK_RULE,
  type LinkablePlace,
  linkScore,
  matchPlaces,
  metresBetween,
} from './match-places.ts';
import { normaliseName } from './normalise-name.ts';

const at = (name: string, northMetres: number | null): LinkablePlace => ({
  name,
  ...(northMetres === null ? { lon: null, lat: null } : { lon: 2.5, lat: 50 + northMetres / 111_195 }),
});

test('the worked examples: two spellings of Martha, two pharmacies of the centre 80 metres apart', () => {
  expect(jaroWinkler('MARTHA', 'MARHTA')).toBeCloseTo(0.961111, 6);
  expect(jaroWinkler('PHARMACIE DU CENTRE', 'PHARMACIE CENTRALE')).toBeCloseTo(0.946199, 6);
  expect(linkScore(at('PHARMACIE DU CENTRE', 0), at('PHARMACIE CENTRALE', 80), LINK_RULE)).toBeCloseTo(0.808259, 5);
  const { agree, disagree } = fellegiSunterWeights(0.9, 0.01);
  expect(agree).toBeCloseTo(6.491853, 6);
  expect(disagree).toBeCloseTo(-3.307429, 6);
  expect(estimateTotal(20_003, 20_334, 19_500)).toBeCloseTo(20_858.5, 1);
  expect(jaccard(20_003, 20_334, 19_500)).toBeCloseTo(0.936, 3);
  expect([estimateTotal(3, 2, 0), jaccard(0, 0, 0)]).toEqual([null, null]);
});

test('names are compared without accents, legal forms nor abbreviations', () => {
  expect(normaliseName('SARL Phie St-Éloi')).toBe('PHARMACIE SAINT ELOI');
  expect(normaliseName('  France services – Ste Marie ')).toBe('FRANCE SERVICES SAINTE MARIE');
});

test('EX12: A found 20 metres away and B moved 900 metres are matched by what remains of their names; C, D and E stand alone', () => {
  const old = [at('BAKERY ALPHA', 0), at('BAKERY BETA', 1000), at('CCC', 3000), at('DDD', 5000)];
  const recent = [at('BAKERY ALPHA', 20), at('BAKERY BETA', 1900), at('EEE', 8000)];
  expect(matchPlaces(old, recent, { ...LINK_RULE, matchScore: 0.5, reviewScore: 0.5 }).map(({ first, second }) => [first, second])).toEqual(
    [
      [0, 0],
      [1, 1],
    ],
  );
});

test('the same desk 3 km apart is no sure match: it is shown to a person; a place without address is matched by its name', () => {
  expect(matchPlaces([at('CAF ARRAS', 0)], [at('CAF ARRAS', 3000)], LINK_RULE)).toEqual([]);
  expect(matchPlaces([at('CAF ARRAS', null)], [at('CAF ARRAS', 3000)], LINK_RULE)).toMatchObject([{ kind: 'match', score: 1 }]);
  expect(matchPlaces([at('PHARMACIE DU CENTRE', 0)], [at('PHARMACIE CENTRALE', 80)], LINK_RULE)).toMatchObject([{ kind: 'review' }]);
});

test('likeness is symmetric, 1 for equal names only, and each record is linked once', () => {
  const random = seededRandom(12);
  const word = () => Array.from({ length: 3 + Math.floor(random() * 6) }, () => 'ABCDE'[Math.floor(random() * 5)]).join('');
  for (let round = 0; round < 300; round++) {
    const [first, second] = [word(), word()];
    expect(jaroWinkler(first, second)).toBeCloseTo(jaroWinkler(second, first), 12);
    expect(jaroWinkler(first, second) === 1).toBe(first === second);
  }
  const list = (count: number) => Array.from({ length: count }, () => at(word(), Math.floor(random() * 500)));
  const links = matchPlaces(list(30), list(30), LINK_RULE);
  expect(new Set(links.map(({ first }) => first)).size).toBe(links.length);
  expect(new Set(links.map(({ second }) => second)).size).toBe(links.length);
  expect(metresBetween(at('A', 0), at('A', 100))).toBeCloseTo(100, 6);
});
