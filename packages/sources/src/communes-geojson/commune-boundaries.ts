import { DomainError } from '@maillage/domain/errors.ts';
import type { CommuneBoundary } from '@maillage/domain/sources/records.ts';
import { departementOfCommune } from '@maillage/domain/territories/codes.ts';
import { z } from 'zod';
import { loadNpmReferential } from '../cog/npm-referential.ts';
import { hasColumns, isCommuneInScope, sampleCell, yearInPath } from '../import-table.ts';
import type { FileProbe, SourceImporter } from '../importer.ts';
import { parseCommuneCode, parseCount } from '../tables/cells.ts';
import { createTally } from '../tables/tally.ts';
import { firstPoint, parsePolygonGeometry } from './polygon-geometry.ts';
import { isInTerritory } from './territory-boxes.ts';

const featureCollection = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()) });
const feature = z.object({ properties: z.record(z.string(), z.unknown()), geometry: z.unknown() });

const CODE_COLUMNS = ['INSEE_COM', 'code', 'code_insee', 'codgeo'] as const;

/**
 * Contours of communes in GeoJSON: geo.api.gouv.fr (`code, nom…`), Admin Express (`INSEE_COM, NOM, POPULATION…`), or the
 * older france-geojson. The COG year is read in the file's name when it is there; otherwise its codes tell it, and the
 * referential compares them. Contours of arrondissements and cantons are not claimed (see `foreignBoundaryReason`).
 */
export const communeBoundaryImporter: SourceImporter = {
  sourceId: 'commune-boundaries',
  parserVersion: 2,
  recognise(probe) {
    if (probe.format !== 'geojson' || !hasName(probe)) return null;
    const column = CODE_COLUMNS.find((name) => hasColumns(probe, [name]));
    if (foreignBoundaryReason(probe) !== null) return null;
    if (column === undefined || !('code' in parseCommuneCode(sampleCell(probe, column) ?? ''))) return null;
    const year = yearInPath(probe.path);
    return { vintage: year, cogYear: year };
  },
  async importFile(file, scope) {
    const parsed = featureCollection.safeParse(await file.json());
    if (!parsed.success)
      throw new DomainError('file-unreadable', `« ${file.path} » n’est pas une collection GeoJSON (FeatureCollection).`, {
        file: file.path,
      });
    const tally = createTally();
    const records: CommuneBoundary[] = [];
    const seen = new Set<string>();
    let swappedCount = 0;
    for (const [index, raw] of parsed.data.features.entries()) {
      const boundary = readBoundary(raw, file.path);
      if ('reason' in boundary) {
        tally.reject(null, `objet ${index + 1} : ${boundary.reason}`);
        if (boundary.isSwapped) swappedCount++;
      } else if (!isCommuneInScope(boundary.communeCode, scope)) tally.outOfScope();
      else if (seen.has(boundary.communeCode))
        tally.reject(null, `objet ${index + 1} : la commune ${boundary.communeCode} a déjà un contour plus haut`);
      else {
        seen.add(boundary.communeCode);
        records.push(boundary);
        tally.record();
      }
    }
    if (swappedCount > records.length)
      throw new DomainError(
        'file-unreadable',
        `« ${file.path} » : les coordonnées sont dans l’ordre latitude, longitude. GeoJSON veut la longitude d’abord : exportez le fichier de nouveau.`,
        { file: file.path, swappedCount },
      );
    const year = yearInPath(file.path);
    return {
      sourceId: this.sourceId,
      tally: tally.result(),
      notices: [],
      datasets: [{ kind: 'commune-boundaries', vintage: year, cogYear: year, records }],
    };
  },
};

/**
 * Why contours that look like ours are not: those of arrondissements and cantons number their shapes on their own (62001 is
 * then Arras), so that most bear the name of another commune of the Département. A name that is nobody's tells nothing.
 * Null when they may be communes.
 */
