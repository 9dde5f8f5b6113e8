import type { RunChapters } from '@maillage/domain/runs/chapters.ts';
import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import type { RunResults } from '@maillage/domain/runs/results.ts';
import type { RunManifest } from '@maillage/domain/runs/run-manifest.ts';
import { computeChapters } from '../chapters/compute-chapters.ts';
import { listOfferPlaces, type OfferPlaces } from '../inventory/list-offer-places.ts';
import type { LoadedFolder } from '../load-folder.ts';
import type { ComputedAccess } from './compute-access.ts';
import { computeResults } from './compute-results.ts';

/** The whole diagnosis of a run, from the facts of its folder and its minutes. The same inputs give the same, whatever was kept. */
export async function computeDiagnosisOfRun(input: {
  folder: Pick<LoadedFolder, 'referential' | 'chosen' | 'kept'>;
  computed: ComputedAccess;
  parameters: RunParameters;
  manifest: RunManifest;
}): Promise<{ results: RunResults; chapters: RunChapters; offerPlaces: OfferPlaces }> {
  const { folder, computed, parameters, manifest } = input;
  const { referential, chosen, kept } = folder;
  const { travel, uncovered } = chosen;
  const offerPlaces = kept.keep('places', null, () => listOfferPlaces(referential));
  const results = computeResults({ referential, computed, travel, uncovered, parameters, manifest, kept });
  const chapters = await computeChapters({ referential, computed, travel, parameters, results, offerPlaces, kept });
  return { results, chapters, offerPlaces };
}
