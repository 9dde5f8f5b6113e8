import { typesetAll } from '@maillage/domain/typography.ts';
import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { latestRunQuery, manifestQuery, seriesQuery } from './api/queries.ts';

/** Where the server leaves, in the page, the answers that it drew it with. */
export const FIRST_ANSWERS_ID = 'premieres-reponses';

/** Answers of the API, by the key of the question that a page would ask. */
export type FirstAnswers = readonly (readonly [QueryKey, unknown])[];

/** What a map needs to tell its answer and its sources, typeset as the API client would. */
export function collectFirstAnswers(answers: { run: { id: string }; figureId: string; series: unknown; manifest: unknown }): FirstAnswers {
  const { run, figureId, series, manifest } = answers;
  return [
    [latestRunQuery.queryKey, typesetAll(run)],
    [seriesQuery(run.id, figureId).queryKey, typesetAll(series)],
    [manifestQuery(run.id).queryKey, typesetAll(manifest)],
  ];
}

export function giveFirstAnswers(queryClient: QueryClient, answers: FirstAnswers): void {
  for (const [key, answer] of answers) queryClient.setQueryData(key, answer);
}

/** Those that the server left in this page; null for a page that it did not draw. */
export function readFirstAnswers(): FirstAnswers | null {
  const left = document.getElementById(FIRST_ANSWERS_ID)?.textContent;
  return left == null ? null : (JSON.parse(left) as FirstAnswers); // written by our own server
}
