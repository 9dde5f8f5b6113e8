import type { FranceServicesSite, WeekHours } from '@maillage/domain/sources/records.ts';
import type { SourceImporter } from '../importer.ts';
import { isInScope, readAreaCode } from '../indicator-tables/area-code.ts';
import { readCellValue } from '../indicator-tables/cell-value.ts';
import { probeHasColumns, type RowOutcome, requireColumns, tallyRows } from '../indicator-tables/row-tally.ts';
import type { TableRow } from '../tables/table.ts';
import { parseDayHours, weeklyOpenMinutes } from './week-hours.ts';

const COLUMNS = ['id_fs', 'lib_fs', 'insee_com'];
const DAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];

/**
 * The national list of France services with their hours. Hours that cannot be read leave the day unknown and are
 * counted in a notice: the site is there all the same. The list has no year of its own; the date that publishers
 * put in the file name gives it, when there is one.
 */
export const franceServicesImporter: SourceImporter = {
  sourceId: 'anct-france-services',
  parserVersion: 1,
  recognise: (probe) =>
    probe.format === 'table' && probeHasColumns(probe, COLUMNS) ? { vintage: yearOfPath(probe.path), cogYear: null } : null,
  async importFile(file, scope) {
    const table = await file.table();
    requireColumns(file, table, COLUMNS);
    const records: FranceServicesSite[] = [];
    const seen = new Map<string, string>();
    const unreadable: string[] = [];
    const tally = await tallyRows(table, (row): RowOutcome => {
      const communeCode = readAreaCode(row.cell('insee_com'), 'commune');
      if (typeof communeCode !== 'string') return communeCode;
      if (!isInScope(communeCode, 'commune', scope)) return 'out-of-scope';
      const id = row.cell('id_fs') ?? '';
      const name = row.cell('lib_fs') ?? '';
      if (id === '' || name === '') return { reject: 'identifiant (id_fs) ou nom (lib_fs) absent' };
      const point = readPoint(row);
      if (point === 'wrong') return { reject: `coordonnées impossibles pour « ${name} » : la latitude et la longitude sont en degrés` };
      const { weekHours, oddHours } = readWeek(row);
      const site: FranceServicesSite = {
        id,
        name,
        communeCode,
        address: [row.cell('adresse'), row.cell('complement_adresse')].filter(Boolean).join(', ') || null,
        ...point,
        format: row.cell('format_fs') || null,
        telephone: row.cell('telephone') || null,
        weekHours,
        // A week with a day that could not be read has no known length.
        weeklyOpenMinutes: oddHours.length === 0 ? weeklyOpenMinutes(weekHours) : null,
      };
      const fingerprint = JSON.stringify(site);
      const earlier = seen.get(id);
      if (earlier !== undefined)
        return earlier === fingerprint ? 'record' : { reject: `l’identifiant ${id} figure déjà plus haut pour un autre lieu` };
      seen.set(id, fingerprint);
      unreadable.push(...oddHours.map((hours) => `ligne ${row.line}, ${hours}`));
      records.push(site);
      return 'record';
    });
    return {
      sourceId: 'anct-france-services',
      tally,
      notices: unreadableNotice(unreadable),
      datasets: [{ kind: 'france-services', vintage: yearOfPath(file.path), cogYear: null, records }],
    };
  },
};

function readWeek(row: TableRow): { weekHours: WeekHours; oddHours: string[] } {
  const oddHours: string[] = [];
  const weekHours = DAYS.map((day) => {
    const text = row.cell(`h_${day}`) ?? '';
    const hours = parseDayHours(text);
    if (hours !== 'unreadable') return hours;
    oddHours.push(`${day} : « ${text.slice(0, 60)} »`);
    return null;
  });
  return { weekHours, oddHours };
}

function readPoint(row: TableRow): { lon: number | null; lat: number | null } | 'wrong' {
  const lon = readCellValue(row.cell('longitude'));
  const lat = readCellValue(row.cell('latitude'));
  if (lon === null || lat === null) return 'wrong';
  if (lon.value === null || lat.value === null) return { lon: null, lat: null };
  return Math.abs(lon.value) > 180 || Math.abs(lat.value) > 90 ? 'wrong' : { lon: lon.value, lat: lat.value };
}

function unreadableNotice(unreadable: readonly string[]): string[] {
  const [first] = unreadable;
  if (first === undefined) return [];
  const several = unreadable.length > 1;
  return [
    `${unreadable.length} ${several ? 'horaires n’ont pas pu être lus et restent inconnus' : 'horaire n’a pas pu être lu et reste inconnu'} (${several ? 'le premier, ' : ''}${first}).`,
  ];
}

/** « liste-fs-20240801.csv » → 2024; null when the name holds no date. */
function yearOfPath(path: string): number | null {
  const year = /(?<!\d)(20[1-4]\d)(?:[-_]?(?:0[1-9]|1[0-2]))?(?:[-_]?[0-3]\d)?(?!\d)/.exec(path.split('/').at(-1) ?? '')?.[1];
  return year === undefined ? null : Number(year);
}
