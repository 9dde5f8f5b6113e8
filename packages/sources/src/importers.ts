import { annuaireImporter } from './annuaire-administration/annuaire-importer.ts';
import { facilityCountImporter, melodiCountImporter } from './bpe/facility-counts.ts';
import { locatedFacilityImporter } from './bpe/located-facilities.ts';
import { nomenclatureImporter } from './bpe/nomenclature.ts';
import { rangeImporter } from './bpe/ranges.ts';
import { centralitesImporter } from './centralites/centralites-importer.ts';
import { communeFileImporter, membershipImporter } from './cog/commune-file.ts';
import { labelFileImporter, zoningLabelImporter } from './cog/label-files.ts';
import { movementFileImporter } from './cog/movement-file.ts';
import { legalPopulationImporter, populationHistoryImporter } from './cog/population-files.ts';
import { communeBoundaryImporter } from './communes-geojson/commune-boundaries.ts';
import { dataInclusionImporter } from './data-inclusion/data-inclusion-importer.ts';
import { filosofiImporter, filosofiIrisImporter } from './filosofi/filosofi-importer.ts';
import { finessImporter } from './finess/finess-importer.ts';
import { franceServicesImporter } from './france-services/france-services-importer.ts';
import type { SourceImporter } from './importer.ts';
import { INDICATOR_TABLE_IMPORTERS } from './indicator-tables/indicator-importers.ts';
import { roadsImporter } from './osm/roads-importer.ts';
import { populationGridImporter } from './population-grid/population-grid-importer.ts';
import { qpvPerimetersImporter } from './qpv/qpv-perimeters-importer.ts';
import { qpvRegisterImporter } from './qpv/qpv-register-importer.ts';
import { remotenessImporter } from './remoteness/remoteness-importer.ts';
import { stationsImporter } from './stations/stations-importer.ts';
import { limeSurveyImporter } from './survey/lime-survey.ts';
import { territoryLabelImporter } from './territory-labels/territory-labels.ts';

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
  franceServicesImporter,
  finessImporter,
  limeSurveyImporter,
  territoryLabelImporter,
  annuaireImporter,
  dataInclusionImporter,
  qpvRegisterImporter,
  qpvPerimetersImporter,
  centralitesImporter,
  remotenessImporter,
  stationsImporter,
  roadsImporter,
  populationGridImporter,
  filosofiImporter,
  filosofiIrisImporter,
  ...INDICATOR_TABLE_IMPORTERS,
];
