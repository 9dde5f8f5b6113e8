import { apiPaths } from '@maillage/domain/api/paths.ts';
import { documentFigure } from '@maillage/domain/documents/document.ts';
import { documentChanges } from '@maillage/domain/documents/document-view.ts';
import { draftsView, draftView, sectionHistoryEntry } from '@maillage/domain/documents/draft.ts';
import { jobView } from '@maillage/domain/jobs/job.ts';
import { runSummary } from '@maillage/domain/runs/run.ts';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { apiGet, apiGetVerbatim } from './client.ts';

/** Texts change while they are read. */
const LIVING_MILLISECONDS = 5_000;

export const draftsQuery = queryOptions({
  queryKey: ['documents'],
  queryFn: () => apiGetVerbatim(apiPaths.drafts, draftsView),
  staleTime: LIVING_MILLISECONDS,
});

/** Letter for letter: what is read is edited and sent back, and a figure is compared with how it read. */
export const draftQuery = (kind: string, territory: string | null) =>
  queryOptions({
    queryKey: ['documents', 'draft', kind, territory],
    queryFn: () => apiGetVerbatim(apiPaths.draft(kind, territory), draftView),
    staleTime: LIVING_MILLISECONDS,
  });

export const sectionHistoryQuery = (kind: string, sectionId: string, territory: string | null) =>
  queryOptions({
    queryKey: ['documents', 'history', kind, sectionId, territory],
    queryFn: () => apiGetVerbatim(apiPaths.draftSectionHistory(kind, sectionId, territory), z.array(sectionHistoryEntry)),
  });

export const figureSearchQuery = (runId: string, words: string) =>
  queryOptions({
    queryKey: ['documents', 'figures', runId, words],
    queryFn: () => apiGetVerbatim(apiPaths.figureSearch(runId, words), z.array(documentFigure)),
    enabled: words !== '',
  });

const JOB_POLL_MILLISECONDS = 500;

/** A document while it is made. */
export const documentJobQuery = (jobId: string | null) =>
  queryOptions({
    queryKey: ['job', jobId],
    queryFn: () => apiGet(apiPaths.job(jobId!), jobView),
    enabled: jobId !== null,
    staleTime: 0,
    refetchInterval: (query) => (['waiting', 'running', undefined].includes(query.state.data?.state) ? JOB_POLL_MILLISECONDS : false),
  });

/** The published runs, newest first. */
export const runsQuery = queryOptions({
  queryKey: ['runs'],
  queryFn: () => apiGet(apiPaths.runs, z.array(runSummary)),
  staleTime: LIVING_MILLISECONDS,
});

export const changesQuery = (told: { fromRunId: string; toRunId: string; kind: string; territory: string | null }) =>
  queryOptions({
    queryKey: ['documents', 'changes', told],
    queryFn: () => apiGet(apiPaths.documentChanges(told), documentChanges),
    staleTime: LIVING_MILLISECONDS,
  });
