import { basename } from 'node:path';
import type { RowTally } from '@maillage/domain/sources/records.ts';
import { importTable } from '../import-table.ts';
import { openJson } from '../json/open-json.ts';
import { parseDecimal, parseText } from '../tables/cells.ts';
import { openTable } from '../tables/open-table.ts';

/** A place of the user's own, as a row of `id,lon,lat[,type]`. */
export interface TablePlace {
  id: string;
  /** Degrees. */
  lon: number;
  lat: number;
  /** Empty when the table has no such column. */
  type: string;
}

/**
 * Places of a table (CSV, XLSX or Parquet) with the columns `id`, `lon`, `lat` and, if wanted, `type`. Each row is a place or a counted
 * reject with its line. Throws `file-not-found` or `file-unreadable` for a file that is bad as a whole.
 */
export async function readPlaceTable(path: string): Promise<{ places: TablePlace[]; tally: RowTally }> {
  const displayPath = basename(path);
  const places: TablePlace[] = [];
  const seen = new Set<string>();
  const file = {
    path: displayPath,
    absolutePath: path,
    table: () => openTable(path, displayPath),
    json: () => openJson(path, displayPath),
  };
  const tally = await importTable(file, ['id', 'lon', 'lat'], (row) => {
    const id = parseText(row.cell('id'));
    if (id === null) return { reason: 'le lieu n’a pas d’identifiant (colonne « id »)' };
    const type = parseText(row.cell('type')) ?? '';
    if (seen.has(`${type}\n${id}`)) return { reason: `le lieu « ${id} » figure déjà plus haut` };
    const lon = parseDecimal(row.cell('lon'));
    const lat = parseDecimal(row.cell('lat'));
    if (lon.value === null || lat.value === null) return { reason: `le lieu « ${id} » n’a pas de coordonnées lisibles` };
    if (Math.abs(lon.value) > 180 || Math.abs(lat.value) > 90)
      return { reason: `le lieu « ${id} » est hors du globe : « lon » et « lat » sont attendues en degrés` };
    seen.add(`${type}\n${id}`);
    places.push({ id, lon: lon.value, lat: lat.value, type });
    return 'record';
  });
  return { places, tally };
}
