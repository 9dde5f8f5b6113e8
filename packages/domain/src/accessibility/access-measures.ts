import { z } from 'zod';

/** Whose access is measured: each profile weighs the communes by those of its own who live there. */
export const ACCESS_PROFILES = ['all', 'over75', 'children', 'without-car'] as const;
export const accessProfile = z.enum(ACCESS_PROFILES);
export type AccessProfile = z.infer<typeof accessProfile>;
export const ACCESS_PROFILE_LABELS: Record<AccessProfile, string> = {
  all: 'tous les habitants',
  over75: '75 ans et plus',
  children: 'moins de 15 ans',
  'without-car': 'ménages sans voiture, à pied',
};

/** How a scope is reached by a profile. Minutes by car, on foot for those without a car; null where it cannot be told. */
export const profileAccess = z.object({
  /** As in grey zones: `range.proximity`, `theme.sante`, `service.D307`. */
  scopeId: z.string(),
  profile: accessProfile,
  meanMinutes: z.number().nullable(),
  medianMinutes: z.number().nullable(),
  p90Minutes: z.number().nullable(),
  /** Share of the profile strictly beyond each duration; out of reach is beyond. */
  beyond: z.array(z.object({ minutes: z.number(), shareRatio: z.number() })),
  /** Share of the profile that reaches none. */
  unreachableShareRatio: z.number().nullable(),
});
export type ProfileAccess = z.infer<typeof profileAccess>;

/** Whether one can choose: the next nearest places, and how many are at hand. */
export const serviceChoice = z.object({
  serviceType: z.string(),
  label: z.string(),
  secondMeanMinutes: z.number().nullable(),
  thirdMeanMinutes: z.number().nullable(),
  /** From commune to commune: mean number of places within each duration, and share of people who have three. */
  within: z.array(z.object({ minutes: z.number(), meanCount: z.number(), threeShareRatio: z.number() })),
});
export type ServiceChoice = z.infer<typeof serviceChoice>;

export const EQUITY_MEASURES = ['gini', 'palma', 'p90_p10', 'theil', 'theil_between', 'theil_within', 'rural_urban_gap'] as const;
export const EQUITY_LABELS: Record<(typeof EQUITY_MEASURES)[number], string> = {
  gini: 'Gini',
  palma: 'Palma',
  p90_p10: 'P90 ÷ P10',
  theil: 'Theil',
  theil_between: 'Theil, entre groupes',
  theil_within: 'Theil, dans les groupes',
  rural_urban_gap: 'Écart rural − urbain (min)',
};
export const equityRow = z.object({
  /** A service, or a range: `range.proximity`. */
  serviceType: z.string(),
  measure: z.enum(EQUITY_MEASURES),
  /** « all », or the grouping of communes that the measure is split by: « epci », « density ». */
  group: z.string(),
  /** Null where the measure has no meaning: a tenth of the people at 0 minute has no ratio. */
  value: z.number().nullable(),
});
export type EquityRow = z.infer<typeof equityRow>;

/** At most 10 % of the people may be both beyond 5 km and beyond 20 minutes of a postal contact point. */
export const postalTest = z.object({
  farPopulationCount: z.number(),
  farShareRatio: z.number(),
  limitRatio: z.number(),
  respected: z.boolean(),
});

/** What lies beyond the limit of the Département changes for its inhabitants. */
export const borderEffect = z.object({
  serviceType: z.string(),
  label: z.string(),
  /** Share of the people whose nearest place is beyond the limit. */
  outsideShareRatio: z.number(),
  meanMinutes: z.number().nullable(),
  /** The same as if nothing stood beyond the limit. */
  meanMinutesInsideOnly: z.number().nullable(),
});
export type BorderEffect = z.infer<typeof borderEffect>;

/** Measures of access beyond the nearest service: for whom, with what choice, how equally, and the test of the law. */
export const accessMeasures = z.object({
  profiles: z.array(profileAccess),
  /** Why a profile has no row, by profile, in French. */
  missingProfiles: z.record(z.string(), z.string()),
  choice: z.array(serviceChoice),
  equity: z.array(equityRow),
  postal: postalTest.nullable(),
  border: z.array(borderEffect),
  notes: z.array(z.string()),
  /** Why a table has no row, by name of export table, in French. */
  emptyReasons: z.record(z.string(), z.string()),
});
export type AccessMeasures = z.infer<typeof accessMeasures>;
