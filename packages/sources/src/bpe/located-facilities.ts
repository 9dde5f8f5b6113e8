import type { ImportedDataset, LocatedFacility, PositionQuality } from '@maillage/domain/sources/records.ts';
import { hasColumns, importTable, isCommuneInScope, parseYear, sampleCell } from '../import-table.ts';
import type { FileProbe, SourceImporter } from '../importer.ts';
import { parseCommuneCode, parseDecimal, parseText } from '../tables/cells.ts';
import type { TableRow } from '../tables/table.ts';
import { bpeYearInPath } from './bpe-year.ts';
import { toLonLat } from './projected-coordinates.ts';

/** INSEE's `QUALITE_GEOLOC` (recent) and `QUALITE_XY` (older). 33 is a random point of the commune: never an address. */
const QUALITIES: Record<string, PositionQuality> = {
  '11': 'address',
  '12': 'street',
  '21': 'street',
  '22': 'street',
  '33': 'commune',
  bonne: 'address',
  acceptable: 'street',
  mauvaise: 'commune',
};

/**
 * Whether the headers are those of the located BPE: coordinates, and the commune or the type of each facility. Both are
 * needed to read it; with one alone it is still recognised, so that the other is asked for by its name.
 */
export function isLocatedBpe(probe: FileProbe): boolean {
  const hasPosition = hasColumns(probe, ['LAMBERT_X', 'LAMBERT_Y']) || hasColumns(probe, ['LONGITUDE', 'LATITUDE']);
  const isWhole = hasColumns(probe, ['DEPCOM', 'TYPEQU']);
  const isCut = (hasColumns(probe, ['DEPCOM']) && hasColumns(probe, ['DCIRIS'])) || hasColumns(probe, ['TYPEQU']);
  return hasPosition && (isWhole || isCut) && !hasColumns(probe, ['NB_EQUIP']);
}

/** INSEE BPE detail: one row per facility, `;` CSV of the older vintages or Parquet of the recent ones. */
export const locatedFacilityImporter: SourceImporter = {
  sourceId: 'bpe-located',
  parserVersion: 2,
  recognise(probe) {
    if (!isLocatedBpe(probe)) return null;
    const vintage = parseYear(sampleCell(probe, 'AN')) ?? bpeYearInPath(probe.path);
    return { vintage, cogYear: vintage };
  },
  async importFile(file, scope) {
    const fallbackYear = bpeYearInPath(file.path);
    const byYear = new Map<number | null, LocatedFacility[]>();
    let withoutPositionCount = 0;
    const tally = await importTable(file, ['DEPCOM', 'TYPEQU'], (row) => {
      const parsed = parseCommuneCode(row.cell('DEPCOM'));
      if ('reason' in parsed) return parsed;
      if (!isCommuneInScope(parsed.code, scope)) return 'out-of-scope';
      const facilityType = row.cell('TYPEQU') ?? '';
      if (!/^[A-G]\d{3}$/.test(facilityType)) return { reason: `« ${facilityType.slice(0, 20)} » n’est pas un type d’équipement` };
      const facility = { communeCode: parsed.code, facilityType, name: parseText(row.cell('NOMRS')), ...readPosition(row, parsed.code) };
      if (facility.lon === null) withoutPositionCount++;
      const year = parseYear(row.cell('AN')) ?? fallbackYear;
      const records = byYear.get(year);
      if (records) records.push(facility);
      else byYear.set(year, [facility]);
      return 'record';
    });
    const datasets: ImportedDataset[] = [...byYear].map(([year, records]) => ({
      kind: 'located-facilities',
      vintage: year,
      cogYear: year,
      records,
    }));
    const notices =
      withoutPositionCount > 0 ? [`${withoutPositionCount} équipements n’ont pas de position : ils sont comptés dans leur commune.`] : [];
    return { sourceId: this.sourceId, tally, notices, datasets };
  },
};

function readPosition(row: TableRow, communeCode: string): Pick<LocatedFacility, 'lon' | 'lat' | 'positionQuality'> {
  const quality = parseText(row.cell('QUALITE_GEOLOC')) ?? parseText(row.cell('QUALITE_XY')) ?? '';
  // Statistical software that met an empty cell writes whole numbers as « 33.0 »: it is still the random point.
  const positionQuality = QUALITIES[quality.toLowerCase().replace(/[.,]0+$/, '')] ?? 'unknown';
  const lon = parseDecimal(row.cell('LONGITUDE')).value;
  const lat = parseDecimal(row.cell('LATITUDE')).value;
  if (lon !== null && lat !== null && Math.abs(lon) <= 180 && Math.abs(lat) <= 90) return { lon, lat, positionQuality };
  const xMetres = parseDecimal(row.cell('LAMBERT_X')).value;
  const yMetres = parseDecimal(row.cell('LAMBERT_Y')).value;
  const position =
    xMetres === null || yMetres === null ? null : toLonLat({ xMetres, yMetres, epsg: parseText(row.cell('EPSG')), communeCode });
  return position === null ? { lon: null, lat: null, positionQuality: 'unknown' } : { lon: position[0], lat: position[1], positionQuality };
}
