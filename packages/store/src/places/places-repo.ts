import { type InventoryPlace, inventoryPlace, type PlaceFilter, type PlaceList } from '@maillage/domain/inventory/inventory.ts';
import { sql } from 'kysely';
import type { Columns } from '../insert-rows.ts';
import { readRows } from '../read-rows.ts';
import type { Store } from '../store.ts';

export const PLACE_COLUMNS: Columns<InventoryPlace> = {
  placeId: 'text',
  serviceType: 'text',
  name: 'text',
  communeCode: 'text',
  address: 'text',
  lon: 'double precision',
  lat: 'double precision',
  channel: 'text',
  weeklyHours: 'double precision',
  hoursText: 'text',
  telephone: 'text',
  count: 'integer',
  sources: 'jsonb',
  said: 'json',
};

/** Every place of a run, in its order: communes, services, then ids. */
export function listPlaces(store: Store, runId: string): Promise<InventoryPlace[]> {
  return readRows(store, { table: 'res.place', columns: PLACE_COLUMNS, runId });
}

/** The first `limit` places that answer the filter, and how many there are in all. */
export async function findPlaces(store: Store, runId: string, filter: PlaceFilter, limit: number): Promise<PlaceList> {
  const { commune, service, source, named } = filter;
  const matching = store.db
    .selectFrom('res.place')
    .where('runId', '=', runId)
    .$if(commune !== undefined, (query) => query.where('communeCode', '=', commune!))
    .$if(service !== undefined, (query) => query.where('serviceType', '=', service!))
    .$if(source !== undefined, (query) => query.where(sql<boolean>`sources @> ${JSON.stringify([source])}::jsonb`))
    .$if(named === true, (query) => query.where('name', 'is not', null));
  const { total } = await matching.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow();
  const rows = await matching.selectAll().orderBy('position').limit(limit).execute();
  return { total: Number(total), places: inventoryPlace.array().parse(rows) };
}
