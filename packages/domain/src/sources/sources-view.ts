import { z } from 'zod';
import { sourceWithState } from './catalogue.ts';

/** The data folder: what each source has there. */
export const sourcesView = z.object({
  departementCode: z.string(),
  departementName: z.string(),
  fictional: z.boolean(),
  /** The data folder as the user named it, for display. */
  folder: z.string(),
  /** Files that no source recognises, or that do not concern the Département. */
  otherFiles: sourceWithState.shape.files,
  sources: z.array(sourceWithState),
});
export type SourcesView = z.infer<typeof sourcesView>;
