import { z } from 'zod';

/** A long piece of work, as the page shows it. */
export const jobView = z.object({
  id: z.string(),
  kind: z.enum(['build', 'download', 'compute', 'document']),
  title: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  stepName: z.string(),
  /** 0 to 1 over the whole job; null when unknown. */
  progressRatio: z.number().nullable(),
  message: z.string().nullable(),
  runId: z.string().nullable(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
});
export type JobView = z.infer<typeof jobView>;

/** One notice of progress from a pipeline step. */
export interface Progress {
  stepName: string;
  /** 0 to 1 inside the step. */
  stepRatio: number;
  /** 0 to 1 over the whole. */
  ratio: number;
}
export type ReportProgress = (progress: Progress) => void;
