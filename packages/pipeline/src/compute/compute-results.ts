import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import type { RunResults } from '@maillage/domain/runs/results.ts';
import type { RunManifest } from '@maillage/domain/runs/run-manifest.ts';
import type { IndicatorValue } from '@maillage/domain/sources/records.ts';
import { computeDiagnosis } from '../diagnosis/compute-diagnosis.ts';
import { computeSurveys } from '../diagnosis/compute-survey.ts';
import type { Referential } from '../referential/referential.ts';
import type { ComputedAccess } from './compute-access.ts';
import { computeCentres, countFacilities, rateCentres } from './compute-centres.ts';
import { computeNeeds, NEED_KEYS } from './compute-needs.ts';
import { computeServices } from './compute-services.ts';
import { computeTerritoryFigures } from './compute-territory-figures.ts';
import { ACCESS_KEYS, type KeptResults, pick } from './kept-results.ts';
import { computeRangeAccess } from './range-access.ts';
import type { TravelTimes } from './travel-times.ts';

/** All results of a run from the facts and the access minutes. Pure: the same inputs give the same rows in the same order. */
export function computeResults(options: {
  referential: Referential;
  computed: ComputedAccess;
  travel: TravelTimes;
  /** Communes that no road reaches, by index. */
  uncovered: ReadonlySet<number>;
  parameters: RunParameters;
  manifest: RunManifest;
  kept: KeptResults;
}): RunResults {
  const { referential, computed, travel, uncovered, parameters, manifest, kept } = options;
  const { access, originMinutes, stationMinutes } = computed;
  const { communes, ownCount, groupings } = referential;
  const facilityCounts = kept.keep('facility-counts', null, () => countFacilities(referential));
  const allRanges = computeRangeAccess({
    communes,
    origins: travel.origins,
    originMinutes,
    groupings,
    thresholds: parameters.farThresholdMinutes,
  });
  const { needs, components, sensitivities, missing } = kept.keep('needs', pick(parameters, [...NEED_KEYS, ...ACCESS_KEYS]), (chosen) =>
    computeNeeds(referential, stationMinutes, chosen, kept),
  );
  const isOwn = new Set(communes.slice(0, ownCount).map((commune) => commune.code));
  const results = {
    ranges: allRanges.filter((range) => isOwn.has(range.communeCode)),
    services: kept.keep('services', pick(parameters, ['levelRule', 'levelCuts', ...ACCESS_KEYS]), (chosen) =>
      computeServices({ referential, access, facilityCounts, parameters: chosen }),
    ),
    centres: kept.keep('centres', pick(parameters, ['centreRule', 'centreOverrides']), (chosen) =>
      computeCentres(referential, rateCentres(referential, facilityCounts, chosen), travel),
    ),
    needs,
    needComponents: components,
    territoryFigures: computeTerritoryFigures({
      referential,
      access,
      ranges: allRanges,
      needs,
      needComponents: components,
      facilityCounts,
      uncovered,
    }),
  };
  return {
    manifest: { ...manifest, missing: [...manifest.missing, ...missing] },
    communes,
    territories: referential.territories,
    access,
    travelMethod: manifest.travelMethod,
    ...results,
    diagnosis: computeDiagnosis({
      ...{ referential, results, needSensitivities: sensitivities, parameters, kept },
      surveys: kept.keep('surveys', pick(parameters, ['themes', 'baskets', ...ACCESS_KEYS]), (chosen) =>
        computeSurveys({ referential, computed, parameters: chosen }),
      ),
    }),
    qpvs: referential.qpvs,
    qpvPerimeters: referential.qpvPerimeters,
    franceServices: referential.franceServices,
    stations: referential.stations,
    extraIndicators: listUserValues(referential),
  };
}

/** The user's own indicators in the Département's communes, in the order of ids then of codes. */
function listUserValues({ communes, ownCount, indicators, userIndicators }: Referential): IndicatorValue[] {
  return userIndicators.flatMap(({ id }) =>
    communes.slice(0, ownCount).flatMap(({ code }, index): IndicatorValue[] => {
      const found = indicators.get(id)?.[index];
      return found === undefined
        ? []
        : [{ geography: 'commune', areaCode: code, indicatorId: id, value: found.value, status: found.status }];
    }),
  );
}
