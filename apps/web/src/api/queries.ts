import { apiPaths } from '@maillage/domain/api/paths.ts';
import { figureDefinition, figureSeries, provenance } from '@maillage/domain/figures/figure.ts';
import { runSummary } from '@maillage/domain/runs/run.ts';
import { communeListItem } from '@maillage/domain/territories/commune-list.ts';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { apiGet } from './client.ts';
import { mapTopology } from './topology.ts';

// The shapes of the answers of other pages come with them: the first page does not carry them.

/** A published run never changes: what was read once is never read again. */
const immutable = { staleTime: Infinity, gcTime: Infinity } as const;

/** The run that is served now. The only question of a page that may change its answer. */
export const latestRunQuery = queryOptions({
  queryKey: ['latest-run'],
  queryFn: () => apiGet(apiPaths.latestRun, runSummary),
  staleTime: 30_000,
  retry: false,
});

export const manifestQuery = (runId: string) =>
  queryOptions({
    queryKey: ['run', runId],
    queryFn: async () => apiGet(apiPaths.run(runId), (await import('@maillage/domain/runs/run-manifest.ts')).runManifest),
    ...immutable,
  });

export const figuresQuery = (runId: string) =>
  queryOptions({
    queryKey: ['run', runId, 'figures'],
    queryFn: () => apiGet(apiPaths.figures(runId), z.array(figureDefinition)),
    ...immutable,
  });

export const seriesQuery = (runId: string, figureId: string) =>
  queryOptions({
    queryKey: ['run', runId, 'series', figureId],
    queryFn: () => apiGet(apiPaths.figure(runId, figureId), figureSeries),
    ...immutable,
  });

export const diagnosisQuery = (runId: string) =>
  queryOptions({
    queryKey: ['run', runId, 'diagnosis'],
    queryFn: async () => apiGet(apiPaths.diagnosis(runId), (await import('@maillage/domain/diagnosis/diagnosis.ts')).diagnosis),
    ...immutable,
  });

export const communesQuery = (runId: string) =>
  queryOptions({
    queryKey: ['run', runId, 'communes'],
    queryFn: () => apiGet(apiPaths.communes(runId), z.array(communeListItem)),
    ...immutable,
  });

export const portraitQuery = (runId: string, code: string) =>
  queryOptions({
    queryKey: ['run', runId, 'portrait', code],
    queryFn: async () => apiGet(apiPaths.commune(runId, code), (await import('@maillage/domain/territories/portrait.ts')).communePortrait),
    ...immutable,
  });

export const geometryQuery = (runId: string) =>
  queryOptions({
    queryKey: ['run', runId, 'geometry'],
    queryFn: () => apiGet(apiPaths.geometry(runId), mapTopology),
    ...immutable,
  });

export const provenanceQuery = (runId: string, figureId: string, kind: string, code: string) =>
  queryOptions({
    queryKey: ['run', runId, 'provenance', figureId, kind, code],
    queryFn: () => apiGet(apiPaths.provenance(runId, figureId, kind, code), provenance),
    ...immutable,
  });

export const comparisonQuery = (runId: string) =>
  queryOptions({
    queryKey: ['run', runId, 'comparison'],
    queryFn: async () =>
      apiGet(apiPaths.comparison(runId), (await import('@maillage/domain/comparison/published-comparison.ts')).publishedComparison),
    ...immutable,
  });

export const sourcesQuery = queryOptions({
  queryKey: ['sources'],
  queryFn: async () => apiGet(apiPaths.sources, (await import('@maillage/domain/sources/sources-view.ts')).sourcesView),
  staleTime: 0,
});

/** Jobs are asked for again while one of them runs. */
export const jobsQuery = queryOptions({
  queryKey: ['jobs'],
  queryFn: async () => apiGet(apiPaths.jobs, z.array((await import('@maillage/domain/jobs/job.ts')).jobView)),
  staleTime: 0,
  refetchInterval: (query) =>
    query.state.data?.some((job) => job.state === 'running' || job.state === 'waiting') === true ? JOB_POLL_MILLISECONDS : false,
});

const JOB_POLL_MILLISECONDS = 700;
