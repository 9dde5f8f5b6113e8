/** Facts that a run carries through for pages and exports, in the order in which it gave them. */
import type { FranceServicesSite, IndicatorValue, Qpv, QpvPerimeter, Station } from '@maillage/domain/sources/records.ts';
import type { Columns } from '../insert-rows.ts';
import { readRows } from '../read-rows.ts';
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
export function listQpvs(store: Store, runId: string): Promise<Qpv[]> {
  return readRows(store, { table: 'ref.qpv', columns: QPV_COLUMNS, runId });
}

/** The QPV perimeters that the sources held: fewer than the register is normal. */
export function listQpvPerimeters(store: Store, runId: string): Promise<QpvPerimeter[]> {
  return readRows(store, { table: 'ref.qpvPerimeter', columns: QPV_PERIMETER_COLUMNS, runId });
}

/** The France services sites, of one commune or all. */
export function listFranceServices(store: Store, runId: string, filter: { communeCode?: string } = {}): Promise<FranceServicesSite[]> {
  return readRows(store, { table: 'ref.franceServicesSite', columns: FRANCE_SERVICES_COLUMNS, runId, where: filter });
}

/** The stations of the run. */
export function listStations(store: Store, runId: string): Promise<Station[]> {
  return readRows(store, { table: 'ref.station', columns: STATION_COLUMNS, runId });
}

/** The user's own indicators, narrowed by what is given. */
export function listExtraIndicators(
  store: Store,
  runId: string,
  filter: { indicatorId?: string; areaCode?: string } = {},
): Promise<IndicatorValue[]> {
  return readRows(store, { table: 'ref.extraIndicator', columns: EXTRA_INDICATOR_COLUMNS, runId, where: filter });
}
