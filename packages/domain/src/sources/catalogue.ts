import { z } from 'zod';

/** How sure we are of an official address: read by us, read in public code that uses it, or common knowledge. */
export const addressStatus = z.enum(['confirmed', 'seen', 'unconfirmed']);

/** One official source, as the page « Données » and the manifest show it. */
export const sourceDescription = z.object({
  id: z.string(),
  title: z.string(),
  producer: z.string(),
  licence: z.string(),
  /** What the product does with it, in one French sentence. */
  purpose: z.string(),
  /** A page or file address; null when none could be found. Its placeholders are those of `officialAddress`. */
  officialUrl: z.string().nullable(),
  addressStatus,
  addressCheckedOn: z.string().nullable(),
  expectedFile: z.string(),
  /** `npm`: comes with the installation. `input`: enters the computation. `comparison`: only set beside our results. */
  role: z.enum(['npm', 'input', 'comparison']),
  necessity: z.enum(['required', 'recommended', 'optional']),
  downloadable: z.boolean(),
});
export type SourceDescription = z.infer<typeof sourceDescription>;

export const sourceFileState = z.enum(['loaded', 'refused', 'unreadable', 'set-aside']);

/** One file found in the data folder and what became of it. */
export const sourceFile = z.object({
  /** Path inside the data folder, never an absolute path. */
  path: z.string(),
  sourceId: z.string().nullable(),
  sha256: z.string(),
  sizeBytes: z.number(),
  state: sourceFileState,
  /** French sentence: why refused, unreadable or set aside (and the mend); null when loaded. */
  reason: z.string().nullable(),
  vintage: z.number().nullable(),
  cogYear: z.number().nullable(),
  rowCount: z.number(),
  recordRowCount: z.number(),
  outOfScopeCount: z.number(),
  rejectCount: z.number(),
  rejects: z.array(z.object({ line: z.number().nullable(), reason: z.string() })),
  notices: z.array(z.string()),
});
export type SourceFileReport = z.infer<typeof sourceFile>;

/** A source with what the current folder holds of it. */
export const sourceWithState = z.object({
  source: sourceDescription,
  state: z.enum(['absent', 'loaded', 'refused']),
  files: z.array(sourceFile),
});
export type SourceWithState = z.infer<typeof sourceWithState>;
