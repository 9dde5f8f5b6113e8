import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnosis } from '@maillage/domain/diagnosis/diagnosis.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { CHAPTER_NAMES, type RunChapters } from '@maillage/domain/runs/chapters.ts';
import { listRanges, loadAccess } from '@maillage/store/accessibility/access-repo.ts';
import { listCentres } from '@maillage/store/centres/centres-repo.ts';
import { listChapters } from '@maillage/store/chapters/chapters-repo.ts';
import { findDiagnosis } from '@maillage/store/diagnosis/diagnosis-repo.ts';
import { listNeeds } from '@maillage/store/needs/needs-repo.ts';
import { listPlaces } from '@maillage/store/places/places-repo.ts';
import { findPublishedRun, loadGeometry } from '@maillage/store/runs/runs-repo.ts';
import { listServices } from '@maillage/store/services/services-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import { listCommunes } from '@maillage/store/territories/territories-repo.ts';
import { explainChange } from '../change/explain-change.ts';
import { buildGeojson } from './build-geojson.ts';
import { CHAPTER_TABLE_NAMES } from './chapters/chapter-tables.ts';
import { DIAGNOSIS_TABLE_NAMES } from './diagnosis-tables.ts';
import { buildExportTables, type ExportTable } from './tables.ts';
import { formatCsv } from './write-csv.ts';
import { writeParquet } from './write-parquet.ts';
import { buildXlsx } from './write-xlsx.ts';

export const EXPORT_FORMATS = ['csv', 'geojson', 'parquet', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The tables of a published run and its manifest, read back from the store. Throws `run-not-found`. */
export async function loadExport(
  store: Store,
  runId: string,
  withNeighbours: boolean,
): Promise<{ manifest: unknown; tables: ExportTable[] }> {
  const run = await findPublishedRun(store, runId);
  if (run === undefined)
    throw new DomainError('run-not-found', `Le calcul « ${runId} » n’est pas publié dans ce dossier. « maillage runs » donne la liste.`, {
      runId,
    });
  // The date of publication stays out: the same inputs give the same bytes.
  const { publishedAt: _, ...manifest } = run;
  const [communes, services, access, ranges, centres, needs, diagnosis, chapters, places, explained] = await Promise.all([
    listCommunes(store, runId, { ownOnly: false }),
    listServices(store, runId),
    loadAccess(store, runId),
    listRanges(store, runId),
    listCentres(store, runId),
    listNeeds(store, runId),
    findDiagnosis(store, runId),
    listChapters(store, runId),
    listPlaces(store, runId),
    explainChange(store, runId),
  ]);
  const emptyTables = {
    ...explainEmptyTables(diagnosis, chapters),
    ...(explained.reason === null ? {} : { change: explained.reason }),
  };
  return {
    manifest: { ...manifest, emptyTables },
    tables: buildExportTables({
      communes,
      services,
      access,
      travelMethod: run.travelMethod,
      ranges,
      centres,
      needs,
      diagnosis: diagnosis ?? null,
      chapters,
      places,
      change: explained.change,
      withNeighbours,
      fictional: run.fictional,
    }),
  };
}

/** A table of headers alone is not an answer: why it has no row, by name of table. */
function explainEmptyTables(diagnosis: Diagnosis | undefined, chapters: Partial<RunChapters>): Record<string, string> {
  const older = 'Ce calcul a été publié par une version qui ne faisait pas cette partie du diagnostic.';
  const reasons: Record<string, string> = {};
  if (diagnosis === undefined) for (const name of DIAGNOSIS_TABLE_NAMES) reasons[name] = older;
  if (CHAPTER_NAMES.every((name) => chapters[name] === undefined)) for (const name of CHAPTER_TABLE_NAMES) reasons[name] = older;
  if (chapters.fallback === undefined) reasons.fallback = older;
  return Object.assign(reasons, diagnosis?.emptyReasons, ...Object.values(chapters).map(({ emptyReasons }) => emptyReasons));
}

/**
 * Writes each table in the format asked and `manifest.json` into `folder`, which is made when absent. Each file is
 * written aside then renamed: a file that is there is whole. Returns the names written.
 */
export async function exportRun(
  store: Store,
  options: { runId: string; folder: string; format: ExportFormat; withNeighbours: boolean },
): Promise<string[]> {
  const { runId, folder, format, withNeighbours } = options;
  const { manifest, tables } = await loadExport(store, runId, withNeighbours);
  await mkdir(folder, { recursive: true });
  const written: string[] = [];
  const put = async (name: string, write: (path: string) => Promise<void>) => {
    const unfinished = join(folder, `.${name}.en-cours`);
    await write(unfinished);
    await rename(unfinished, join(folder, name));
    written.push(name);
  };
  for (const table of tables) {
    if (format === 'parquet') await put(`${table.name}.parquet`, (path) => writeParquet(table, path));
    else if (format === 'xlsx') await put(`${table.name}.xlsx`, async (path) => writeFile(path, await buildXlsx(table)));
    else if (format === 'csv') await put(`${table.name}.csv`, (path) => writeFile(path, formatCsv(table)));
  }
  if (format === 'geojson')
    await put('communes.geojson', async (path) => writeFile(path, buildGeojson(await loadGeometry(store, runId), tables)));
  await put('manifest.json', (path) => writeFile(path, `${JSON.stringify(manifest, null, 2)}\n`));
  return written;
}
