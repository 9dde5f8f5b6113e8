import { z } from 'zod';
import { sourceDescription, sourceFile } from '../sources/catalogue.ts';
import { USER_INDICATOR_UNITS } from '../sources/user-indicator-units.ts';
import { runParameters } from './parameters.ts';
import { runId } from './run.ts';

/** What a run was made of: enough to make it again and to answer for any figure. */
export const runManifest = z.object({
  id: runId,
  departementCode: z.string(),
  departementName: z.string(),
  fictional: z.boolean(),
  cogYear: z.number(),
  engineVersion: z.string(),
  parameters: runParameters,
  travelMethod: z.enum(['network', 'estimated']),
  /** Where journeys leave from: the centre of each commune, or its inhabited squares. */
  travelOrigins: z.enum(['centres', 'cells']).default('centres'),
  /** Measured error of estimated minutes, as a French sentence. */
  travelError: z.string(),
  files: z.array(sourceFile),
  sources: z.array(sourceDescription),
  /** Which file was chosen where several held the same facts: French sentences. */
  choices: z.array(z.string()),
  /** What is missing, in French sentences: shown, never guessed. */
  missing: z.array(z.string()),
  neighbours: z.array(
    z.object({ departementCode: z.string(), name: z.string(), communesLoaded: z.boolean(), facilitiesLoaded: z.boolean() }),
  ),
  /** The facilities of the Département's own communes, all types, each counted once; null when no file gives them. */
  offer: z
    .object({ vintage: z.number().nullable(), facilityCount: z.number(), facilityTypeCount: z.number(), located: z.boolean() })
    .nullable(),
  /** The user's own indicators, shown as they are; none before they were kept. */
  userIndicators: z.array(z.object({ id: z.string(), label: z.string(), unit: z.enum(USER_INDICATOR_UNITS) })).default([]),
  /** Vintage of the facts behind each kind of dataset. */
  vintages: z.record(z.string(), z.number().nullable()),
});
export type RunManifest = z.infer<typeof runManifest>;
