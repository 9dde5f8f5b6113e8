import { join } from 'node:path';
import { buildFictionalActionPlan } from '@maillage/departement-fictif/action-plan/build-action-plan.ts';
import { generateSmallDepartement } from '@maillage/departement-fictif/petit.ts';
import { describe } from 'vitest';
import { declareReadBack } from './testing/declare-read-back.ts';

describe('the smallest Département', () => {
  declareReadBack({
    departementCode: '00',
    local: ['epci', 'commune'],
    // Reading a hundred pages of outlines back is for the real Département: here one map in twelve.
    isMapPrinted: (map, index) => index % 12 === 0 || map.crossedWith === 'need.social',
    // A whole programme, with its pages of contents.
    planOf: ({ run }) =>
      buildFictionalActionPlan({
        ...{ departementCode: '00', departementName: run.facts.manifest.departementName },
        ...{ communes: run.ownCommunes, quarters: run.facts.qpvs },
      }),
    async prepareSources(folder) {
      const sources = join(folder, 'sources');
      await generateSmallDepartement(sources);
      return sources;
    },
  });
});
