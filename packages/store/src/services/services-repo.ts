import type { ServiceResult } from '@maillage/domain/runs/results.ts';
import type { Columns } from '../insert-rows.ts';
import { readRows } from '../read-rows.ts';
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
export function listServices(store: Store, runId: string): Promise<ServiceResult[]> {
  return readRows(store, { table: 'res.service', columns: SERVICE_COLUMNS, runId });
}
