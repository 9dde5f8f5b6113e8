/**
 * How each indicator is rebuilt when areas are merged (methods §2.1): counts add up; rates are rebuilt from their
 * numerator and denominator; medians cannot be rebuilt, a weighted mean stands for them and is flagged approximate.
 */
export type AggregationRule =
  | { rule: 'sum' }
  /** `fallback`: another pair of counts, for sources that know households and not families. */
  | { rule: 'ratio'; numerator: string; denominator: string; scale?: number; fallback?: { numerator: string; denominator: string } }
  /** `weights` in order of preference: the first that is known for every part. */
  | { rule: 'weighted-mean'; weights: string[]; approximate: boolean }
  /** (later ÷ earlier)^(1 ÷ years) − 1, the years being the same for all parts. */
  | { rule: 'growth'; later: string; earlier: string; years: string }
  /** The same for all parts, otherwise missing. */
  | { rule: 'constant' };

const PERSONS = ['count:taxPersons', 'count:population'];

export const INDICATOR_AGGREGATION: Readonly<Record<string, AggregationRule>> = {
  density: { rule: 'ratio', numerator: 'count:population', denominator: 'count:areaKm2' },
  annualGrowth: { rule: 'growth', later: 'count:population', earlier: 'count:populationEarlier', years: 'years:growth' },
  'years:growth': { rule: 'constant' },
  naturalAndMigration: { rule: 'ratio', numerator: 'count:naturalBalance', denominator: 'count:population' },
  secondHomes: { rule: 'ratio', numerator: 'count:secondHomes', denominator: 'count:dwellings' },
  youngChildren: { rule: 'ratio', numerator: 'count:population0to5', denominator: 'count:population' },
  under15: { rule: 'ratio', numerator: 'count:population0to14', denominator: 'count:population' },
  over75: { rule: 'ratio', numerator: 'count:population75plus', denominator: 'count:population' },
  ageingIndex: { rule: 'ratio', numerator: 'count:population65plus', denominator: 'count:populationUnder20', scale: 100 },
  medianIncome: { rule: 'weighted-mean', weights: PERSONS, approximate: true },
  /** Exact when weighted by fiscal persons; secrecy hides the number of the poor, and other weights only come near. */
  povertyRate: { rule: 'weighted-mean', weights: PERSONS, approximate: true },
  unemployment: { rule: 'ratio', numerator: 'count:unemployed15to64', denominator: 'count:active15to64' },
  loneParents: {
    rule: 'ratio',
    numerator: 'count:familiesLoneParent',
    denominator: 'count:families',
    fallback: { numerator: 'count:householdsLoneParent', denominator: 'count:households' },
  },
  noDiploma: { rule: 'ratio', numerator: 'count:outOfSchoolNoDiploma', denominator: 'count:outOfSchool15plus' },
  socialBenefits: { rule: 'ratio', numerator: 'count:benefitRecipients', denominator: 'count:population' },
  withoutCar: { rule: 'ratio', numerator: 'count:householdsWithoutCar', denominator: 'count:mainResidences' },
  stationMinutes: { rule: 'weighted-mean', weights: ['count:population'], approximate: false },
  transitSupply: { rule: 'weighted-mean', weights: ['count:population'], approximate: false },
  commuteLength: { rule: 'weighted-mean', weights: ['count:employed15to64', 'count:population'], approximate: true },
};

/** The rule of an indicator: every `count:` adds up; an indicator unknown here is averaged by population, approximately. */
export function aggregationRuleOf(indicatorId: string): AggregationRule {
  const declared = INDICATOR_AGGREGATION[indicatorId];
  if (declared !== undefined) return declared;
  if (indicatorId.startsWith('count:')) return { rule: 'sum' };
  return { rule: 'weighted-mean', weights: ['count:population'], approximate: true };
}
