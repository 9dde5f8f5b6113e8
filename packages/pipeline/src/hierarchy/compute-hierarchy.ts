import type { Hierarchy, ServiceAnomaly } from '@maillage/domain/hierarchy/hierarchy.ts';
import { CENTRE_LEVEL_LABELS, SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import { findLevelFlips } from '@maillage/engine/centres/centre-levels.ts';
import { computeScalogram } from '@maillage/engine/hierarchy/scalogram.ts';
import type { ChapterInput } from '../chapters/compute-chapters.ts';
import { CENTRE_LEVELS, countFacilities, rateCentres } from '../compute/compute-centres.ts';
import { ACCESS_KEYS, pick } from '../compute/kept-results.ts';
import { levelsByEachRule } from '../compute/service-levels.ts';
import { computeCentreAreas } from './compute-centre-areas.ts';

/** The levels of services follow the rule and the minutes: what they depend on counts too. */
const HIERARCHY_KEYS = ['levelRule', 'levelCuts', 'centreRule', 'centreOverrides', 'huff', ...ACCESS_KEYS] as const;
interface HierarchyInput extends Pick<ChapterInput, 'referential' | 'travel' | 'kept'> {
  results: Pick<ChapterInput['results'], 'services'>;
  parameters: Pick<ChapterInput['parameters'], (typeof HIERARCHY_KEYS)[number]>;
}
/** How far a threshold is moved to see which centres owe their level to it. */
const FLIP_RATIO = 0.1;

/** The order in which services appear, what each commune lacks by it, and who turns to which centre. */
export function computeHierarchy({ kept, parameters, referential, results, travel }: ChapterInput): Hierarchy {
  return kept.keep('hierarchy', pick(parameters, HIERARCHY_KEYS), (chosen) =>
    describeHierarchy({ referential, results: { services: results.services }, travel, parameters: chosen, kept }),
  );
}

function describeHierarchy(input: HierarchyInput): Hierarchy {
  const { referential, parameters, results, travel, kept } = input;
  const { communes, ownCount, groupings } = referential;
  const facilityCounts = countFacilities(referential);
  const rated = rateCentres(referential, facilityCounts, parameters);
  const empty = 'Aucun fichier d’équipements ne couvre le Département : il n’y a ni ordre des services, ni pôle.';
  if (rated === null)
    return {
      ...{
        scalogram: null,
        anomalies: [],
        levels: [],
        endowment: null,
        flips: [],
        attraction: [],
        areas: [],
        overrides: [],
        outsideNames: {},
      },
      emptyReasons: Object.fromEntries(
        ['guttman', 'attraction', 'service-levels', 'centre-flips', 'centre-areas'].map((name) => [name, empty]),
      ),
    };
  const own = facilityCounts.subarray(0, ownCount * groupings.length);
  // A service found nowhere has no place in the ladder: it would only be an error that nobody makes.
  const order = results.services
    .flatMap(({ appearanceRank, communesCount }, index) =>
      appearanceRank === null || communesCount === 0 ? [] : [{ index, appearanceRank }],
    )
    .sort((a, b) => a.appearanceRank - b.appearanceRank)
    .map(({ index }) => index);
  const scalogram = order.length === 0 ? null : computeScalogram({ facilityCounts: own, serviceCount: groupings.length, order });
  const anomalies = (pairs: [number, number][], kind: ServiceAnomaly['kind']): ServiceAnomaly[] =>
    pairs.map(([commune, service]) => ({ communeCode: communes[commune]!.code, serviceType: groupings[service]!.code, kind }));
  const flips = findLevelFlips(rated.score.subarray(0, ownCount), parameters.centreRule.levelThresholds, FLIP_RATIO);
  // Areas owe nothing to the minutes within a commune.
  const { attraction, areas } = kept.keep('centre-areas', pick(parameters, ['centreRule', 'centreOverrides', 'huff']), ({ huff }) =>
    computeCentreAreas({ referential, rated, travel, huff }),
  );
  const levelOf = (value: number) => CENTRE_LEVELS[value] ?? 0;
  const emptyReasons: Record<string, string> = {};
  if (flips.length === 0) emptyReasons['centre-flips'] = 'Aucune commune ne change de niveau quand un seuil de dotation bouge de 10 %.';
  if (attraction.length === 0) emptyReasons.attraction = emptyReasons['centre-areas'] = 'Aucune commune chargée n’est un centre.';
  return {
    scalogram: scalogram && {
      communeCount: ownCount,
      serviceCount: order.length,
      errorCount: scalogram.errorCount,
      reproducibility: scalogram.reproducibility,
      marginalReproducibility: scalogram.marginalReproducibility,
      scalability: Number.isNaN(scalogram.scalability) ? null : scalogram.scalability,
    },
    anomalies: scalogram === null ? [] : [...anomalies(scalogram.missing, 'missing'), ...anomalies(scalogram.unexpected, 'unexpected')],
    levels: levelsByEachRule(results.services, parameters),
    endowment: describeEndowment(input, own),
    flips: flips.map(({ threshold, changeRatio, commune, fromLevel, toLevel }) => ({
      threshold: CENTRE_LEVEL_LABELS[threshold + 1]!,
      changeRatio,
      communeCode: communes[commune]!.code,
      fromLevel: levelOf(fromLevel),
      toLevel: levelOf(toLevel),
    })),
    attraction,
    areas,
    overrides: parameters.centreOverrides.map(({ communeCode, level, author, reason }) => ({
      ...{ communeCode, level, author, reason },
      computedLevel: levelOf(rated.computedLevel[communes.findIndex(({ code }) => code === communeCode)]!),
    })),
    outsideNames: nameOutside(input, attraction),
    emptyReasons,
  };
}

/** The centres beyond the limit that somebody here turns to. */
function nameOutside({ referential }: HierarchyInput, attraction: Hierarchy['attraction']): Record<string, string> {
  const codes = new Set(
    attraction.flatMap(({ centreCode, huffCentreCode, secondCentreCode }) => [centreCode, huffCentreCode, secondCentreCode]),
  );
  const outside = referential.communes.slice(referential.ownCount).filter(({ code }) => codes.has(code));
  return Object.fromEntries(outside.map(({ code, name }) => [code, name]));
}

/** Groupings present in each commune, by range: enough to rate it again under another rule. */
function describeEndowment({ referential }: HierarchyInput, own: Uint32Array): Hierarchy['endowment'] {
  const { communes, ownCount, groupings } = referential;
  const columns = SERVICE_RANGES.map((range) =>
    groupings.flatMap((grouping, column) => (grouping.collected && grouping.range === range ? [column] : [])),
  );
  const count = (range: number, counts: (column: number) => boolean) => columns[range]!.filter(counts).length;
  const byRange = (counts: (column: number) => boolean): [number, number, number] => [count(0, counts), count(1, counts), count(2, counts)];
  return {
    collectedCounts: byRange(() => true),
    communes: communes.slice(0, ownCount).map(({ code }, row) => ({
      communeCode: code,
      presentCounts: byRange((column) => own[row * groupings.length + column]! > 0),
    })),
  };
}
