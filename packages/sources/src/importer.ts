import type { ImportedFile } from '@maillage/domain/sources/records.ts';
import type { Table } from './tables/table.ts';

/** The communes whose rows are kept; null keeps all. Rows outside are counted as out of scope, not as rejects. */
export interface ImportScope {
  departementCodes: ReadonlySet<string> | null;
}

/** What could be seen of a file without reading it whole: enough to recognise it by its headers, never by its name alone. */
export interface FileProbe {
  /** Path inside the data folder. */
  path: string;
  format: 'table' | 'geojson' | 'json' | 'osm-pbf' | 'gtfs' | 'graphml' | 'other';
  /** Headers of the table (first sheet, first file of an archive), or property names of the first GeoJSON feature. */
  columns: string[];
  /** First rows, for telling apart files of the same headers. */
  sampleRows: Record<string, string>[];
}

/** How a table or a GeoJSON file is opened by the importer that claimed it. */
export interface OpenedFile {
  path: string;
  /** Where the file stands, for a format of its own that is neither a table nor JSON. */
  absolutePath: string;
  table(): Promise<Table>;
  /** Parsed JSON, size-limited; throws DomainError('file-unreadable') with a French message. */
  json(): Promise<unknown>;
}

export interface SourceImporter {
  sourceId: string;
  /** Raised when the parser's meaning changes: it enters the identity of a run. */
  parserVersion: number;
  /** Sure of it by its headers → the vintage and COG year when they can be told; otherwise null. */
  recognise(probe: FileProbe): { vintage: number | null; cogYear: number | null } | null;
  /** Never throws on a bad row, never loses one. Throws DomainError for a file that is bad as a whole. */
  importFile(file: OpenedFile, scope: ImportScope): Promise<ImportedFile>;
}
