import { typesetAll } from '@maillage/domain/typography.ts';
import type { QueryClient } from '@tanstack/react-query';
import { latestRunQuery, manifestQuery, seriesQuery } from './api/queries.ts';

/** What a page of the atlas was drawn from. */
export interface DrawnFrom {
  runId: string;
  figureId: string;
}

/** What a map needs to tell its answer and its sources, typeset as the API client would. */
export function giveFirstAnswers(
  queryClient: QueryClient,
  { run, figureId, series, manifest }: { run: { id: string }; figureId: string; series: unknown; manifest: unknown },
): void {
  queryClient.setQueryData(latestRunQuery.queryKey, typesetAll(run) as never);
  queryClient.setQueryData(seriesQuery(run.id, figureId).queryKey, typesetAll(series) as never);
  queryClient.setQueryData(manifestQuery(run.id).queryKey, typesetAll(manifest) as never);
}

/** The page that the server drew in `root` (`apps/server/src/pages/page-shell.ts` says so); null when it drew none. */
export function readDrawnFrom(root: HTMLElement): DrawnFrom | null {
  const { run: runId, figure: figureId } = root.dataset;
  return runId === undefined || figureId === undefined ? null : { runId, figureId };
}

/** Asks for the answers that the server drew its page with. False when it serves another run by now, or does not answer: the page is then drawn anew. */
export async function askFirstAnswers(queryClient: QueryClient, { runId, figureId }: DrawnFrom): Promise<boolean> {
  try {
    const [run] = await Promise.all([
      queryClient.fetchQuery(latestRunQuery),
      queryClient.fetchQuery(seriesQuery(runId, figureId)),
      queryClient.fetchQuery(manifestQuery(runId)),
    ]);
    return run.id === runId;
  } catch {
    return false;
  }
}
