import { departementOfCommune } from '@maillage/domain/territories/codes.ts';
import { polygonsOf } from './geometry.ts';

interface Boundary {
  communeCode: string;
  geometry: Parameters<typeof polygonsOf>[0];
}
/** A named populated place, used to tell which Départements stand behind a border without a boundary file. */
export interface Place {
  communeCode: string;
  lon: number;
  lat: number;
}

const METRES_PER_DEGREE = 111_195;
/** Two files drawn apart do not share vertices: this far is still the same border. */
const BORDER_METRES = 250;
/** A place this near the border shows that another Département stands there, when its boundaries are not loaded. */
const PLACE_METRES = 8_000;

/** Cells of a grid in degrees, so that « is anything of ours within r metres » costs nine look-ups. */
function createNearGrid(radiusMetres: number) {
  const latStep = radiusMetres / METRES_PER_DEGREE;
  const points = new Map<string, number[]>();
  const key = (lonCell: number, latCell: number) => `${lonCell}:${latCell}`;
  // One step of longitude everywhere, wide enough at 52° N: cells are wider to the south, which only costs time.
  const lonStep = latStep / Math.cos((52 * Math.PI) / 180);
  return {
    add(lon: number, lat: number): void {
      const cell = key(Math.floor(lon / lonStep), Math.floor(lat / latStep));
      const list = points.get(cell);
      if (list === undefined) points.set(cell, [lon, lat]);
      else list.push(lon, lat);
    },
    hasWithinRadius(lon: number, lat: number): boolean {
      const lonCell = Math.floor(lon / lonStep);
      const latCell = Math.floor(lat / latStep);
      const cosine = Math.cos((lat * Math.PI) / 180);
      for (let dx = -1; dx <= 1; dx++) {
        for (let dy = -1; dy <= 1; dy++) {
          const list = points.get(key(lonCell + dx, latCell + dy));
          if (list === undefined) continue;
          for (let index = 0; index < list.length; index += 2) {
            const eastMetres = (list[index]! - lon) * cosine * METRES_PER_DEGREE;
            const northMetres = (list[index + 1]! - lat) * METRES_PER_DEGREE;
            if (eastMetres * eastMetres + northMetres * northMetres <= radiusMetres * radiusMetres) return true;
          }
        }
      }
      return false;
    },
  };
}

/**
 * The Départements that touch `departementCode`, in ascending code. Those whose boundaries are loaded are found
 * from the boundaries themselves (at least two vertices within 250 m of ours: a corner is not a border). The
 * others are found from named places within 8 km of our border, and must be loaded by the user: `communesLoaded`
 * tells them apart.
 */
export function findNeighbours(
  departementCode: string,
  boundaries: Iterable<Boundary>,
  places: Iterable<Place>,
): { departementCode: string; communesLoaded: boolean }[] {
  const border = createNearGrid(BORDER_METRES);
  const farBorder = createNearGrid(PLACE_METRES);
  const others: Boundary[] = [];
  const loaded = new Set<string>();
  for (const boundary of boundaries) {
    const departement = departementOfCommune(boundary.communeCode);
    loaded.add(departement);
    if (departement !== departementCode) {
      others.push(boundary);
      continue;
    }
    let index = 0;
    for (const polygon of polygonsOf(boundary.geometry)) {
      for (const [lon = 0, lat = 0] of polygon[0] ?? []) {
        border.add(lon, lat);
        if (index++ % 10 === 0) farBorder.add(lon, lat);
      }
    }
  }
  const touching = new Map<string, number>();
  for (const { communeCode, geometry } of others) {
    const departement = departementOfCommune(communeCode);
    if ((touching.get(departement) ?? 0) >= 2) continue;
    for (const polygon of polygonsOf(geometry)) {
      for (const [lon = 0, lat = 0] of polygon[0] ?? []) {
        if (border.hasWithinRadius(lon, lat)) touching.set(departement, (touching.get(departement) ?? 0) + 1);
      }
    }
  }
  const found = new Map<string, boolean>();
  for (const [departement, vertexCount] of touching) if (vertexCount >= 2) found.set(departement, true);
  for (const { communeCode, lon, lat } of places) {
    const departement = departementOfCommune(communeCode);
    if (departement === departementCode || loaded.has(departement) || found.has(departement)) continue;
    if (farBorder.hasWithinRadius(lon, lat)) found.set(departement, false);
  }
  return [...found]
    .map(([code, communesLoaded]) => ({ departementCode: code, communesLoaded }))
    .sort((a, b) => (a.departementCode < b.departementCode ? -1 : 1));
}
