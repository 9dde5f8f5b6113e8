import type { CogMovement } from '@maillage/domain/sources/records.ts';
import { expect, test } from 'vitest';
import { loadNpmReferential } from './npm-referential.ts';
import { projectToVintage } from './project-to-vintage.ts';

const move = (dateEffective: string, fromCode: string, toCode: string, kind = '32'): CogMovement => ({
  kind,
  dateEffective,
  fromCode,
  toCode,
});
const target = (fromYear: number | null, toYear: number, ...active: string[]) => ({ fromYear, toYear, activeCodes: new Set(active) });
const whole = (code: string) => ({ parts: [{ code, weightRatio: 1 }], estimated: false });

test('a commune merged in 2016 and again in 2019 leads to the last one', () => {
  const movements = [move('2019-01-01', '00002', '00003'), move('2016-01-01', '00001', '00002')];
  expect(projectToVintage('00001', movements, target(2015, 2020, '00003'))).toEqual(whole('00003'));
});

test('a merger on 1 January of the file’s own year is already in the file, that of the target year counts', () => {
  const movements = [move('2020-01-01', '00001', '00002')];
  expect(projectToVintage('00001', movements, target(2019, 2020, '00002'))).toEqual(whole('00002'));
  expect(projectToVintage('00001', movements, target(2018, 2019, '00001', '00002'))).toEqual(whole('00001'));
});

test('a commune that takes back its freedom shares the old figures by population, and says that they are estimated', () => {
  const movements = [move('2020-01-01', '00001', '00001', '21'), move('2020-01-01', '00001', '00002', '21')];
  const populationOf = (code: string) => (code === '00001' ? 300 : 100);
  expect(projectToVintage('00001', movements, { ...target(2019, 2021, '00001', '00002'), populationOf })).toEqual({
    parts: [
      { code: '00001', weightRatio: 0.75 },
      { code: '00002', weightRatio: 0.25 },
    ],
    estimated: true,
  });
  expect(projectToVintage('00001', movements, target(2021, 2022, '00001', '00002'))).toEqual(whole('00001'));
});

test('a commune that turns in circles, or that nobody knows, is a reject with its reason', () => {
  const circle = [move('2016-01-01', '00001', '00002'), move('2016-01-01', '00002', '00001')];
  expect(projectToVintage('00001', circle, target(2015, 2020))).toEqual({ reason: expect.stringContaining('tournent en rond') });
  expect(projectToVintage('00009', [], target(2015, 2020, '00001'))).toEqual({
    reason: expect.stringContaining('n’existe pas dans le COG 2020'),
  });
});

test('arrondissements of Paris, Lyon and Marseille belong to their city', () => {
  const active = target(2019, 2026, '75056', '69123', '13055');
  expect(projectToVintage('75120', [], active)).toEqual(whole('75056'));
  expect(projectToVintage('69389', [], active)).toEqual(whole('69123'));
  expect(projectToVintage('13216', [], active)).toEqual(whole('13055'));
});

test('the COG of the installation holds the 887 communes of the Pas-de-Calais and knows where Hesdin-la-Forêt comes from', () => {
  const referential = loadNpmReferential();
  const own = referential.communes.filter((commune) => commune.departementCode === '62');
  expect(own.length).toBe(887);
  expect(own.reduce((sum, commune) => sum + (commune.populationCount ?? 0), 0)).toBe(1_457_905);
  expect(own.every((commune) => commune.epciCode !== null)).toBe(true);
  const activeCodes = new Set(referential.communes.map((commune) => commune.code));
  for (const code of ['62461', '62549', '62743'])
    expect(projectToVintage(code, referential.formerCommunes, { fromYear: 2019, toYear: referential.cogYear, activeCodes })).toEqual(
      whole('62447'),
    );
});
