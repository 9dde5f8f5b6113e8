import { z } from 'zod';
import { greyArea, greyClass, greyReferenceId, greySummary } from './grey-zones.ts';

/** A basket in an address: « D307,C109 ». */
export const serviceTypesText = z
  .string()
  .max(2000)
  .regex(/^[A-Z]\d{3}(,[A-Z]\d{3})*$/, 'Codes de services séparés par des virgules : D307,C109.');

/** What a reader changes: another scope or basket, another reference, another threshold. What is left out is the run's own. */
export const greyWhatIfQuery = z.object({
  scope: z.string().max(100).optional(),
  services: serviceTypesText.optional(),
  reference: greyReferenceId.default('departement'),
  factor: z.coerce.number().min(0.1).max(10).optional(),
  minimumShare: z.coerce.number().min(0).max(1).optional(),
});
export type GreyWhatIfQuery = z.infer<typeof greyWhatIfQuery>;

/** Grey zones again with the reader’s own choices, from the minutes that the run published. */
export const greyWhatIf = z.object({
  scopeId: z.string(),
  serviceCount: z.number(),
  factor: z.number(),
  minimumShare: z.number(),
  communes: z.array(
    z.object({ communeCode: z.string(), greyCount: z.number(), knownCount: z.number(), class: greyClass, isGrey: z.boolean() }),
  ),
  areas: z.array(greyArea),
  summary: greySummary,
  /** The run’s own answer for the same scope and reference; null for a basket of the reader’s own. */
  published: greySummary.nullable(),
});
export type GreyWhatIf = z.infer<typeof greyWhatIf>;
