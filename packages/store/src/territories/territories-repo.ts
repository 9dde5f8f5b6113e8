import type { TerritoryFigure } from '@maillage/domain/runs/results.ts';
import type { Commune, Territory } from '@maillage/domain/territories/territory.ts';
import type { Columns } from '../insert-rows.ts';
import { withoutRun } from '../of-run.ts';
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
export async function listCommunes(store: Store, runId: string, options: { ownOnly?: boolean } = {}): Promise<Commune[]> {
  let query = store.db.selectFrom('ref.commune').selectAll().where('runId', '=', runId).orderBy('position');
  if (options.ownOnly) query = query.where('isOwn', '=', true);
  return withoutRun<Commune>(await query.execute());
}

/** One commune of a run, own or of the context. */
export async function findCommune(store: Store, runId: string, code: string): Promise<Commune | undefined> {
  const row = await store.db.selectFrom('ref.commune').selectAll().where('runId', '=', runId).where('code', '=', code).executeTakeFirst();
  return row && withoutRun<Commune>([row])[0];
}

/** The named groupings of communes of a run, of one kind or all. */
export async function listTerritories(store: Store, runId: string, options: { kind?: Territory['kind'] } = {}): Promise<Territory[]> {
  let query = store.db.selectFrom('ref.territory').selectAll().where('runId', '=', runId).orderBy('position');
  if (options.kind !== undefined) query = query.where('kind', '=', options.kind);
  return withoutRun<Territory>(await query.execute());
}

/** Figures of territories larger than a commune, narrowed by what is given. */
export async function listTerritoryFigures(
  store: Store,
  runId: string,
  filter: { kind?: TerritoryFigure['kind']; code?: string; figureId?: string } = {},
): Promise<TerritoryFigure[]> {
  let query = store.db.selectFrom('res.territoryFigure').selectAll().where('runId', '=', runId).orderBy('position');
  if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind);
  if (filter.code !== undefined) query = query.where('code', '=', filter.code);
  if (filter.figureId !== undefined) query = query.where('figureId', '=', filter.figureId);
  return withoutRun<TerritoryFigure>(await query.execute());
}
