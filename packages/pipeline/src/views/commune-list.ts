import type { CommuneListItem } from '@maillage/domain/territories/commune-list.ts';
import { type IndexedRun, rowKey } from './run-rows.ts';

/** The own communes in ascending code: enough to search, sort and link. */
export function buildCommuneList(run: IndexedRun): CommuneListItem[] {
  return run.ownCommunes.map(({ code, name, epciCode, populationCount, lon, lat }) => ({
    code,
    name,
    epciCode,
    epciName: epciCode === null ? null : (run.territories.get(rowKey('epci', epciCode))?.name ?? null),
    populationCount,
    lon,
    lat,
    centreLevel: run.centres.get(code)?.level ?? null,
    attractedTo: run.centres.get(code)?.attractedTo ?? null,
  }));
}
