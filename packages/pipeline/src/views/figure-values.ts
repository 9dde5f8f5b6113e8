import type { FigureValue } from '@maillage/domain/figures/figure.ts';
import type { GreyCommune } from '@maillage/domain/grey-zones/grey-zones.ts';
import type { NEED_INDICATORS } from '@maillage/domain/indicators/need-indicators.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';
import { GREY_FAMILIES } from './grey-figures.ts';
import type { RunRows } from './run-rows.ts';
import { rowKey } from './run-rows.ts';

type ValueAndStatus = Pick<FigureValue, 'value' | 'status'>;
const MISSING: ValueAndStatus = { value: null, status: 'missing' };
const known = (value: number | null | undefined): ValueAndStatus =>
  value === null || value === undefined || !Number.isFinite(value) ? MISSING : { value, status: 'known' };

/**
 * The value of a figure for one commune, with the reason when there is none. JSON has no Infinity nor NaN:
 * an unreachable or uncollected service has a null value and says so in its status.
 */
export function readCommuneValue(run: RunRows, figureId: string, commune: Commune): ValueAndStatus {
  const dot = figureId.indexOf('.');
  const family = dot < 0 ? figureId : figureId.slice(0, dot);
  const part = dot < 0 ? '' : figureId.slice(dot + 1);
  switch (family) {
    case 'population':
      return known(commune.populationCount);
    case 'density':
      return commune.populationCount === null || !commune.areaKm2 ? MISSING : known(commune.populationCount / commune.areaKm2);
    case 'service-minutes':
      return readServiceMinutes(run, commune.code, part);
    case 'range-minutes':
    case 'far-share':
      return readRange(run, { communeCode: commune.code, range: part, measure: family });
    case 'services-count':
      return known(run.centres.get(commune.code)?.servicesCount);
    case 'centre-level':
      return known(run.centres.get(commune.code)?.level);
    case 'centre-score':
      return known(run.centres.get(commune.code)?.score);
    case 'need':
      return known(run.needs.get(rowKey(commune.code, part))?.score);
    case 'need-component': {
      const row = run.needComponents.get(rowKey(commune.code, part));
      return row?.status === 'secret' ? { value: null, status: 'secret' } : known(row?.value);
    }
    case 'user-indicator': {
      const row = run.userIndicators.get(rowKey(commune.code, part));
      return row?.status === 'secret' ? { value: null, status: 'secret' } : known(row?.value);
    }
    case 'grey-share':
    case 'grey-fixed':
      return readGreyShare(run.greyCommunes.get(rowKey(commune.code, part, GREY_FAMILIES[family])));
    default:
      return MISSING;
  }
}

function readGreyShare(row: GreyCommune | undefined): ValueAndStatus {
  return row === undefined ? MISSING : known(row.greyCount / row.knownCount);
}

function readServiceMinutes(run: RunRows, communeCode: string, serviceType: string): ValueAndStatus {
  const row = run.accessRow.get(communeCode);
  const column = run.serviceColumn.get(serviceType);
  if (row === undefined || column === undefined) return MISSING;
  const minutes = run.facts.access.minutes[row * run.facts.access.serviceTypes.length + column];
  if (minutes === undefined || Number.isNaN(minutes)) return { value: null, status: 'not_collected' };
  return Number.isFinite(minutes) ? { value: minutes, status: 'known' } : { value: null, status: 'unreachable' };
}

function readRange(run: RunRows, asked: { communeCode: string; range: string; measure: 'range-minutes' | 'far-share' }): ValueAndStatus {
  const row = run.ranges.get(rowKey(asked.communeCode, asked.range));
  if (row === undefined) return MISSING;
  const value = asked.measure === 'range-minutes' ? row.meanMinutes : row.farShareRatio;
  if (value !== null) return known(value);
  if (row.unreachableCount > 0) return { value: null, status: 'unreachable' };
  const collected = run.facts.services.some((service) => service.range === asked.range && service.collected);
  return collected ? MISSING : { value: null, status: 'not_collected' };
}

/** The nearest place that offers a service, null where none was reached. */
export function findNearestPlace(
  run: RunRows,
  communeCode: string,
  serviceType: string,
): { communeCode: string; communeName: string; placeName: string | null } | null {
  const row = run.accessRow.get(communeCode);
  const column = run.serviceColumn.get(serviceType);
  if (row === undefined || column === undefined) return null;
  const { access } = run.facts;
  const destination = access.destinations[access.nearest[row * access.serviceTypes.length + column] ?? -1];
  if (destination === undefined) return null;
  const communeName = run.communes.get(destination.communeCode)?.name ?? destination.communeCode;
  return { communeCode: destination.communeCode, communeName, placeName: destination.name };
}

/** Collected services out of all the groupings: what a commune can offer at most in this vintage. */
export function countCollectedServices(run: RunRows): number {
  return run.facts.services.filter((service) => service.collected).length;
}

/** How many communes have a score of this need: the number that a rank is out of. */
export function countRanked(run: RunRows, indicator: (typeof NEED_INDICATORS)[number]): number {
  return run.facts.needs.filter((row) => row.indicator === indicator && row.rank !== null).length;
}
