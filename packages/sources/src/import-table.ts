import { DomainError } from '@maillage/domain/errors.ts';
import type { RowTally } from '@maillage/domain/sources/records.ts';
import { departementOfCommune } from '@maillage/domain/territories/codes.ts';
import type { FileProbe, ImportScope, OpenedFile } from './importer.ts';
import type { Table, TableRow } from './tables/table.ts';
import { createTally } from './tables/tally.ts';

/** What an importer says of one row. Anything else is a French reason, and the row a reject. */
export type RowVerdict = 'record' | 'out-of-scope' | { reason: string };

/**
 * Reads every row of a table through `readRow` and counts each once. `chooseColumns` may look at the headers first.
 * Throws `file-unreadable` naming the columns that are not there.
 */
export async function importTable(
  file: OpenedFile,
  requiredColumns: string[],
  readRow: (row: TableRow, table: Table) => RowVerdict,
): Promise<RowTally> {
  const table = await file.table();
  const absent = requiredColumns.filter((column) => !table.hasColumn(column));
  if (absent.length > 0)
    throw new DomainError(
      'file-unreadable',
      `« ${file.path} », ligne 1 : il manque ${absent.length > 1 ? 'les colonnes' : 'la colonne'} ${absent.map((column) => `« ${column} »`).join(', ')}. Reprenez le fichier officiel sans en changer l’en-tête.`,
      { file: file.path, line: 1, columns: absent },
    );
  const tally = createTally();
  for await (const row of table.rows(tally.reject)) {
    const verdict = readRow(row, table);
    if (verdict === 'record') tally.record();
    else if (verdict === 'out-of-scope') tally.outOfScope();
    else tally.reject(row.line, verdict.reason);
  }
  return tally.result();
}

/** Whether a file has all these columns, letter case apart. */
export function hasColumns(probe: FileProbe, columns: string[]): boolean {
  const present = new Set(probe.columns.map((column) => column.toLowerCase()));
  return columns.every((column) => present.has(column.toLowerCase()));
}

/** The text of a column in the first sample row that fills it. */
export function sampleCell(probe: FileProbe, column: string): string | null {
  for (const row of probe.sampleRows) {
    const key = Object.keys(row).find((name) => name.toLowerCase() === column.toLowerCase());
    const cell = key === undefined ? '' : (row[key] ?? '');
    if (cell !== '') return cell;
  }
  return null;
}

/**
 * The last year between 1960 and 2060 in a file's name, then in its folders: official tables of the COG name their year
 * nowhere else. Null when there is none.
 */
export function yearInPath(path: string): number | null {
  for (const part of path.split(/[/»]/).toReversed()) {
    const years = part.match(/(?<!\d)(?:19[6-9]|20[0-5])\d(?!\d)/g);
    const last = years?.at(-1);
    if (last !== undefined) return Number(last);
  }
  return null;
}

/** « 2019 » → 2019; anything else → null. */
export function parseYear(cell: string | null | undefined): number | null {
  return cell != null && /^(19|20)\d{2}$/.test(cell) ? Number(cell) : null;
}

export function isCommuneInScope(communeCode: string, scope: ImportScope): boolean {
  return isDepartementInScope(departementOfCommune(communeCode), scope);
}

export function isDepartementInScope(departementCode: string, scope: ImportScope): boolean {
  return scope.departementCodes === null || scope.departementCodes.has(departementCode);
}
