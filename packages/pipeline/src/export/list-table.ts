import type { Cell, ExportTable } from './table.ts';

/** A table of one row per record; headers alone when the run has none. */
export function listTable<Row>(
  name: string,
  columns: ExportTable['columns'],
  rows: readonly Row[] | undefined,
  toCells: (row: Row) => Cell[],
): ExportTable {
  return {
    name,
    columns,
    *rows() {
      for (const row of rows ?? []) yield toCells(row);
    },
  };
}
