import { facilityCountImporter, melodiCountImporter } from './bpe/facility-counts.ts';
import { locatedFacilityImporter } from './bpe/located-facilities.ts';
import { nomenclatureImporter } from './bpe/nomenclature.ts';
import { rangeImporter } from './bpe/ranges.ts';
import { communeFileImporter, membershipImporter } from './cog/commune-file.ts';
import { labelFileImporter, zoningLabelImporter } from './cog/label-files.ts';
import { movementFileImporter } from './cog/movement-file.ts';
import { legalPopulationImporter, populationHistoryImporter } from './cog/population-files.ts';
import { communeBoundaryImporter } from './communes-geojson/commune-boundaries.ts';
import type { SourceImporter } from './importer.ts';

/** Every source that can be read, the most particular headers first: the first that recognises a file takes it. */
export const IMPORTERS: readonly SourceImporter[] = [
  movementFileImporter,
  communeFileImporter,
  membershipImporter,
  labelFileImporter,
  zoningLabelImporter,
  legalPopulationImporter,
  populationHistoryImporter,
  communeBoundaryImporter,
  facilityCountImporter,
  melodiCountImporter,
  locatedFacilityImporter,
  nomenclatureImporter,
  rangeImporter,
];
