import { apiPaths } from '@maillage/domain/api/paths.ts';
import { around } from '@maillage/domain/inventory/around.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiGet } from './client.ts';

/** The nearest places around a spot, written « lon=…&lat=… ». */
export const aroundQuery = (runId: string, spot: string) =>
  queryOptions({
    queryKey: ['run', runId, 'around', spot],
    queryFn: () => apiGet(apiPaths.around(runId, spot), around),
    staleTime: Infinity,
    gcTime: 60_000,
  });
