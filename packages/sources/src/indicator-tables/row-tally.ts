import { DomainError } from '@maillage/domain/errors.ts';
import type { RowTally } from '@maillage/domain/sources/records.ts';
import type { FileProbe, OpenedFile } from '../importer.ts';
import type { Table, TableRow } from '../tables/table.ts';
import { createTally, type TallyCounter } from '../tables/tally.ts';

/** What became of a row: kept, of another Département, or the French reason of its refusal. */
export type RowOutcome = 'record' | 'out-of-scope' | { reject: string };

/** Writes down what became of a row. */
export function addOutcome(tally: TallyCounter, line: number | null, outcome: RowOutcome): void {
  if (outcome === 'record') tally.record();
  else if (outcome === 'out-of-scope') tally.outOfScope();
  else tally.reject(line, outcome.reject);
}

/** Reads every row once and says what became of each; a row that cannot be cut in cells is a reject too. */
export async function tallyRows(table: Table, readRow: (row: TableRow) => RowOutcome): Promise<RowTally> {
  const tally = createTally();
  for await (const row of table.rows(tally.reject)) addOutcome(tally, row.line, readRow(row));
  return tally.result();
}

/** Throws `file-unreadable` naming the first column that is not in the file, and the mend. */
export function requireColumns(file: OpenedFile, table: Table, columns: readonly string[]): void {
  const absent = columns.filter((column) => !table.hasColumn(column));
  if (absent.length === 0) return;
  const names = absent.map((column) => `« ${column} »`).join(', ');
  throw new DomainError(
    'file-unreadable',
    `Le fichier ${file.path} n’a pas ${absent.length > 1 ? 'les colonnes' : 'la colonne'} ${names} : téléchargez de nouveau le fichier d’origine, sans renommer ses colonnes.`,
    { path: file.path, columns: absent },
  );
}

/** True when the probe holds every column, compared without case, as tables do. */
export function probeHasColumns(probe: FileProbe, columns: readonly string[]): boolean {
  const present = new Set(probe.columns.map((column) => column.trim().toLowerCase()));
  return columns.every((column) => present.has(column.toLowerCase()));
}
