import type { RoadExtract } from '@maillage/domain/sources/records.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';

/** An extract of the folder, with its path as the user knows it. */
export interface ExtractFile extends RoadExtract {
  path: string;
}

export interface ChosenRoads {
  /** Extracts to be read together; empty when the Département is not covered. */
  kept: ExtractFile[];
  /** path → French reason. */
  refused: Map<string, string>;
}

/** Communes of the Département that must have roads before its minutes are those of the road. */
export const MIN_COVERED_RATIO = 0.99;

/**
 * Which extracts concern the Département. Each is judged on the extent that it gives of itself: one that holds no commune of those
 * loaded is refused, and all are when together they hold too few of the Département's own. An extract that gives no extent is kept:
 * its roads will tell.
 */
export function chooseRoads(extracts: readonly ExtractFile[], communes: readonly Commune[]): ChosenRoads {
  const own = communes.filter(({ isOwn }) => isOwn);
  const refused = new Map<string, string>();
  const near = extracts.filter((extract) => {
    if (extract.bounds === null || communes.some((commune) => holds(extract, commune))) return true;
    refused.set(
      extract.path,
      `Cet extrait de routes couvre une autre contrée (${describeBounds(extract.bounds)}) : aucune commune étudiée ne s’y trouve.`,
    );
    return false;
  });
  const isCovered = (commune: Commune) => near.some((extract) => extract.bounds === null || holds(extract, commune));
  const coveredCount = own.filter(isCovered).length;
  if (near.length > 0 && coveredCount < own.length * MIN_COVERED_RATIO) {
    for (const { path } of near) refused.set(path, notEnough(coveredCount, own.length));
    return { kept: [], refused };
  }
  return { kept: near.toSorted((a, b) => (a.path < b.path ? -1 : 1)), refused };
}

/** Why extracts that hold a part of the Département only cannot serve. */
export function notEnough(coveredCount: number, ownCount: number): string {
  return `Les extraits de routes ne desservent que ${coveredCount} des ${ownCount} communes du Département : les temps restent estimés. Déposez l’extrait de toute la région.`;
}

function holds({ bounds }: RoadExtract, { lon, lat }: Commune): boolean {
  return bounds !== null && lon >= bounds[0] && lon <= bounds[2] && lat >= bounds[1] && lat <= bounds[3];
}

function describeBounds([west, south, east, north]: [number, number, number, number]): string {
  const degrees = (value: number) => value.toFixed(2).replace('.', ',').replace('-', '−');
  return `longitudes ${degrees(west)} à ${degrees(east)}, latitudes ${degrees(south)} à ${degrees(north)}`;
}
