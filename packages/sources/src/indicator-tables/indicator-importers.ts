import type { SourceImporter } from '../importer.ts';
import { CENSUS_COMMUNE_MAPPING, CENSUS_IRIS_MAPPING, DOSSIER_COMPLET_MAPPING } from './census-mappings.ts';
import { IRIS_RATES_MAPPING } from './iris-rates-mapping.ts';
import { buildMappedImporter } from './mapped-importer.ts';

const MOST_PARTICULAR_FIRST = [IRIS_RATES_MAPPING, CENSUS_IRIS_MAPPING, DOSSIER_COMPLET_MAPPING, CENSUS_COMMUNE_MAPPING].map(
  buildMappedImporter,
);

/** The shipped tables of indicators; a file is claimed by one of them only, whatever the order in which they are asked. */
export const INDICATOR_TABLE_IMPORTERS: readonly SourceImporter[] = MOST_PARTICULAR_FIRST.map((importer, index) => ({
  ...importer,
  recognise: (probe) =>
    MOST_PARTICULAR_FIRST.slice(0, index).some((other) => other.recognise(probe) !== null) ? null : importer.recognise(probe),
}));
