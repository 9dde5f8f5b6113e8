import ExcelJS from 'exceljs';
import { fixZipDates } from './fix-zip-dates.ts';
import type { ExportTable } from './tables.ts';

/** The moment written in workbooks: fixed, so that the same run gives the same file. */
const WORKBOOK_DATE = new Date('2000-01-01T00:00:00Z');

/** One workbook with one sheet. Texts are written as texts: a spreadsheet never runs them. */
export async function buildXlsx(table: ExportTable): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = 'Maillage';
  workbook.created = WORKBOOK_DATE;
  workbook.modified = WORKBOOK_DATE;
  const sheet = workbook.addWorksheet(table.name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = table.columns.map(({ name, type }) => ({ header: name, key: name, width: type === 'text' ? 22 : 16 }));
  sheet.getRow(1).font = { bold: true };
  for (const row of table.rows()) sheet.addRow(row);
  const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
  fixZipDates(bytes);
  return bytes;
}
