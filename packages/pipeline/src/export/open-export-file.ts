import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPublishedRun, loadGeometry } from '@maillage/store/runs/runs-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import { buildGeojson } from './build-geojson.ts';
import { loadExport } from './export-run.ts';
import { formatCsv } from './write-csv.ts';
import { writeParquet } from './write-parquet.ts';
import { buildXlsx } from './write-xlsx.ts';

const CONTENT_TYPES: Record<string, string> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  geojson: 'application/geo+json; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** One export file of a published run, made when asked; undefined when the run or the file does not exist. */
export async function openExportFile(
  store: Store,
  runId: string,
  fileName: string,
): Promise<{ contentType: string; body: Uint8Array } | undefined> {
  if ((await findPublishedRun(store, runId)) === undefined) return undefined;
  const dot = fileName.lastIndexOf('.');
  const [name, format] = [fileName.slice(0, dot), fileName.slice(dot + 1)];
  const contentType = CONTENT_TYPES[format];
  if (contentType === undefined) return undefined;
  const { manifest, tables } = await loadExport(store, runId, false);
  const encode = (text: string) => new TextEncoder().encode(text);
  if (fileName === 'manifest.json') return { contentType, body: encode(`${JSON.stringify(manifest, null, 2)}\n`) };
  if (fileName === 'communes.geojson') return { contentType, body: encode(buildGeojson(await loadGeometry(store, runId), tables)) };
  const table = tables.find((candidate) => candidate.name === name);
  if (table === undefined) return undefined;
  if (format === 'csv') return { contentType, body: encode(formatCsv(table)) };
  if (format === 'xlsx') return { contentType, body: await buildXlsx(table) };
  if (format !== 'parquet') return undefined;
  const path = join(tmpdir(), `maillage-${randomUUID()}.parquet`);
  try {
    await writeParquet(table, path);
    return { contentType, body: await readFile(path) };
  } finally {
    await rm(path, { force: true });
  }
}
