import { z } from 'zod';
import { accessProfile } from './access-measures.ts';

/** How many people are strictly beyond a duration that the reader chooses. */
export const accessWhatIfQuery = z.object({
  scope: z.string().max(100).default('range.proximity'),
  profile: accessProfile.exclude(['without-car']).default('all'),
  minutes: z.coerce.number().min(0).max(180),
});
export type AccessWhatIfQuery = z.infer<typeof accessWhatIfQuery>;

const beyond = z.object({ peopleCount: z.number(), shareRatio: z.number().nullable() });
export const accessWhatIf = z.object({
  scopeId: z.string(),
  minutes: z.number(),
  departement: beyond,
  epcis: z.array(beyond.extend({ code: z.string(), name: z.string() })),
});
export type AccessWhatIf = z.infer<typeof accessWhatIf>;
