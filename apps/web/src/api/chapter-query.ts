import { apiPaths } from '@maillage/domain/api/paths.ts';
import { type Chapter, type ChapterName, RUN_CHAPTERS } from '@maillage/domain/runs/chapters.ts';
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { apiGet } from './client.ts';

/** A chapter of a run. Apart from the other queries: its contracts come with the pages that read it. */
export const chapterQuery = <Name extends ChapterName>(runId: string, name: Name) =>
  queryOptions({
    queryKey: ['run', runId, 'chapter', name],
    // The contract of that very name: the compiler does not follow a record of schemas.
    queryFn: () => apiGet(apiPaths.chapter(runId, name), RUN_CHAPTERS[name] as unknown as z.ZodType<Chapter<Name>>),
    staleTime: Infinity,
    gcTime: Infinity,
  });
