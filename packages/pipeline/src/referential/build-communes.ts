import { DomainError } from '@maillage/domain/errors.ts';
import type { SourceFileReport } from '@maillage/domain/sources/catalogue.ts';
import type { CogCommune, CommuneBoundary } from '@maillage/domain/sources/records.ts';
import { departementOfCommune } from '@maillage/domain/territories/codes.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';
import { type Candidate, chooseCandidate, type DatasetOf, describeChoice } from './choose-sources.ts';
import type { ReferenceCog } from './cog.ts';
import type { Place } from './find-neighbours.ts';
import { containsPoint, measurePolygons, polygonsOf } from './geometry.ts';
import { listRefusals } from './list-refusals.ts';

export interface ChosenBoundaries {
  /** One entry per boundary of the chosen files, with its code of the file's own vintage. */
  boundaries: CommuneBoundary[];
  choices: string[];
}

interface BoundaryCandidate extends Candidate {
  records: CommuneBoundary[];
}

/**
 * One boundary file per Département: the one whose codes fit the reference geography best. Boundaries of three
 * vintages in one folder are normal; a file that lacks or adds communes loses to one that does not, and gives those that the
 * winner lacks.
 */
export function chooseBoundaries(
  datasets: readonly DatasetOf<'commune-boundaries'>[],
  cog: ReferenceCog,
  preferredPath: string | undefined,
): ChosenBoundaries {
  const codesOf = new Map<string, number>();
  for (const commune of cog.communes.values()) codesOf.set(commune.departementCode, (codesOf.get(commune.departementCode) ?? 0) + 1);
  const byDepartement = new Map<string, BoundaryCandidate[]>();
  for (const dataset of datasets) {
    const split = Map.groupBy(dataset.records, (record) => departementOfCommune(record.communeCode));
    for (const [departement, records] of split) {
      const held = records.filter((record) => cog.communes.has(record.communeCode)).length;
      const foreign = records.length - held;
      const lacking = (codesOf.get(departement) ?? 0) - held;
      const candidate = { path: dataset.path, vintage: null, rowCount: countVertices(records), fitness: -(foreign + lacking), records };
      byDepartement.set(departement, [...(byDepartement.get(departement) ?? []), candidate]);
    }
  }
  const chosen: ChosenBoundaries = { boundaries: [], choices: [] };
  for (const [departement, candidates] of [...byDepartement].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const winner = chooseCandidate(candidates, preferredPath);
    if (winner === undefined) continue;
    chosen.boundaries.push(...winner.records);
    const sentence = describeChoice(`Contours des communes (${departement})`, winner, candidates, 'commune-boundaries');
    if (sentence !== null) chosen.choices.push(sentence);
    completeFrom(chosen, departement, { winner, candidates, cog });
  }
  return chosen;
}

/** A commune that the chosen file lacks is drawn from another file of the folder that has it: less fine, but in its place. */
function completeFrom(
  chosen: ChosenBoundaries,
  departement: string,
  { winner, candidates, cog }: { winner: BoundaryCandidate; candidates: readonly BoundaryCandidate[]; cog: ReferenceCog },
): void {
  const held = new Set(winner.records.map((record) => record.communeCode));
  for (const other of candidates.toSorted((a, b) => b.fitness - a.fitness || (a.path < b.path ? -1 : 1))) {
    const added = other.records.filter(({ communeCode }) => cog.communes.has(communeCode) && !held.has(communeCode));
    if (added.length === 0) continue;
    for (const record of added) held.add(record.communeCode);
    chosen.boundaries.push(...added);
    const names = listNames(added.map(({ communeCode, name }) => `${name ?? 'sans nom'} (${communeCode})`));
    chosen.choices.push(`Contours des communes (${departement}) : « ${other.path} » complète « ${winner.path} » pour ${names}.`);
  }
}

function countVertices(records: readonly CommuneBoundary[]): number {
  let count = 0;
  for (const record of records) for (const polygon of polygonsOf(record.geometry)) for (const ring of polygon) count += ring.length;
  return count;
}

/** Where a code of the boundary file stands today; undefined when it cannot be told. */
export type ProjectCode = (code: string) => string | undefined;

interface Part {
  boundary: CommuneBoundary;
  keepsItsCode: boolean;
}

/**
 * The communes of the reference geography for which a boundary is known, in ascending code, own ones first.
 * Boundaries of merged communes are put together; the centre stays that of the commune that kept the code, which is
 * the seat of the new commune.
 */
