import type { ActionPlace } from '@maillage/domain/plans/plan.ts';
import type { CommuneListItem } from '@maillage/domain/territories/commune-list.ts';

export interface PlanSite {
  sheetId: string;
  name: string;
  /** Name of its commune; null when the code is not one of the run. */
  commune: string | null;
  /** Degrees; null when neither the site nor its commune is placed. */
  spot: { lon: number; lat: number } | null;
  /** False: the site has no spot of its own, and is shown at the centre of its commune. */
  isExact: boolean;
}

/** The named sites of these sheets, in their order. */
export function listSites(
  sheets: readonly { id: string; places: readonly ActionPlace[] }[],
  communes: readonly Pick<CommuneListItem, 'code' | 'name' | 'lon' | 'lat'>[],
): PlanSite[] {
  const byCode = new Map(communes.map((one) => [one.code, one]));
  return sheets.flatMap(({ id, places }) =>
    places.flatMap(({ kind, code, name, lon, lat }): PlanSite[] => {
      if (kind !== 'site') return [];
      const commune = byCode.get(code);
      const isExact = lon !== null && lat !== null;
      const spot = isExact ? { lon, lat } : commune === undefined ? null : { lon: commune.lon, lat: commune.lat };
      return [{ ...{ sheetId: id, name, spot, isExact }, commune: commune?.name ?? null }];
    }),
  );
}
