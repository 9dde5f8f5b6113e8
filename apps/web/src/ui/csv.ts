import type { TableColumn } from './table-model.ts';

/**
 * A table as French spreadsheets open it by a double click: UTF-8 with its mark, semicolons, decimal commas, CRLF.
 * An absent value is an empty cell. Text that a spreadsheet would run as a formula is defused by an apostrophe (OWASP, CSV injection).
 */
export function buildCsv<Row>(rows: readonly Row[], columns: readonly TableColumn<Row>[]): string {
  const header = columns.map((column) => csvText(column.unit === undefined ? column.header : `${column.header} (${column.unit})`));
  const lines = rows.map((row) => columns.map((column) => csvCell(column.value(row))));
  return `\uFEFF${[header, ...lines].map((cells) => cells.join(';')).join('\r\n')}\r\n`;
}

function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value).replace('.', ',') : '';
  return csvText(value);
}

function csvText(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[;"\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Hands the text to the browser as a file to keep. */
export function downloadText(fileName: string, text: string, type = 'text/csv;charset=utf-8'): void {
  downloadBlob(fileName, new Blob([text], { type }));
}

/** Hands a file to the browser, to keep. */
export function downloadBlob(fileName: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
