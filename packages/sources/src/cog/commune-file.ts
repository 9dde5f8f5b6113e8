import type { CogCommune, CogMovement, NamedCode } from '@maillage/domain/sources/records.ts';
import { departementOfCommune } from '@maillage/domain/territories/codes.ts';
import { hasColumns, importTable, isDepartementInScope, yearInPath } from '../import-table.ts';
import type { SourceImporter } from '../importer.ts';
import { parseCommuneCode, parseText } from '../tables/cells.ts';

/** INSEE `v_commune_<year>.csv`: the communes of a COG year, with their communes déléguées and associées (COMPARENT). */
export const communeFileImporter: SourceImporter = {
  sourceId: 'cog-communes',
  parserVersion: 1,
  recognise(probe) {
    if (!hasColumns(probe, ['TYPECOM', 'COM', 'DEP', 'LIBELLE', 'COMPARENT'])) return null;
    const year = yearInPath(probe.path);
    return { vintage: year, cogYear: year };
  },
  async importFile(file, scope) {
    const communes: CogCommune[] = [];
    const formerCommunes: CogMovement[] = [];
    const tally = await importTable(file, ['TYPECOM', 'COM', 'DEP', 'LIBELLE'], (row) => {
      const parsed = parseCommuneCode(row.cell('COM'));
      if ('reason' in parsed) return parsed;
      if (!isDepartementInScope(departementOfCommune(parsed.code), scope)) return 'out-of-scope';
      const type = row.cell('TYPECOM') ?? '';
      if (type !== 'COM') {
        const parent = parseCommuneCode(row.cell('COMPARENT'));
        if ('reason' in parent) return { reason: `COMPARENT : ${parent.reason}` };
        if (parent.code !== parsed.code) formerCommunes.push({ kind: type, dateEffective: '', fromCode: parsed.code, toCode: parent.code });
        return 'record';
      }
      const name = parseText(row.cell('LIBELLE'));
      if (name === null) return { reason: `la commune ${parsed.code} n’a pas de nom` };
      communes.push({
        code: parsed.code,
        name,
        departementCode: parseText(row.cell('DEP')) ?? departementOfCommune(parsed.code),
        regionCode: parseText(row.cell('REG')),
        epciCode: null,
        arrondissementCode: parseText(row.cell('ARR')),
        cantonCode: parseText(row.cell('CAN')),
        populationCount: null,
      });
      return 'record';
    });
    const year = yearInPath(file.path);
    const header = { vintage: year, cogYear: year };
    return {
      sourceId: this.sourceId,
      tally,
      notices: yearNotices(file.path, year),
      datasets: [
        { ...header, kind: 'cog-communes', records: communes },
        ...(formerCommunes.length > 0 ? [{ ...header, kind: 'cog-movements' as const, records: formerCommunes }] : []),
      ],
    };
  },
};

/**
 * INSEE's list of communes with their intercommunalité: `EPCI_au_01-01-<year>` (with its labels) and the « table
 * d’appartenance géographique ». `ZZZZZZZZZ` is a commune outside any EPCI.
 */
export const membershipImporter: SourceImporter = {
  sourceId: 'cog-epci',
  parserVersion: 1,
  recognise(probe) {
    if (!hasColumns(probe, ['CODGEO', 'LIBGEO', 'EPCI', 'DEP'])) return null;
    const year = yearInPath(probe.path);
    return { vintage: year, cogYear: year };
  },
  async importFile(file, scope) {
    const communes: CogCommune[] = [];
    const epciNames = new Map<string, string>();
    const tally = await importTable(file, ['CODGEO', 'LIBGEO', 'EPCI'], (row) => {
      const parsed = parseCommuneCode(row.cell('CODGEO'));
      if ('reason' in parsed) return parsed;
      const departementCode = parseText(row.cell('DEP')) ?? departementOfCommune(parsed.code);
      if (!isDepartementInScope(departementCode, scope)) return 'out-of-scope';
      const epciText = parseText(row.cell('EPCI'));
      if (epciText !== null && !/^(\d{9}|Z{9})$/.test(epciText))
        return { reason: `« ${epciText.slice(0, 40)} » n’est pas un SIREN d’EPCI (9 chiffres)` };
      const epciCode = epciText?.startsWith('Z') ? null : epciText;
      const epciName = parseText(row.cell('LIBEPCI'));
      if (epciCode !== null && epciName !== null) epciNames.set(epciCode, epciName);
      communes.push({
        code: parsed.code,
        name: parseText(row.cell('LIBGEO')) ?? parsed.code,
        departementCode,
        regionCode: parseText(row.cell('REG')),
        epciCode,
        arrondissementCode: parseText(row.cell('ARR')),
        cantonCode: parseText(row.cell('CANOV') ?? row.cell('CV') ?? row.cell('CAN')),
        populationCount: null,
      });
      return 'record';
    });
    const epcis: NamedCode[] = [...epciNames].map(([code, name]) => ({ code, name }));
    const year = yearInPath(file.path);
    const header = { vintage: year, cogYear: year };
    return {
      sourceId: this.sourceId,
      tally,
      notices: yearNotices(file.path, year),
      datasets: [
        { ...header, kind: 'cog-communes', records: communes },
        ...(epcis.length > 0 ? [{ ...header, kind: 'epcis' as const, records: epcis }] : []),
      ],
    };
  },
};

function yearNotices(path: string, year: number | null): string[] {
  return year === null
    ? [`L’année de « ${path} » n’est pas dans son nom : ajoutez-la (par exemple « v_commune_2025.csv ») pour qu’il soit pris dans l’ordre.`]
    : [];
}
