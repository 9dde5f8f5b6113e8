import { expect, test } from 'vitest';
import { type DrawnCommune, drawReferential, drawWorld } from '../testing/drawn-world.ts';
import { indexDrawn } from '../testing/index-drawn.ts';
import { askAccessShares } from './access-what-if.ts';
import { askCentreLevels } from './centre-what-if.ts';
import { buildFigureSeries } from './figure-series.ts';
import { askGreyZones } from './grey-what-if.ts';
import { buildProvenance } from './provenance.ts';

const SERVICES = [
  { code: 'D307', range: 'proximity' },
  { code: 'C109', range: 'proximity' },
  { code: 'C201', range: 'intermediate' },
  { code: 'D106', range: 'superior' },
] as const;
const COMMUNES: DrawnCommune[] = [
  { code: '00001', atKm: 0, population: 6000, offer: { D307: 2, C109: 3, C201: 1, D106: 1 } },
  { code: '00002', atKm: 6, population: 2000, offer: { C109: 1, C201: 1 } },
  { code: '00003', atKm: 12, population: 1000 },
  { code: '00004', atKm: 20, population: 1000, offer: { D307: 1 } },
];
const run = indexDrawn(await drawWorld(drawReferential(COMMUNES, SERVICES)));
const asked = { reference: 'departement' as const };

test('without any change, the answer is the one published', () => {
  const { summary, published, areas } = askGreyZones(run, { ...asked, scope: 'range.proximity' });
  expect(summary).toEqual(published);
  expect(areas).toEqual(
    run.facts.greyZones?.areas.filter(({ scopeId, reference }) => scopeId === 'range.proximity' && reference === 'departement'),
  );
});

test('a stricter reference and a basket of one service answer for themselves', () => {
  // Pharmacy: 0, 6, 8, 0 minutes; the mean is (12 000 + 8 000) ÷ 10 000 = 2; twice the mean is 4, four times is 8.
  const pharmacy = (factor: number) => askGreyZones(run, { ...asked, services: 'D307', factor }).communes.map(({ isGrey }) => isGrey);
  expect(pharmacy(1)).toEqual([false, true, true, false]);
  expect(pharmacy(3.5)).toEqual([false, false, true, false]);
  expect(pharmacy(4)).toEqual([false, false, false, false]);
});

test('a service that the run does not hold, or a scope unknown, is refused by its name', () => {
  expect(() => askGreyZones(run, { ...asked, services: 'D999' })).toThrow('« D999 » n’est pas recensé');
  expect(() => askGreyZones(run, { ...asked, scope: 'theme.inconnu' })).toThrow('« theme.inconnu »');
});

test('lower thresholds make more centres, and the run’s own rule makes none flip', () => {
  expect(askCentreLevels(run, {})).toMatchObject({ publishedCounts: [2, 0, 1, 0, 1], counts: [2, 0, 1, 0, 1], flips: [] });
  // 00004 has one proximity service of two: 2 × 0.5 ÷ 5 = 0.2.
  expect(askCentreLevels(run, { thresholds: [0.2, 0.52, 0.83, 0.95] })).toMatchObject({
    counts: [1, 1, 1, 0, 1],
    flips: [{ communeCode: '00004', fromLevel: 0, toLevel: 1, score: 0.2 }],
  });
  expect(() => askCentreLevels(run, { thresholds: [0.6, 0.5, 0.8, 0.9] })).toThrow('doivent croître');
  expect(() => askCentreLevels(run, { weights: [0, 0, 0] })).toThrow('doit peser');
});

test('the map of grey zones says how many people live there, and each commune opens to its services', () => {
  const series = buildFigureSeries(run, 'grey-share.range.proximity');
  // School: 0, 0, 6, 14 minutes, mean 2. 00002 is beyond for the pharmacy, 00003 for both, 00004 for the school.
  expect(series.communes.map(({ value }) => value)).toEqual([0, 0.5, 1, 0.5]);
  expect(series.headline.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain(
    '4 000 habitants, soit 40,0 %, vivent dans 3 communes grises, en 3 zones',
  );
  const { inputs } = buildProvenance(run, 'grey-share.range.proximity', { kind: 'commune', code: '00003' });
  expect(inputs.map(({ label, text }) => [label, text.replaceAll(/[\u00a0\u202f]/g, ' ')])).toEqual([
    ['Services au-delà de leur référence', '2 sur 2'],
    ['Service C109', '6 min — 00002 Commune 00002, pour une référence de 2 min'],
    ['Service D307', '8 min — 00004 Commune 00004, pour une référence de 2 min'],
  ]);
});

test('the people beyond a duration that the reader chooses', () => {
  // Pharmacy: 0, 6, 8 and 0 minutes for 6 000, 2 000, 1 000 and 1 000 people.
  const beyond = (minutes: number) => askAccessShares(run, { scope: 'service.D307', profile: 'all', minutes }).departement;
  expect(beyond(5)).toEqual({ peopleCount: 3000, shareRatio: 0.3 });
  expect(beyond(6)).toEqual({ peopleCount: 1000, shareRatio: 0.1 });
  expect(() => askAccessShares(run, { scope: 'service.D307', profile: 'over75', minutes: 5 })).toThrow('ne décrit');
  expect(() => askAccessShares(run, { scope: 'theme.numerique', profile: 'all', minutes: 5 })).toThrow('aucun service');
});
