import ExcelJS from 'exceljs';
import { asFileRefusal, unreadable } from './file-errors.ts';
import type { TableLimits } from './limits.ts';
import { assertWorkbookWithinLimits, isWorkbook } from './open-table.ts';
import { cellText, type SheetRow } from './xlsx-table.ts';
import { listArchiveMembers } from './zip-archive.ts';

export interface WorkbookSheet {
  name: string;
  /** True when the workbook has no other sheet with rows. */
  isOnly: boolean;
  /** From the first row that is not empty. */
  rows: SheetRow[];
}

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
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.readFile(path);
  } catch (error) {
    throw asFileRefusal(
      error,
      displayPath,
      'le classeur est abîmé. Ouvrez-le dans un tableur, puis enregistrez-le de nouveau en XLSX ou en CSV',
    );
  }
  const sheets = workbook.worksheets.map((sheet) => {
    const rows: SheetRow[] = [];
    sheet.eachRow((row, number) => {
      const values = Array.isArray(row.values) ? row.values.slice(1) : [];
      rows.push({ number, cells: Array.from(values, cellText) });
    });
    return { name: sheet.name, rows };
  });
  const written = sheets.filter(({ rows }) => rows.length > 0);
  return written.map((sheet) => ({ ...sheet, isOnly: written.length === 1 }));
}
