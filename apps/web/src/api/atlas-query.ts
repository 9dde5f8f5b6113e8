import { apiPaths } from '@maillage/domain/api/paths.ts';
import { atlasMap } from '@maillage/domain/atlas/atlas.ts';
import { figureEvolution } from '@maillage/domain/figures/figure-evolution.ts';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { apiGet } from './client.ts';

/** The declared maps, for the latest run. */
export const atlasQuery = queryOptions({
  queryKey: ['atlas'],
  queryFn: () => apiGet(apiPaths.atlas, z.array(atlasMap)),
});

/** A figure less that of the run before; refused when there is none. */
export const evolutionQuery = (runId: string, figureId: string) =>
  queryOptions({
    queryKey: ['run', runId, 'evolution', figureId],
    queryFn: () => apiGet(apiPaths.evolution(runId, figureId), figureEvolution),
  });
