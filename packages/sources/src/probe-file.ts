import { z } from 'zod';
import type { FileProbe } from './importer.ts';
import { openJson } from './json/open-json.ts';
import { readBytes, readFirstBytes, storedFormat } from './tables/byte-source.ts';
import { DEFAULT_LIMITS } from './tables/limits.ts';
import { listDataMembers, openTable } from './tables/open-table.ts';
import type { Table } from './tables/table.ts';
import { listArchiveMembers } from './tables/zip-archive.ts';

const SAMPLE_ROWS = 20;
const HEAD_BYTES = 4096;
const collection = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()) });
const withProperties = z.object({ properties: z.record(z.string(), z.unknown()) });

/**
 * What can be seen of a file without importing it. Only the header and the first rows of a table are read; a JSON file
 * is read whole, as its properties may stand after its coordinates. Throws `file-unreadable` or `file-too-large`.
 */
export async function probeFile(absolutePath: string, path: string, member?: string): Promise<FileProbe> {
  const bare = { path, columns: [], sampleRows: [] };
  const head = await readFirstBytes(absolutePath, path, HEAD_BYTES);
  const stored = storedFormat(head);
  if (head.toString('latin1', 0, 64).includes('OSMHeader')) return { ...bare, format: 'osm-pbf' };
  if (stored === 'zip' && member === undefined) {
    const members = await listArchiveMembers(absolutePath, path);
    if (members.some(({ name }) => /(^|\/)stops\.txt$/.test(name))) return { ...bare, format: 'gtfs' };
  }
  if (stored === 'text' || stored === 'gzip') {
    const start = (stored === 'gzip' ? await decodedStart(absolutePath, path) : head)
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .trimStart();
    if (start.startsWith('<?xml') && start.includes('<graphml')) return { ...bare, format: 'graphml' };
    if (start.startsWith('<?xml') && start.includes('<osm')) return { ...bare, format: 'other' };
    if (start.startsWith('{') || start.startsWith('[')) return probeJson(absolutePath, path);
  }
  return { ...(await sampleTable(await openTable(absolutePath, path, member === undefined ? {} : { member }))), path };
}

/** The tables of an archive that hold several (a whole COG, data and its dictionary); empty when it is to be read as one. */
export async function listTablesOfArchive(absolutePath: string, path: string): Promise<string[]> {
  if (storedFormat(await readFirstBytes(absolutePath, path, 16)) !== 'zip') return [];
  const members = await listArchiveMembers(absolutePath, path);
  const isGtfs = members.some(({ name }) => /(^|\/)stops\.txt$/.test(name));
  if (isGtfs) return [];
  const data = new Set(listDataMembers(members).map(({ name }) => name));
  const names = members.map(({ name }) => name).filter((name) => data.has(name) || /varmod[^/]*\.csv$/i.test(name));
  return names.length > 1 ? names.toSorted() : [];
}

async function decodedStart(absolutePath: string, path: string): Promise<Buffer> {
  for await (const chunk of readBytes(absolutePath, path, DEFAULT_LIMITS)) return chunk.subarray(0, HEAD_BYTES);
  return Buffer.alloc(0);
}

async function probeJson(absolutePath: string, path: string): Promise<FileProbe> {
  const document = await openJson(absolutePath, path);
  const parsed = collection.safeParse(document);
  if (!parsed.success) return { path, format: 'json', columns: keysOfFirst(document), sampleRows: [] };
  const sampleRows = parsed.data.features.slice(0, SAMPLE_ROWS).flatMap((raw) => {
    const feature = withProperties.safeParse(raw);
    if (!feature.success) return [];
    const texts = Object.entries(feature.data.properties).map(([key, value]) => [
      key,
      value === null || typeof value === 'object' ? '' : String(value),
    ]);
    return [Object.fromEntries(texts) as Record<string, string>];
  });
  return { path, format: 'geojson', columns: Object.keys(sampleRows[0] ?? {}), sampleRows };
}

async function sampleTable(table: Table): Promise<Omit<FileProbe, 'path'>> {
  const sampleRows: Record<string, string>[] = [];
  // Bad rows are counted when the file is imported: a sample only needs some good ones.
  for await (const row of table.rows(() => {})) {
    sampleRows.push(Object.fromEntries(table.columns.map((column) => [column, row.cell(column) ?? ''])));
    if (sampleRows.length >= SAMPLE_ROWS) break;
  }
  return { format: 'table', columns: table.columns, sampleRows };
}

/** What the first object of a list is made of; the list may stand under a name of its own, as in `{ "service": [ … ] }`. */
function keysOfFirst(document: unknown): string[] {
  const list = Array.isArray(document) ? document : isObject(document) ? Object.values(document).find(Array.isArray) : undefined;
  const first: unknown = list?.[0];
  return isObject(first) ? Object.keys(first) : [];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
