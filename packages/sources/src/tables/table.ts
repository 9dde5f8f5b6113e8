/**
 * A table as importers see it, whatever the file was: CSV of any separator and encoding, in gzip or zip,
 * XLSX with title rows, Parquet. Opening and limits are in `open-table.ts`; importers only read rows.
 */
export interface TableRow {
  /** Line in the text file from 1 (header included), or row number in a workbook or Parquet file. */
  line: number;
  /** The cell of a column by its header, compared without case, accents kept; trimmed; `''` when empty; undefined when the column is not in the file. */
  cell(column: string): string | undefined;
}

export interface Table {
  /** Headers as written in the file. */
  columns: string[];
  hasColumn(column: string): boolean;
  /** Rows one after the other; memory stays bounded whatever the size. A row that cannot be cut in cells is given to `onReject`. */
  rows(onReject: (line: number, reason: string) => void): AsyncIterable<TableRow>;
}
