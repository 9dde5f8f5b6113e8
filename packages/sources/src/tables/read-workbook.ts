import { formatNumber } from '@maillage/domain/format.ts';
import type ExcelJS from 'exceljs';
import { asFileRefusal, unreadable } from './file-errors.ts';
import type { TableLimits } from './limits.ts';
import { assertWorkbookWithinLimits, isWorkbook } from './open-table.ts';
import { assertNamedMerges } from './workbook-merges.ts';
import { cellText, type SheetRow } from './xlsx-table.ts';
import { listArchiveMembers } from './zip-archive.ts';

export interface WorkbookRow extends SheetRow {
  /** Cells whose value is not in the file, by their index: why, as the end of a French sentence. Their text is empty. */
  faults: ReadonlyMap<number, string>;
}

export interface WorkbookSheet {
  name: string;
  /** True when the workbook has no other sheet with rows. */
  isOnly: boolean;
  /** From the first row that is not empty. */
  rows: WorkbookRow[];
  /** Areas of merged cells, « A2:A4 ». Each of their cells has the text of the first. */
  merges: string[];
}

/** What a sheet has beside its cells is not read: a list of choices on a whole column alone would make the library write a million cells. */
const IGNORED_NODES = ['cols', 'dataValidations', 'conditionalFormatting', 'drawing', 'picture', 'tableParts', 'hyperlinks', 'extLst'];
const MAX_ROWS = 200_000;
const MAX_COLUMNS = 400;

/**
 * All the sheets of a small workbook, with their names: for files that people write, where a sheet is a table. Held in memory, so
 * `limits` should be small. Throws `file-unreadable` or `file-too-large`.
 */
export async function readWorkbook(path: string, displayPath: string, limits: TableLimits): Promise<WorkbookSheet[]> {
  const members = await listArchiveMembers(path, displayPath);
  if (members.some(({ name }) => name === 'word/document.xml'))
    throw unreadable(
      displayPath,
      'c’est un document Word : il se lit, mais ne se réimporte pas. Exportez un classeur (XLSX) et modifiez-le',
    );
  if (!isWorkbook(members)) throw unreadable(displayPath, 'c’est une archive et non un classeur. Décompressez-la, puis donnez son contenu');
  await assertWorkbookWithinLimits(path, displayPath, members, limits);
  await assertNamedMerges(path, displayPath, members, limits);
  const { default: excel } = await import('exceljs'); // with the first workbook: see xlsx-table.ts
  const workbook = new excel.Workbook();
  // Names of areas are not used, and the library would write each of their cells down: seventeen billion for a whole sheet.
  Object.defineProperty(workbook.definedNames, 'model', { get: () => [], set: () => {} });
  try {
    // The typings forget the options of this reader.
    await workbook.xlsx.readFile(path, { ignoreNodes: IGNORED_NODES, maxRows: MAX_ROWS, maxCols: MAX_COLUMNS } as object);
  } catch (error) {
    const isTooLong = error instanceof Error && /^Max (row|column) count/.test(error.message);
    throw asFileRefusal(
      error,
      displayPath,
      isTooLong
        ? `une feuille a plus de ${formatNumber(MAX_ROWS)} lignes ou de ${MAX_COLUMNS} colonnes. Ôtez ce qui n’est pas du tableau`
        : 'le classeur est abîmé. Ouvrez-le dans un tableur, puis enregistrez-le de nouveau en XLSX ou en CSV',
    );
  }
  const sheets = workbook.worksheets.map((sheet) => {
    const rows: WorkbookRow[] = [];
    sheet.eachRow((row, number) => {
      const values = Array.from(Array.isArray(row.values) ? row.values.slice(1) : []);
      const faults = new Map<number, string>();
      for (const [index, value] of values.entries()) {
        const fault = cellFault(value);
        if (fault !== null) faults.set(index, fault);
      }
      rows.push({ number, cells: values.map((value, index) => (faults.has(index) ? '' : cellText(value))), faults });
    });
    return { name: sheet.name, rows, merges: sheet.model.merges ?? [] };
  });
  const written = sheets.filter(({ rows }) => rows.length > 0);
  return written.map((sheet) => ({ ...sheet, isOnly: written.length === 1 }));
}

/** Why the value of a cell is not in the file; null when it is. An empty text would erase what the reader has. */
function cellFault(value: ExcelJS.CellValue | undefined): string | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'sa date ne peut pas être lue : écrivez-la 31/05/2026' : null;
  if (value === null || value === undefined || typeof value !== 'object') return null;
  if ('error' in value) return `la cellule est en erreur (${String(value.error).slice(0, 20)}) : corrigez-la ou videz-la`;
  if (!('formula' in value) && !('sharedFormula' in value)) return null;
  if (value.result === undefined || value.result === null)
    return 'sa formule n’a pas de résultat dans le fichier : ouvrez-le dans un tableur et enregistrez-le, ou écrivez la valeur';
  return cellFault(value.result);
}

/** « C3 » of the cell at a row and at an index from 0. */
export function cellAddress(row: number, index: number): string {
  let letters = '';
  for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1) letters = String.fromCharCode(65 + (rest % 26)) + letters;
  return `${letters}${row}`;
}
