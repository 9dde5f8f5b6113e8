import { columnFinder, textRow } from './columns.ts';
import { readDialect } from './csv-dialect.ts';
import { type CutRecord, createRecordCutter } from './record-cutter.ts';
import type { Table, TableRow } from './table.ts';
import { readLines, type TextLine } from './text-lines.ts';

/**
 * A text table read line by line. `openChunks` starts the bytes again: once for the header, once for each reading of the
 * rows, so that nothing is held between. Throws `file-unreadable` when the header cannot be made out.
 */
export async function openCsvTable(openChunks: () => AsyncIterable<Buffer>, displayPath: string, maxCellLines?: number): Promise<Table> {
  const dialect = readDialect(await firstLines(openChunks()), displayPath);
  const find = columnFinder(dialect.columns);

  async function* rows(onReject: (line: number, reason: string) => void): AsyncGenerator<TableRow> {
    const cutter = createRecordCutter(dialect.delimiter, dialect.columns.length, onReject, maxCellLines);
    let ready: CutRecord[] = [];
    for await (const lines of readLines(openChunks())) {
      for (const line of lines) if (line.number > dialect.headerLine) cutter.push(line.number, line.text, ready);
      for (const record of ready) yield textRow(record.line, record.cells, find);
      ready = [];
    }
    cutter.finish(ready);
    for (const record of ready) yield textRow(record.line, record.cells, find);
  }
  return { columns: dialect.columns, hasColumn: (column) => find(column) !== undefined, rows };
}

/** Enough lines to tell the separator; a first line without end means that there are none to read. */
async function firstLines(chunks: AsyncIterable<Buffer>): Promise<TextLine[]> {
  const lines: TextLine[] = [];
  for await (const batch of readLines(chunks)) {
    lines.push(...batch.slice(0, 40));
    if (lines.length >= 40) break;
  }
  return lines;
}
