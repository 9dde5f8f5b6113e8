import { z } from 'zod';

const binaryFit = z.object({
  auc: z.number().nullable(),
  f1: z.number().nullable(),
  farCount: z.number(),
  publishedFarCount: z.number(),
  comparedCount: z.number(),
});

/** Our results beside the published truth: never an input of the computation. */
export const publishedComparison = z.object({
  runId: z.string(),
  remoteness: z.array(
    z.object({
      range: z.string(),
      thresholdMinutes: z.number(),
      fit: binaryFit,
      ourShareRatio: z.number().nullable(),
      publishedShareRatio: z.number().nullable(),
      reason: z.string(),
    }),
  ),
  centres: z
    .object({
      comparedCount: z.number(),
      kappa: z.number().nullable(),
      majorPublished: z.number(),
      majorFound: z.number(),
      /** Rows: published level 0–4; columns: ours. */
      confusion: z.array(z.array(z.number())),
    })
    .nullable(),
  services: z
    .object({
      comparedCount: z.number(),
      agreementRatio: z.number().nullable(),
      disagreements: z.array(z.object({ serviceType: z.string(), label: z.string(), published: z.string(), ours: z.string() })),
    })
    .nullable(),
});
export type PublishedComparison = z.infer<typeof publishedComparison>;
