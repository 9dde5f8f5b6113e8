import type { TerritoryFigure } from '@maillage/domain/runs/results.ts';
import type { Commune, Territory } from '@maillage/domain/territories/territory.ts';
import type { Columns } from '../insert-rows.ts';
import { readRows } from '../read-rows.ts';
import type { Store } from '../store.ts';

export const COMMUNE_COLUMNS: Columns<Commune> = {
  code: 'text',
  name: 'text',
  departementCode: 'text',
  regionCode: 'text',
  epciCode: 'text',
  arrondissementCode: 'text',
  cantonCode: 'text',
  populationCount: 'double precision',
  lon: 'double precision',
  lat: 'double precision',
  centreMethod: 'text',
  areaKm2: 'double precision',
  isOwn: 'boolean',
};
export const TERRITORY_COLUMNS: Columns<Territory> = { kind: 'text', code: 'text', name: 'text' };
export const TERRITORY_FIGURE_COLUMNS: Columns<TerritoryFigure> = {
  kind: 'text',
  code: 'text',
  figureId: 'text',
  value: 'double precision',
};

/** The communes of a run: own communes first, then those of the context unless `ownOnly`. Empty for an unknown run. */
export function listCommunes(store: Store, runId: string, { ownOnly = false }: { ownOnly?: boolean } = {}): Promise<Commune[]> {
  return readRows(store, { table: 'ref.commune', columns: COMMUNE_COLUMNS, runId, where: ownOnly ? { isOwn: true } : {} });
}

/** One commune of a run, own or of the context. */
export async function findCommune(store: Store, runId: string, code: string): Promise<Commune | undefined> {
  return (await readRows(store, { table: 'ref.commune', columns: COMMUNE_COLUMNS, runId, where: { code } }))[0];
}

/** The named groupings of communes of a run, of one kind or all. */
export function listTerritories(store: Store, runId: string, filter: Partial<Pick<Territory, 'kind'>> = {}): Promise<Territory[]> {
  return readRows(store, { table: 'ref.territory', columns: TERRITORY_COLUMNS, runId, where: filter });
}

/** Figures of territories larger than a commune, narrowed by what is given. */
export function listTerritoryFigures(
  store: Store,
  runId: string,
  filter: Partial<Pick<TerritoryFigure, 'kind' | 'code' | 'figureId'>> = {},
): Promise<TerritoryFigure[]> {
  return readRows(store, { table: 'res.territoryFigure', columns: TERRITORY_FIGURE_COLUMNS, runId, where: filter });
}
