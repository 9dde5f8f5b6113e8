import type { CommuneListItem } from '@maillage/domain/territories/commune-list.ts';
import MiniSearch from 'minisearch';
import { FORGIVING, FRENCH_TERMS } from './french-search.ts';

const MAX_RESULTS = 30;

/**
 * Finds communes as people type them: without accents or hyphens, « St » for « Saint », with a letter wrong, or by
 * code. An empty query lists the most populated ones.
 */
export function createCommuneIndex(communes: readonly CommuneListItem[]): (typed: string) => CommuneListItem[] {
  const byCode = new Map(communes.map((commune) => [commune.code, commune]));
  const mostPopulated = [...communes].sort((a, b) => (b.populationCount ?? 0) - (a.populationCount ?? 0)).slice(0, MAX_RESULTS);
  const index = new MiniSearch<CommuneListItem>({
    idField: 'code',
    fields: ['code', 'name', 'epciName'],
    ...FRENCH_TERMS,
  });
  index.addAll(communes);
  return (typed) => {
    if (typed.trim() === '') return mostPopulated;
    const found = index.search(typed, { ...FORGIVING, boost: { name: 4, code: 3 } });
    return found.slice(0, MAX_RESULTS).flatMap((result) => byCode.get(String(result.id)) ?? []);
  };
}
