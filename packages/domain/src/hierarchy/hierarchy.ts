import { z } from 'zod';
import { serviceRange } from '../services/ranges.ts';

/** How well one order of services explains which communes hold them (Guttman). */
export const scalogramQuality = z.object({
  communeCount: z.number(),
  serviceCount: z.number(),
  errorCount: z.number(),
  /** 1 = each commune holds exactly the most common services; good from 0.9. */
  reproducibility: z.number(),
  /** What would be reached by chance of frequencies alone. */
  marginalReproducibility: z.number(),
  /** Good from 0.6; null when there is nothing to gain over chance. */
  scalability: z.number().nullable(),
});

export const ANOMALY_KINDS = ['missing', 'unexpected'] as const;
/** A service that the commune should hold, by the number of those that it holds, and does not; or the reverse. */
export const serviceAnomaly = z.object({ communeCode: z.string(), serviceType: z.string(), kind: z.enum(ANOMALY_KINDS) });
export type ServiceAnomaly = z.infer<typeof serviceAnomaly>;

/** The level of a service under each rule; null when not collected. */
export const serviceLevels = z.object({
  serviceType: z.string(),
  label: z.string(),
  official: serviceRange,
  quantile: serviceRange.nullable(),
  'relative-frequency': serviceRange.nullable(),
  cluster: serviceRange.nullable(),
});
export type ServiceLevels = z.infer<typeof serviceLevels>;

const centreLevel = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);

/** A commune that changes of level when one threshold moves. */
export const centreFlip = z.object({
  threshold: z.string(),
  /** +0.1 = the threshold raised by 10 %. */
  changeRatio: z.number(),
  communeCode: z.string(),
  fromLevel: centreLevel,
  toLevel: centreLevel,
});
export type CentreFlip = z.infer<typeof centreFlip>;

/** The centre of a level that a commune turns to; itself when it is one. */
export const attraction = z.object({
  communeCode: z.string(),
  level: centreLevel,
  centreCode: z.string(),
  /** Null when the journey has no known duration. */
  minutes: z.number().nullable(),
  /** True when a second centre draws nearly as much (Huff). */
  shared: z.boolean(),
  /** The centre that Huff’s model gives, its share, and the second one. */
  huffCentreCode: z.string().nullable(),
  huffShareRatio: z.number().nullable(),
  secondCentreCode: z.string().nullable(),
  secondShareRatio: z.number().nullable(),
});
export type Attraction = z.infer<typeof attraction>;

/** A centre of a level, and what it serves. */
export const centreArea = z.object({
  centreCode: z.string(),
  level: centreLevel,
  /** Other communes whose nearest centre of this level or above it is. */
  communeCount: z.number(),
  populationCount: z.number().nullable(),
  /** False for a centre that is the nearest of no other commune: it holds the services without serving others. */
  dominant: z.boolean(),
});
export type CentreArea = z.infer<typeof centreArea>;

/** A level decided by people, with the level computed beside it. */
export const appliedOverride = z.object({
  communeCode: z.string(),
  computedLevel: centreLevel,
  level: centreLevel,
  author: z.string(),
  reason: z.string(),
});
export type AppliedOverride = z.infer<typeof appliedOverride>;

/** What the level of each commune is computed from, so that another rule can be tried on it. */
export const endowment = z.object({
  /** Groupings collected, by range: proximity, intermediate, superior. */
  collectedCounts: z.tuple([z.number(), z.number(), z.number()]),
  communes: z.array(z.object({ communeCode: z.string(), presentCounts: z.tuple([z.number(), z.number(), z.number()]) })),
});

/** Which services appear together, which communes hold them, and who turns to whom. */
export const hierarchy = z.object({
  scalogram: scalogramQuality.nullable(),
  anomalies: z.array(serviceAnomaly),
  levels: z.array(serviceLevels),
  endowment: endowment.nullable(),
  flips: z.array(centreFlip),
  attraction: z.array(attraction),
  areas: z.array(centreArea),
  overrides: z.array(appliedOverride),
  /** Names of the centres beyond the limit, by code. */
  outsideNames: z.record(z.string(), z.string()),
  /** Why a table has no row, by name of export table, in French. */
  emptyReasons: z.record(z.string(), z.string()),
});
export type Hierarchy = z.infer<typeof hierarchy>;
