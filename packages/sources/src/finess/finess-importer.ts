import type { ServicePlace } from '@maillage/domain/sources/records.ts';
import { toLonLat } from '../bpe/projected-coordinates.ts';
import { isCommuneInScope, yearInPath } from '../import-table.ts';
import type { SourceImporter } from '../importer.ts';
import { readBytes } from '../tables/byte-source.ts';
import { parseCommuneCode, parseDecimal } from '../tables/cells.ts';
import { DEFAULT_LIMITS } from '../tables/limits.ts';
import { cutCells } from '../tables/record-cutter.ts';
import { createTally } from '../tables/tally.ts';
import { readLines } from '../tables/text-lines.ts';

const SOURCE_ID = 'health-places';
/** Categories of establishment that are sure, with the code of the facilities base that counts the same thing. */
const CATEGORIES: Record<string, string> = {
  '620': 'D307', // pharmacy
  '500': 'D401', // EHPAD
  '124': 'D108', // health centre
  '603': 'D113', // multi-professional health house
  '355': 'D101', // hospital (centre hospitalier)
};
const PROJECTIONS: Record<string, string> = {
  LAMBERT_93: '2154',
  UTM_N20: '5490',
  UTM_N22: '2972',
  UTM_S40: '2975',
  UTM_S38: '4471',
};

/**
 * The national extract of health and social establishments. It has no header: each line begins with what it is, `structureet` (an
 * establishment: 32 cells) or `geolocalisation` (its place: number, X, Y, source « rank,provider,score,geocoder,CRS », date). The
 * commune is three digits after the Département. Establishments of other categories are out of scope; each line of place follows
 * its establishment and is part of it.
 */
export const finessImporter: SourceImporter = {
  sourceId: SOURCE_ID,
  parserVersion: 1,
  recognise: (probe) =>
    probe.format === 'table' && probe.columns[0]?.toLowerCase() === 'finess' && probe.columns[1]?.toLowerCase() === 'etalab'
      ? { vintage: yearInPath(probe.path) ?? yearOf(probe.columns), cogYear: null }
      : null,
  async importFile(file, scope) {
    const tally = createTally();
    const places = new Map<string, ServicePlace>();
    const positions = new Map<string, { line: number; x: string; y: string; source: string }>();
    let vintage = yearInPath(file.path);
    for await (const batch of readLines(readBytes(file.absolutePath, file.path, DEFAULT_LIMITS)))
      for (const { number, text } of batch) {
        const cells = text === null ? 'broken' : cutCells(text, ';');
        if (typeof cells === 'string') {
          tally.reject(number, 'la ligne ne se découpe pas en cellules');
          continue;
        }
        const [kind = '', id = ''] = cells;
        if (kind === 'finess') vintage ??= yearOf(cells);
        else if (kind === 'geolocalisation')
          positions.set(id, { line: number, x: cells[2] ?? '', y: cells[3] ?? '', source: cells[4] ?? '' });
        else if (kind === 'structureet') {
          const outcome = readEstablishment(cells);
          if ('reason' in outcome) tally.reject(number, outcome.reason);
          else if (outcome.place === null || !isCommuneInScope(outcome.place.communeCode, scope)) tally.outOfScope();
          else if (places.has(id)) tally.reject(number, `le numéro FINESS ${id} figure déjà plus haut`);
          else {
            places.set(id, outcome.place);
            tally.record();
          }
        } else if (text?.trim())
          tally.reject(number, `une ligne commence par « ${kind.slice(0, 20)} » au lieu de « structureet » ou « geolocalisation »`);
      }
    let unplacedCount = 0;
    for (const [id, place] of places) {
      const found = positions.get(id);
      const position = found === undefined ? null : readPosition(found, place.communeCode);
      if (position === null) unplacedCount++;
      else Object.assign(place, position);
    }
    return {
      sourceId: SOURCE_ID,
      tally: tally.result(),
      notices:
        unplacedCount === 0
          ? []
          : [
              `${unplacedCount === 1 ? '1 établissement n’a' : `${unplacedCount} établissements n’ont`} pas de position : chacun est rattaché à sa commune.`,
            ],
      datasets: [{ kind: 'service-places', sourceId: SOURCE_ID, vintage, cogYear: null, records: [...places.values()] }],
    };
  },
};

/** « finess;etalab;93;2024-05-13 » → 2024. */
function yearOf(cells: readonly string[]): number | null {
  const year = /(?:19|20)\d{2}/.exec(cells.slice(2).join(' '))?.[0];
  return year === undefined ? null : Number(year);
}

/** A category that no service stands for is of no interest here: null, and out of scope. */
function readEstablishment(cells: readonly string[]): { place: ServicePlace | null } | { reason: string } {
  const [, id = '', , short = '', long = ''] = cells;
  if (!/^[0-9][0-9AB]\d{7}$/.test(id)) return { reason: `« ${id.slice(0, 20)} » n’est pas un numéro FINESS : 9 caractères sont attendus` };
  const serviceType = CATEGORIES[cells[18] ?? ''];
  if (serviceType === undefined) return { place: null };
  const commune = parseCommuneCode(`${(cells[13] ?? '').slice(0, 2)}${cells[12] ?? ''}`);
  if ('reason' in commune) return commune;
  const name = long || short;
  if (name === '') return { reason: `l’établissement ${id} n’a pas de nom` };
  const street = [cells[7], cells[8], cells[9]].filter(Boolean).join(' ');
  return {
    place: {
      sourceKey: id,
      siret: /^\d{14}$/.test(cells[22] ?? '') ? cells[22]! : null,
      finess: id,
      serviceType,
      name,
      communeCode: commune.code,
      address: [street, cells[15]].filter(Boolean).join(', ') || null,
      ...{ lon: null, lat: null, positionQuality: 'unknown', channel: 'site', weeklyOpenMinutes: null, hoursText: null },
      telephone: cells[16] || null,
    },
  };
}

/** The centre of the commune, which the source says by « ADMIN-EXPRESS », is no address. */
function readPosition(
  { x, y, source }: { x: string; y: string; source: string },
  communeCode: string,
): Pick<ServicePlace, 'lon' | 'lat' | 'positionQuality'> | null {
  const [xMetres, yMetres] = [parseDecimal(x).value, parseDecimal(y).value];
  const [, , score = '', geocoder = '', crs = ''] = source.split(',').map((part) => part.trim());
  if (xMetres === null || yMetres === null) return null;
  const position = toLonLat({ xMetres, yMetres, epsg: PROJECTIONS[crs.toUpperCase()] ?? null, communeCode });
  if (position === null) return null;
  const isCentre = /ADMIN-?EXPRESS/i.test(`${geocoder} ${source}`) && (score === '.' || score === '');
  return { lon: position[0], lat: position[1], positionQuality: isCentre ? 'commune' : 'address' };
}
