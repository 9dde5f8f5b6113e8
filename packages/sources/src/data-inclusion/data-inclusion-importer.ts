import type { ServiceChannel, ServicePlace } from '@maillage/domain/sources/records.ts';
import { importTable, isCommuneInScope, yearInPath } from '../import-table.ts';
import type { SourceImporter } from '../importer.ts';
import { readWeeklyMinutes } from '../opening-hours/weekly-hours.ts';
import { parseCommuneCode, parseDecimal, parseText } from '../tables/cells.ts';
import type { TableRow } from '../tables/table.ts';

const SOURCE_ID = 'inclusion-services';
/** What a structure is (`typologie`), where it is one of our services. */
const TYPOLOGIES: Record<string, string> = {
  CAF: 'caf',
  CPAM: 'cpam',
  CARSAT: 'carsat',
  MSA: 'msa',
  ML: 'mission-locale',
  FT: 'A122',
  PE: 'A122',
  EFS: 'A128',
  CS: 'D506',
  CIDFF: 'legal-access',
  MDS: 'solidarity',
  UDAF: 'D507',
  PIJ_BIJ: 'youth-information',
  BIB: 'F307',
};
/** Themes of a structure or of a service, by their first word, where they are one of our layers. */
const THEMES: readonly [prefix: string, serviceType: string][] = [
  ['numerique--', 'digital'],
  ['acces-aux-droits-et-citoyennete--', 'legal-access'],
];

/**
 * The offer of inclusion: one row per structure, or per service of a structure (`structure_id`), as CSV or Parquet. `code_insee`,
 * `longitude` and `latitude` place it, `horaires_ouverture` (structures) or `recurrence` (services) are hours in the syntax of
 * OpenStreetMap, `modes_accueil` tells what is done at a distance. What is none of our services is out of scope.
 */
export const dataInclusionImporter: SourceImporter = {
  sourceId: SOURCE_ID,
  parserVersion: 1,
  recognise(probe) {
    const columns = new Set(probe.columns.map((column) => column.toLowerCase()));
    const isOffer = ['id', 'nom', 'code_insee', 'source'].every((column) => columns.has(column));
    return probe.format === 'table' && isOffer && (columns.has('thematiques') || columns.has('typologie'))
      ? { vintage: yearInPath(probe.path), cogYear: null }
      : null;
  },
  async importFile(file, scope) {
    const records: ServicePlace[] = [];
    const seen = new Set<string>();
    const unread: string[] = [];
    const tally = await importTable(file, ['id', 'nom', 'code_insee'], (row) => {
      const id = parseText(row.cell('id'));
      const name = parseText(row.cell('nom'));
      if (id === null || name === null) return { reason: 'l’identifiant (id) ou le nom (nom) est absent' };
      const types = serviceTypesOf(row);
      if (types.length === 0) return 'out-of-scope';
      const commune = parseCommuneCode(row.cell('code_insee'));
      if ('reason' in commune) return { reason: `« ${name.slice(0, 60)} » : ${commune.reason}` };
      if (!isCommuneInScope(commune.code, scope)) return 'out-of-scope';
      const key = `${parseText(row.cell('source')) ?? ''} ${id}`;
      if (seen.has(key)) return { reason: `l’identifiant ${id} figure déjà plus haut` };
      seen.add(key);
      const hoursText = parseText(row.cell('horaires_ouverture')) ?? parseText(row.cell('recurrence'));
      const weeklyOpenMinutes = hoursText === null ? null : readWeeklyMinutes(hoursText);
      if (hoursText !== null && weeklyOpenMinutes === null) unread.push(`ligne ${row.line}, « ${hoursText.slice(0, 60)} »`);
      const siret = parseText(row.cell('siret'));
      const base = {
        sourceKey: key,
        siret: siret !== null && /^\d{14}$/.test(siret) ? siret : null,
        ...{ finess: null, name, communeCode: commune.code, address: parseText(row.cell('adresse')), ...readPosition(row) },
        ...{ channel: channelOf(row), weeklyOpenMinutes, hoursText, telephone: parseText(row.cell('telephone')) },
      };
      for (const serviceType of types) records.push({ ...base, serviceType });
      return 'record';
    });
    return {
      sourceId: SOURCE_ID,
      tally,
      notices:
        unread.length === 0
          ? []
          : [
              `${unread.length === 1 ? '1 horaire n’a pas pu être lu' : `${unread.length} horaires n’ont pas pu être lus`} (${unread[0]}) : la durée d’ouverture reste inconnue. Écrivez-le comme « Mo-Fr 09:00-12:00,14:00-17:00 ».`,
            ],
      datasets: [{ kind: 'service-places', sourceId: SOURCE_ID, vintage: yearInPath(file.path), cogYear: null, records }],
    };
  },
};

function serviceTypesOf(row: TableRow): string[] {
  const typology = TYPOLOGIES[(row.cell('typologie') ?? '').trim().toUpperCase()];
  const themes = listOf(row.cell('thematiques'));
  const found = THEMES.flatMap(([prefix, serviceType]) => (themes.some((theme) => theme.startsWith(prefix)) ? [serviceType] : []));
  return [...new Set(typology === undefined ? found : [typology, ...found])];
}

/** « [a, b] », « {a,b} » or « a;b », whichever the export writes. */
function listOf(cell: string | undefined): string[] {
  return (cell ?? '')
    .replaceAll(/[[\]{}"']/g, '')
    .split(/[,;|]/)
    .map((item) => item.trim().toLowerCase())
    .filter(Boolean);
}

function channelOf(row: TableRow): ServiceChannel {
  const modes = listOf(row.cell('modes_accueil'));
  if (modes.includes('a-distance') && !modes.includes('en-presentiel')) return 'digital';
  return parseText(row.cell('recurrence')) === null ? 'site' : 'permanence';
}

function readPosition(row: TableRow): Pick<ServicePlace, 'lon' | 'lat' | 'positionQuality'> {
  const [lon, lat] = [parseDecimal(row.cell('longitude')).value, parseDecimal(row.cell('latitude')).value];
  if (lon === null || lat === null || Math.abs(lon) > 180 || Math.abs(lat) > 90)
    return { lon: null, lat: null, positionQuality: 'unknown' };
  return { lon, lat, positionQuality: 'address' };
}
