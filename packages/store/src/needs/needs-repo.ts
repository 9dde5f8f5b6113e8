import type { NeedIndicatorId } from '@maillage/domain/indicators/need-indicators.ts';
import type { NeedComponentValue, NeedResult } from '@maillage/domain/runs/results.ts';
import type { Columns } from '../insert-rows.ts';
import { withoutRun } from '../of-run.ts';
import type { Store } from '../store.ts';

export const NEED_COLUMNS: Columns<NeedResult> = {
  communeCode: 'text',
  indicator: 'text',
  score: 'double precision',
  rank: 'double precision',
  missingWeightRatio: 'double precision',
  rankLow: 'double precision',
  rankHigh: 'double precision',
  classChangeRatio: 'double precision',
};
export const NEED_COMPONENT_COLUMNS: Columns<NeedComponentValue> = {
  communeCode: 'text',
  componentId: 'text',
  value: 'double precision',
  status: 'text',
};

/** The need indicators of the own communes, narrowed by what is given. */
export async function listNeeds(
  store: Store,
  runId: string,
  filter: { communeCode?: string; indicator?: NeedIndicatorId } = {},
): Promise<NeedResult[]> {
  let query = store.db.selectFrom('res.need').selectAll().where('runId', '=', runId).orderBy('position');
  if (filter.communeCode !== undefined) query = query.where('communeCode', '=', filter.communeCode);
  if (filter.indicator !== undefined) query = query.where('indicator', '=', filter.indicator);
  return withoutRun<NeedResult>(await query.execute());
}

/** The values behind the need indicators, narrowed by what is given. Secret and missing values are null, with their status. */
export async function listNeedComponents(
  store: Store,
  runId: string,
  filter: { communeCode?: string; componentId?: string } = {},
): Promise<NeedComponentValue[]> {
  let query = store.db.selectFrom('res.needComponent').selectAll().where('runId', '=', runId).orderBy('position');
  if (filter.communeCode !== undefined) query = query.where('communeCode', '=', filter.communeCode);
  if (filter.componentId !== undefined) query = query.where('componentId', '=', filter.componentId);
  return withoutRun<NeedComponentValue>(await query.execute());
}
