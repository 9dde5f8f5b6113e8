import { apiPaths } from '@maillage/domain/api/paths.ts';
import { explainedChange } from '@maillage/domain/change/run-change.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiGet } from './client.ts';

/** What changed since the run before, or why that cannot be told. */
export const changeQuery = (runId: string) =>
  queryOptions({
    queryKey: ['run', runId, 'change'],
    queryFn: () => apiGet(apiPaths.change(runId), explainedChange),
  });
