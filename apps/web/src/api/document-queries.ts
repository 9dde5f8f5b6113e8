import { apiPaths } from '@maillage/domain/api/paths.ts';
import { documentFigure } from '@maillage/domain/documents/document.ts';
import { documentsView, draftView, sectionHistoryEntry } from '@maillage/domain/documents/draft.ts';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { apiGetVerbatim } from './client.ts';

/** Texts change while they are read. */
const LIVING_MILLISECONDS = 5_000;

export const documentsQuery = queryOptions({
  queryKey: ['documents'],
  queryFn: () => apiGetVerbatim(apiPaths.documents, documentsView),
  staleTime: LIVING_MILLISECONDS,
});

/** Letter for letter: what is read is edited and sent back, and a figure is compared with how it read. */
export const draftQuery = (kind: string, territory: string | null) =>
  queryOptions({
    queryKey: ['documents', 'draft', kind, territory],
    queryFn: () => apiGetVerbatim(apiPaths.documentDraft(kind, territory), draftView),
    staleTime: LIVING_MILLISECONDS,
  });

export const sectionHistoryQuery = (kind: string, sectionId: string, territory: string | null) =>
  queryOptions({
    queryKey: ['documents', 'history', kind, sectionId, territory],
    queryFn: () => apiGetVerbatim(apiPaths.documentSectionHistory(kind, sectionId, territory), z.array(sectionHistoryEntry)),
  });

export const figureSearchQuery = (words: string) =>
  queryOptions({
    queryKey: ['documents', 'figures', words],
    queryFn: () => apiGetVerbatim(apiPaths.documentFigures(words), z.array(documentFigure)),
    enabled: words !== '',
  });
