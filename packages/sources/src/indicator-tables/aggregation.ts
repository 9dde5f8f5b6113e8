import type { IndicatorValue, ValueStatus } from '@maillage/domain/sources/records.ts';
import { type AggregationRule, aggregationRuleOf } from './aggregation-rules.ts';

export { INDICATOR_AGGREGATION } from './aggregation-rules.ts';

/** Below this share of the weight, the known parts do not stand for the whole. */
const MIN_KNOWN_SHARE_RATIO = 0.5;

/** One value of a target area. `approximate`: a mean of medians, or a rate known on a part of the area only. */
export interface AggregatedIndicator {
  areaCode: string;
  indicatorId: string;
  value: number | null;
  status: ValueStatus;
  approximate: boolean;
  /** Share of the weight (count, denominator) of the parts whose value is known; null where no weight could tell it. */
  knownShareRatio: number | null;
}

/** One source area inside a target: all of it (weightRatio 1) or a share, for a commune that was split. */
interface Part {
  weightRatio: number;
  values: ReadonlyMap<string, IndicatorValue>;
}
type Outcome = Omit<AggregatedIndicator, 'areaCode' | 'indicatorId'>;

/**
 * Values of merged areas, one per target and indicator seen in the input. `assign` says where each source area goes
 * (an empty list leaves it aside). Give all the values of one file together: rates need the counts of the same
 * source. A secret or missing part never counts as zero: counts are then unknown (null, with the reason), and a rate
 * or a mean is given, flagged approximate, only when the known parts hold at least half of the weight.
 */
export function aggregateIndicators(
  values: readonly IndicatorValue[],
  assign: (areaCode: string) => readonly { code: string; weightRatio: number }[],
): AggregatedIndicator[] {
  const byArea = new Map<string, Map<string, IndicatorValue>>();
  const indicatorIds = new Set<string>();
  for (const value of values) {
    const ofArea = byArea.get(value.areaCode) ?? new Map<string, IndicatorValue>();
    if (!ofArea.has(value.indicatorId)) ofArea.set(value.indicatorId, value);
    byArea.set(value.areaCode, ofArea);
    indicatorIds.add(value.indicatorId);
  }
  const byTarget = new Map<string, Part[]>();
  for (const [areaCode, ofArea] of byArea)
    for (const { code, weightRatio } of assign(areaCode)) {
      const parts = byTarget.get(code) ?? [];
      parts.push({ weightRatio, values: ofArea });
      byTarget.set(code, parts);
    }
  const aggregated: AggregatedIndicator[] = [];
  for (const [areaCode, parts] of byTarget)
    for (const indicatorId of indicatorIds)
      aggregated.push({ areaCode, indicatorId, ...combine(parts, indicatorId, aggregationRuleOf(indicatorId)) });
  return aggregated;
}

function combine(parts: readonly Part[], id: string, rule: AggregationRule): Outcome {
  if (rule.rule === 'sum') return sumOf(parts, id);
  const only = parts[0];
  // A single source area, whole or a share of it, passes its rates on untouched.
  if (parts.length === 1 && only !== undefined) {
    const value = knownValue(only, id);
    return value === null ? unknown(parts, id) : exact(value);
  }
  if (rule.rule === 'constant') {
    const first = only === undefined ? null : knownValue(only, id);
    return first !== null && parts.every((part) => knownValue(part, id) === first) ? exact(first) : unknown(parts, id);
  }
  if (rule.rule === 'weighted-mean') return weightedMean(parts, id, rule.weights, rule.approximate);
  if (rule.rule === 'growth') return growthOf(parts, id, rule);
  const pairs = [{ numerator: rule.numerator, denominator: rule.denominator }, ...(rule.fallback ? [rule.fallback] : [])];
  const pair = pairs.find(({ numerator, denominator }) => holds(parts, numerator) && holds(parts, denominator));
  // Without counts, a rate alone is averaged as a median is.
  if (pair === undefined) return weightedMean(parts, id, [rule.denominator, 'count:population'], true);
  return ratioOf(parts, id, pair, rule.scale ?? 1);
}

function sumOf(parts: readonly Part[], id: string): Outcome {
  let sum = 0;
  for (const part of parts) {
    const value = knownValue(part, id);
    if (value === null) return unknown(parts, id);
    sum += value * part.weightRatio;
  }
  return exact(sum);
}

