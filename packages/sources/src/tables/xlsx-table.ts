import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type ExcelJS from 'exceljs';
import { columnFinder, textRow } from './columns.ts';
import { assertDistinctColumns } from './csv-dialect.ts';
import { asFileRefusal, unreadable } from './file-errors.ts';
import type { Table, TableRow } from './table.ts';

const HEADER_SEARCH_ROWS = 40;
export interface SheetRow {
  number: number;
  cells: string[];
}

/**
 * A sheet of a workbook. Official workbooks open with title rows, then a row of French labels, then the row of codes:
 * the header is the first row that holds a name of `headerHint`, else the first made of codes (`CODGEO`, `LIBGEO`…),
 * else the first with three text cells. `sheetNumber` is the N of the archive's `sheetN.xml`. Formulas give their result.
 */
export async function openXlsxTable(
  openWorkbook: () => Readable,
  displayPath: string,
  { sheetNumbers, headerHint }: { sheetNumbers: number[]; headerHint: readonly string[] },
): Promise<Table> {
  for (const sheetNumber of sheetNumbers) {
    const top: SheetRow[] = [];
    // Read to its end: the reader keeps sheets in temporary files, and removes them only when it is let finish.
    for await (const row of sheetRows(openWorkbook(), sheetNumber, displayPath)) if (top.length < HEADER_SEARCH_ROWS) top.push(row);
    const header = findHeader(top, headerHint);
    if (header === undefined) continue;
    const columns = [...header.cells];
    while (columns.at(-1) === '') columns.pop();
    assertDistinctColumns(columns, header.number, displayPath);
    const find = columnFinder(columns);
    return {
      columns,
      hasColumn: (column) => find(column) !== undefined,
      async *rows(onReject): AsyncGenerator<TableRow> {
        for await (const row of sheetRows(openWorkbook(), sheetNumber, displayPath)) {
          if (row.number <= header.number || row.cells.every((cell) => cell === '')) continue;
          if (row.cells.slice(columns.length).some((cell) => cell !== ''))
            onReject(row.number, 'une cellule est à droite de la dernière colonne nommée');
          else yield textRow(row.number, row.cells, find);
        }
      },
    };
  }
  throw unreadable(displayPath, 'aucune feuille du classeur n’a de ligne d’en-tête reconnaissable. Gardez les noms de colonnes officiels');
}

/** Reads a workbook held in a file or, when it comes out of an archive, in memory. */
export function workbookOpener(content: string | Buffer): () => Readable {
  return () => (typeof content === 'string' ? createReadStream(content) : Readable.from([content]));
}

function findHeader(rows: SheetRow[], headerHint: readonly string[]): SheetRow | undefined {
  const wanted = new Set(headerHint.map((column) => column.toLowerCase()));
  const codes = (row: SheetRow) => row.cells.filter((cell) => /^[A-Z][A-Z0-9_]+$/.test(cell)).length;
  const texts = (row: SheetRow) => row.cells.filter((cell) => cell !== '' && Number.isNaN(Number(cell))).length;
  return (
    rows.find((row) => row.cells.some((cell) => wanted.has(cell.toLowerCase()))) ??
    rows.find((row) => codes(row) >= 2 && codes(row) >= texts(row) * 0.6) ??
    rows.find((row) => texts(row) >= 3)
  );
}

async function* sheetRows(workbook: Readable, sheetNumber: number, displayPath: string): AsyncGenerator<SheetRow> {
  try {
    // Loaded with the first workbook: it alone takes a third of a second of each start.
    const { default: excel } = await import('exceljs');
    const reader = new excel.stream.xlsx.WorkbookReader(workbook, {
      worksheets: 'emit',
      sharedStrings: 'cache',
      hyperlinks: 'ignore',
      styles: 'ignore',
      entries: 'ignore',
    });
    for await (const sheet of reader) {
      // The typings forget that a streamed sheet knows its number.
      const isOurs = Number((sheet as unknown as { id: number | string }).id) === sheetNumber;
      for await (const row of sheet) {
        if (!isOurs) continue; // read all the same: see above
        const values = Array.isArray(row.values) ? row.values.slice(1) : [];
        yield { number: row.number, cells: Array.from(values, cellText) };
      }
    }
  } catch (error) {
    throw asFileRefusal(
      error,
      displayPath,
      'le classeur est abîmé. Ouvrez-le dans un tableur, puis enregistrez-le de nouveau en XLSX ou en CSV',
    );
  } finally {
    workbook.destroy();
  }
}

/** A cell as text: a date as its day, a formula as its result; empty for an error. */
export function cellText(value: ExcelJS.CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value !== 'object') return String(value).trim();
  if ('richText' in value)
    return value.richText
      .map((part) => part.text)
      .join('')
      .trim();
  if ('result' in value) return cellText(value.result as ExcelJS.CellValue);
  if ('text' in value) return cellText(value.text as ExcelJS.CellValue);
  return ''; // an error such as #N/A, or a formula without result: nothing is known
}
