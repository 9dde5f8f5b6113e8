import type { Diagnosis, NeedSensitivity } from '@maillage/domain/diagnosis/diagnosis.ts';
import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import type { RunResults } from '@maillage/domain/runs/results.ts';
import { NEED_KEYS } from '../compute/compute-needs.ts';
import { ACCESS_KEYS, type KeptResults, pick } from '../compute/kept-results.ts';
import type { Referential } from '../referential/referential.ts';
import { computeFindings } from './compute-findings.ts';
import type { SurveyResults } from './compute-survey.ts';
import { computeTypology } from './compute-typology.ts';
import { readTypologyVariables } from './typology-variables.ts';

/** Types are made of needs and of the services that each commune offers. */
const TYPOLOGY_KEYS = ['typology', 'centreRule', 'centreOverrides', ...NEED_KEYS, ...ACCESS_KEYS] as const;

/** The half of the diagnosis that understands: priorities, types, test territories, survey and findings. */
export function computeDiagnosis(input: {
  referential: Referential;
  results: Pick<RunResults, 'ranges' | 'needs' | 'needComponents' | 'centres' | 'services' | 'territoryFigures'>;
  needSensitivities: NeedSensitivity[];
  parameters: RunParameters;
  kept: KeptResults;
  surveys: SurveyResults;
}): Diagnosis {
  const { referential, results, needSensitivities, parameters, surveys, kept } = input;
  const communes = referential.communes.slice(0, referential.ownCount);
  const typology = kept.keep('typology', pick(parameters, TYPOLOGY_KEYS), ({ typology: rules }) =>
    computeTypology({
      communes,
      territories: referential.territories,
      columns: readTypologyVariables({ communes, ...results }),
      territoryLabels: referential.territoryLabels,
      rules,
    }),
  );
  const emptyReasons: Record<string, string> = surveys.emptyReason === null ? {} : { survey: surveys.emptyReason };
  if (typology.rows.length === 0) emptyReasons.typology = typology.reasons.typology ?? 'Aucune commune.';
  if (typology.testTerritories.length === 0 && typology.reasons.testTerritories !== undefined)
    emptyReasons['test-territories'] = typology.reasons.testTerritories;
  if (typology.constraints.length === 0)
    emptyReasons['test-constraints'] = typology.reasons.testTerritories ?? 'Aucune contrainte n’est posée aux territoires tests.';
  return {
    needSensitivities,
    typology: typology.rows,
    typologySummaries: typology.summaries,
    testTerritories: typology.testTerritories,
    testTerritoriesGapRatio: typology.gapRatio,
    testConstraints: typology.constraints,
    typologyNotes: typology.notes,
    survey: surveys.survey,
    surveys: surveys.surveys,
    perceived: surveys.perceived,
    findings: computeFindings({ communes, ...results, survey: surveys.survey }),
    emptyReasons,
  };
}
