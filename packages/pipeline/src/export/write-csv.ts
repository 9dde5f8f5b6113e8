import type { Cell, ExportTable } from './tables.ts';

/** Characters that make a spreadsheet run a text cell as a formula. */
const FORMULA_START = /^[=+\-@\t\r]/;

/**
 * One line of CSV cells: comma, point, quotes doubled. A text that a spreadsheet would run as a formula is
 * preceded by an apostrophe, since names come from files that anyone may have written; `forSpreadsheets` false keeps it.
 */
export function formatCsvLine(cells: readonly Cell[], { forSpreadsheets } = { forSpreadsheets: true }): string {
  return cells
    .map((cell) => {
      if (cell === null) return '';
      if (typeof cell === 'number') return String(cell);
      const safe = forSpreadsheets && FORMULA_START.test(cell) ? `'${cell}` : cell;
      return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    })
    .join(',');
}

/** The whole table as CSV text: UTF-8, comma, point, header first, a line feed after each row. */
export function formatCsv(table: ExportTable, options = { forSpreadsheets: true }): string {
  const lines = [formatCsvLine(table.columns.map((column) => column.name))];
  for (const row of table.rows()) lines.push(formatCsvLine(row, options));
  return `${lines.join('\n')}\n`;
}
