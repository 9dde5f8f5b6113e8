import { type ActionPlan, sortPlan } from '@maillage/domain/plans/plan.ts';
import { guardFormula, PLAN_TABLES, type PlanTable, RECORD_COLUMN } from '@maillage/sources/action-plan/plan-tables.ts';
import type { Cell, ExportTable } from '../export/table.ts';
import { formatCsvLine } from '../export/write-csv.ts';
import { buildXlsx } from '../export/write-xlsx.ts';
import type { PlanNames } from './plan-document.ts';
import { writePlanDocx } from './write-plan-docx.ts';

/** Files that give a plan back whole. */
export const PLAN_FORMATS = ['json', 'csv', 'xlsx'] as const;
export type PlanFormat = (typeof PLAN_FORMATS)[number];
/** And the one that is read and printed. */
export const PLAN_FILE_FORMATS = [...PLAN_FORMATS, 'docx'] as const;
export type PlanFileFormat = (typeof PLAN_FILE_FORMATS)[number];
export const PLAN_CONTENT_TYPES: Record<PlanFileFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** A plan as a file of any format. `readNames` is asked for a document alone, whose reader knows no code. */
export async function writePlanFile(plan: ActionPlan, format: PlanFileFormat, readNames: () => Promise<PlanNames>): Promise<Uint8Array> {
  return format === 'docx' ? writePlanDocx(plan, await readNames()) : writePlan(plan, format);
}

/** A plan as a file that `readPlanFile` reads back whole. The same plan gives the same bytes. */
export async function writePlan(plan: ActionPlan, format: PlanFormat): Promise<Uint8Array> {
  const sorted = sortPlan(plan);
  if (format === 'xlsx') return buildXlsx(...PLAN_TABLES.map((table) => toExportTable(sorted, table)));
  const text = format === 'json' ? `${JSON.stringify(sorted, null, 2)}\n` : formatPlanCsv(sorted);
  return new TextEncoder().encode(text);
}

function toExportTable(plan: ActionPlan, table: PlanTable): ExportTable {
  return {
    name: table.name,
    columns: table.columns.map(({ header, codec }) => ({ name: header, type: codec.type })),
    *rows() {
      for (const row of table.rowsOf(plan)) yield table.columns.map(({ field, codec }): Cell => codec.encode(row[field] ?? null));
    },
  };
}

/** All the tables one under the other: the first column names the table, a column of one name is shared. */
function formatPlanCsv(plan: ActionPlan): string {
  const headers = [...new Set(PLAN_TABLES.flatMap(({ columns }) => columns.map(({ header }) => header)))];
  const lines = [formatCsvLine([RECORD_COLUMN, ...headers])];
  for (const table of PLAN_TABLES) {
    for (const cells of toExportTable(plan, table).rows()) {
      const byHeader = new Map(table.columns.map(({ header }, index) => [header, cells[index] ?? null]));
      const guarded = headers.map((header) => {
        const cell = byHeader.get(header) ?? null;
        return typeof cell === 'string' ? guardFormula(cell) : cell;
      });
      lines.push(formatCsvLine([table.name, ...guarded], { forSpreadsheets: false }));
    }
  }
  // The mark of the encoding: without it a spreadsheet reads accents wrong.
  return `\uFEFF${lines.join('\n')}\n`;
}
