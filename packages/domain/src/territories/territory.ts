/** One commune of the reference geography. `lon, lat` in degrees: the centre that travel starts from. */
export interface Commune {
  code: string;
  name: string;
  departementCode: string;
  regionCode: string | null;
  epciCode: string | null;
  arrondissementCode: string | null;
  cantonCode: string | null;
  /** Municipal population of the reference geography; null when no source gives it. */
  populationCount: number | null;
  lon: number;
  lat: number;
  /** Where the centre comes from: given by the source, the middle of the polygon, or a populated place where no file draws the commune. */
  centreMethod: 'given' | 'polygon' | 'place';
  areaKm2: number | null;
  /** True for the Département of the scheme, false for the communes loaded around it. */
  isOwn: boolean;
}

export type TerritoryKind = 'commune' | 'epci' | 'arrondissement' | 'canton' | 'departement' | 'region';

/** A named grouping of communes. */
export interface Territory {
  kind: TerritoryKind;
  code: string;
  name: string;
}
