import type { CentreResult } from '@maillage/domain/runs/results.ts';
import type { Columns } from '../insert-rows.ts';
import { withoutRun } from '../of-run.ts';
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
export async function listCentres(store: Store, runId: string): Promise<CentreResult[]> {
  return withoutRun<CentreResult>(
    await store.db.selectFrom('res.centre').selectAll().where('runId', '=', runId).orderBy('position').execute(),
  );
}

/** The same for one commune; undefined for a commune of the context. */
export async function findCentre(store: Store, runId: string, communeCode: string): Promise<CentreResult | undefined> {
  const row = await store.db
    .selectFrom('res.centre')
    .selectAll()
    .where('runId', '=', runId)
    .where('communeCode', '=', communeCode)
    .executeTakeFirst();
  return row && withoutRun<CentreResult>([row])[0];
}
