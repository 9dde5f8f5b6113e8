import type { Table, TableRow } from '../tables/table.ts';

/**
 * Tells the rows that count the same facilities a second time: a file pasted twice, or two extracts put end to end. A row is
 * the same as another when all its cells but `countColumn` are: files that detail schools or pools by attribute (canteen,
 * indoor) rightly hold several rows of one place and type. The first one is kept, whatever the others count.
 */
export function createRepetitionFinder(countColumn: string): (row: TableRow, table: Table) => { reason: string } | null {
  const seen = new Map<string, { line: number; count: string }>();
  let keyColumns: string[] | null = null;
  return (row, table) => {
    keyColumns ??= table.columns.filter((column) => column !== '' && column.toLowerCase() !== countColumn.toLowerCase());
    const key = keyColumns.map((column) => row.cell(column) ?? '').join('\t');
    const count = row.cell(countColumn) ?? '';
    const earlier = seen.get(key);
    if (earlier === undefined) {
      seen.set(key, { line: row.line, count });
      return null;
    }
    return {
      reason:
        earlier.count === count
          ? `cette ligne répète la ligne ${earlier.line} : elle n’est comptée qu’une fois`
          : `cette ligne contredit la ligne ${earlier.line} (${count.slice(0, 20)} équipements au lieu de ${earlier.count.slice(0, 20)}) : la première est gardée, ôtez l’une des deux`,
    };
  };
}
