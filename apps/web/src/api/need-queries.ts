import { apiPaths } from '@maillage/domain/api/paths.ts';
import { needRanking } from '@maillage/domain/diagnosis/need-ranking.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiGet } from './client.ts';

/** An indicator of need with the reader's own weights; the last answers are kept a while, for a slider that comes back. */
export const needRankingQuery = (runId: string, indicator: string, query: Record<string, string>) => {
  const text = new URLSearchParams(query).toString();
  return queryOptions({
    queryKey: ['run', runId, 'need-ranking', indicator, text],
    queryFn: () => apiGet(apiPaths.needRanking(runId, indicator, text), needRanking),
    staleTime: Infinity,
    gcTime: 60_000,
  });
};
