import { z } from 'zod';

const place = z.object({
  communeCode: z.string(),
  /** The name of the place when the source locates and names it. */
  name: z.string().nullable(),
  /** Degrees. */
  lon: z.number(),
  lat: z.number(),
});

/**
 * Where the people of each own commune would go if the nearest place of a service closed: the second nearest, row-major
 * `[commune × service]` in the order of both lists.
 */
export const fallback = z.object({
  communeCodes: z.array(z.string()),
  serviceTypes: z.array(z.string()),
  /** Minutes to the hundredth; null where there is no second place in reach, or the service is not collected. */
  minutes: z.array(z.number().nullable()),
  /** Index in `places`; −1 where there is none. */
  place: z.array(z.number().int()),
  places: z.array(place),
  emptyReasons: z.record(z.string(), z.string()),
});
export type Fallback = z.infer<typeof fallback>;

const journey = z.object({
  communeCode: z.string(),
  communeName: z.string(),
  placeName: z.string().nullable(),
  /** Degrees; null in a run that did not keep them. */
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  minutes: z.number(),
});

/** Why a commune is so many minutes from a service: where it goes, where else it could go, and what a closure would change. */
export const serviceAccess = z.object({
  runId: z.string(),
  communeCode: z.string(),
  serviceType: z.string(),
  label: z.string(),
  nearest: journey.nullable(),
  second: journey.nullable(),
  /** Everybody whose nearest place this is; null without a nearest place, or in a run that did not keep the second. */
  ifClosed: z
    .object({
      communeCount: z.number(),
      populationCount: z.number(),
      /** Mean over those people, of those who have another place in reach. */
      extraMinutes: z.number().nullable(),
      /** People who would have no other place in reach. */
      withoutCount: z.number(),
      longest: z.object({ communeCode: z.string(), communeName: z.string(), before: z.number(), after: z.number() }).nullable(),
    })
    .nullable(),
  /** The same in French. */
  sentences: z.array(z.string()),
});
export type ServiceAccess = z.infer<typeof serviceAccess>;
