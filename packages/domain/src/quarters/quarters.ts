import { z } from 'zod';
import { SERVICE_CHANNELS } from '../sources/records.ts';

/** Minutes on foot at which what is near a priority neighbourhood is counted. */
export const WALK_STEPS = [5, 10, 15] as const;
/** One figure for each of `WALK_STEPS`. */
const bySteps = <Figure extends z.ZodType>(figure: Figure) => z.tuple([figure, figure, figure]);
const shares = bySteps(z.number());

/** A layer in the whole run: its places are known, only how many each commune has, or nothing. */
export const LAYER_KNOWLEDGE = ['placed', 'counted', 'not-collected'] as const;

/** A priority neighbourhood (QPV) and an operator layer. Null is never a zero: not collected, not placed, or no perimeter. */
export const quarterRow = z.object({
  qpvCode: z.string(),
  name: z.string().nullable(),
  perimeterKnown: z.boolean(),
  layer: z.string(),
  countInside: z.number().int().nullable(),
  /** Of those inside, how many stand on the limit: an address is not placed better than that. */
  countOnEdge: z.number().int().nullable(),
  /** From the limit of the neighbourhood; 0 inside. */
  nearestWalkMinutes: z.number().nullable(),
  /** Places at 5, 10 and 15 minutes on foot at most from the limit, those inside too. */
  countWithin: bySteps(z.number().int()).nullable(),
  /** Share of the inhabitants who have one at 5, 10 and 15 minutes on foot from home; null without population grid. */
  residentShares: shares.nullable(),
  /** The same for the other inhabitants of its communes, and for those of its intercommunalities. */
  communeRestShares: shares.nullable(),
  epciRestShares: shares.nullable(),
  /** In the communes of the neighbourhood, wherever in them; null for a layer that is not collected. */
  countInCommunes: z.number().int().nullable(),
  /** Hours a week of the places within 15 minutes, added; null when no place says its hours. */
  weeklyHours: z.number().nullable(),
});
export type QuarterRow = z.infer<typeof quarterRow>;

export const quarterSummary = z.object({
  qpvCode: z.string(),
  name: z.string().nullable(),
  communeCodes: z.array(z.string()),
  perimeterKnown: z.boolean(),
  areaKm2: z.number().nullable(),
  /** Estimated from the inhabited squares whose middle is inside; null when there is none, or no perimeter. */
  residentCount: z.number().nullable(),
  /** Layers whose places are known and that have none inside, or none at 15 minutes on foot; null without perimeter. */
  absentInside: z.array(z.string()).nullable(),
  absentWithin15: z.array(z.string()).nullable(),
});
export type QuarterSummary = z.infer<typeof quarterSummary>;

/** A place that is at 15 minutes on foot at most from the limit of a neighbourhood. */
export const quarterPlace = z.object({
  qpvCode: z.string(),
  layer: z.string(),
  name: z.string().nullable(),
  address: z.string().nullable(),
  walkMinutes: z.number(),
  /** Counted in the neighbourhood: inside, or on its limit. */
  isInside: z.boolean(),
  channel: z.enum(SERVICE_CHANNELS),
  weeklyHours: z.number().nullable(),
  hoursText: z.string().nullable(),
  telephone: z.string().nullable(),
});
export type QuarterPlace = z.infer<typeof quarterPlace>;

/** Every priority neighbourhood: in figures, layer by layer, place by place. */
export const quarters = z.object({
  layers: z.array(z.object({ id: z.string(), label: z.string(), knowledge: z.enum(LAYER_KNOWLEDGE) })),
  summaries: z.array(quarterSummary),
  rows: z.array(quarterRow),
  places: z.array(quarterPlace),
  emptyReasons: z.record(z.string(), z.string()),
});
export type Quarters = z.infer<typeof quarters>;
