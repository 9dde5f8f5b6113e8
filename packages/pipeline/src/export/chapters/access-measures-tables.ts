import type { AccessMeasures } from '@maillage/domain/accessibility/access-measures.ts';
import { listTable } from '../list-table.ts';
import { type ExportTable, number, round, text } from '../table.ts';

/** The tables of access, in the columns that the project promises to keep; headers alone for a run that has none. */
export function listAccessMeasuresTables(chapter: AccessMeasures | undefined): ExportTable[] {
  return [
    listTable('equity', [text('service_type'), text('measure'), text('group'), number('value')], chapter?.equity, (row) => [
      row.serviceType,
      row.measure,
      row.group,
      round(row.value, 6),
    ]),
    listTable(
      'access-profiles',
      [
        ...[text('scope'), text('profile'), number('mean_minutes'), number('median_minutes'), number('p90_minutes')],
        ...[number('unreachable_share_ratio'), number('threshold_minutes'), number('beyond_share_ratio')],
      ],
      chapter?.profiles.flatMap((row) => row.beyond.map((beyond) => ({ ...row, beyond }))),
      (row) => [
        ...[row.scopeId, row.profile, round(row.meanMinutes, 4), round(row.medianMinutes, 4), round(row.p90Minutes, 4)],
        ...[round(row.unreachableShareRatio, 6), row.beyond.minutes, round(row.beyond.shareRatio, 6)],
      ],
    ),
    listTable(
      'access-choice',
      [
        ...[text('service_type'), number('second_mean_minutes'), number('third_mean_minutes')],
        ...[number('within_minutes'), number('mean_count'), number('three_share_ratio')],
      ],
      chapter?.choice.flatMap((row) => row.within.map((within) => ({ ...row, within }))),
      (row) => [
        ...[row.serviceType, round(row.secondMeanMinutes, 4), round(row.thirdMeanMinutes, 4)],
        ...[row.within.minutes, round(row.within.meanCount, 6), round(row.within.threeShareRatio, 6)],
      ],
    ),
    listTable(
      'border-effects',
      [text('service_type'), number('outside_share_ratio'), number('mean_minutes'), number('mean_minutes_inside_only')],
      chapter?.border,
      (row) => [row.serviceType, round(row.outsideShareRatio, 6), round(row.meanMinutes, 4), round(row.meanMinutesInsideOnly, 4)],
    ),
  ];
}
