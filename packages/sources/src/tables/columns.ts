import type { TableRow } from './table.ts';

/** Position of a column by its header: spelt exactly first, else without regard to letter case. */
export type ColumnFinder = (column: string) => number | undefined;

export function columnFinder(columns: string[]): ColumnFinder {
  const positions = new Map<string, number | undefined>();
  for (const [index, column] of columns.entries()) {
    const key = column.toLowerCase();
    if (column !== '' && !positions.has(key)) positions.set(key, index);
  }
  for (const [index, column] of columns.entries()) if (column !== '') positions.set(column, index);
  return (column) => {
    if (positions.has(column)) return positions.get(column);
    const index = positions.get(column.toLowerCase());
    positions.set(column, index); // asked once a row: the answer is kept
    return index;
  };
}

/** A row over cells already cut. Cells are trimmed only when asked for: most columns of a wide file never are. */
export function textRow(line: number, cells: string[], find: ColumnFinder): TableRow {
  return {
    line,
    cell(column) {
      const index = find(column);
      return index === undefined ? undefined : (cells[index] ?? '').trim();
    },
  };
}
