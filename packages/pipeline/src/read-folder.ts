import { createHash } from 'node:crypto';
import { DomainError } from '@maillage/domain/errors.ts';
import type { SourceFileReport } from '@maillage/domain/sources/catalogue.ts';
import type { ImportedDataset, ImportedFile, RowTally } from '@maillage/domain/sources/records.ts';
import { importScannedFile, type ScannedFile } from '@maillage/sources/scan-folder.ts';
import type { TaskMemory } from './task-memory.ts';

/** The facts of one file, with the path that tells where they come from. */
export interface ReadFile {
  path: string;
  sourceId: string;
  datasets: ImportedDataset[];
}

/**
 * Imports the scanned files one by one, remembering each: a build that was killed starts again where it stopped.
 * A file that cannot be read is reported and left aside; the others go on.
 */
export async function readScannedFiles(options: {
  scanned: readonly ScannedFile[];
  departementCodes: ReadonlySet<string> | null;
  memory: TaskMemory;
  onFile: (path: string, index: number) => void;
}): Promise<{ files: ReadFile[]; reports: SourceFileReport[] }> {
  const { scanned, departementCodes, memory, onFile } = options;
  const files: ReadFile[] = [];
  const reports: SourceFileReport[] = [];
  for (const [index, file] of scanned.entries()) {
    onFile(file.path, index);
    const { importer } = file;
    if (file.state !== 'recognised' || importer === null) {
      reports.push(reportOf(file, { state: file.state === 'unreadable' ? 'unreadable' : 'refused', reason: file.reason }));
      continue;
    }
    try {
      const scope = departementCodes === null ? '*' : [...departementCodes].sort().join(',');
      const key = createHash('sha256')
        .update(['import', file.sha256, file.path, importer.sourceId, importer.parserVersion, scope].join('\n'))
        .digest('hex');
      const imported = await memory.remember<ImportedFile>('import', key, () => importScannedFile(file, { departementCodes }));
      const { tally, notices, datasets } = imported;
      const held = datasets.some((dataset) => dataset.records.length > 0);
      files.push({ path: file.path, sourceId: imported.sourceId, datasets });
      reports.push({
        ...reportOf(file, {
          state: held ? 'loaded' : 'refused',
          reason: held ? null : emptyReason(tally),
        }),
        vintage: latestVintage(datasets) ?? file.vintage,
        cogYear: datasets.find((dataset) => dataset.cogYear !== null)?.cogYear ?? file.cogYear,
        ...tally,
        notices,
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      reports.push(reportOf(file, { state: 'unreadable', reason: error.message }));
    }
  }
  return { files, reports };
}

/** Why a file that could be read gave nothing. */
function emptyReason({ rowCount, rejectCount, outOfScopeCount, rejects }: RowTally): string {
  if (rowCount === 0) return 'Ce fichier n’a que son en-tête : il ne contient aucune ligne. Téléchargez-le de nouveau.';
  if (outOfScopeCount === 0 && rejectCount > 0) {
    const [first] = rejects;
    const where = first?.line == null ? '' : `ligne ${first.line} : `;
    return `Toutes ses lignes sont rejetées (${rejectCount}). La première : ${where}${first?.reason ?? ''}.`;
  }
  return 'Aucune ligne de ce fichier ne concerne les communes étudiées.';
}

/** What a scanned file is reported as before, or without, having been imported. */
export function reportOf(file: ScannedFile, outcome: Pick<SourceFileReport, 'state' | 'reason'>): SourceFileReport {
  const { path, importer, sha256, sizeBytes, vintage, cogYear } = file;
  return {
    path,
    sourceId: importer?.sourceId ?? null,
    sha256,
    sizeBytes,
    vintage,
    cogYear,
    rowCount: 0,
    recordRowCount: 0,
    outOfScopeCount: 0,
    rejectCount: 0,
    rejects: [],
    notices: [],
    ...outcome,
  };
}

/** A history is cited by its last year, not by the census of 1968 that it begins with. */
function latestVintage(datasets: readonly { vintage: number | null }[]): number | null {
  const years = datasets.flatMap(({ vintage }) => vintage ?? []);
  return years.length === 0 ? null : Math.max(...years);
}
