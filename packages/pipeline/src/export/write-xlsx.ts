import { fixZipDates } from './fix-zip-dates.ts';
import type { Cell, ExportTable } from './table.ts';

/** The moment written in workbooks: fixed, so that the same run gives the same file. */
const WORKBOOK_DATE = new Date('2000-01-01T00:00:00Z');

/** One workbook with one sheet per table. Texts are written as texts: a spreadsheet never runs them. */
export async function buildXlsx(...tables: readonly ExportTable[]): Promise<Uint8Array> {
  // Loaded with the first workbook: it alone takes a third of a second of each start.
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  workbook.creator = 'Maillage';
  workbook.created = WORKBOOK_DATE;
  workbook.modified = WORKBOOK_DATE;
  for (const table of tables) {
    const sheet = workbook.addWorksheet(table.name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = table.columns.map(({ name, type }) => ({ header: name, key: name, width: type === 'text' ? 22 : 16 }));
    sheet.getRow(1).font = { bold: true };
    for (const row of table.rows()) sheet.addRow(row.map(escapeCell));
  }
  const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
  fixZipDates(bytes);
  return bytes;
}

/** What looks like the escape of a character in a workbook (ECMA-376, `_x000D_`) must be read back as it is: its first mark is escaped. */
function escapeCell(cell: Cell): Cell {
  return typeof cell === 'string' ? cell.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_') : cell;
}
