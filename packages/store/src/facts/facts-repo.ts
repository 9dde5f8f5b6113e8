/** Facts that a run carries through for pages and exports, in the order in which it gave them. */
import type { FranceServicesSite, IndicatorValue, Qpv, QpvPerimeter, Station } from '@maillage/domain/sources/records.ts';
import type { Columns } from '../insert-rows.ts';
import { withoutRun } from '../of-run.ts';
import type { Store } from '../store.ts';

export const QPV_COLUMNS: Columns<Qpv> = { code: 'text', name: 'text', communeCodes: 'jsonb' };
export const QPV_PERIMETER_COLUMNS: Columns<QpvPerimeter> = { code: 'text', communeCode: 'text', label: 'text', geometry: 'json' };
export const FRANCE_SERVICES_COLUMNS: Columns<FranceServicesSite> = {
  id: 'text',
  name: 'text',
  communeCode: 'text',
  address: 'text',
  lon: 'double precision',
  lat: 'double precision',
  format: 'text',
  telephone: 'text',
  weekHours: 'json',
  weeklyOpenMinutes: 'double precision',
};
export const STATION_COLUMNS: Columns<Station> = {
  code: 'text',
  name: 'text',
  lon: 'double precision',
  lat: 'double precision',
  hasPassengers: 'boolean',
};
export const EXTRA_INDICATOR_COLUMNS: Columns<IndicatorValue> = {
  geography: 'text',
  areaCode: 'text',
  indicatorId: 'text',
  value: 'double precision',
  status: 'text',
};

/** The QPV register of the run. */
export async function listQpvs(store: Store, runId: string): Promise<Qpv[]> {
  return withoutRun<Qpv>(await store.db.selectFrom('ref.qpv').selectAll().where('runId', '=', runId).orderBy('position').execute());
}

/** The QPV perimeters that the sources held: fewer than the register is normal. */
export async function listQpvPerimeters(store: Store, runId: string): Promise<QpvPerimeter[]> {
  return withoutRun<QpvPerimeter>(
    await store.db.selectFrom('ref.qpvPerimeter').selectAll().where('runId', '=', runId).orderBy('position').execute(),
  );
}

/** The France services sites, of one commune or all. */
export async function listFranceServices(
  store: Store,
  runId: string,
  filter: { communeCode?: string } = {},
): Promise<FranceServicesSite[]> {
  let query = store.db.selectFrom('ref.franceServicesSite').selectAll().where('runId', '=', runId).orderBy('position');
  if (filter.communeCode !== undefined) query = query.where('communeCode', '=', filter.communeCode);
  return withoutRun<FranceServicesSite>(await query.execute());
}

/** The stations of the run. */
export async function listStations(store: Store, runId: string): Promise<Station[]> {
  return withoutRun<Station>(await store.db.selectFrom('ref.station').selectAll().where('runId', '=', runId).orderBy('position').execute());
}

/** The user's own indicators, narrowed by what is given. */
export async function listExtraIndicators(
  store: Store,
  runId: string,
  filter: { indicatorId?: string; areaCode?: string } = {},
): Promise<IndicatorValue[]> {
  let query = store.db.selectFrom('ref.extraIndicator').selectAll().where('runId', '=', runId).orderBy('position');
  if (filter.indicatorId !== undefined) query = query.where('indicatorId', '=', filter.indicatorId);
  if (filter.areaCode !== undefined) query = query.where('areaCode', '=', filter.areaCode);
  return withoutRun<IndicatorValue>(await query.execute());
}
