import { apiPaths } from '@maillage/domain/api/paths.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiGet } from './client.ts';

/** The same question always has the same answer; the last answers are kept a while, for a slider that comes back. */
const kept = { staleTime: Infinity, gcTime: 60_000 } as const;

export const greyWhatIfQuery = (runId: string, query: Record<string, string>) => {
  const text = new URLSearchParams(query).toString();
  return queryOptions({
    queryKey: ['run', runId, 'what-if-grey', text],
    queryFn: async () => apiGet(apiPaths.greyWhatIf(runId, text), (await import('@maillage/domain/grey-zones/grey-what-if.ts')).greyWhatIf),
    ...kept,
  });
};

export const accessWhatIfQuery = (runId: string, query: Record<string, string>) => {
  const text = new URLSearchParams(query).toString();
  return queryOptions({
    queryKey: ['run', runId, 'what-if-access', text],
    queryFn: async () =>
      apiGet(apiPaths.accessWhatIf(runId, text), (await import('@maillage/domain/accessibility/access-what-if.ts')).accessWhatIf),
    ...kept,
  });
};

export const centreWhatIfQuery = (runId: string, query: Record<string, string>) => {
  const text = new URLSearchParams(query).toString();
  return queryOptions({
    queryKey: ['run', runId, 'what-if-centres', text],
    queryFn: async () =>
      apiGet(apiPaths.centreWhatIf(runId, text), (await import('@maillage/domain/hierarchy/centre-what-if.ts')).centreWhatIf),
    ...kept,
  });
};
