import { isochrones, roadJourneys } from '@maillage/domain/accessibility/road-answers.ts';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { apiGet } from './client.ts';

/** The ways by the road to the nearest place of a service, and to the second. */
export const roadJourneysQuery = (runId: string, code: string, serviceType: string) =>
  queryOptions({
    queryKey: ['run', runId, 'journeys', code, serviceType],
    queryFn: () => apiGet(apiPaths.roadJourneys(runId, code, serviceType), roadJourneys),
    staleTime: Infinity,
    gcTime: 300_000,
    retry: false,
  });

/** What is reached by the road from a spot, written « lon=…&lat=… »; the last answer stands until the next comes. */
export const isochronesQuery = (runId: string, spot: string) =>
  queryOptions({
    queryKey: ['run', runId, 'isochrones', spot],
    queryFn: () => apiGet(apiPaths.isochrones(runId, spot), isochrones),
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
    placeholderData: keepPreviousData,
  });
