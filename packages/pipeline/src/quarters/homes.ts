import { WALK_STEPS } from '@maillage/domain/quarters/quarters.ts';
import type { Qpv } from '@maillage/domain/sources/records.ts';
import { metresToNearest } from '@maillage/engine/quarters/nearest-on-foot.ts';
import { WALK_DETOUR, WALK_METRES_PER_MINUTE, walkMinutes } from '@maillage/engine/quarters/walk-to-polygon.ts';
import type { Referential } from '../referential/referential.ts';
import type { QuarterShape, Spot } from './quarter-shape.ts';

/** A metre past the last step: minutes are compared with the steps afterwards. */
const SEARCH_METRES = (WALK_STEPS.at(-1)! * WALK_METRES_PER_MINUTE) / WALK_DETOUR + 1;

/** Where people live, square by square, in the intercommunalities that have priority neighbourhoods. Squares are told by their index. */
export interface Homes {
  /** Squares of the neighbourhood's communes whose middle is inside; null without population grid. */
  inside(qpv: Qpv, shape: QuarterShape): number[] | null;
  /** The other squares of its communes, then of its intercommunalities. */
  around(qpv: Qpv, without: ReadonlySet<number>): { communes: number[]; epcis: number[] };
  count(cells: readonly number[]): number;
  /** Share of the inhabitants of those squares who have a place at each of `WALK_STEPS` at most; null without inhabitant. */
  shares(places: readonly Spot[], cells: readonly number[]): [number, number, number] | null;
}

export function createHomes({ communes, ownCount, populationCells }: Referential, qpvs: readonly Qpv[]): Homes {
  const epciOf = new Map(communes.slice(0, ownCount).map(({ code, epciCode }) => [code, epciCode]));
  const epcisOf = (qpv: Qpv) => new Set(qpv.communeCodes.flatMap((code) => epciOf.get(code) ?? []));
  const ownCommunes = new Set(qpvs.flatMap(({ communeCodes }) => communeCodes));
  const ownEpcis = new Set(qpvs.flatMap((qpv) => [...epcisOf(qpv)]));
  const isNear = (communeCode: string) => ownCommunes.has(communeCode) || ownEpcis.has(epciOf.get(communeCode) ?? '');
  const cells = populationCells
    .filter(({ communeCode, populationCount }) => populationCount > 0 && isNear(communeCode))
    .sort((a, b) => (a.cellId < b.cellId ? -1 : 1));
  const byCommune = Map.groupBy(cells.keys(), (index) => cells[index]!.communeCode);
  const byEpci = Map.groupBy(cells.keys(), (index) => epciOf.get(cells[index]!.communeCode) ?? null);
  const spots = { lon: Float64Array.from(cells, ({ lon }) => lon), lat: Float64Array.from(cells, ({ lat }) => lat) };
  const minutesTo = new Map<readonly Spot[], Float64Array>();
  const walk = (places: readonly Spot[]): Float64Array => {
    const known = minutesTo.get(places);
    if (known !== undefined) return known;
    const at = { lon: Float64Array.from(places, ({ lon }) => lon), lat: Float64Array.from(places, ({ lat }) => lat) };
    const minutes = metresToNearest(spots, at, SEARCH_METRES).map(walkMinutes);
    minutesTo.set(places, minutes);
    return minutes;
  };
  const ofCommunes = (qpv: Qpv) => qpv.communeCodes.flatMap((code) => byCommune.get(code) ?? []);
  return {
    inside: (qpv, shape) => (populationCells.length === 0 ? null : ofCommunes(qpv).filter((index) => shape.metresTo(cells[index]!) === 0)),
    around: (qpv, without) => ({
      communes: ofCommunes(qpv).filter((index) => !without.has(index)),
      epcis: [...epcisOf(qpv)].flatMap((code) => byEpci.get(code) ?? []).filter((index) => !without.has(index)),
    }),
    count: (chosen) => chosen.reduce((sum, index) => sum + cells[index]!.populationCount, 0),
    shares(places, chosen) {
      const minutes = walk(places);
      const reached: [number, number, number] = [0, 0, 0];
      let people = 0;
      for (const index of chosen) {
        const { populationCount } = cells[index]!;
        people += populationCount;
        for (const [step, limit] of WALK_STEPS.entries()) if (minutes[index]! <= limit) reached[step]! += populationCount;
      }
      return people === 0 ? null : [reached[0] / people, reached[1] / people, reached[2] / people];
    },
  };
}
