import type { FigureValue } from '@maillage/domain/figures/figure.ts';
import { formatNumber, formatRatioAsPercent } from '@maillage/domain/format.ts';
import type { GreyWhatIf } from '@maillage/domain/grey-zones/grey-what-if.ts';

const counted = (count: number, one: string, many: string) => `${formatNumber(count)} ${count >= 2 ? many : one}`;
/** Never « 0,0 % » of somebody, nor « 100,0 % » but for all. */
function share(ratio: number | null): string {
  if (ratio !== null && ratio > 0 && ratio < 0.0005) return 'moins de 0,1\u00a0%';
  if (ratio !== null && ratio < 1 && ratio >= 0.9995) return 'plus de 99,9\u00a0%';
  return formatRatioAsPercent(ratio);
}
const people = (count: number) => counted(count, 'habitant', 'habitants');

/** Who lives beyond a threshold that the reader has moved: whole communes, by their mean minutes, as the hatches of the map. */
export interface FarCount {
  communeCount: number;
  populationCount: number;
  shareRatio: number | null;
}

/** « 12 000 habitants, soit 0,8 %, vivent dans 23 communes en moyenne à plus de 9 min. » */
export function sayFar({ communeCount, populationCount, shareRatio }: FarCount, threshold: number): string {
  const where = `en moyenne à plus de ${formatNumber(threshold)}\u00a0min`;
  if (communeCount === 0) return `Aucune commune n’est ${where}.`;
  const verb = populationCount >= 2 ? 'vivent' : 'vit';
  return `${people(populationCount)}, soit ${share(shareRatio)}, ${verb} dans ${counted(communeCount, 'commune', 'communes')} ${where}.`;
}

/** The same for grey zones, counted by the server with the reader's own factor. */
export function sayGrey({ summary, areas }: Pick<GreyWhatIf, 'summary' | 'areas'>): string {
  if (summary.communeCount === 0) return 'Aucune commune ne serait grise.';
  const where = `${counted(summary.communeCount, 'commune grise', 'communes grises')}, en ${counted(areas.length, 'zone', 'zones')}`;
  if (summary.populationCount === null || summary.populationShareRatio === null) return `On compterait ${where}.`;
  const verb = summary.populationCount >= 2 ? 'vivraient' : 'vivrait';
  return `${people(summary.populationCount)}, soit ${share(summary.populationShareRatio)}, ${verb} dans ${where}.`;
}

/** Where the need is greatest and least, with the reader's own weights. */
export function sayNeeds(values: readonly FigureValue[], nameOf: (code: string) => string): string | null {
  const known = values.filter(({ value }) => value !== null).sort((a, b) => b.value! - a.value! || (a.code < b.code ? -1 : 1));
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return null;
  return `Avec ces poids, le plus fort besoin : ${nameOf(first.code)} ; le plus faible : ${nameOf(last.code)}.`;
}
