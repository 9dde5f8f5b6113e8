import { z } from 'zod';

/** One indicator with weights and a normalisation of the reader's own: what a slider asks. Nothing of it is published. */
export const needRanking = z.array(
  z.object({
    communeCode: z.string(),
    score: z.number().nullable(),
    rank: z.number().nullable(),
    /** Rank in the run that is published. */
    publishedRank: z.number().nullable(),
    /** Between these, with the weights of the run drawn at random, nine times in ten. */
    publishedRankLow: z.number().nullable(),
    publishedRankHigh: z.number().nullable(),
    missingWeightRatio: z.number(),
  }),
);
export type NeedRanking = z.infer<typeof needRanking>;

/** « density:0.3,annualGrowth:0.7 » in an address. */
export const weightsText = z
  .string()
  .max(400)
  .regex(/^[A-Za-z0-9]+:\d+(\.\d+)?(,[A-Za-z0-9]+:\d+(\.\d+)?)*$/, 'par exemple density:0.3,annualGrowth:0.7');

/** Weights by component id. */
export function parseWeights(text: string): Record<string, number> {
  return Object.fromEntries(
    text.split(',').map((part) => {
      const [id = '', weight = ''] = part.split(':');
      return [id, Number(weight)];
    }),
  );
}
