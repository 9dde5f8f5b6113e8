import { describe, expect, test } from 'vitest';
import { CENTRE_RULE } from '../src/centres/centre-levels.ts';
import { chooseThresholds, communesOf, fitCentres, fitRemoteness, fitServiceLevels } from './concordance.ts';
import { DEPARTEMENTS, readRegionSample } from './hauts-de-france.ts';

const folder = process.env.MAILLAGE_DONNEES_TEST;

describe.skipIf(folder === undefined)('published figures of Hauts-de-France (MAILLAGE_DONNEES_TEST)', () => {
  const sample = folder === undefined ? undefined : readRegionSample(folder);

  test.each(DEPARTEMENTS)('the centres of %s agree with the INRAE/ANCT centralities, and its major centres are found', (departement) => {
    const fit = fitCentres(sample!, communesOf(sample!, departement), CENTRE_RULE);
    expect(fit.kappa).toBeGreaterThanOrEqual(0.96);
    expect(fit.majorFound).toBe(fit.majorPublished);
    expect(fit.majorTooMany).toBeLessThanOrEqual(2);
  });

  test.each(DEPARTEMENTS)('thresholds chosen without %s do as well there', (departement) => {
    const others = DEPARTEMENTS.filter((other) => other !== departement).flatMap((other) => communesOf(sample!, other));
    const fit = fitCentres(sample!, communesOf(sample!, departement), chooseThresholds(sample!, others));
    expect(fit.kappa).toBeGreaterThanOrEqual(0.96);
  });

  test('estimated minutes rank the communes of Pas-de-Calais as INSEE’s remoteness does', () => {
    const proximity = fitRemoteness(sample!, 'proximity', 7, 'zero');
    expect(proximity.auc).toBeGreaterThanOrEqual(0.955);
    expect(proximity.f1).toBeGreaterThanOrEqual(0.5);
    expect(fitRemoteness(sample!, 'intermediate', 15, 'zero').auc).toBeGreaterThanOrEqual(0.96);
  });

  test('cuts of frequency relative to the mean hold in every Département, fixed ones do not', () => {
    expect(fitServiceLevels(sample!, communesOf(sample!, '62'), 'relative')).toBeGreaterThanOrEqual(0.88);
    for (const departement of DEPARTEMENTS)
      expect(fitServiceLevels(sample!, communesOf(sample!, departement), 'relative')).toBeGreaterThanOrEqual(0.85);
    expect(fitServiceLevels(sample!, communesOf(sample!, '59'), 'fixed')).toBeLessThan(0.6);
  });
});
