import { DomainError } from '@maillage/domain/errors.ts';
import { SERVICE_CHANNELS, type ServiceChannel, type ServicePlace } from '@maillage/domain/sources/records.ts';
import { z } from 'zod';
import { importTable, isCommuneInScope } from '../import-table.ts';
import type { SourceImporter } from '../importer.ts';
import { readWeeklyMinutes } from '../opening-hours/weekly-hours.ts';
import { parseCommuneCode, parseDecimal, parseText } from '../tables/cells.ts';
import type { TableRow } from '../tables/table.ts';

const SOURCE_ID = 'lieux-utilisateur';

/** How a list of places of the user's own is read: which column says what. Written in the `.mapping.json` beside the table. */
export const placesMapping = z.strictObject({
  title: z.string().min(1),
  vintage: z.int().min(1960).max(2100).nullable().default(null),
  places: z.strictObject({
    columns: z.strictObject({
      name: z.string().min(1),
      communeCode: z.string().min(1),
      id: z.string().optional(),
      /** A column of types, read through `types`; or one type for the whole list in `serviceType`. */
      type: z.string().optional(),
      lon: z.string().optional(),
      lat: z.string().optional(),
      address: z.string().optional(),
      channel: z.string().optional(),
      hours: z.string().optional(),
      weeklyHours: z.string().optional(),
      telephone: z.string().optional(),
      siret: z.string().optional(),
    }),
    /** What is written in the column of types → code of the facilities base (A128…) or operator layer (caf, msa…). */
    types: z.record(z.string(), z.string().min(1)).default({}),
    serviceType: z.string().min(1).optional(),
    /** What is written in the column of channels → channel. */
    channels: z.record(z.string(), z.enum(SERVICE_CHANNELS)).default({}),
  }),
});
type PlacesMapping = z.output<typeof placesMapping>;

/** True for a mapping that describes places rather than indicators. */
export function describesPlaces(document: unknown): boolean {
  return typeof document === 'object' && document !== null && 'places' in document;
}

/** Throws `file-unreadable`, naming the key to mend. */
export function parsePlacesMapping(document: unknown, displayPath: string): PlacesMapping {
  const parsed = placesMapping.safeParse(document);
  if (parsed.success) {
    const { columns, serviceType } = parsed.data.places;
    if (columns.type !== undefined || serviceType !== undefined) return parsed.data;
    throw unreadable(displayPath, '« places » doit dire de quel service il s’agit : « serviceType », ou « columns.type » avec « types »');
  }
  const [issue] = parsed.error.issues;
  throw unreadable(displayPath, `« ${issue?.path.join('.') ?? ''} » est mal écrit (${issue?.message ?? ''})`);
}

const unreadable = (path: string, problem: string) =>
  new DomainError('file-unreadable', `Le fichier de correspondance « ${path} » ne peut pas être suivi : ${problem}.`, { path });

/** The importer of the user's own list: each row is a place or a counted reject. */
export function buildPlacesImporter(mapping: PlacesMapping): Omit<SourceImporter, 'parserVersion'> {
  const { columns, types, serviceType, channels } = mapping.places;
  const required = [columns.name, columns.communeCode, ...(columns.type === undefined ? [] : [columns.type])];
  return {
    sourceId: SOURCE_ID,
    recognise(probe) {
      const present = new Set(probe.columns.map((column) => column.toLowerCase()));
      return required.every((column) => present.has(column.toLowerCase())) ? { vintage: mapping.vintage, cogYear: null } : null;
    },
    async importFile(file, scope) {
      const records: ServicePlace[] = [];
      const unread: string[] = [];
      const tally = await importTable(file, required, (row) => {
        const cell = (column: string | undefined) => (column === undefined ? null : parseText(row.cell(column)));
        const name = cell(columns.name);
        if (name === null) return { reason: `le lieu n’a pas de nom (colonne « ${columns.name} »)` };
        const commune = parseCommuneCode(row.cell(columns.communeCode));
        if ('reason' in commune) return commune;
        if (!isCommuneInScope(commune.code, scope)) return 'out-of-scope';
        const written = cell(columns.type);
        const type = written === null ? serviceType : (types[written] ?? serviceType);
        if (type === undefined)
          return { reason: `le service « ${(written ?? '').slice(0, 40)} » n’est pas dans « types » du fichier de correspondance` };
        const channel = readChannel(cell(columns.channel), channels);
        if (channel === null)
          return {
            reason: `le mode d’accueil « ${cell(columns.channel)!.slice(0, 40)} » n’est pas dans « channels » du fichier de correspondance`,
          };
        const position = readPosition(row, columns);
        if (position === 'wrong')
          return { reason: `« ${name.slice(0, 60)} » a des coordonnées impossibles : la longitude et la latitude sont en degrés` };
        const hoursText = cell(columns.hours);
        const given = columns.weeklyHours === undefined ? null : parseDecimal(row.cell(columns.weeklyHours)).value;
        const weeklyOpenMinutes = given !== null ? Math.round(given * 60) : hoursText === null ? null : readWeeklyMinutes(hoursText);
        if (hoursText !== null && weeklyOpenMinutes === null) unread.push(`ligne ${row.line}, « ${hoursText.slice(0, 60)} »`);
        const siret = cell(columns.siret);
        records.push({
          sourceKey: cell(columns.id) ?? `${commune.code} ${type} ${name}`,
          siret: siret !== null && /^\d{14}$/.test(siret) ? siret : null,
          ...{ finess: null, serviceType: type, name, communeCode: commune.code, address: cell(columns.address), ...position },
          ...{ channel, weeklyOpenMinutes, hoursText, telephone: cell(columns.telephone) },
        });
        return 'record';
      });
      return {
        sourceId: SOURCE_ID,
        tally,
        notices:
          unread.length === 0
            ? []
            : [
                `${unread.length === 1 ? '1 horaire n’a pas pu être lu' : `${unread.length} horaires n’ont pas pu être lus`} (${unread[0]}) : la durée d’ouverture reste inconnue. Écrivez-le comme « Mo-Fr 09:00-12:00,14:00-17:00 », ou donnez les heures par semaine.`,
              ],
        datasets: [{ kind: 'service-places', sourceId: SOURCE_ID, vintage: mapping.vintage, cogYear: null, records }],
      };
    },
  };
}

function readChannel(written: string | null, channels: Record<string, ServiceChannel>): ServiceChannel | null {
  if (written === null) return 'site';
  return channels[written] ?? SERVICE_CHANNELS.find((channel) => channel === written.toLowerCase()) ?? null;
}

function readPosition(
  row: TableRow,
  { lon: lonColumn, lat: latColumn }: PlacesMapping['places']['columns'],
): Pick<ServicePlace, 'lon' | 'lat' | 'positionQuality'> | 'wrong' {
  const nowhere = { lon: null, lat: null, positionQuality: 'unknown' } as const;
  if (lonColumn === undefined || latColumn === undefined) return nowhere;
  const [lon, lat] = [parseDecimal(row.cell(lonColumn)), parseDecimal(row.cell(latColumn))];
  if (lon.status === 'invalid' || lat.status === 'invalid') return 'wrong';
  if (lon.value === null || lat.value === null) return nowhere;
  return Math.abs(lon.value) > 180 || Math.abs(lat.value) > 90 ? 'wrong' : { lon: lon.value, lat: lat.value, positionQuality: 'address' };
}
