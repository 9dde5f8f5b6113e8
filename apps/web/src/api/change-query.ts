import { apiPaths } from '@maillage/domain/api/paths.ts';
import { runChange } from '@maillage/domain/change/run-change.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiGet } from './client.ts';

/** What changed since the run before; refused with its reason when there is none. */
export const changeQuery = (runId: string) =>
  queryOptions({
    queryKey: ['run', runId, 'change'],
    queryFn: () => apiGet(apiPaths.change(runId), runChange),
    retry: false,
  });
