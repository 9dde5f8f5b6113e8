import type { RunChapters } from '@maillage/domain/runs/chapters.ts';
import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import type { RunResults } from '@maillage/domain/runs/results.ts';
import { computeAccessMeasures } from '../access-measures/compute-access-measures.ts';
import { tellFallback } from '../access-measures/tell-fallback.ts';
import type { ComputedAccess } from '../compute/compute-access.ts';
import { type Choice, computeChoice } from '../compute/compute-choice.ts';
import { ACCESS_KEYS, type KeptResults, pick } from '../compute/kept-results.ts';
import type { TravelTimes } from '../compute/travel-times.ts';
import { computeGreyZones } from '../grey-zones/compute-grey-zones.ts';
import { computeHierarchy } from '../hierarchy/compute-hierarchy.ts';
import { computeInventory } from '../inventory/compute-inventory.ts';
import type { OfferPlaces } from '../inventory/list-offer-places.ts';
import { computePriorities } from '../priorities/compute-priorities.ts';
import { computeQuarters } from '../quarters/compute-quarters.ts';
import type { Referential } from '../referential/referential.ts';

/** What every chapter is computed from: the facts, the minutes, and the figures of the run. */
export interface ChapterInput {
  referential: Referential;
  computed: ComputedAccess;
  choice: Choice;
  travel: TravelTimes;
  parameters: RunParameters;
  results: RunResults;
  offerPlaces: OfferPlaces;
  kept: KeptResults;
}

/** The chapters of a run, each from the same input and none from another. */
export async function computeChapters(given: Omit<ChapterInput, 'choice'>): Promise<RunChapters> {
  const { referential, travel, parameters, kept } = given;
  const choice = await kept.keep('choice', pick(parameters, ACCESS_KEYS), (chosen) =>
    computeChoice({ referential, travel, parameters: chosen }),
  );
  const input: ChapterInput = { ...given, choice };
  return {
    inventory: kept.keep('inventory', pick(parameters, ['themes', 'operatorLayers']), (chosen) =>
      computeInventory({ ...input, parameters: chosen }),
    ),
    ...(await computeAccessMeasures(input)),
    fallback: tellFallback(referential, choice),
    hierarchy: computeHierarchy(input),
    greyZones: computeGreyZones(input),
    priorities: computePriorities(input),
    quarters: kept.keep('quarters', pick(parameters, ['operatorLayers']), (chosen) => computeQuarters({ ...input, parameters: chosen })),
  };
}
