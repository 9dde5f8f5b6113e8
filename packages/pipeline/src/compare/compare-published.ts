import type { PublishedComparison } from '@maillage/domain/comparison/published-comparison.ts';
import { formatMinutes } from '@maillage/domain/format.ts';
import type { RunResults } from '@maillage/domain/runs/results.ts';
import { SERVICE_RANGES, type ServiceRange } from '@maillage/domain/services/ranges.ts';
import type { PublishedCommuneValue } from '@maillage/domain/sources/records.ts';
import { areaUnderCurve, confusionMatrix, f1Score, quadraticWeightedKappa } from '@maillage/engine/statistics/agreement.ts';
import { shareBeyond } from '@maillage/engine/statistics/weighted-minutes.ts';
import type { Referential } from '../referential/referential.ts';

const REMOTE_MEASURES: Record<ServiceRange, PublishedCommuneValue['measure']> = {
  proximity: 'remote-proximity-percent',
  intermediate: 'remote-intermediate-percent',
  superior: 'remote-superior-percent',
};
const LEVEL_COUNT = 5;

const HOW_COUNTED = {
  estimated: 'Nos minutes sont estimées à vol d’oiseau entre centres de communes',
  network: 'Nos minutes suivent les routes d’OpenStreetMap, jusqu’au lieu même quand il est situé',
} as const;

/**
 * Our results beside those that INSEE, INRAE and the ANCT publish. For comparison only: nothing here enters the
 * computation. Null when no published result is loaded. Codes of older vintages that no longer exist are left out.
 */
export function comparePublished({ referential, results }: { referential: Referential; results: RunResults }): PublishedComparison | null {
  const { publishedCommunes, ownCount, communes } = referential;
  const own = new Set(communes.slice(0, ownCount).map((commune) => commune.code));
  const published = new Map<string, number>();
  for (const { communeCode, measure, value } of publishedCommunes) {
    if (value !== null && own.has(communeCode)) published.set(`${measure}\n${communeCode}`, value);
  }
  const remoteness = SERVICE_RANGES.flatMap((range) => compareRemoteness(range, published, referential, results));
  const centres = compareCentres(published, results);
  if (remoteness.length === 0 && centres === null) return null;
  return { runId: results.manifest.id, remoteness, centres, services: compareServices(results) };
}

function compareRemoteness(
  range: ServiceRange,
  published: ReadonlyMap<string, number>,
  referential: Referential,
  results: RunResults,
): PublishedComparison['remoteness'] {
  const measure = REMOTE_MEASURES[range];
  const rows = results.ranges.filter(
    (row) => row.range === range && row.meanMinutes !== null && published.has(`${measure}\n${row.communeCode}`),
  );
  const first = rows[0];
  if (first === undefined) return [];
  const isRemote = Uint8Array.from(rows, (row) => Number((published.get(`${measure}\n${row.communeCode}`) ?? 0) > 0));
  const isFar = Uint8Array.from(rows, (row) => Number(row.farShareRatio === 1));
  const minutes = Float64Array.from(rows, (row) => row.meanMinutes ?? Infinity);
  const population = new Map(referential.communes.map((commune) => [commune.code, commune.populationCount ?? 0]));
  const ourShareRatio = shareBeyond(
    minutes,
    Float64Array.from(rows, (row) => population.get(row.communeCode) ?? 0),
    first.thresholdMinutes,
  );
  const percent = referential.publishedTerritories.find(
    (value) => value.kind === 'departement' && value.code === referential.departementCode && value.measure === measure,
  )?.value;
  const count = (flags: Uint8Array) => flags.reduce((sum, flag) => sum + flag, 0);
  return [
    {
      range,
      thresholdMinutes: first.thresholdMinutes,
      fit: {
        auc: areaUnderCurve(minutes, isRemote),
        f1: f1Score(isFar, isRemote),
        farCount: count(isFar),
        publishedFarCount: count(isRemote),
        comparedCount: rows.length,
      },
      ourShareRatio,
      publishedShareRatio: percent == null ? null : percent / 100,
      reason: `${HOW_COUNTED[results.travelMethod]}, celles de l’INSEE suivent le réseau routier de commune à commune ; nous prenons la moyenne des services de la gamme au millésime ${referential.offerVintage ?? 'absent'}, et la coupure à ${formatMinutes(first.thresholdMinutes)} rend sensibles les communes proches du seuil.`,
    },
  ];
}

function compareCentres(published: ReadonlyMap<string, number>, results: RunResults): PublishedComparison['centres'] {
  const rows = results.centres.filter((centre) => published.has(`centrality-level\n${centre.communeCode}`));
  if (rows.length === 0) return null;
  const truth = Uint8Array.from(rows, (row) => published.get(`centrality-level\n${row.communeCode}`) ?? 0);
  const confusion = confusionMatrix(
    truth,
    Uint8Array.from(rows, (row) => row.level),
    LEVEL_COUNT,
  );
  const top = confusion[LEVEL_COUNT - 1] ?? [];
  return {
    comparedCount: rows.length,
    kappa: quadraticWeightedKappa(confusion),
    majorPublished: top.reduce((sum, count) => sum + count, 0),
    majorFound: top[LEVEL_COUNT - 1] ?? 0,
    confusion,
  };
}

function compareServices(results: RunResults): PublishedComparison['services'] {
  const rows = results.services.filter((service) => service.level !== null);
  if (rows.length === 0) return null;
  const disagreements = rows.flatMap(({ serviceType, label, range, level }) =>
    level === null || level === range ? [] : [{ serviceType, label, published: range, ours: level }],
  );
  return { comparedCount: rows.length, agreementRatio: 1 - disagreements.length / rows.length, disagreements };
}
