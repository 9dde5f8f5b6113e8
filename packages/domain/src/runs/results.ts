/** The results of a run, as the computation hands them to the store. Plain rows and typed arrays; minutes are car minutes. */
import type { TravelMethod } from '../accessibility/access.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { NeedIndicatorId } from '../indicators/need-indicators.ts';
import type { ServiceRange } from '../services/ranges.ts';
import type { FranceServicesSite, IndicatorValue, Qpv, QpvPerimeter, Station, ValueStatus } from '../sources/records.ts';
import type { Commune, Territory } from '../territories/territory.ts';
import type { RunManifest } from './run-manifest.ts';

/** One service grouping over the Département's own communes. */
export interface ServiceResult {
  serviceType: string;
  label: string;
  range: ServiceRange;
  /** Our level; null when not collected in this vintage. */
  level: ServiceRange | null;
  collected: boolean;
  facilitiesCount: number | null;
  communesCount: number | null;
  frequencyRatio: number | null;
  meanMinutes: number | null;
  medianMinutes: number | null;
  p90Minutes: number | null;
  /** Population size from which the service appears (Reed–Muench). */
  appearancePopulation: number | null;
  appearanceRank: number | null;
}

/**
 * Minutes from each commune to the nearest of each service, row-major `[commune × service]` in the order of
 * `communeCodes` and `serviceTypes`. `minutes` is Infinity where unreachable and NaN where not collected.
 * `nearest` indexes `destinations`, −1 where none.
 */
export interface AccessMatrix {
  communeCodes: string[];
  serviceTypes: string[];
  minutes: Float32Array;
  nearest: Int32Array;
  destinations: AccessDestination[];
}
export interface AccessDestination {
  communeCode: string;
  /** The name of the place when the source locates and names it. */
  name: string | null;
  /** Degrees; absent from runs published before 0.5.0. */
  lon?: number;
  lat?: number;
}

export interface RangeAccess {
  communeCode: string;
  range: ServiceRange;
  thresholdMinutes: number;
  /** Mean over the collected services of the range; null when none is collected or reached. */
  meanMinutes: number | null;
  /** Share of the commune's population beyond the threshold: 0 or 1 when one centre stands for the commune. */
  farShareRatio: number | null;
  /** Services of the range out of reach, left out of the mean and counted here. */
  unreachableCount: number;
}

export interface CentreResult {
  communeCode: string;
  level: 0 | 1 | 2 | 3 | 4;
  score: number;
  servicesCount: number;
  /** The nearest commune of a higher level that this one depends on, and its minutes; null for the top. */
  attractedTo: string | null;
  attractedMinutes: number | null;
}

export interface NeedResult {
  communeCode: string;
  indicator: NeedIndicatorId;
  score: number | null;
  rank: number | null;
  missingWeightRatio: number;
  /** Between these ranks in 90 % of 1,000 drawn weightings; null where there is no score. */
  rankLow: number | null;
  rankHigh: number | null;
  /** Share of the drawn weightings that put the commune in another third of the ranking. */
  classChangeRatio: number | null;
}
export interface NeedComponentValue {
  communeCode: string;
  componentId: string;
  value: number | null;
  status: ValueStatus;
}

/** A figure of a territory larger than a commune, aggregated with the same formula. */
export interface TerritoryFigure {
  kind: Territory['kind'] | 'france';
  code: string;
  figureId: string;
  value: number | null;
}

export interface RunResults {
  manifest: RunManifest;
  /** Own communes first, in ascending code; then those of the context, in ascending code. */
  communes: Commune[];
  territories: Territory[];
  services: ServiceResult[];
  /** Rows for own communes and context communes alike, in the order of `communes`. */
  access: AccessMatrix;
  travelMethod: TravelMethod;
  /** Own communes only from here on. */
  ranges: RangeAccess[];
  centres: CentreResult[];
  needs: NeedResult[];
  needComponents: NeedComponentValue[];
  territoryFigures: TerritoryFigure[];
  diagnosis: Diagnosis;
  /** Facts carried through for pages. */
  qpvs: Qpv[];
  qpvPerimeters: QpvPerimeter[];
  franceServices: FranceServicesSite[];
  stations: Station[];
  /** Values of the user's own indicators, in the communes of the Département. */
  extraIndicators: IndicatorValue[];
}
