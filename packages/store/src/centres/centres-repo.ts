import type { CentreResult } from '@maillage/domain/runs/results.ts';
import type { Columns } from '../insert-rows.ts';
import { readRows } from '../read-rows.ts';
import type { Store } from '../store.ts';

export const CENTRE_COLUMNS: Columns<CentreResult> = {
  communeCode: 'text',
  level: 'smallint',
  score: 'double precision',
  servicesCount: 'integer',
  attractedTo: 'text',
  attractedMinutes: 'double precision',
};

/** The place of every own commune in the network of centres, level 0 included. */
export function listCentres(store: Store, runId: string): Promise<CentreResult[]> {
  return readRows(store, { table: 'res.centre', columns: CENTRE_COLUMNS, runId });
}

/** The same for one commune; undefined for a commune of the context. */
export async function findCentre(store: Store, runId: string, communeCode: string): Promise<CentreResult | undefined> {
  return (await readRows(store, { table: 'res.centre', columns: CENTRE_COLUMNS, runId, where: { communeCode } }))[0];
}
