import type { ServicePlace } from '@maillage/domain/sources/records.ts';
import { z } from 'zod';
import { isCommuneInScope } from '../import-table.ts';
import type { ImportScope, SourceImporter } from '../importer.ts';
import { parseCommuneCode, parseDecimal } from '../tables/cells.ts';
import { createTally } from '../tables/tally.ts';
import { directoryWeek } from './directory-hours.ts';

const SOURCE_ID = 'public-counters';
/** Types of local service that are sure, with the code or the operator layer that stands for them. */
const SERVICE_TYPES: Record<string, string> = {
  mairie: 'A129',
  gendarmerie: 'A104',
  commissariat_police: 'A101',
  msap: 'A128',
  maison_france_services: 'A128',
  france_services: 'A128',
  pole_emploi: 'A122',
  france_travail: 'A122',
  mjd: 'A124',
  maison_justice: 'A124',
  cdad: 'A126',
  cidf: 'legal-access',
  caf: 'caf',
  cpam: 'cpam',
  carsat: 'carsat',
  msa: 'msa',
  mission_locale: 'mission-locale',
  centre_social: 'D506',
  pif: 'youth-information',
  point_accueil_numerique: 'digital',
  pmi: 'solidarity',
};

/** A nested value: an array, or the same written as text where the export is a table. */
const nested = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => {
    if (typeof value !== 'string') return value ?? [];
    if (value.trim() === '') return [];
    try {
      return JSON.parse(value);
    } catch {
      return null;
    }
  }, z.array(item));
const text = z.union([z.string(), z.number()]).transform(String).nullish();
const entry = z.object({
  id: z.string().min(1),
  nom: z.string().min(1),
  code_insee_commune: text,
  siret: text,
  pivot: nested(z.object({ type_service_local: z.string().nullish(), code_insee_commune: z.array(z.string()).nullish() })),
  adresse: nested(
    z.object({
      type_adresse: text,
      numero_voie: text,
      complement1: text,
      code_postal: text,
      nom_commune: text,
      longitude: text,
      latitude: text,
    }),
  ),
  plage_ouverture: nested(z.record(z.string(), z.unknown())),
  telephone: nested(z.object({ valeur: text })),
});
type Entry = z.output<typeof entry>;

/**
 * The directory of the administration (DILA): a list of entries, whole in JSON (`{ "service": […] }` or an array) or as a table whose
 * nested columns are JSON. One record per service that the entry gives; entries of types that stand for none of ours are out of scope.
 */
export const annuaireImporter: SourceImporter = {
  sourceId: SOURCE_ID,
  parserVersion: 1,
  recognise(probe) {
    const has = (column: string) => probe.columns.some((one) => one.toLowerCase() === column);
    const isList = probe.format === 'table' || probe.format === 'json';
    return isList && has('pivot') && has('plage_ouverture') ? { vintage: null, cogYear: null } : null;
  },
  async importFile(file, scope) {
    const tally = createTally();
    const records: ServicePlace[] = [];
    const unread: string[] = [];
    const add = (line: number | null, raw: unknown) => {
      const outcome = readEntry(raw, scope);
      if ('reason' in outcome) tally.reject(line, outcome.reason);
      else if (outcome.places.length === 0) tally.outOfScope();
      else {
        records.push(...outcome.places);
        if (outcome.hoursUnread) unread.push(outcome.places[0]!.name);
        tally.record();
      }
    };
    if (/\.json(\.gz)?$/i.test(file.path)) {
      const document = await file.json();
      const list = z
        .union([z.array(z.unknown()), z.object({ service: z.array(z.unknown()) }).transform(({ service }) => service)])
        .safeParse(document);
      if (!list.success) tally.reject(null, 'le document n’est ni une liste, ni { "service": [ … ] }');
      for (const raw of list.data ?? []) add(null, raw);
    } else {
      const table = await file.table();
      for await (const row of table.rows(tally.reject))
        add(row.line, Object.fromEntries(table.columns.map((column) => [column.toLowerCase(), row.cell(column) ?? ''])));
    }
    return {
      sourceId: SOURCE_ID,
      tally: tally.result(),
      notices:
        unread.length === 0
          ? []
          : [
              `${unread.length === 1 ? '1 entrée a des horaires illisibles' : `${unread.length} entrées ont des horaires illisibles`} (${unread.slice(0, 3).join(', ')}) : leur durée d’ouverture reste inconnue. Corrigez « plage_ouverture » à la source.`,
            ],
      datasets: [{ kind: 'service-places', sourceId: SOURCE_ID, vintage: null, cogYear: null, records }],
    };
  },
};

function readEntry(raw: unknown, scope: ImportScope): { places: ServicePlace[]; hoursUnread: boolean } | { reason: string } {
  const parsed = entry.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { reason: `le champ « ${issue?.path.join('.') ?? '?'} » manque ou est mal formé` };
  }
  const found = parsed.data;
  const types = new Set(found.pivot.flatMap(({ type_service_local }) => SERVICE_TYPES[type_service_local ?? ''] ?? []));
  if (types.size === 0) return { places: [], hoursUnread: false };
  const commune = parseCommuneCode(found.code_insee_commune ?? found.pivot[0]?.code_insee_commune?.[0] ?? '');
  if ('reason' in commune) return { reason: `« ${found.nom.slice(0, 60)} » : ${commune.reason}` };
  if (!isCommuneInScope(commune.code, scope)) return { places: [], hoursUnread: false };
  const hours = directoryWeek(found.plage_ouverture);
  const place = describe(found, commune.code, hours);
  return { places: [...types].map((serviceType) => ({ ...place, serviceType })), hoursUnread: hours === 'unreadable' };
}

function describe(found: Entry, communeCode: string, hours: ReturnType<typeof directoryWeek>): ServicePlace {
  // The postal address is where one writes, the other where one goes.
  const address = found.adresse.find(({ type_adresse }) => !/postale/i.test(type_adresse ?? '')) ?? found.adresse[0];
  const [lon, lat] = [parseDecimal(address?.longitude ?? '').value, parseDecimal(address?.latitude ?? '').value];
  const placed = lon !== null && lat !== null && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
  return {
    sourceKey: found.id,
    siret: /^\d{14}$/.test(found.siret ?? '') ? (found.siret ?? null) : null,
    ...{ finess: null, serviceType: '', name: found.nom, communeCode, channel: 'site' },
    address:
      [address?.numero_voie, address?.complement1, [address?.code_postal, address?.nom_commune].filter(Boolean).join(' ')]
        .filter(Boolean)
        .join(', ') || null,
    ...(placed ? { lon, lat, positionQuality: 'address' } : { lon: null, lat: null, positionQuality: 'unknown' }),
    weeklyOpenMinutes: hours === null || hours === 'unreadable' ? null : hours.weeklyOpenMinutes,
    hoursText: hours === null || hours === 'unreadable' ? null : hours.text,
    telephone: found.telephone[0]?.valeur ?? null,
  };
}
