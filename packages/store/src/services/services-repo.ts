import type { ServiceResult } from '@maillage/domain/runs/results.ts';
import type { Columns } from '../insert-rows.ts';
import { withoutRun } from '../of-run.ts';
import type { Store } from '../store.ts';

export const SERVICE_COLUMNS: Columns<ServiceResult> = {
  serviceType: 'text',
  label: 'text',
  range: 'text',
  level: 'text',
  collected: 'boolean',
  facilitiesCount: 'double precision',
  communesCount: 'double precision',
  frequencyRatio: 'double precision',
  meanMinutes: 'double precision',
  medianMinutes: 'double precision',
  p90Minutes: 'double precision',
  appearancePopulation: 'double precision',
  appearanceRank: 'double precision',
};

/** The service groupings of a run, in the order of its access matrix. */
export async function listServices(store: Store, runId: string): Promise<ServiceResult[]> {
  return withoutRun<ServiceResult>(
    await store.db.selectFrom('res.service').selectAll().where('runId', '=', runId).orderBy('position').execute(),
  );
}
