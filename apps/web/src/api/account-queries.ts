import { accountsView, auditEntry, ownSession, sessionView } from '@maillage/domain/accounts/account-view.ts';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { apiGet, apiGetVerbatim } from './client.ts';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => apiGetVerbatim(apiPaths.session, sessionView),
  staleTime: 60_000,
});
export const accountsQuery = queryOptions({ queryKey: ['accounts'], queryFn: () => apiGetVerbatim(apiPaths.accounts, accountsView) });
export const auditQuery = queryOptions({ queryKey: ['audit'], queryFn: () => apiGet(apiPaths.audit, z.array(auditEntry)) });
export const ownSessionsQuery = queryOptions({
  queryKey: ['own-sessions'],
  queryFn: () => apiGetVerbatim(apiPaths.ownSessions, z.array(ownSession)),
});
