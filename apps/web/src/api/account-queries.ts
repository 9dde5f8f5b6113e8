import { apiPaths } from '@maillage/domain/api/paths.ts';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { apiGet, apiGetVerbatim } from './client.ts';

// Every page asks who is there, and none waits for it: what accounts are is read after the first answer.
const contract = () => import('@maillage/domain/accounts/account-view.ts');

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async () => apiGetVerbatim(apiPaths.session, (await contract()).sessionView),
  staleTime: 60_000,
});
export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: async () => apiGetVerbatim(apiPaths.accounts, (await contract()).accountsView),
});
export const auditQuery = queryOptions({
  queryKey: ['audit'],
  queryFn: async () => apiGet(apiPaths.audit, z.array((await contract()).auditEntry)),
});
export const ownSessionsQuery = queryOptions({
  queryKey: ['own-sessions'],
  queryFn: async () => apiGetVerbatim(apiPaths.ownSessions, z.array((await contract()).ownSession)),
});
