import { z } from 'zod';

/** What minutes are compared with: the mean of the Département, that of the région, or thresholds that do not move. */
export const GREY_REFERENCES = ['departement', 'region', 'fixed'] as const;
export const greyReferenceId = z.enum(GREY_REFERENCES);
export type GreyReferenceId = z.infer<typeof greyReferenceId>;

/** What is looked at: a range, a theme, a basket, or one service. */
export const SCOPE_KINDS = ['range', 'theme', 'basket', 'service'] as const;
export const greyScope = z.object({
  /** `range.proximity`, `theme.sante`, `basket.vie-courante`, `service.D307`. */
  id: z.string(),
  kind: z.enum(SCOPE_KINDS),
  label: z.string(),
  /** Groupings collected, each once. */
  serviceTypes: z.array(z.string()),
  /** Services of the scope that this vintage does not collect, by label: they enter no figure, and are told. */
  notCollected: z.array(z.string()),
});
export type GreyScope = z.infer<typeof greyScope>;

export const GREY_CLASSES = ['white', 'light', 'grey', 'dark'] as const;
export const greyClass = z.enum(GREY_CLASSES);
export type GreyClass = z.infer<typeof greyClass>;
export const GREY_CLASS_LABELS: Record<GreyClass, string> = {
  white: 'aucun service au-delà',
  light: 'moins d’un tiers des services au-delà',
  grey: 'un à deux tiers des services au-delà',
  dark: 'deux tiers des services ou plus au-delà',
};

/** The mean minutes of one service where it serves as a reference; null when it has none. */
export const referenceMinutes = z.object({
  serviceType: z.string(),
  departement: z.number().nullable(),
  region: z.number().nullable(),
  fixed: z.number().nullable(),
});
export type ReferenceMinutes = z.infer<typeof referenceMinutes>;

export const greyCommune = z.object({
  communeCode: z.string(),
  scopeId: z.string(),
  reference: greyReferenceId,
  /** Services farther than the reference, and how many are known. */
  greyCount: z.number(),
  knownCount: z.number(),
  class: greyClass,
  /** Mean excess over the reference: 0.5 = half as long again; null when a service is out of reach. */
  intensityRatio: z.number().nullable(),
  /** Services that would pass the reference if their nearest place closed; null when the second nearest is not known. */
  fragileCount: z.number().nullable(),
  /** True when not grey, and within 10 % of being so, or grey if one place closed. */
  watched: z.boolean(),
});
export type GreyCommune = z.infer<typeof greyCommune>;

/** Contiguous communes that are all grey. */
export const greyArea = z.object({
  zoneId: z.string(),
  name: z.string(),
  scopeId: z.string(),
  reference: greyReferenceId,
  communeCodes: z.array(z.string()),
  communeCount: z.number(),
  /** Null when the population of a commune is not known. */
  populationCount: z.number().nullable(),
});
export type GreyArea = z.infer<typeof greyArea>;

/** How many people live in grey communes, and who they are. */
export const greySummary = z.object({
  scopeId: z.string(),
  reference: greyReferenceId,
  /** Where it is counted: the Département, or the région with the same method. */
  territory: z.enum(['departement', 'region']),
  communeCount: z.number(),
  communeShareRatio: z.number().nullable(),
  populationCount: z.number().nullable(),
  populationShareRatio: z.number().nullable(),
  over75Count: z.number().nullable(),
  /** Share of households, weighted by population: the number of households is not known. */
  withoutCarShareRatio: z.number().nullable(),
});
export type GreySummary = z.infer<typeof greySummary>;

/** A reference that others published: shown beside ours with its convention, never mixed with it. */
export const publishedReference = z.object({
  territory: z.string(),
  label: z.string(),
  value: z.number(),
  convention: z.string(),
});

/** Where services are farther than elsewhere, for whom, and how near to changing. */
export const greyZones = z.object({
  scopes: z.array(greyScope),
  references: z.array(z.object({ id: greyReferenceId, label: z.string(), available: z.boolean(), convention: z.string() })),
  referenceMinutes: z.array(referenceMinutes),
  communes: z.array(greyCommune),
  areas: z.array(greyArea),
  summaries: z.array(greySummary),
  published: z.array(publishedReference),
  /** Own communes in ascending code, and those that each touches, by index: what areas are drawn from. */
  communeCodes: z.array(z.string()),
  neighbours: z.array(z.array(z.number())),
  /** Why a table has no row, by name of export table, in French. */
  emptyReasons: z.record(z.string(), z.string()),
});
export type GreyZones = z.infer<typeof greyZones>;
