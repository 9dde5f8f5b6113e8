import { z } from 'zod';

const list = (length: number, example: string) =>
  z
    .string()
    .max(100)
    .transform((text, context) => {
      const values = text.split(',').map(Number);
      if (values.length === length && values.every((value) => Number.isFinite(value) && value >= 0)) return values;
      context.addIssue({ code: 'custom', message: `${length} nombres séparés par des virgules : ${example}.` });
      return z.NEVER;
    });

/** What a reader changes of the rule of centres; what is left out is the run's own. */
export const centreWhatIfQuery = z.object({
  thresholds: list(4, '0.23,0.52,0.83,0.95').optional(),
  weights: list(3, '2,2,1').optional(),
});

const level = z.number().int().min(0).max(4);
/** Levels again with the reader’s own rule, from the offer that the run published. */
export const centreWhatIf = z.object({
  thresholds: z.array(z.number()),
  weights: z.array(z.number()),
  /** Communes of each level, 0 to 4: as published, then with the rule asked. */
  publishedCounts: z.array(z.number()),
  counts: z.array(z.number()),
  flips: z.array(z.object({ communeCode: z.string(), fromLevel: level, toLevel: level, score: z.number() })),
});
export type CentreWhatIf = z.infer<typeof centreWhatIf>;
