import { describe } from 'vitest';
import { declareReadBack } from './testing/declare-read-back.ts';
import { FOUR_PLAN } from './testing/four-communes-facts.ts';

const realFolder = process.env.MAILLAGE_DONNEES_TEST;
const WORLDS = [
  { name: 'the real Pas-de-Calais', code: '62', local: ['epci', 'commune', 'canton', 'arrondissement', 'qpv'], printedShare: 1 },
  // Nothing was written with it in mind: no coast, fewer quarters. One map in twenty of its atlas.
  { name: 'the real Aisne', code: '02', local: ['epci', 'commune', 'arrondissement'], printedShare: 1 / 20 },
] as const;

describe.skipIf(realFolder === undefined).each(WORLDS)('$name (MAILLAGE_DONNEES_TEST)', ({ code, local, printedShare }) => {
  declareReadBack({
    ...{ departementCode: code, local },
    isMapPrinted: (_, index) => (index * printedShare) % 1 === 0,
    // Its own programme is not among the data: two drawn sheets.
    planOf: () => ({ ...FOUR_PLAN, departementCode: code }),
    prepareSources: async () => realFolder!,
  });
});
