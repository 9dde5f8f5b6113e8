import { DomainError } from '@maillage/domain/errors.ts';
import { formatNumber } from '@maillage/domain/format.ts';
import { unreadable } from '../tables/file-errors.ts';
import { openTable } from '../tables/open-table.ts';
import { cellAddress, readWorkbook, type WorkbookSheet } from '../tables/read-workbook.ts';
import { parseArea } from '../tables/workbook-merges.ts';
import type { PlanReject } from './assemble-plan.ts';
import { CellProblem, foldText } from './cell-codecs.ts';
import {
  getPlanTable,
  PLAN_TABLE_NAMES,
  PLAN_TABLES,
  type PlanTable,
  type PlanTableName,
  RECORD_COLUMN,
  unguardFormula,
} from './plan-tables.ts';

/** Text cells of a row of a file, before anything is made of them. */
export interface RawRow {
  table: PlanTable;
  line: number;
  /** The text under a header, undefined when the file has no such column. Throws a `CellProblem` when the file has not its value. */
  cellOf(header: string): string | undefined;
  /** « début », or « début (C3) » in a workbook. */
  tellColumn(header: string): string;
}
export interface RawRows {
  rows: RawRow[];
  rejects: PlanReject[];
  tables: Set<PlanTableName>;
  /** Columns that no table of the plan has: « fiches, Budjet ». They are not read. */
  ignoredColumns: string[];
}

const LIMITS = { maxBytes: 200e6, maxExpansionRatio: 250, ratioFreeBytes: 32e6, maxWorkbookBytes: 10e6 };
/** A description holds paragraphs: a quoted cell may span many lines. */
const MAX_CELL_LINES = 20_000;
/** The 5,000 sheets of the largest plan, with forty rows each. */
const MAX_ROWS = 200_000;

/** The rows of a CSV file of any separator and encoding. Throws `file-…` when it has none of the columns of a plan. */
export async function readCsvRows(path: string, displayPath: string): Promise<RawRows> {
  const table = await openTable(path, displayPath, { limits: LIMITS, maxCellLines: MAX_CELL_LINES });
  const headers = new Map(table.columns.map((header) => [foldText(header), header]));
  const recordHeader = headers.get(RECORD_COLUMN);
  const only = recordHeader === undefined ? recogniseTable(headers, displayPath) : null;
  const rejects: PlanReject[] = [];
  const rows: RawRow[] = [];
  const reject = (line: number, reason: string) => {
    rejects.push({ table: only?.name ?? 'fichier', line, reason });
    assertRowCount(rows.length + rejects.length, displayPath);
  };
  for await (const row of table.rows(reject)) {
    const cellOf = (header: string) => {
      const found = headers.get(foldText(header));
      return found === undefined ? undefined : unguardFormula(row.cell(found) ?? '');
    };
    const said = recordHeader === undefined ? '' : (row.cell(recordHeader) ?? '');
    const of = only ?? findTable(said);
    if (of === undefined) reject(row.line, unknownTable(said));
    else rows.push({ table: of, line: row.line, cellOf, tellColumn: (header) => `« ${header} »` });
    assertRowCount(rows.length + rejects.length, displayPath);
  }
  const known = only === null ? PLAN_TABLES : [only];
  const ignoredColumns = unknownColumns(table.columns, known).filter((header) => header !== recordHeader);
  return { rows, rejects, tables: new Set(rows.map(({ table: { name } }) => name)), ignoredColumns };
}

/** The rows of a workbook whose sheets bear the names of the tables, or that has one sheet alone. */
export async function readWorkbookRows(path: string, displayPath: string): Promise<RawRows> {
  const raw: RawRows = { rows: [], rejects: [], tables: new Set(), ignoredColumns: [] };
  for (const sheet of await readWorkbook(path, displayPath, LIMITS)) {
    readSheetRows(sheet, raw, displayPath);
    assertRowCount(raw.rows.length, displayPath);
  }
  return raw;
}

