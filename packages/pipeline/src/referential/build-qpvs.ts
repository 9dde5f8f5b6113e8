import type { Qpv, QpvPerimeter } from '@maillage/domain/sources/records.ts';
import { greatCircleKm } from '@maillage/engine/travel/great-circle.ts';
import { listNames } from './build-communes.ts';
import { measurePolygons, polygonsOf } from './geometry.ts';

/** A priority neighbourhood is a part of its commune: a shape larger than this share of it is the commune itself. */
const WHOLE_COMMUNE_RATIO = 0.8;

/** No commune reaches this far from its centre: a neighbourhood beyond was not drawn in degrees, or not there. */
const FAR_KM = 50;

const isFar = (shape: { lon: number; lat: number }, centre: { lon: number; lat: number } | undefined): boolean =>
  centre !== undefined && !(greatCircleKm(shape, centre) <= FAR_KM);

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
  /** Where they are; a commune that is not there is not checked against its neighbourhoods. */
  ownCentres: ReadonlyMap<string, { lon: number; lat: number }>;
  /** Communes of other Départements that the run knows. */
  otherCommunes: ReadonlySet<string>;
  currentCode: (code: string) => string | undefined;
}): { qpvs: Qpv[]; perimeters: QpvPerimeter[]; missing: string[] } {
  const { ownAreasKm2, currentCode } = options;
  const communeOf = (code: string) => currentCode(code) ?? code;
  const current = options.qpvs.map((qpv) => ({ ...qpv, communeCodes: [...new Set(qpv.communeCodes.map(communeOf))] }));
  const isOwn = ({ communeCodes }: Qpv) => communeCodes.some((code) => ownAreasKm2.has(code));
  const qpvs = current.filter(isOwn);
  const outside = current.filter((qpv) => !isOwn(qpv));
  const communesOfQpv = new Map(qpvs.map(({ code, communeCodes }) => [code, communeCodes]));
  const perimeters: QpvPerimeter[] = [];
  const wholeCommunes: string[] = [];
  const elsewhere: string[] = [];
  for (const perimeter of options.perimeters) {
    const label = perimeter.label ?? perimeter.code ?? 'sans nom';
    const communes = perimeter.communeCode === null ? (communesOfQpv.get(perimeter.code ?? '') ?? []) : [communeOf(perimeter.communeCode)];
    if (!communes.some((code) => ownAreasKm2.has(code))) continue;
    const communesAreaKm2 = communes.reduce((sum, code) => sum + (ownAreasKm2.get(code) ?? Infinity), 0);
    const measured = measurePolygons(polygonsOf(perimeter.geometry));
    if (measured.areaKm2 > WHOLE_COMMUNE_RATIO * communesAreaKm2) wholeCommunes.push(label);
    else if (communes.every((code) => isFar(measured, options.ownCentres.get(code)))) elsewhere.push(label);
    else perimeters.push({ ...perimeter, communeCode: perimeter.communeCode === null ? null : communeOf(perimeter.communeCode) });
  }
  const missing: string[] = [];
  const [next, lost] = [true, false].map((isKnown) =>
    outside.filter(({ communeCodes }) => communeCodes.some((code) => options.otherCommunes.has(code)) === isKnown),
  );
  if (next!.length > 0)
    missing.push(
      next!.length === 1
        ? '1 quartier prioritaire du registre est dans un Département voisin : il n’est pas décrit.'
        : `${next!.length} quartiers prioritaires du registre sont dans un Département voisin : ils ne sont pas décrits.`,
    );
  if (lost!.length > 0)
    missing.push(
      `${lost!.length === 1 ? '1 quartier prioritaire du registre est dans une commune inconnue : il n’est pas décrit' : `${lost!.length} quartiers prioritaires du registre sont dans une commune inconnue : ils ne sont pas décrits`} (${listNames(lost!.map(({ code, name, communeCodes }) => `${name ?? code}, commune ${communeCodes.join(' ')}`))}). Vérifiez le code de commune.`,
    );
  if (elsewhere.length > 0)
    missing.push(
      `${elsewhere.length} périmètres de quartiers sont à plus de ${FAR_KM} km de leur commune : ils ne sont pas retenus (${listNames(elsewhere)}). Vérifiez les coordonnées du fichier : degrés de longitude puis de latitude (WGS 84).`,
    );
  if (wholeCommunes.length > 0)
    missing.push(
      `${wholeCommunes.length} formes données pour des quartiers prioritaires couvrent leur commune presque entière : ce sont des contours de communes, elles ne sont pas dessinées (${listNames(wholeCommunes)}).`,
    );
  // Where a commune has several, the register lists their names without saying which is which: the shapes say it.
  const labelOf = new Map(perimeters.flatMap(({ code, label }) => (code === null || label === null ? [] : [[code, label] as const])));
  const named = qpvs.map((qpv) => ({ ...qpv, name: qpv.name ?? labelOf.get(qpv.code) ?? null }));
  const withShape = new Set(perimeters.flatMap(({ code, communeCode }) => [code, communeCode]));
  const without = named.filter((qpv) => !withShape.has(qpv.code) && !qpv.communeCodes.some((code) => withShape.has(code)));
  if (without.length > 0)
    missing.push(
      `${without.length} des ${qpvs.length} quartiers prioritaires n’ont pas de périmètre : ${listNames(without.map((qpv) => `${qpv.name ?? 'sans nom'} (${qpv.code})`))}.`,
    );
  return { qpvs: named, perimeters, missing };
}