export function buildCommunes(options: {
  departementCode: string;
  boundaries: readonly CommuneBoundary[];
  cog: ReferenceCog;
  project: ProjectCode;
  places: readonly Place[];
  reports: readonly SourceFileReport[];
}): { communes: Commune[]; ownCount: number; geometries: Map<string, CommuneBoundary['geometry']>; missing: string[] } {
  const { departementCode, boundaries, cog, project, places, reports } = options;
  const parts = new Map<string, Part[]>();
  const unplaced: string[] = [];
  for (const boundary of boundaries) {
    const code = cog.communes.has(boundary.communeCode) ? boundary.communeCode : project(boundary.communeCode);
    if (code === undefined || !cog.communes.has(code)) unplaced.push(boundary.communeCode);
    else parts.set(code, [...(parts.get(code) ?? []), { boundary, keepsItsCode: code === boundary.communeCode }]);
  }

  const geometries = new Map<string, CommuneBoundary['geometry']>();
  const communes: Commune[] = [];
  for (const [code, list] of parts) {
    const record = cog.communes.get(code);
    if (record === undefined) continue;
    const polygons = withoutInnerParts(list).flatMap(({ boundary }) => polygonsOf(boundary.geometry));
    geometries.set(
      code,
      polygons.length === 1 ? { type: 'Polygon', coordinates: polygons[0]! } : { type: 'MultiPolygon', coordinates: polygons },
    );
    // Paris drawn by its arrondissements has no seat among them: its centre is that of them all.
    const seat = list.find((part) => part.keepsItsCode)?.boundary ?? {
      ...list[0]!.boundary,
      centre: list.length === 1 ? list[0]!.boundary.centre : null,
      geometry: geometries.get(code)!,
    };
    communes.push({
      code,
      name: record.name,
      departementCode: record.departementCode,
      regionCode: record.regionCode,
      epciCode: record.epciCode,
      arrondissementCode: record.arrondissementCode,
      cantonCode: record.cantonCode,
      populationCount: record.populationCount ?? populationOfParts(withoutInnerParts(list)),
      ...findCentre(seat),
      areaKm2: measurePolygons(polygons).areaKm2,
      isOwn: record.departementCode === departementCode,
    });
  }
  const placeOf = new Map<string, Place>();
  for (const place of places) if (!placeOf.has(place.communeCode)) placeOf.set(place.communeCode, place);
  const expected = [...cog.communes.values()].filter((commune) => commune.departementCode === departementCode);
  const absent = expected.filter((commune) => !parts.has(commune.code));
  const placed = absent.filter((commune) => placeOf.has(commune.code));
  if (communes.some((commune) => commune.isOwn))
    for (const record of placed) communes.push(communeAtPlace(record, placeOf.get(record.code)!));
  communes.sort((a, b) => Number(b.isOwn) - Number(a.isOwn) || (a.code < b.code ? -1 : 1));
  const ownCount = communes.findIndex((commune) => !commune.isOwn);
  const missing: string[] = [];
  const count = ownCount === -1 ? communes.length : ownCount;
  if (count === 0) {
    throw new DomainError(
      'data-missing',
      `Aucun contour de commune du Département ${departementCode} dans le dossier de données. Déposez-y le fichier GeoJSON des communes (page « Données », ligne « Communes et contours ») puis recommencez.${listRefusals(reports, ['commune-boundaries'])}`,
      { departementCode },
    );
  }
  if (placed.length > 0)
    missing.push(
      `${communesWithoutContour(placed.length)} du Département : le centre en est pris au bourg, sans superficie ni tracé sur la carte (${listCommunes(placed)}).`,
    );
  const left = absent.filter((commune) => !placeOf.has(commune.code));
  if (left.length > 0)
    missing.push(
      `${communesWithoutContour(left.length)} du Département et aucun lieu habité connu : rien n’y est calculé et leurs équipements manquent (${listCommunes(left)}). Déposez des contours qui les contiennent.`,
    );
  if (unplaced.length > 0)
    missing.push(
      `${unplaced.length === 1 ? '1 contour porte' : `${unplaced.length} contours portent`} un code inconnu du code officiel géographique ${cog.cogYear} : ${listNames(unplaced)}.`,
    );
  return { communes, ownCount: count, geometries, missing };
}

const communesWithoutContour = (count: number) => (count === 1 ? 'Aucun contour pour 1 commune' : `Aucun contour pour ${count} communes`);
const listCommunes = (communes: readonly CogCommune[]) => listNames(communes.map(({ name, code }) => `${name} (${code})`));

/** A commune that the boundary file lacks still has inhabitants and services: it stands at its populated place. */
function communeAtPlace(record: CogCommune, { lon, lat }: Place): Commune {
  const { code, name, departementCode, regionCode, epciCode, arrondissementCode, cantonCode, populationCount } = record;
  const codes = { code, name, departementCode, regionCode, epciCode, arrondissementCode, cantonCode };
  return { ...codes, populationCount, lon, lat, centreMethod: 'place', areaKm2: null, isOwn: true };
}

/**
 * Without the parts that lie inside the one that kept its code: files that draw Paris and its arrondissements, or a new
 * commune and its communes déléguées, would have the area and the inhabitants twice.
 */
function withoutInnerParts(list: readonly Part[]): readonly Part[] {
  const keeper = list.find((part) => part.keepsItsCode);
  if (keeper === undefined || list.length === 1) return list;
  const whole = polygonsOf(keeper.boundary.geometry);
  return list.filter((part) => {
    if (part === keeper) return true;
    const { lon, lat } = measurePolygons(polygonsOf(part.boundary.geometry));
    return !containsPoint(whole, lon, lat);
  });
}

/** At most nine names; beyond, eight and how many more. */
export function listNames(names: readonly string[]): string {
  // Nine are all named: « et 1 autre » would take as much room as the ninth.
  return names.length <= 9 ? names.join(', ') : `${names.slice(0, 8).join(', ')} et ${names.length - 8} autres`;
}

function populationOfParts(parts: readonly Part[]): number | null {
  let sum = 0;
  for (const { boundary } of parts) {
    if (boundary.populationCount === null) return null;
    sum += boundary.populationCount;
  }
  return sum;
}

/**
 * The centre that the source gives, else the middle of the polygon: one definition for all communes of a file. Named
 * places would suit the 40 % of communes that have one, and two definitions side by side would bias their comparison.
 */
function findCentre(seat: CommuneBoundary): Pick<Commune, 'lon' | 'lat' | 'centreMethod'> {
  if (seat.centre !== null) return { lon: seat.centre[0], lat: seat.centre[1], centreMethod: 'given' };
  const { lon, lat } = measurePolygons(polygonsOf(seat.geometry));
  return { lon, lat, centreMethod: 'polygon' };
}