function readSheetRows(sheet: WorkbookSheet, raw: RawRows, displayPath: string): void {
  const [top, ...body] = sheet.rows;
  if (top === undefined) return;
  const reject = (table: string, line: number | null, reason: string) => raw.rejects.push({ table, line, reason });
  const headers = new Map(top.cells.map((header, index) => [foldText(header), index]));
  const table = findTable(sheet.name) ?? (sheet.isOnly ? recogniseTable(headers, displayPath) : undefined);
  if (table === undefined) {
    reject(sheet.name, null, `${unknownTable(sheet.name)} ; renommez cette feuille, ou ôtez-la du fichier`);
    return;
  }
  raw.tables.add(table.name);
  const twice = top.cells.find((header, index) => header !== '' && headers.get(foldText(header)) !== index);
  const missing = table.columns.filter(({ header, required }) => required && !headers.has(foldText(header)));
  if (twice !== undefined)
    reject(table.name, top.number, `l’en-tête nomme deux fois la colonne « ${twice.slice(0, 40)} » : renommez ou ôtez l’une des deux`);
  else if (missing.length > 0 && body.length > 0)
    reject(
      table.name,
      top.number,
      `il manque ${missing.map(({ header }) => `« ${header} »`).join(', ')} dans l’en-tête, qui est la première ligne de la feuille`,
    );
  else {
    for (const { number, reason } of mergeFaults(sheet, top.number)) reject(table.name, number, reason);
    for (const { number, cells, faults } of body) {
      if (cells.every((cell) => cell === '') && faults.size === 0) continue;
      const indexOf = (header: string) => headers.get(foldText(header));
      const cellOf = (header: string) => {
        const index = indexOf(header);
        const fault = faults.get(index ?? -1);
        if (fault !== undefined) throw new CellProblem(fault);
        return index === undefined ? undefined : (cells[index] ?? '');
      };
      const tellColumn = (header: string) => {
        const index = indexOf(header);
        return index === undefined ? `« ${header} »` : `« ${header} » (${cellAddress(number, index)})`;
      };
      raw.rows.push({ table, line: number, cellOf, tellColumn });
    }
    const unknown = unknownColumns(top.cells, [table]);
    raw.ignoredColumns.push(...unknown.map((header) => `${table.name}, ${header}`));
  }
}

/** Merged cells below the header that hold a text: it is not known of which rows it is. */
function* mergeFaults({ merges, rows }: WorkbookSheet, headerRow: number) {
  const byNumber = new Map(rows.map((row) => [row.number, row.cells]));
  for (const merge of merges) {
    const area = parseArea(merge);
    if (area === undefined || area.bottom <= headerRow || (byNumber.get(area.top)?.[area.left] ?? '') === '') continue;
    yield {
      number: area.top,
      reason: `les cellules ${merge} sont fusionnées : défusionnez-les, puis écrivez la valeur dans chaque ligne qui l’a`,
    };
  }
}

const unknownColumns = (columns: readonly string[], tables: readonly PlanTable[]) => {
  const known = new Set(tables.flatMap((table) => table.columns.map(({ header }) => foldText(header))));
  return columns.filter((header) => header.trim() !== '' && !known.has(foldText(header)));
};

function assertRowCount(count: number, displayPath: string): void {
  if (count > MAX_ROWS)
    throw new DomainError(
      'file-too-large',
      `« ${displayPath} » a plus de ${formatNumber(MAX_ROWS)} lignes : ce n’est pas un plan d’actions, il n’a pas été lu. Vérifiez qu’il n’a pas été collé plusieurs fois.`,
      { file: displayPath, limit: MAX_ROWS },
    );
}

const findTable = (name: string): PlanTable | undefined => {
  const asked = foldText(name);
  return PLAN_TABLES.find((table) => foldText(table.name) === asked || foldText(table.name).replace(/s$/, '') === asked);
};
const unknownTable = (name: string) => `« ${name.slice(0, 40)} » n’est pas une partie du plan (${PLAN_TABLE_NAMES.join(', ')})`;

/** The table whose columns these are, when nothing names it: the one with all it requires and the most columns found. */
function recogniseTable(headers: ReadonlyMap<string, unknown>, displayPath: string): PlanTable {
  const has = (header: string) => headers.has(foldText(header));
  const [best] = PLAN_TABLES.filter(({ columns }) => columns.every(({ header, required }) => !required || has(header)))
    .map((table) => ({ table, count: table.columns.filter(({ header }) => has(header)).length }))
    .toSorted((a, b) => b.count - a.count);
  if (best === undefined) {
    const expected = getPlanTable('fiches').columns.slice(0, 6);
    throw unreadable(
      displayPath,
      `ses colonnes ne sont pas celles d’un plan d’actions : elles doivent être nommées dans sa première ligne. Pour des fiches, il faut au moins « fiche » et « titre » (${expected.map(({ header }) => header).join(', ')}…) ; « maillage plan export » donne un modèle`,
    );
  }
  return best.table;
}
