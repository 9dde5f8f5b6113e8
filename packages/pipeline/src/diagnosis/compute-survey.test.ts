import type { SurveyDesign, SurveyRespondent } from '@maillage/domain/sources/records.ts';
import { expect, test } from 'vitest';
import { drawReferential, drawWorld } from '../testing/drawn-world.ts';
import { computeSurveys, EVERYBODY } from './compute-survey.ts';

const LABEL = 'Satisfait de la pharmacie ?';
const design = (given: Partial<SurveyDesign> = {}): SurveyDesign => ({
  ...{ title: 'Habitants', probabilistic: true },
  questions: [{ id: 'Q1', label: LABEL, scopeId: 'service.D307', answers: ['Oui', 'Non'], favourable: ['Oui'], unfavourable: ['Non'] }],
  groupings: [{ id: 'AGE', label: 'Âge', values: ['jeunes', 'vieux'], targets: [0.5, 0.5] }],
  ...given,
});
/** `count` respondents of a commune, of an age, with one answer. */
const people = (count: number, communeCode: string | null, group: number, answer: number): SurveyRespondent[] =>
  Array.from({ length: count }, (_, line) => ({
    ...{ line, communeCode, epciCode: null, startWeight: 1 },
    answers: [answer],
    groups: [group],
  }));

async function compute(survey: SurveyDesign, respondents: SurveyRespondent[]) {
  const drawn = drawReferential(
    [
      { code: '00001', atKm: 0, population: 3000, offer: { D307: 1 }, epci: 'A' },
      { code: '00002', atKm: 12, population: 1000, epci: 'B' },
      { code: '96001', atKm: 50, population: 1000, own: false },
    ],
    [{ code: 'D307', range: 'proximity' }],
  );
  const referential = {
    ...drawn,
    surveys: [{ path: 'e.csv', vintage: 2025, survey, respondents }],
    territories: [
      ...drawn.territories,
      { kind: 'epci' as const, code: 'A', name: 'Ville' },
      { kind: 'epci' as const, code: 'B', name: 'Campagne' },
    ],
  };
  const world = await drawWorld(referential);
  const found = computeSurveys(world);
  return { ...found, of: (group: string, answer: string) => found.survey.find((row) => row.group === group && row.answer === answer) };
}

test('answers are brought to the margin: the old answered three times too much and are dissatisfied', async () => {
  // 60 young, all satisfied; 180 old, a third satisfied. Unweighted: 120 of 240; half and half: (1 + 1/3) / 2.
  const { of, surveys } = await compute(design(), [
    ...people(60, '00001', 0, 0),
    ...people(60, '00001', 1, 0),
    ...people(120, '00002', 1, 1),
  ]);
  expect(of(EVERYBODY, 'Oui')?.shareRatio).toBeCloseTo(2 / 3, 9);
  expect(of('Âge : vieux', 'Oui')?.shareRatio).toBeCloseTo(1 / 3, 9);
  // Young weigh 2, old 2/3: (60·2 + 180·2/3)² ÷ (60·4 + 180·4/9) = 240² ÷ 320 = 180.
  expect(surveys).toMatchObject([{ respondentCount: 240, margins: ['Âge'], designEffectBefore: 1 }]);
  expect(surveys[0]?.effectiveCount).toBeCloseTo(180, 6);
  expect(surveys[0]?.designEffectAfter).toBeCloseTo(240 / 180, 6);
  const { low, high } = of(EVERYBODY, 'Oui')!;
  expect(low).toBeLessThan(2 / 3);
  expect(high! - low!).toBeCloseTo(0.137, 2);
});

test('what is perceived stands beside what is measured, where enough answered', async () => {
  const { perceived } = await compute(design(), [
    ...people(100, '00001', 0, 0),
    ...people(60, '00002', 1, 1),
    ...people(40, '00002', 0, 0),
  ]);
  expect(perceived.map(({ territory, meanMinutes }) => [territory, meanMinutes])).toEqual([
    [EVERYBODY, 3],
    ['Campagne', 12],
    ['Ville', 0],
  ]);
});

test('under thirty effective answers there is no figure; people from elsewhere are not counted', async () => {
  const { of, surveys } = await compute(design({ groupings: [] }), [
    ...people(29, '00002', 0, 0),
    ...people(40, '00001', 0, 0),
    ...people(9, '96001', 0, 1),
  ]);
  expect(surveys[0]?.respondentCount).toBe(69);
  expect(of('Campagne', 'Oui')).toMatchObject({ shareRatio: null, low: null, high: null, effectiveCount: 29 });
  expect(of(EVERYBODY, 'Non')).toMatchObject({ shareRatio: 0 });
});

test('a group that is hidden takes another with it: everybody less those shown would tell it', async () => {
  const { survey } = await compute(design({ groupings: [] }), [...people(20, '00002', 0, 1), ...people(200, '00001', 0, 0)]);
  const shown = survey.filter((row) => row.shareRatio !== null).map(({ group }) => group);
  expect(new Set(shown)).toEqual(new Set([EVERYBODY]));
});

test('volunteers have no interval nor weights; their answers are called expressions', async () => {
  const { of, surveys } = await compute(design({ probabilistic: false }), [...people(60, '00001', 0, 0), ...people(20, '00001', 1, 1)]);
  expect(of(EVERYBODY, 'Oui')).toMatchObject({ shareRatio: 0.75, low: null, high: null, effectiveCount: 80 });
  expect(surveys[0]).toMatchObject({ margins: [], notes: [expect.stringContaining('ce sont des expressions')] });
});

test('a margin with an empty cell is left out, and the cell is named', async () => {
  const { surveys, of } = await compute(design(), people(40, '00001', 0, 0));
  expect(surveys[0]).toMatchObject({ margins: [], notes: [expect.stringContaining('personne n’a répondu dans « vieux »')] });
  expect(of(EVERYBODY, 'Oui')?.shareRatio).toBe(1);
});

test('silence is counted apart; a question about services that the run does not know is told', async () => {
  const asked = { ...design().questions[0]!, scopeId: 'theme.inconnu' };
  const { of, surveys, perceived } = await compute(design({ questions: [asked], groupings: [] }), [
    ...people(60, '00001', 0, 0),
    ...people(20, null, 0, -1),
  ]);
  expect(of(EVERYBODY, 'Sans réponse')).toMatchObject({ shareRatio: 0.25, kind: 'no-answer' });
  expect(of(EVERYBODY, 'Oui')?.shareRatio).toBe(1);
  expect(perceived).toEqual([]);
  expect(surveys[0]?.notes).toEqual([expect.stringContaining('« theme.inconnu »')]);
});

test('without survey, or without an answer from here, the reason is told', async () => {
  const world = await drawWorld(drawReferential([{ code: '00001', atKm: 0, population: 10 }], [{ code: 'D307', range: 'proximity' }]));
  expect(computeSurveys(world).emptyReason).toMatch(/^Aucune enquête .* n’est chargée/);
});
