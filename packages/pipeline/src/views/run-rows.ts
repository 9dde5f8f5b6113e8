import type { FigureDefinition } from '@maillage/domain/figures/figure.ts';
import type { GreyCommune, GreyZones } from '@maillage/domain/grey-zones/grey-zones.ts';
import type { Hierarchy } from '@maillage/domain/hierarchy/hierarchy.ts';
import type {
  CentreResult,
  NeedComponentValue,
  NeedResult,
  RangeAccess,
  RunResults,
  ServiceResult,
} from '@maillage/domain/runs/results.ts';
import type { IndicatorValue } from '@maillage/domain/sources/records.ts';
import type { Commune, Territory } from '@maillage/domain/territories/territory.ts';

/** The rows of one published run that the pages read, as the store gives them back. */
export type RunFacts = Pick<
  RunResults,
  | 'manifest'
  | 'communes'
  | 'territories'
  | 'services'
  | 'access'
  | 'ranges'
  | 'centres'
  | 'needs'
  | 'needComponents'
  | 'territoryFigures'
  | 'qpvs'
  | 'franceServices'
  | 'extraIndicators'
> & {
  publishedAt: string;
  /** Null for a run published before grey zones were a chapter. */
  greyZones: GreyZones | null;
  /** The same for what the levels of centres are computed from. */
  endowment: Hierarchy['endowment'];
};

/** The same rows, found by key. Maps, never plain objects: a code such as « __proto__ » finds nothing. */
export interface RunRows {
  facts: RunFacts;
  ownCommunes: Commune[];
  communes: ReadonlyMap<string, Commune>;
  territories: ReadonlyMap<string, Territory>;
  services: ReadonlyMap<string, ServiceResult>;
  accessRow: ReadonlyMap<string, number>;
  serviceColumn: ReadonlyMap<string, number>;
  ranges: ReadonlyMap<string, RangeAccess>;
  centres: ReadonlyMap<string, CentreResult>;
  needs: ReadonlyMap<string, NeedResult>;
  needComponents: ReadonlyMap<string, NeedComponentValue>;
  territoryFigures: ReadonlyMap<string, number | null>;
  userIndicators: ReadonlyMap<string, IndicatorValue>;
  /** By commune, scope and reference. */
  greyCommunes: ReadonlyMap<string, GreyCommune>;
}

/** A run ready to answer pages: its rows by key, and the figures that it can show. */
export interface IndexedRun extends RunRows {
  catalogue: FigureDefinition[];
  figures: ReadonlyMap<string, FigureDefinition>;
}

/** One key for several parts; codes and ids hold no line feed. */
export const rowKey = (...parts: string[]): string => parts.join('\n');
