import { formatNumber } from '@maillage/domain/format.ts';
import { NEED_COMPONENTS } from '@maillage/domain/indicators/need-indicators.ts';

/** What one file says of an indicator, in one Département. */
export interface IndicatorCandidate {
  path: string;
  vintage: number | null;
  fitness: number;
  values: readonly { code: string; value: number | null }[];
}
interface Disagreement {
  indicatorId: string;
  kept: IndicatorCandidate;
  other: IndicatorCandidate;
  /** Communes where both say something, and not the same. */
  different: { code: string; kept: number; other: number }[];
}

/** Two roundings of one figure are not a disagreement. */
const SAME_WITHIN = 0.01;
const LABELS = new Map(NEED_COMPONENTS.map(({ id, label }) => [id, label]));

/** Files of the same year and of the same kind of territory as the one that is kept, and that do not say the same. */
export function findDisagreements(
  indicatorId: string,
  kept: IndicatorCandidate,
  candidates: readonly IndicatorCandidate[],
): Disagreement[] {
  const known = new Map(kept.values.map(({ code, value }) => [code, value]));
  return candidates.flatMap((other) => {
    if (other === kept || other.vintage === null || other.vintage !== kept.vintage || other.fitness !== kept.fitness) return [];
    const different = other.values.flatMap(({ code, value }) => {
      const own = known.get(code) ?? null;
      if (own === null || value === null) return [];
      return Math.abs(own - value) > SAME_WITHIN * Math.max(Math.abs(own), Math.abs(value)) ? [{ code, kept: own, other: value }] : [];
    });
    return different.length === 0 ? [] : [{ indicatorId, kept, other, different }];
  });
}

/** One sentence for each pair of files, whatever the number of indicators on which they differ. */
export function tellDisagreements(found: readonly Disagreement[], nameOf: (code: string) => string): string[] {
  return [...Map.groupBy(found, ({ kept, other }) => `${kept.path}\n${other.path}`).values()].map((pair) => {
    const [first] = pair;
    const { kept, other, different, indicatorId } = first!;
    const [example] = different;
    const labels = pair.map((one) => `« ${LABELS.get(one.indicatorId) ?? one.indicatorId} »`);
    const communes = new Set(pair.flatMap((one) => one.different.map(({ code }) => code))).size;
    return `« ${kept.path} » et « ${other.path} », tous deux de ${kept.vintage}, ne disent pas la même chose de ${labels.slice(0, 4).join(', ')}${labels.length > 4 ? ` et ${labels.length - 4} autres indicateurs` : ''} dans ${communes} ${communes > 1 ? 'communes' : 'commune'} : ${nameOf(example!.code)}, ${LABELS.get(indicatorId) ?? indicatorId}, ${formatNumber(example!.kept, 3)} contre ${formatNumber(example!.other, 3)}. Le premier est retenu : ôtez celui des deux qui est faux.`;
  });
}
