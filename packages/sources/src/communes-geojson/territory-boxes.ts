import { departementOfCommune } from '@maillage/domain/territories/codes.ts';

type Box = readonly [west: number, south: number, east: number, north: number];

/** Wide boxes in degrees around each part of France: they only stop coordinates that are swapped or of another projection. */
const OVERSEAS: Record<string, Box> = {
  '971': [-62, 15.5, -60.5, 17],
  '972': [-61.5, 14, -60.5, 15.2],
  '973': [-55, 1.5, -51, 6.5],
  '974': [54.8, -21.8, 56.3, -20.5],
  '976': [44.5, -13.5, 45.8, -12.2],
};
const MAINLAND: Box = [-6, 41, 10, 51.6];

/** Whether a point may be of a commune; always true for the collectivities that have no box here, and for fictional codes. */
export function isInTerritory(communeCode: string, lon: number, lat: number): boolean {
  const departement = departementOfCommune(communeCode);
  const box = OVERSEAS[departement] ?? (/^(0[1-9]|[1-8]\d|9[0-5]|2[AB])$/.test(departement) ? MAINLAND : null);
  if (box === null) return true;
  const [west, south, east, north] = box;
  return lon >= west && lon <= east && lat >= south && lat <= north;
}
