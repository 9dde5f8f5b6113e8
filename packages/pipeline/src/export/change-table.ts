import { CHANGE_CAUSES, type RunChange } from '@maillage/domain/change/run-change.ts';
import { listTable } from './list-table.ts';
import { type Cell, type ExportTable, number, round, text } from './table.ts';

const DECIMALS = 6;

/** One row per headline figure; its parts, as they are written, still add up to `after − before`. */
export function buildChangeTable(change: RunChange | null): ExportTable {
  return listTable(
    'change',
    [
      ...[text('figure'), number('before'), number('after'), number('offer'), number('population'), number('network'), number('method')],
      ...[text('label'), text('unit'), text('from_run')],
    ],
    change?.figures,
    (row): Cell[] => {
      const before = round(row.before, DECIMALS);
      const after = round(row.after, DECIMALS);
      const parts = roundParts(
        CHANGE_CAUSES.map((cause) => row[cause]),
        before === null || after === null ? null : after - before,
      );
      return [row.figureId, before, after, ...parts, row.label, row.unit, change?.fromRunId ?? null];
    },
  );
}

/** Rounded parts; what rounding leaves goes to the largest of them, where it is smallest beside the part. Nulls when a part is not known. */
function roundParts(parts: readonly (number | null)[], total: number | null): (number | null)[] {
  const rounded = parts.map((part) => round(part, DECIMALS));
  if (total === null || rounded.includes(null)) return parts.map(() => null);
  const known = rounded.map((part) => part ?? 0);
  const largest = known.reduce((best, part, index) => (Math.abs(part) > Math.abs(known[best]!) ? index : best), 0);
  const others = known.reduce((sum, part, index) => (index === largest ? sum : sum + part), 0);
  return known.map((part, index) => (index === largest ? round(total - others, DECIMALS) : part));
}
