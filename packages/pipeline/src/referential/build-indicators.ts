import type { IndicatorValue } from '@maillage/domain/sources/records.ts';
import { communeOfMunicipalArrondissement, departementOfCommune } from '@maillage/domain/territories/codes.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';
import { chooseCandidate, type DatasetOf, describeChoice } from './choose-sources.ts';
import type { ProjectCode } from './project-code.ts';
import type { CommuneValue } from './referential.ts';
import { findDisagreements, tellDisagreements } from './tell-disagreements.ts';

type IndicatorDataset = DatasetOf<'indicators'>;
/** Brings values of old codes or of IRIS to communes of the reference geography: sums, rebuilt rates, weighted means. */
export type AggregateToCommunes = (
  values: readonly IndicatorValue[],
  assign: (areaCode: string) => { code: string; weightRatio: number }[],
) => { code: string; indicatorId: string; value: number | null; status: CommuneValue['status']; approximate: boolean }[];

export interface Indicators {
  values: Map<string, CommuneValue[]>;
  vintages: Map<string, number | null>;
  choices: string[];
  /** Files of one year that contradict each other: French sentences. */
  disagreements: string[];
}

const GEOGRAPHY_FITNESS = { commune: 2, iris: 1, epci: 0 } as const;

/**
 * Values by indicator, in the order of `communes`. For each indicator and Département one dataset wins: the one of the
 * most recent vintage that knows something there, communes before IRIS, then the larger number of known values.
 * Values of an EPCI are never spread over its communes.
 */
export function buildIndicators(options: {
  datasets: readonly IndicatorDataset[];
  communes: readonly Commune[];
  project: ProjectCode;
  aggregate: AggregateToCommunes;
  preferredPath: string | undefined;
}): Indicators {
  const { datasets, communes, project, aggregate, preferredPath } = options;
  const indexOf = new Map(communes.map((commune, index) => [commune.code, index]));
  const loaded = new Set(communes.map((commune) => commune.departementCode));
  const perIndicator = new Map<string, Map<string, ReturnType<typeof candidateOf>[]>>();
  for (const [path, ofFile] of Map.groupBy(datasets, (dataset) => dataset.path)) {
    // One aggregation per file: rates and means are rebuilt from the counts of the same file, whatever their year.
    const codes = new Set(ofFile.flatMap((dataset) => dataset.records.map((record) => record.areaCode)));
    const values = ofFile
      .flatMap((dataset) => dataset.records)
      .filter(
        ({ geography, areaCode }) =>
          geography !== 'epci' &&
          loaded.has(departementOfCommune(areaCode)) &&
          !codes.has(communeOfMunicipalArrondissement(areaCode) ?? ''),
      );
    const cogYear = ofFile.find((dataset) => dataset.cogYear !== null)?.cogYear ?? null;
    const vintageOf = new Map(ofFile.flatMap((dataset) => dataset.records.map((record) => [record.indicatorId, dataset.vintage] as const)));
    const geography = values[0]?.geography ?? 'commune';
    const aggregated = aggregate(values, (areaCode) => project(areaCode.slice(0, 5), cogYear));
    for (const [indicatorId, list] of Map.groupBy(aggregated, (value) => value.indicatorId)) {
      const byDepartement = perIndicator.get(indicatorId) ?? new Map();
      perIndicator.set(indicatorId, byDepartement);
      for (const [departement, ofDepartement] of Map.groupBy(list, (value) => departementOfCommune(value.code))) {
        const candidate = candidateOf({ path, vintage: vintageOf.get(indicatorId) ?? null, geography, values: ofDepartement });
        byDepartement.set(departement, [...(byDepartement.get(departement) ?? []), candidate]);
      }
    }
  }
  const result: Indicators = { values: new Map(), vintages: new Map(), choices: [], disagreements: [] };
  const disagreements: ReturnType<typeof findDisagreements> = [];
  const told = new Set<string>();
  for (const [indicatorId, byDepartement] of [...perIndicator].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const values: CommuneValue[] = communes.map(() => ({ value: null, status: 'missing', approximate: false }));
    for (const [departement, candidates] of byDepartement) {
      const knowing = candidates.filter((candidate) => candidate.rowCount > 0);
      const winner = chooseCandidate(knowing.length > 0 ? knowing : candidates, preferredPath);
      if (winner === undefined) continue;
      for (const { code, value, status, approximate } of winner.values) {
        const index = indexOf.get(code);
        if (index !== undefined) values[index] = { value, status, approximate };
      }
      if (departement !== communes[0]?.departementCode) continue;
      result.vintages.set(indicatorId, winner.vintage);
      disagreements.push(...findDisagreements(indicatorId, winner, knowing));
      const sentence = describeChoice('Indicateurs', winner, candidates, 'indicators');
      if (sentence !== null && !told.has(sentence)) {
        told.add(sentence);
        result.choices.push(sentence);
      }
    }
    result.values.set(indicatorId, values);
  }
  const names = new Map(communes.map(({ code, name }) => [code, name]));
  result.disagreements.push(...tellDisagreements(disagreements, (code) => names.get(code) ?? code));
  return result;
}

function candidateOf(facts: {
  path: string;
  vintage: number | null;
  geography: keyof typeof GEOGRAPHY_FITNESS;
  values: ReturnType<AggregateToCommunes>;
}) {
  const { path, vintage, geography, values } = facts;
  return { path, vintage, rowCount: values.filter((value) => value.value !== null).length, fitness: GEOGRAPHY_FITNESS[geography], values };
}
