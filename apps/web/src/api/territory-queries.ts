import { serviceAccess } from '@maillage/domain/accessibility/fallback.ts';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import { territoryListItem, territoryPortrait } from '@maillage/domain/territories/territory-portrait.ts';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { apiGet } from './client.ts';

const immutable = { staleTime: Infinity, gcTime: Infinity } as const;

export const territoriesQuery = (runId: string) =>
  queryOptions({
    queryKey: ['run', runId, 'territories'],
    queryFn: () => apiGet(apiPaths.territories(runId), z.array(territoryListItem)),
    ...immutable,
  });

export const territoryQuery = (runId: string, kind: string, code: string) =>
  queryOptions({
    queryKey: ['run', runId, 'territory', kind, code],
    queryFn: () => apiGet(apiPaths.territory(runId, kind, code), territoryPortrait),
    ...immutable,
  });

export const serviceAccessQuery = (runId: string, code: string, serviceType: string) =>
  queryOptions({
    queryKey: ['run', runId, 'service-access', code, serviceType],
    queryFn: () => apiGet(apiPaths.serviceAccess(runId, code, serviceType), serviceAccess),
    staleTime: Infinity,
    gcTime: 300_000,
  });
