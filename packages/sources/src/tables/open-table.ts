import { collectBytes, readBytes, readFirstBytes, storedFormat } from './byte-source.ts';
import { openCsvTable } from './csv-table.ts';
import { unreadable } from './file-errors.ts';
import { assertWithinLimits, DEFAULT_LIMITS, type TableLimits } from './limits.ts';
import { openParquetTable } from './parquet-table.ts';
import type { Table } from './table.ts';
import { openXlsxTable } from './xlsx-table.ts';
import { type ArchiveMember, type ArchiveSource, listArchiveMembers, readArchiveMember } from './zip-archive.ts';

export interface OpenOptions {
  limits?: TableLimits;
  /** Names of columns that tell the header row of a workbook. */
  headerHint?: readonly string[];
  /** Which file of an archive; by default its largest table that is not documentation. */
  member?: string;
  /** How many lines a quoted cell of a CSV file may span; by default what tables of data need. */
  maxCellLines?: number;
}

/**
 * The table that a file holds: CSV of any separator and encoding, plain, in gzip or in zip; XLSX; Parquet. The format is told
 * by the bytes, never by the name. Throws `file-unreadable` or `file-too-large` with a French message that names
 * `displayPath` and the mend. Bad rows do not throw: they go to `onReject` while the rows are read.
 */
export async function openTable(path: string, displayPath: string, options: OpenOptions = {}): Promise<Table> {
  const { limits = DEFAULT_LIMITS, headerHint = [], member, maxCellLines } = options;
  switch (storedFormat(await readFirstBytes(path, displayPath, 16))) {
    case 'parquet':
      return openParquetTable(path, displayPath);
    case 'zip':
      return openZip(path, displayPath, { limits, headerHint, member });
    case 'seven-zip':
      throw unreadable(displayPath, 'c’est une archive 7z. Décompressez-la, puis déposez le fichier qu’elle contient');
    case 'sqlite':
      throw unreadable(displayPath, 'c’est une base SQLite ou GeoPackage, que cette version ne lit pas');
    case 'legacy-excel':
      throw unreadable(displayPath, 'c’est un ancien classeur XLS. Enregistrez-le en XLSX ou en CSV');
    case 'pdf':
      throw unreadable(displayPath, 'c’est un document PDF et non un tableau');
    case 'gzip':
    case 'text':
      return openCsvTable(() => readBytes(path, displayPath, limits), displayPath, maxCellLines);
  }
}

async function openZip(
  path: string,
  displayPath: string,
  { limits, headerHint, member }: { limits: TableLimits; headerHint: readonly string[]; member: string | undefined },
): Promise<Table> {
  const members = await listArchiveMembers(path, displayPath);
  if (isWorkbook(members)) {
    await assertWorkbookWithinLimits(path, displayPath, members, limits);
    return openXlsxTable(path, displayPath, { headerHint, limits });
  }
  const chosen = member ?? pickDataMember(members)?.name;
  if (chosen === undefined)
    throw unreadable(
      displayPath,
      members.length === 0
        ? 'l’archive est vide. Téléchargez-la de nouveau'
        : 'l’archive ne contient ni CSV ni XLSX. Décompressez-la, puis déposez le fichier de données',
      { members: members.slice(0, 20).map((each) => each.name) },
    );
  if (/\.xlsx$/i.test(chosen)) {
    const workbook = await collectBytes(readArchiveMember(path, chosen, displayPath, { ...limits, maxBytes: limits.maxWorkbookBytes }));
    await assertWorkbookWithinLimits(workbook, displayPath, await listArchiveMembers(workbook, displayPath), limits);
    return openXlsxTable(workbook, displayPath, { headerHint, limits });
  }
  return openCsvTable(() => readArchiveMember(path, chosen, displayPath, limits), displayPath);
}

/** The file of an archive that holds the data: the largest table, metadata and dictionaries left aside. */
export function pickDataMember(members: ArchiveMember[]): ArchiveMember | undefined {
  return listDataMembers(members).toSorted((a, b) => b.declaredBytes - a.declaredBytes)[0];
}

const DOCUMENTATION = /meta|varmod|varlist|variables?_|dictionnaire|lisez|readme|documentation|license|licence/i;

/** The tables of an archive, metadata and dictionaries left aside, whatever folder of the archive they stand in. */
export function listDataMembers(members: ArchiveMember[]): ArchiveMember[] {
  return members.filter(({ name }) => /\.(csv|tsv|txt|xlsx)$/i.test(name) && !DOCUMENTATION.test(name.split('/').at(-1) ?? name));
}

export function isWorkbook(members: ArchiveMember[]): boolean {
  return members.some((member) => member.name === '[Content_Types].xml') && members.some((member) => member.name === 'xl/workbook.xml');
}

/** The workbook library decompresses as it likes: the archive is first drained here, under our own limits. */
export async function assertWorkbookWithinLimits(
  source: ArchiveSource,
  displayPath: string,
  members: ArchiveMember[],
  limits: TableLimits,
): Promise<void> {
  let storedBytes = 0;
  let decodedBytes = 0;
  const workbookLimits = { ...limits, maxBytes: Math.min(limits.maxBytes, limits.maxWorkbookBytes * 10) };
  for (const member of members) {
    storedBytes += member.storedBytes;
    for await (const chunk of readArchiveMember(source, member.name, displayPath, limits)) {
      decodedBytes += chunk.length;
      assertWithinLimits({ decodedBytes, storedBytes }, displayPath, workbookLimits);
    }
  }
}
