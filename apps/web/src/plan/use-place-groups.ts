import type { SheetListItem } from '@maillage/domain/plans/plan-view.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { chapterQuery } from '../api/chapter-query.ts';
import { communesQuery } from '../api/queries.ts';

/** The communes of each wider place, by « kind code »: of an intercommunality, of a priority neighbourhood, of the Département. */
export function usePlaceGroups(run: RunSummary, sheets: readonly Pick<SheetListItem, 'places'>[]): ReadonlyMap<string, readonly string[]> {
  const { data: communes } = useQuery(communesQuery(run.id));
  const { data: quarters } = useQuery({
    ...chapterQuery(run.id, 'quarters'),
    // A long chapter, for the few plans that name a neighbourhood.
    enabled: sheets.some(({ places }) => places.some(({ kind }) => kind === 'qpv')),
  });
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
    for (const { qpvCode, communeCodes } of quarters?.summaries ?? []) groups.set(`qpv ${qpvCode}`, communeCodes);
    return groups;
  }, [communes, quarters, run.departementCode]);
}
