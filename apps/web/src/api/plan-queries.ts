import { apiPaths } from '@maillage/domain/api/paths.ts';
import { historyEntry, planView, sheetComment, sheetView } from '@maillage/domain/plans/plan-view.ts';
import { sheetDocument } from '@maillage/domain/plans/sheet-document.ts';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { apiGet, apiGetVerbatim } from './client.ts';

/** The plan changes while it is read: what is shown is asked for again when the page comes back. */
const LIVING_MILLISECONDS = 5_000;

export const planQuery = queryOptions({
  queryKey: ['plan'],
  queryFn: () => apiGetVerbatim(apiPaths.plan, planView),
  staleTime: LIVING_MILLISECONDS,
});

export const sheetQuery = (id: string) =>
  queryOptions({
    queryKey: ['plan', 'sheet', id],
    queryFn: () => apiGetVerbatim(apiPaths.sheet(id), sheetView),
    staleTime: LIVING_MILLISECONDS,
  });

export const sheetHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['plan', 'history', id],
    queryFn: () => apiGet(apiPaths.planHistory(`sheet=${id}`), z.array(historyEntry)),
  });

export const sheetCommentsQuery = (id: string) =>
  queryOptions({ queryKey: ['plan', 'comments', id], queryFn: () => apiGet(apiPaths.sheetComments(id), z.array(sheetComment)) });

/** Names of files letter for letter. */
export const sheetDocumentsQuery = (id: string) =>
  queryOptions({
    queryKey: ['plan', 'documents', id],
    queryFn: () => apiGetVerbatim(apiPaths.sheetDocuments(id), z.array(sheetDocument)),
  });
