import type { NeedIndicatorId } from '@maillage/domain/indicators/need-indicators.ts';
import type { NeedComponentValue, NeedResult } from '@maillage/domain/runs/results.ts';
import type { Columns } from '../insert-rows.ts';
import { readRows } from '../read-rows.ts';
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
export function listNeeds(
  store: Store,
  runId: string,
  filter: { communeCode?: string; indicator?: NeedIndicatorId } = {},
): Promise<NeedResult[]> {
  return readRows(store, { table: 'res.need', columns: NEED_COLUMNS, runId, where: filter });
}

/** The values behind the need indicators, narrowed by what is given. Secret and missing values are null, with their status. */
export function listNeedComponents(
  store: Store,
  runId: string,
  filter: { communeCode?: string; componentId?: string } = {},
): Promise<NeedComponentValue[]> {
  return readRows(store, { table: 'res.needComponent', columns: NEED_COMPONENT_COLUMNS, runId, where: filter });
}