export function foreignBoundaryReason(probe: FileProbe): string | null {
  if (probe.format !== 'geojson' || !hasName(probe)) return null;
  const column = CODE_COLUMNS.find((name) => hasColumns(probe, [name]));
  if (column === undefined) return null;
  const { nameOf, departementNames } = listCommuneNames();
  let ownCount = 0;
  let otherCount = 0;
  for (const row of probe.sampleRows) {
    const cells = new Map(Object.entries(row).map(([key, value]) => [key.toLowerCase(), value]));
    const code = cells.get(column.toLowerCase()) ?? '';
    const name = plainName(cells.get('nom') ?? cells.get('libgeo') ?? '');
    if (nameOf.get(code) === name) ownCount++;
    else if (departementNames.get(departementOfCommune(code))?.has(name)) otherCount++;
  }
  const isShort = /^(\d{2}|2[AB])\d{1,2}$/.test(sampleCell(probe, column) ?? '');
  if (!isShort && otherCount <= ownCount) return null;
  return 'Ce sont des contours d’arrondissements ou de cantons, pas de communes : ils ne sont pas utilisés.';
}

interface CommuneNames {
  nameOf: Map<string, string>;
  departementNames: Map<string, Set<string>>;
}
let communeNames: CommuneNames | null = null;
function listCommuneNames(): CommuneNames {
  if (communeNames !== null) return communeNames;
  communeNames = { nameOf: new Map(), departementNames: new Map() };
  for (const { code, name } of loadNpmReferential().communes) {
    const departement = departementOfCommune(code);
    communeNames.nameOf.set(code, plainName(name));
    communeNames.departementNames.set(departement, (communeNames.departementNames.get(departement) ?? new Set()).add(plainName(name)));
  }
  return communeNames;
}

/** « L’Abergement-Clémenciat » and « l'abergement clemenciat » alike. */
function plainName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}

function hasName(probe: FileProbe): boolean {
  return hasColumns(probe, ['nom']) || hasColumns(probe, ['libgeo']);
}

const LATITUDE_FIRST = 'ses coordonnées sont dans l’ordre latitude, longitude';

function readBoundary(raw: unknown, path: string): CommuneBoundary | { reason: string; isSwapped?: true } {
  const parsed = feature.safeParse(raw);
  if (!parsed.success) return { reason: 'ce n’est pas un objet GeoJSON complet (propriétés et géométrie)' };
  const properties = new Map(Object.entries(parsed.data.properties).map(([key, value]) => [key.toLowerCase(), value]));
  const text = (...keys: string[]) => {
    const value = keys.map((key) => properties.get(key)).find((each) => typeof each === 'string' || typeof each === 'number');
    return value === undefined ? undefined : String(value).trim();
  };
  const code = parseCommuneCode(text('insee_com', 'code', 'code_insee', 'codgeo'));
  if ('reason' in code) return code;
  const geometry = parsePolygonGeometry(parsed.data.geometry);
  if ('reason' in geometry) return { reason: `commune ${code.code} : ${geometry.reason}` };
  if (geometry.isProjected)
    throw new DomainError(
      'file-unreadable',
      `« ${path} » : les coordonnées de la commune ${code.code} sont en mètres (projection), et non en degrés. Exportez le fichier en WGS 84 (EPSG:4326).`,
      { file: path, communeCode: code.code },
    );
  const [lon = 0, lat = 0] = firstPoint(geometry.geometry);
  if (!isInTerritory(code.code, lon, lat))
    return isInTerritory(code.code, lat, lon)
      ? { reason: `commune ${code.code} : ${LATITUDE_FIRST}`, isSwapped: true }
      : { reason: `commune ${code.code} : son contour (${lon.toFixed(2)}, ${lat.toFixed(2)}) n’est pas là où se trouve ce Département` };
  return {
    communeCode: code.code,
    name: text('nom', 'libgeo') ?? null,
    geometry: geometry.geometry,
    centre: readCentre(properties.get('centre')),
    populationCount: parseCount(text('population')).value,
  };
}

function readCentre(value: unknown): [number, number] | null {
  const parsed = z
    .object({ type: z.literal('Point'), coordinates: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]) })
    .safeParse(value);
  return parsed.success ? parsed.data.coordinates : null;
}
