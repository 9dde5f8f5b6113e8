import type { SourceDescription } from './catalogue.ts';

/** The extracts of OpenStreetMap by former région, under the names that Geofabrik gives them, with the Départements of each. */
const ROAD_EXTRACTS: Record<string, string> = {
  alsace: '67 68',
  aquitaine: '24 33 40 47 64',
  auvergne: '03 15 43 63',
  'basse-normandie': '14 50 61',
  bourgogne: '21 58 71 89',
  bretagne: '22 29 35 56',
  centre: '18 28 36 37 41 45',
  'champagne-ardenne': '08 10 51 52',
  corse: '2A 2B',
  'franche-comte': '25 39 70 90',
  guadeloupe: '971',
  guyane: '973',
  'haute-normandie': '27 76',
  'ile-de-france': '75 77 78 91 92 93 94 95',
  'languedoc-roussillon': '11 30 34 48 66',
  limousin: '19 23 87',
  lorraine: '54 55 57 88',
  martinique: '972',
  mayotte: '976',
  'midi-pyrenees': '09 12 31 32 46 65 81 82',
  'nord-pas-de-calais': '59 62',
  'pays-de-la-loire': '44 49 53 72 85',
  picardie: '02 60 80',
  'poitou-charentes': '16 17 79 86',
  'provence-alpes-cote-d-azur': '04 05 06 13 83 84',
  reunion: '974',
  'rhone-alpes': '01 07 26 38 42 69 73 74',
};
const EXTRACT_OF_DEPARTEMENT = new Map(
  Object.entries(ROAD_EXTRACTS).flatMap(([extract, codes]) => codes.split(' ').map((code) => [code, extract] as const)),
);

/**
 * The official address of a source for a Département: `{departement}` becomes its code, `{extraitRoutier}` the name of the road
 * extract that holds it. Null when none is known, or none for this Département (the fictional one has no extract).
 */
export function officialAddress({ officialUrl }: Pick<SourceDescription, 'officialUrl'>, departementCode: string): string | null {
  if (officialUrl === null) return null;
  const extract = EXTRACT_OF_DEPARTEMENT.get(departementCode);
  if (officialUrl.includes('{extraitRoutier}') && extract === undefined) return null;
  return officialUrl.replaceAll('{departement}', departementCode).replaceAll('{extraitRoutier}', extract ?? '');
}
