import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { communesQuery } from '../api/queries.ts';

/** The name of each commune of the Département, by code: a code is never shown without it. */
export function useCommuneNames(run: RunSummary): (code: string) => string {
  const { data } = useQuery(communesQuery(run.id));
  const names = useMemo(() => new Map(data?.map(({ code, name }) => [code, name])), [data]);
  return (code) => names.get(code) ?? code;
}
