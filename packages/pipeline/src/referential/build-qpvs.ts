import type { Qpv, QpvPerimeter } from '@maillage/domain/sources/records.ts';
import { listNames } from './build-communes.ts';
import { measurePolygons, polygonsOf } from './geometry.ts';

/** A priority neighbourhood is a part of its commune: a shape larger than this share of it is the commune itself. */
const WHOLE_COMMUNE_RATIO = 0.8;

/**
 * The priority neighbourhoods (QPV) of the Département and the shapes that can be drawn for them. Some public files give the
 * contour of the commune in place of the neighbourhood's: such a shape would call a whole town a QPV, it is set aside and
 * told. Shapes that are missing are normal, and told too.
 */
export function buildQpvs(options: {
  qpvs: readonly Qpv[];
  perimeters: readonly QpvPerimeter[];
  /** Area of the Département's own communes; null when no contour gives it. */
  ownAreasKm2: ReadonlyMap<string, number | null>;
  currentCode: (code: string) => string | undefined;
}): { qpvs: Qpv[]; perimeters: QpvPerimeter[]; missing: string[] } {
  const { ownAreasKm2, currentCode } = options;
  const communeOf = (code: string) => currentCode(code) ?? code;
  const qpvs = options.qpvs.filter((qpv) => qpv.communeCodes.some((code) => ownAreasKm2.has(communeOf(code))));
  const communesOfQpv = new Map(qpvs.map((qpv) => [qpv.code, qpv.communeCodes.map(communeOf)]));
  const perimeters: QpvPerimeter[] = [];
  const wholeCommunes: string[] = [];
  for (const perimeter of options.perimeters) {
    const communes = perimeter.communeCode === null ? (communesOfQpv.get(perimeter.code ?? '') ?? []) : [communeOf(perimeter.communeCode)];
    if (!communes.some((code) => ownAreasKm2.has(code))) continue;
    const communesAreaKm2 = communes.reduce((sum, code) => sum + (ownAreasKm2.get(code) ?? Infinity), 0);
    if (measurePolygons(polygonsOf(perimeter.geometry)).areaKm2 > WHOLE_COMMUNE_RATIO * communesAreaKm2)
      wholeCommunes.push(perimeter.label ?? perimeter.code ?? 'sans nom');
    else perimeters.push(perimeter);
  }
  const missing: string[] = [];
  if (wholeCommunes.length > 0)
    missing.push(
      `${wholeCommunes.length} formes données pour des quartiers prioritaires couvrent leur commune presque entière : ce sont des contours de communes, elles ne sont pas dessinées (${listNames(wholeCommunes)}).`,
    );
  const withShape = new Set(perimeters.flatMap(({ code, communeCode }) => [code, communeCode]));
  const without = qpvs.filter((qpv) => !withShape.has(qpv.code) && !qpv.communeCodes.some((code) => withShape.has(code)));
  if (without.length > 0)
    missing.push(
      `${without.length} des ${qpvs.length} quartiers prioritaires n’ont pas de périmètre : ${listNames(without.map((qpv) => `${qpv.name ?? 'sans nom'} (${qpv.code})`))}.`,
    );
  return { qpvs, perimeters, missing };
}
