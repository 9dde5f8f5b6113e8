import { parse } from 'csv-parse/sync';
import type { FileProbe, OpenedFile } from '../importer.ts';
import type { Table } from '../tables/table.ts';

/** A table written in the test itself, `;` or `,` told by its first line. */
export function textTable(text: string): Table {
  const delimiter = (text.split('\n')[0] ?? '').includes(';') ? ';' : ',';
  const cells: string[][] = parse(text, { delimiter, relax_column_count: true, trim: true, skip_empty_lines: true });
  const [columns = [], ...body] = cells;
  const indexOf = (column: string) => columns.findIndex((name) => name.toLowerCase() === column.toLowerCase());
  return {
    columns,
    hasColumn: (column) => indexOf(column) >= 0,
    async *rows() {
      for (const [index, row] of body.entries()) {
        const cell = (column: string) => (indexOf(column) < 0 ? undefined : (row[indexOf(column)] ?? ''));
        yield { line: index + 2, cell };
      }
    },
  };
}

export function openedText(text: string, path = 'essai.csv'): OpenedFile {
  return { path, absolutePath: path, table: async () => textTable(text), json: async () => JSON.parse(text) };
}

/** What a scan would see of the same text. */
export function probeText(text: string, path = 'essai.csv'): FileProbe {
  return { path, format: 'table', columns: textTable(text).columns, sampleRows: [] };
}