function ratioOf(parts: readonly Part[], id: string, pair: { numerator: string; denominator: string }, scale: number): Outcome {
  const weighed = parts.map((part) => ({
    numerator: knownValue(part, pair.numerator),
    weight: weightOf(part, pair.denominator),
    share: part.weightRatio,
  }));
  const known = weighed.filter((part) => part.numerator !== null && part.weight !== null);
  const numerator = known.reduce((sum, part) => sum + (part.numerator ?? 0) * part.share, 0);
  const denominator = known.reduce((sum, part) => sum + (part.weight ?? 0), 0);
  // Where a denominator is unknown, the inhabitants tell how much of the area is known: none lost in an empty quarter.
  const weightId = weighed.every(({ weight }) => weight !== null) ? pair.denominator : 'count:population';
  const weights = parts.map((part) => weightOf(part, weightId));
  const whole = totalOf(weights);
  if (whole === null || whole === 0) return unknown(parts, id, pair.denominator);
  const knownWeight = weights.reduce((sum: number, weight, index) => {
    const part = weighed[index];
    return part === undefined || part.numerator === null || part.weight === null ? sum : sum + (weight ?? 0);
  }, 0);
  return fromKnownShare(parts, id, { value: (scale * numerator) / denominator, knownShareRatio: knownWeight / whole, approximate: false });
}

function weightedMean(parts: readonly Part[], id: string, weightIds: readonly string[], approximate: boolean): Outcome {
  for (const weightId of weightIds) {
    const weights = parts.map((part) => weightOf(part, weightId));
    const whole = totalOf(weights);
    if (whole === null || whole === 0) continue;
    let weighted = 0;
    let known = 0;
    for (const [index, part] of parts.entries()) {
      const value = knownValue(part, id);
      if (value === null) continue;
      weighted += value * (weights[index] ?? 0);
      known += weights[index] ?? 0;
    }
    return fromKnownShare(parts, id, { value: weighted / known, knownShareRatio: known / whole, approximate });
  }
  return unknown(parts, id);
}

function growthOf(parts: readonly Part[], id: string, rule: { later: string; earlier: string; years: string }): Outcome {
  const later = sumOf(parts, rule.later).value;
  const earlier = sumOf(parts, rule.earlier).value;
  const years = combine(parts, rule.years, { rule: 'constant' }).value;
  if (later === null || earlier === null || earlier <= 0 || years === null || years <= 0)
    return unknown(parts, id, rule.later, rule.earlier);
  return exact((later / earlier) ** (1 / years) - 1);
}

function fromKnownShare(
  parts: readonly Part[],
  id: string,
  mean: { value: number; knownShareRatio: number; approximate: boolean },
): Outcome {
  const { value, knownShareRatio } = mean;
  if (knownShareRatio < MIN_KNOWN_SHARE_RATIO || !Number.isFinite(value)) return { ...unknown(parts, id), knownShareRatio };
  return { value, status: 'known', approximate: mean.approximate || knownShareRatio < 1, knownShareRatio };
}

function knownValue(part: Part, id: string): number | null {
  return part.values.get(id)?.value ?? null;
}

function weightOf(part: Part, id: string): number | null {
  const weight = knownValue(part, id);
  return weight === null || weight < 0 ? null : weight * part.weightRatio;
}

function totalOf(weights: readonly (number | null)[]): number | null {
  let total = 0;
  for (const weight of weights) {
    if (weight === null) return null;
    total += weight;
  }
  return total;
}

function holds(parts: readonly Part[], id: string): boolean {
  return parts.some((part) => knownValue(part, id) !== null);
}

/** Secret as soon as one part is: what is missing might be guessed by difference, secrecy must be said. */
function unknown(parts: readonly Part[], ...ids: string[]): Outcome {
  const isSecret = parts.some((part) => ids.some((id) => part.values.get(id)?.status === 'secret'));
  return { value: null, status: isSecret ? 'secret' : 'missing', approximate: false, knownShareRatio: null };
}

function exact(value: number): Outcome {
  return { value, status: 'known', approximate: false, knownShareRatio: 1 };
}
