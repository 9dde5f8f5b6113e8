import { apiPaths } from '@maillage/domain/api/paths.ts';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { apiGet } from './client.ts';

// The first page may ask these questions, of a commune: their shapes come with the first of them.
const territories = () => import('@maillage/domain/territories/territory-portrait.ts');

const immutable = { staleTime: Infinity, gcTime: Infinity } as const;

export const territoriesQuery = (runId: string) =>
  queryOptions({
    queryKey: ['run', runId, 'territories'],
    queryFn: async () => apiGet(apiPaths.territories(runId), z.array((await territories()).territoryListItem)),
    ...immutable,
  });

export const territoryQuery = (runId: string, kind: string, code: string) =>
  queryOptions({
    queryKey: ['run', runId, 'territory', kind, code],
    queryFn: async () => apiGet(apiPaths.territory(runId, kind, code), (await territories()).territoryPortrait),
    ...immutable,
  });

export const serviceAccessQuery = (runId: string, code: string, serviceType: string) =>
  queryOptions({
    queryKey: ['run', runId, 'service-access', code, serviceType],
    queryFn: async () =>
      apiGet(apiPaths.serviceAccess(runId, code, serviceType), (await import('@maillage/domain/accessibility/fallback.ts')).serviceAccess),
    staleTime: Infinity,
    gcTime: 300_000,
  });
