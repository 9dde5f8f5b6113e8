import type { Hierarchy } from '@maillage/domain/hierarchy/hierarchy.ts';
import { listTable } from '../list-table.ts';
import { type ExportTable, number, round, text } from '../table.ts';

/** The tables of the hierarchy, in the columns that the project promises to keep; headers alone for a run that has none. */
export function listHierarchyTables(chapter: Hierarchy | undefined): ExportTable[] {
  return [
    listTable('guttman', [text('commune_code'), text('service_type'), text('kind')], chapter?.anomalies, (row) => [
      row.communeCode,
      row.serviceType,
      row.kind,
    ]),
    listTable(
      'attraction',
      [
        ...[text('commune_code'), number('level'), text('centre_code'), number('minutes'), text('shared')],
        ...[text('huff_centre_code'), number('huff_share_ratio'), text('second_centre_code'), number('second_share_ratio')],
      ],
      chapter?.attraction,
      (row) => [
        ...[row.communeCode, row.level, row.centreCode, round(row.minutes, 3), String(row.shared)],
        ...[row.huffCentreCode, round(row.huffShareRatio, 6), row.secondCentreCode, round(row.secondShareRatio, 6)],
      ],
    ),
    listTable(
      'service-levels',
      [text('service_type'), text('label'), text('official'), text('quantile'), text('relative_frequency'), text('cluster')],
      chapter?.levels,
      (row) => [row.serviceType, row.label, row.official, row.quantile, row['relative-frequency'], row.cluster],
    ),
    listTable(
      'centre-flips',
      [text('threshold'), number('change_ratio'), text('commune_code'), number('from_level'), number('to_level')],
      chapter?.flips,
      (row) => [row.threshold, row.changeRatio, row.communeCode, row.fromLevel, row.toLevel],
    ),
    listTable(
      'centre-areas',
      [text('centre_code'), number('level'), number('commune_count'), number('population_count'), text('dominant')],
      chapter?.areas,
      (row) => [row.centreCode, row.level, row.communeCount, row.populationCount, String(row.dominant)],
    ),
  ];
}
