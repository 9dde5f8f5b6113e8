import { formatRatioAsPercent } from '@maillage/domain/format.ts';
import type { QuarterRow } from '@maillage/domain/quarters/quarters.ts';
import type { TableColumn } from '../ui/table-model.ts';
import { walkText } from './quarter-text.ts';

/** What is at hand: in the neighbourhood, at 5, 10 and 15 minutes on foot, and how far the nearest is. */
export const REACH_COLUMNS: readonly TableColumn<QuarterRow>[] = [
  { id: 'inside', header: 'Dans le quartier', kind: 'number', value: (row) => row.countInside },
  { id: 'within5', header: 'À 5 min', kind: 'number', value: (row) => row.countWithin?.[0] ?? null },
  { id: 'within10', header: 'À 10 min', kind: 'number', value: (row) => row.countWithin?.[1] ?? null },
  { id: 'within15', header: 'À 15 min', kind: 'number', value: (row) => row.countWithin?.[2] ?? null },
  {
    ...{ id: 'walk', header: 'Le plus proche', unit: 'min', kind: 'number' },
    value: (row) => row.nearestWalkMinutes,
    cell: (row) => walkText(row.nearestWalkMinutes),
  },
];

/** In the communes of the neighbourhood, wherever in them. */
export const COMMUNES_COLUMN: TableColumn<QuarterRow> = {
  ...{ id: 'communes', header: 'Dans ses communes', kind: 'number' },
  value: (row) => row.countInCommunes,
};

/** A share of people at one of the steps: 0 for 5 minutes, 1 for 10, 2 for 15. */
export const shareColumn = (
  header: string,
  id: string,
  { of, step }: { of(row: QuarterRow): readonly number[] | null; step: 0 | 1 | 2 },
): TableColumn<QuarterRow> => ({
  ...{ id, header, kind: 'number' },
  value: (row) => of(row)?.[step] ?? null,
  cell: (row) => formatRatioAsPercent(of(row)?.[step] ?? null, 0),
});
