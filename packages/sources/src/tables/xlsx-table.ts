import { Readable } from 'node:stream';
import type ExcelJS from 'exceljs';
import { columnFinder, textRow } from './columns.ts';
import { assertDistinctColumns } from './csv-dialect.ts';
import { asFileRefusal, unreadable } from './file-errors.ts';
import type { TableLimits } from './limits.ts';
import type { Table, TableRow } from './table.ts';
import { type ArchiveMember, type ArchiveSource, listArchiveMembers, readArchiveMember } from './zip-archive.ts';

const HEADER_SEARCH_ROWS = 40;
const SHARED_STRINGS = 'xl/sharedStrings.xml';
const SHEET = /^xl\/worksheets\/sheet(\d+)\.xml$/;
export interface SheetRow {
  number: number;
  cells: string[];
}

interface SheetToRead {
  /** The N of the archive's `sheetN.xml`. */
  sheetNumber: number;
  hasSharedStrings: boolean;
  displayPath: string;
  limits: TableLimits;
}

/** What the workbook library reads of an archive, part by part; its typings and its notes tell of the whole archive only. */
interface PartReader {
  _parseWorkbook(part: Readable): Promise<void>;
  _parseSharedStrings(part: Readable): AsyncIterable<unknown>;
  _parseWorksheet(part: AsyncIterable<Buffer>, number: number): Iterable<{ value: AsyncIterable<ExcelJS.Row> }>;
}

/**
 * A sheet of a workbook. Official workbooks open with title rows, then a row of French labels, then the row of codes:
 * the header is the first row that holds a name of `headerHint`, else the first made of codes (`CODGEO`, `LIBGEO`…),
 * else the first with three text cells. Sheets are tried from the longest. Formulas give their result. The archive has been
 * drained within its limits.
 */
export async function openXlsxTable(
  workbook: ArchiveSource,
  displayPath: string,
  { headerHint, limits }: { headerHint: readonly string[]; limits: TableLimits },
): Promise<Table> {
  const members = await listArchiveMembers(workbook, displayPath);
  const hasSharedStrings = members.some(({ name }) => name === SHARED_STRINGS);
  const readSheet = (sheetNumber: number) => sheetRows(workbook, { sheetNumber, hasSharedStrings, displayPath, limits });
  for (const sheetNumber of sheetsBySize(members)) {
    const top: SheetRow[] = [];
    for await (const row of readSheet(sheetNumber)) if (top.push(row) === HEADER_SEARCH_ROWS) break;
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
        for await (const row of readSheet(sheetNumber)) {
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

/** Numbers N of `sheetN.xml`, the longest sheet first: notes and lists of variables are shorter than the data. */
function sheetsBySize(members: ArchiveMember[]): number[] {
  return members
    .flatMap((member) => {
      const number = SHEET.exec(member.name)?.[1];
      return number === undefined ? [] : [{ number: Number(number), size: member.declaredBytes }];
    })
    .toSorted((a, b) => b.size - a.size)
    .map((sheet) => sheet.number);
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

/**
 * The rows of one sheet. Each part of the archive is asked for by its name: read as a whole in the order of the archive, the library
 * may miss its last parts, about once in a thousand (exceljs issue 3064). Without them texts would be empty, or rows not there.
 */
async function* sheetRows(
  workbook: ArchiveSource,
  { sheetNumber, hasSharedStrings, displayPath, limits }: SheetToRead,
): AsyncGenerator<SheetRow> {
  const opened: Readable[] = [];
  const open = (name: string) => {
    const part = Readable.from(readArchiveMember(workbook, name, displayPath, limits));
    opened.push(part);
    return part;
  };
  try {
    // Loaded with the first workbook: it alone takes a third of a second of each start.
    const { default: excel } = await import('exceljs');
    const reader = new excel.stream.xlsx.WorkbookReader('', {
      worksheets: 'emit',
      sharedStrings: 'cache',
      hyperlinks: 'ignore',
      styles: 'ignore',
      entries: 'ignore',
    }) as unknown as PartReader;
    await reader._parseWorkbook(open('xl/workbook.xml'));
    if (hasSharedStrings) for await (const _ of reader._parseSharedStrings(open(SHARED_STRINGS)));
    for (const { value: sheet } of reader._parseWorksheet(open(`xl/worksheets/sheet${sheetNumber}.xml`), sheetNumber))
      for await (const row of sheet) {
        const values = Array.isArray(row.values) ? row.values.slice(1) : [];
        yield { number: row.number, cells: Array.from(values, cellText) };
      }
  } catch (error) {
    throw asFileRefusal(
      error,
      displayPath,
      'le classeur est abîmé. Ouvrez-le dans un tableur, puis enregistrez-le de nouveau en XLSX ou en CSV',
    );
  } finally {
    for (const part of opened) part.destroy();
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
