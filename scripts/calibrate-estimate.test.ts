import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { estimateMinutes, ISERE_MODEL } from '../packages/engine/src/travel/estimated-minutes.ts';
import { estimateOutOfSample, fitEstimateModel, measureBands, readTravelSample, type TravelPair } from './calibrate-estimate.ts';

const folder = process.env.MAILLAGE_DONNEES_TEST;

test('journeys that all take 2 min × km^0.8 give back these two constants', () => {
  const pairs: TravelPair[] = [1, 2, 4, 9, 16].map((km, index) => ({
    kind: 'any',
    from: 0,
    to: index + 1,
    km,
    minutes: 2 * km ** 0.8,
    band: [0, 0, 1, 2, 4][index]!,
  }));
  expect(fitEstimateModel(pairs).exponent).toBeCloseTo(0.8, 2);
  expect(fitEstimateModel(pairs).minutesAtOneKm).toBeCloseTo(2, 2);
});

describe.skipIf(folder === undefined)('real car minutes of Isère (MAILLAGE_DONNEES_TEST)', () => {
  const sample = folder === undefined ? { pairs: [], block: [] } : readTravelSample(join(folder, 'osrm-temps'));

  test('the constants of the code are the rounded fit', () => {
    const { minutesAtOneKm, exponent } = fitEstimateModel(sample.pairs);
    expect(minutesAtOneKm).toBeCloseTo(ISERE_MODEL.minutesAtOneKm, 2);
    expect(Math.abs(exponent - ISERE_MODEL.exponent)).toBeLessThan(0.005);
  });

  test('no distance band is off by more than a minute at the median, with the constants and out of sample', () => {
    const held = estimateOutOfSample(sample);
    const shipped = sample.pairs.map(({ km }) => estimateMinutes(km, ISERE_MODEL));
    for (const band of [...measureBands('any', sample.pairs, shipped), ...measureBands('any', held.pairs, held.estimates)]) {
      expect(band.pairCount).toBeGreaterThan(500);
      expect(Math.abs(band.signedMedianMinutes)).toBeLessThan(1);
    }
  });
});
