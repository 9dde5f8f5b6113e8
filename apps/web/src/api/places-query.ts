import { apiPaths } from '@maillage/domain/api/paths.ts';
import { placeList } from '@maillage/domain/inventory/inventory.ts';
import { queryOptions } from '@tanstack/react-query';
import { apiGet } from './client.ts';

/** Places of the offer, by commune and service. */
export const placesQuery = (runId: string, query: Record<string, string>) => {
  const text = new URLSearchParams(query).toString();
  return queryOptions({
    queryKey: ['run', runId, 'places', text],
    queryFn: () => apiGet(apiPaths.places(runId, text), placeList),
    staleTime: Infinity,
  });
};
