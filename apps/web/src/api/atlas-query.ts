import { apiPaths } from '@maillage/domain/api/paths.ts';
import { atlasMap } from '@maillage/domain/atlas/atlas.ts';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { apiGet } from './client.ts';

/** The declared maps, for the latest run. */
export const atlasQuery = queryOptions({
  queryKey: ['atlas'],
  queryFn: () => apiGet(apiPaths.atlas, z.array(atlasMap)),
});
