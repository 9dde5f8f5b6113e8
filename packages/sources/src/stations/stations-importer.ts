import type { Station } from '@maillage/domain/sources/records.ts';
import type { SourceImporter } from '../importer.ts';
import { readCellValue } from '../indicator-tables/cell-value.ts';
import { addOutcome, requireColumns } from '../indicator-tables/row-tally.ts';
import type { TableRow } from '../tables/table.ts';
import { createTally } from '../tables/tally.ts';

const CODE = ['CODE_UIC', 'uic', 'codes_uic', 'uic_code'];
const NAME = ['LIBELLE_GARE', 'libelle', 'LIBELLE', 'nom', 'nom_gare'];
const LON = ['X (WGS84)', 'x_wgs84'];
const LAT = ['Y (WGS84)', 'y_wgs84'];
const POINT = ['c_geo', 'geo_point_2d', 'coordonnees_geographiques', 'position_geographique'];
const PASSENGERS = ['VOYAGEURS'];
/** The list « gares de voyageurs » has no such column: all its stations take passengers. */
const PASSENGER_ONLY_MARK = 'segment_drg';

type Found = Station & { positionedByPassengerRow: boolean };

/**
 * Railway stations, one record per UIC code: the list of the SNCF has a row for each line through a station, and a
 * station takes passengers when any of its rows says so. The list names Départements and gives no code: the whole
 * of it is kept, for the nearest station may be across the border.
 */
export const stationsImporter: SourceImporter = {
  sourceId: 'sncf-gares',
  parserVersion: 1,
  recognise(probe) {
    if (probe.format !== 'table') return null;
    const present = new Set(probe.columns.map((column) => column.trim().toLowerCase()));
    const has = (names: readonly string[]) => names.some((name) => present.has(name.toLowerCase()));
    const placed = has(POINT) || (has(LON) && has(LAT));
    return has(CODE) && has(NAME) && placed && has([...PASSENGERS, PASSENGER_ONLY_MARK]) ? { vintage: null, cogYear: null } : null;
  },
  async importFile(file) {
    const table = await file.table();
    const codeColumn = CODE.find((column) => table.hasColumn(column));
    const nameColumn = NAME.find((column) => table.hasColumn(column));
    if (codeColumn === undefined || nameColumn === undefined) requireColumns(file, table, ['CODE_UIC', 'LIBELLE_GARE']);
    const isPassengerOnly = table.hasColumn(PASSENGER_ONLY_MARK);
    if (!isPassengerOnly) requireColumns(file, table, PASSENGERS);

    const tally = createTally();
    const stations = new Map<string, Found>();
    const unplaced = new Map<string, { name: string; lines: number[]; hasPassengers: boolean }>();
    for await (const row of table.rows(tally.reject)) {
      const code = /^0*(\d{6,8})(?:\s*[;,].*)?$/.exec(row.cell(codeColumn ?? '') ?? '')?.[1];
      const name = row.cell(nameColumn ?? '') ?? '';
      const mark = isPassengerOnly ? 'O' : (row.cell('VOYAGEURS') ?? '').toUpperCase();
      if (code === undefined) tally.reject(row.line, 'code UIC absent ou mal formé : 8 chiffres sont attendus');
      else if (name === '') tally.reject(row.line, `la gare ${code} n’a pas de nom`);
      else if (!['O', 'N', 'OUI', 'NON'].includes(mark))
        tally.reject(row.line, `colonne VOYAGEURS : « ${mark.slice(0, 20)} » au lieu de O ou N`);
      else {
        const hasPassengers = mark.startsWith('O');
        const point = readPoint(row);
        if (point === 'wrong') tally.reject(row.line, `la gare ${code} (${name}) a des coordonnées impossibles`);
        else if (point === null) {
          const waiting = unplaced.get(code) ?? { name, lines: [], hasPassengers: false };
          unplaced.set(code, { name, lines: [...waiting.lines, row.line], hasPassengers: waiting.hasPassengers || hasPassengers });
        } else {
          tally.record();
          keep(stations, { code, name, ...point, hasPassengers, positionedByPassengerRow: hasPassengers });
        }
      }
    }
    const lost: string[] = [];
    // A row without a position still counts when another row places the station.
    for (const [code, { name, lines, hasPassengers }] of unplaced) {
      const station = stations.get(code);
      if (station !== undefined) station.hasPassengers ||= hasPassengers;
      else if (hasPassengers) lost.push(name);
      for (const line of lines)
        addOutcome(tally, line, station === undefined ? { reject: `la gare ${code} (${name}) n’a pas de coordonnées` } : 'record');
    }
    const records = [...stations.values()].map(({ positionedByPassengerRow: _, ...station }): Station => station);
    return {
      sourceId: 'sncf-gares',
      tally: tally.result(),
      notices: lost.length === 0 ? [] : [`Gares de voyageurs laissées de côté, faute de coordonnées dans le fichier : ${lost.join(', ')}.`],
      datasets: [{ kind: 'stations', vintage: null, cogYear: null, records }],
    };
  },
};

/** Where the rows of a station differ by some metres, the platform that takes passengers places it. */
function keep(stations: Map<string, Found>, row: Found): void {
  const known = stations.get(row.code);
  if (known === undefined) stations.set(row.code, row);
  else if (row.hasPassengers && !known.positionedByPassengerRow) stations.set(row.code, row);
  else known.hasPassengers ||= row.hasPassengers;
}

/** `lon, lat` in degrees; null when not given. A point written in one cell is `lat, lon`, or JSON with both names. */
function readPoint(row: TableRow): { lon: number; lat: number } | null | 'wrong' {
  const lonText = firstCell(row, LON);
  const latText = firstCell(row, LAT);
  const point = firstCell(row, POINT);
  if ((lonText === '' || latText === '') && point === '') return null;
  const [lat, lon] = lonText !== '' && latText !== '' ? [latText, lonText] : splitPoint(point);
  const lonDegrees = readCellValue(lon)?.value ?? null;
  const latDegrees = readCellValue(lat)?.value ?? null;
  if (lonDegrees === null || latDegrees === null || Math.abs(lonDegrees) > 180 || Math.abs(latDegrees) > 90) return 'wrong';
  return { lon: lonDegrees, lat: latDegrees };
}

function splitPoint(point: string): [string | undefined, string | undefined] {
  const json = (key: string) => new RegExp(`"${key}"\\s*:\\s*(-?[\\d.]+)`).exec(point)?.[1];
  if (point.startsWith('{')) return [json('lat'), json('lon')];
  const [lat, lon] = point.split(/\s*[,;]\s*/);
  return [lat, lon];
}

function firstCell(row: TableRow, columns: readonly string[]): string {
  for (const column of columns) {
    const text = row.cell(column);
    if (text !== undefined && text !== '') return text;
  }
  return '';
}
