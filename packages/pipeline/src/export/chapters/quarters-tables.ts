import type { Quarters } from '@maillage/domain/quarters/quarters.ts';
import { type Cell, type ExportTable, number, round, text, yesNo } from '../table.ts';

/** Every priority neighbourhood, layer by layer, then place by place. */
export function listQuartersTables(quarters: Quarters | undefined): ExportTable[] {
  const shares = (values: readonly number[] | null): Cell[] => [0, 1, 2].map((step) => round(values?.[step] ?? null, 6));
  return [
    {
      name: 'qpv',
      columns: [
        text('qpv_code'),
        text('name'),
        text('perimeter_known'),
        text('layer'),
        number('count_inside'),
        number('nearest_walk_minutes'),
        number('count_on_edge'),
        ...[5, 10, 15].map((minutes) => number(`count_within_${minutes}_minutes`)),
        ...[5, 10, 15].map((minutes) => number(`resident_share_${minutes}_minutes`)),
        ...[5, 10, 15].map((minutes) => number(`commune_rest_share_${minutes}_minutes`)),
        ...[5, 10, 15].map((minutes) => number(`epci_rest_share_${minutes}_minutes`)),
        number('count_in_communes'),
        number('weekly_hours'),
      ],
      *rows() {
        for (const row of quarters?.rows ?? [])
          yield [
            ...[row.qpvCode, row.name, yesNo(row.perimeterKnown), row.layer, row.countInside, round(row.nearestWalkMinutes, 2)],
            ...[row.countOnEdge, ...(row.countWithin ?? [null, null, null])],
            ...[...shares(row.residentShares), ...shares(row.communeRestShares), ...shares(row.epciRestShares)],
            ...[row.countInCommunes, round(row.weeklyHours, 2)],
          ];
      },
    },
  ];
}
