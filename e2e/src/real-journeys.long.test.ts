import { describe } from 'vitest';
import { declareCommonJourneys, prepareVisit } from './common-journeys.ts';

const realFolder = process.env.MAILLAGE_DONNEES_TEST;

describe.skipIf(realFolder === undefined)('in the real Pas-de-Calais (MAILLAGE_DONNEES_TEST)', () => {
  declareCommonJourneys(prepareVisit({ dataFolder: realFolder!, departementCode: '62' }), { isReal: true });
});
