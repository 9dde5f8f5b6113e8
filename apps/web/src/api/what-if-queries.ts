import { accessWhatIf } from '@maillage/domain/accessibility/access-what-if.ts';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import { greyWhatIf } from '@maillage/domain/grey-zones/grey-what-if.ts';
import { centreWhatIf } from '@maillage/domain/hierarchy/centre-what-if.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiGet } from './client.ts';

/** The same question always has the same answer; the last answers are kept a while, for a slider that comes back. */
const kept = { staleTime: Infinity, gcTime: 60_000 } as const;

export const greyWhatIfQuery = (runId: string, query: Record<string, string>) => {
  const text = new URLSearchParams(query).toString();
  return queryOptions({
    queryKey: ['run', runId, 'what-if-grey', text],
    queryFn: () => apiGet(apiPaths.greyWhatIf(runId, text), greyWhatIf),
    ...kept,
  });
};

export const accessWhatIfQuery = (runId: string, query: Record<string, string>) => {
  const text = new URLSearchParams(query).toString();
  return queryOptions({
    queryKey: ['run', runId, 'what-if-access', text],
    queryFn: () => apiGet(apiPaths.accessWhatIf(runId, text), accessWhatIf),
    ...kept,
  });
};

export const centreWhatIfQuery = (runId: string, query: Record<string, string>) => {
  const text = new URLSearchParams(query).toString();
  return queryOptions({
    queryKey: ['run', runId, 'what-if-centres', text],
    queryFn: () => apiGet(apiPaths.centreWhatIf(runId, text), centreWhatIf),
    ...kept,
  });
};
