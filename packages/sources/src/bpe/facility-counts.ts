import type { FacilityCount, ImportedDataset } from '@maillage/domain/sources/records.ts';
import { hasColumns, importTable, isCommuneInScope, parseYear, sampleCell } from '../import-table.ts';
import type { SourceImporter } from '../importer.ts';
import { parseCommuneCode, parseCount } from '../tables/cells.ts';
import { bpeYearInPath } from './bpe-year.ts';
import { isLocatedBpe } from './located-facilities.ts';
import { createRepetitionFinder } from './repeated-rows.ts';

const COLUMNS = ['DEPCOM', 'TYPEQU', 'NB_EQUIP'];
const FACILITY_TYPE = /^[A-G]\d{3}$/;
/** Paris counts some 20,000 taxis: past this, the cell is a code or a population that slipped into the column. */
const MAX_FACILITIES = 1_000_000;

/** INSEE BPE « ensemble »: number of facilities by commune or IRIS and type. A commune's IRIS rows stay apart: counts add up. */
export const facilityCountImporter: SourceImporter = {
  sourceId: 'bpe-counts',
  parserVersion: 2,
  recognise(probe) {
    // With one column gone it still is this file, and reading it says which; a row per facility is the located BPE.
    const heldCount = COLUMNS.filter((column) => hasColumns(probe, [column])).length;
    if (heldCount < 2 || (heldCount < COLUMNS.length && isLocatedBpe(probe))) return null;
    const vintage = parseYear(sampleCell(probe, 'AN')) ?? bpeYearInPath(probe.path);
    return { vintage, cogYear: vintage };
  },
  async importFile(file, scope) {
    const fallbackYear = bpeYearInPath(file.path);
    const byYear = new Map<number | null, FacilityCount[]>();
    const findRepetition = createRepetitionFinder('NB_EQUIP');
    const tally = await importTable(file, COLUMNS, (row, table) => {
      const parsed = parseCommuneCode(row.cell('DEPCOM'));
      if ('reason' in parsed) return parsed;
      if (!isCommuneInScope(parsed.code, scope)) return 'out-of-scope';
      return keepCount(byYear, parseYear(row.cell('AN')) ?? fallbackYear, {
        communeCode: parsed.code,
        facilityType: row.cell('TYPEQU') ?? '',
        count: row.cell('NB_EQUIP'),
        repetition: () => findRepetition(row, table),
      });
    });
    return { sourceId: this.sourceId, tally, notices: [], datasets: countDatasets(byYear) };
  },
};

/**
 * INSEE BPE in its Melodi form (`DS_BPE`): one row per territory, type and year. Only communes and the number of facilities
 * are kept; totals (`_T`) and wider territories are out of scope, since they repeat the same facilities.
 */
export const melodiCountImporter: SourceImporter = {
  sourceId: 'bpe-counts',
  parserVersion: 2,
  recognise(probe) {
    if (!hasColumns(probe, ['GEO', 'GEO_OBJECT', 'FACILITY_TYPE', 'OBS_VALUE'])) return null;
    const vintage = parseYear(sampleCell(probe, 'TIME_PERIOD')) ?? bpeYearInPath(probe.path);
    return { vintage, cogYear: vintage };
  },
  async importFile(file, scope) {
    const byYear = new Map<number | null, FacilityCount[]>();
    const findRepetition = createRepetitionFinder('OBS_VALUE');
    const tally = await importTable(file, ['GEO', 'GEO_OBJECT', 'FACILITY_TYPE', 'OBS_VALUE'], (row, table) => {
      const measure = row.cell('BPE_MEASURE');
      const facilityType = row.cell('FACILITY_TYPE') ?? '';
      if (row.cell('GEO_OBJECT') !== 'COM' || facilityType === '_T' || (measure !== undefined && measure !== 'FACILITIES'))
        return 'out-of-scope';
      const parsed = parseCommuneCode((row.cell('GEO') ?? '').replace(/^(\d{4}-)?COM-/, ''));
      if ('reason' in parsed) return parsed;
      if (!isCommuneInScope(parsed.code, scope)) return 'out-of-scope';
      return keepCount(byYear, parseYear(row.cell('TIME_PERIOD')), {
        communeCode: parsed.code,
        facilityType,
        count: row.cell('OBS_VALUE'),
        repetition: () => findRepetition(row, table),
      });
    });
    return { sourceId: this.sourceId, tally, notices: [], datasets: countDatasets(byYear) };
  },
};

function keepCount(
  byYear: Map<number | null, FacilityCount[]>,
  year: number | null,
  row: { communeCode: string; facilityType: string; count: string | undefined; repetition: () => { reason: string } | null },
) {
  const { communeCode, facilityType, count } = row;
  if (!FACILITY_TYPE.test(facilityType))
    return { reason: `« ${facilityType.slice(0, 20)} » n’est pas un type d’équipement (une lettre et 3 chiffres)` };
  const parsed = parseCount(count);
  if (parsed.status !== 'known')
    return { reason: `nombre d’équipements « ${(count ?? '').slice(0, 20)} » absent ou illisible (attendu : un nombre entier)` };
  if (parsed.value > MAX_FACILITIES)
    return { reason: `${parsed.value} équipements d’un seul type dans une commune : nombre invraisemblable` };
  const repetition = row.repetition();
  if (repetition !== null) return repetition;
  const records = byYear.get(year);
  const record = { communeCode, facilityType, facilityCount: parsed.value };
  if (records) records.push(record);
  else byYear.set(year, [record]);
  return 'record' as const;
}

function countDatasets(byYear: Map<number | null, FacilityCount[]>): ImportedDataset[] {
  return [...byYear].map(([year, records]) => ({ kind: 'facility-counts', vintage: year, cogYear: year, records }));
}
