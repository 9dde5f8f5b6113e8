import type { GreyZones } from '@maillage/domain/grey-zones/grey-zones.ts';
import { listTable } from '../list-table.ts';
import { type ExportTable, number, round, text } from '../table.ts';

/** The tables of grey zones, in the columns that the project promises to keep; headers alone for a run that has none. */
export function listGreyZonesTables(chapter: GreyZones | undefined): ExportTable[] {
  return [
    listTable(
      'grey-zone-areas',
      [
        text('zone_id'),
        text('name'),
        number('commune_count'),
        number('population_count'),
        text('reference'),
        text('scope'),
        text('communes'),
      ],
      chapter?.areas,
      (row) => [row.zoneId, row.name, row.communeCount, row.populationCount, row.reference, row.scopeId, row.communeCodes.join(' ')],
    ),
    listTable(
      'grey-zone-communes',
      [
        ...[text('commune_code'), text('scope'), text('reference'), number('grey_count'), number('known_count'), text('class')],
        ...[number('intensity_ratio'), number('fragile_count'), text('watched')],
      ],
      chapter?.communes,
      (row) => [
        ...[row.communeCode, row.scopeId, row.reference, row.greyCount, row.knownCount, row.class],
        ...[round(row.intensityRatio, 6), row.fragileCount, String(row.watched)],
      ],
    ),
    listTable(
      'grey-zone-summary',
      [
        ...[text('scope'), text('reference'), text('territory'), number('commune_count'), number('commune_share_ratio')],
        ...[number('population_count'), number('population_share_ratio'), number('over_75_count'), number('without_car_share_ratio')],
      ],
      chapter?.summaries,
      (row) => [
        ...[row.scopeId, row.reference, row.territory, row.communeCount, round(row.communeShareRatio, 6)],
        ...[row.populationCount, round(row.populationShareRatio, 6), round(row.over75Count, 3), round(row.withoutCarShareRatio, 6)],
      ],
    ),
    listTable(
      'reference-minutes',
      [text('service_type'), number('departement_minutes'), number('region_minutes'), number('fixed_minutes')],
      chapter?.referenceMinutes,
      (row) => [row.serviceType, round(row.departement, 4), round(row.region, 4), row.fixed],
    ),
  ];
}
