import { z } from 'zod';

export const levelClass = z.enum(['low', 'middle', 'high']);
export type LevelClass = z.infer<typeof levelClass>;
export const LEVEL_CLASSES = levelClass.options;
export const PRIORITY_LABELS = {
  1: 'agir en premier',
  2: 'renforcer',
  3: 'surveiller ou adapter',
  4: 'maintenir',
} as const;
/** The theme of the three ranges together. */
export const OVERALL = 'overall';

const priority = z.number().int().min(1).max(4);
/** The two values between the three classes: a value exactly at a cut is of the lower class. Null without figure. */
const cuts = z.tuple([z.number(), z.number()]).nullable();

/** Columns are in the order of `communeCodes`; null without figure: what the sources do not describe has no class, not a low one. */
export const priorities = z.object({
  communeCodes: z.array(z.string()),
  /** Mean of the four indicators of need, each standardised. */
  need: z.array(z.number().nullable()),
  needClasses: z.array(levelClass.nullable()),
  needCuts: cuts,
  tables: z.array(
    z.object({
      /** A range, « theme.sante », or the three ranges together. */
      theme: z.string(),
      label: z.string(),
      /** Mean minutes, or for the whole the mean place in the order of the three ranges (0 the nearest, 1 the farthest). */
      unit: z.enum(['minutes', 'place']),
      /** Services that this run knows of the theme. */
      serviceCount: z.number().int(),
      deficit: z.array(z.number().nullable()),
      deficitClasses: z.array(levelClass.nullable()),
      deficitCuts: cuts,
      priorities: z.array(priority.nullable()),
      /** The stronger priority that a little more deficit and need would give: a near miss; null when there is none. */
      nearPriorities: z.array(priority.nullable()),
    }),
  ),
  emptyReasons: z.record(z.string(), z.string()),
});
export type Priorities = z.infer<typeof priorities>;
export type PriorityTable = Priorities['tables'][number];
