import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { communesQuery } from '../api/queries.ts';

/** The communes of each wider place, by « kind code »: of an intercommunality, of the Département. */
export function usePlaceGroups(run: RunSummary): ReadonlyMap<string, readonly string[]> {
  const { data: communes } = useQuery(communesQuery(run.id));
  return useMemo(() => {
    const groups = new Map<string, string[]>();
    for (const { code, epciCode } of communes ?? []) {
      for (const key of [`departement ${run.departementCode}`, epciCode === null ? null : `epci ${epciCode}`]) {
        if (key === null) continue;
        const members = groups.get(key);
        if (members === undefined) groups.set(key, [code]);
        else members.push(code);
      }
    }
    return groups;
  }, [communes, run.departementCode]);
}
