import type { FigureDefinition, FigureSeries, FigureValue } from '@maillage/domain/figures/figure.ts';
import { NEED_INDICATORS } from '@maillage/domain/indicators/need-indicators.ts';
import type { RunManifest } from '@maillage/domain/runs/run-manifest.ts';
import { findGreyZoneThreshold } from '@maillage/maps/grey-zone-threshold.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { needRankingQuery } from '../../api/need-queries.ts';
import { greyWhatIfQuery } from '../../api/what-if-queries.ts';
import { NEED_TRIAL, useNeedWeights } from '../../trial/need-weights.ts';
import { readNumber, useChoices } from '../../trial/use-choices.ts';
import { CLASS_CHOICES, type ClassChoice, readClassChoice } from './class-choice.ts';
import { type FarCount, sayFar, sayGrey, sayNeeds } from './trial-headline.ts';

export const THRESHOLD = { min: 1, max: 90, step: 1 };
export const FACTOR = { min: 0.5, max: 3, step: 0.1 };
/** Until those of the run are known, nothing is asked. */
const NO_PARAMETERS = { needWeights: {}, needNormalisation: 'zscore' } as const;
/** What the address holds of a map that its reader has changed. */
const MAP_CHOICES = ['seuil', 'facteur', ...NEED_TRIAL, ...CLASS_CHOICES] as const;

/** A map under the hand of its reader: the published values, or those that the choices of the address make of them. */
export interface LiveMap {
  figure: FigureDefinition;
  communes: readonly FigureValue[];
  /** Those of `communes` that are known. */
  values: readonly number[];
  classes: ClassChoice;
  /** Beyond which a commune is a grey zone, in the unit of the figure; null when the figure has none. */
  threshold: number | null;
  publishedThreshold: number | null;
  /** The answer of the map with what the reader has moved, in French; null when the published sentence holds. */
  trialHeadline: string | null;
  /** True when the map is no longer the published one. */
  isChanged: boolean;
  /** Back to the published map. */
  reset(): void;
}

/** The last answer stands until the next comes: nothing blinks under a slider. */
export function useLiveMap(options: {
  runId: string;
  series: FigureSeries | undefined;
  manifest: RunManifest | undefined;
  populations: ReadonlyMap<string, number | null>;
  nameOf(code: string): string;
}): LiveMap | null {
  const { runId, series, manifest, populations, nameOf } = options;
  const { read, reset, isChanged } = useChoices();
  const figure = series?.figure;
  const changed = useChangedValues(runId, figure?.id ?? '', manifest);
  const communes = changed?.communes ?? series?.communes;
  const values = useMemo(() => communes?.flatMap(({ value, status }) => (status === 'known' && value !== null ? [value] : [])), [communes]);
  const asked = CLASS_CHOICES.map((name) => read(name)).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `read` is new at each rendering, what it reads is `asked`
  const classes = useMemo(() => (figure && values ? readClassChoice(read, figure, values) : null), [figure, values, asked]);
  if (figure === undefined || communes === undefined || values === undefined || classes === null) return null;
  const publishedThreshold = manifest === undefined ? null : findGreyZoneThreshold(figure.id, manifest.parameters);
  const movable = publishedThreshold !== null && figure.unit === 'min';
  const threshold = movable ? readNumber(read('seuil'), publishedThreshold, THRESHOLD) : publishedThreshold;
  const isOfMap = isChanged(MAP_CHOICES);
  return {
    ...{ figure, communes, values, classes, threshold, publishedThreshold },
    trialHeadline:
      movable && threshold !== null && threshold !== publishedThreshold
        ? sayFar(countFar(communes, threshold, populations), threshold)
        : (changed?.headline ?? sayNeedsOf(changed, nameOf)),
    isChanged: isOfMap,
    reset: () => reset(MAP_CHOICES),
  };
}

function countFar(communes: readonly FigureValue[], threshold: number, populations: ReadonlyMap<string, number | null>): FarCount {
  const far = communes.filter(
    ({ value, status }) => status === 'unreachable' || (status === 'known' && value !== null && value > threshold),
  );
  const count = (members: readonly FigureValue[]) => members.reduce((sum, { code }) => sum + (populations.get(code) ?? 0), 0);
  const everybody = count(communes);
  return {
    communeCount: far.length,
    populationCount: count(far),
    shareRatio: everybody === 0 ? null : count(far) / everybody,
  };
}

interface ChangedValues {
  communes: FigureValue[];
  /** What they say; null for needs, which are told by the names of communes. */
  headline: string | null;
}

const sayNeedsOf = (changed: ChangedValues | null, nameOf: (code: string) => string) =>
  changed === null ? null : sayNeeds(changed.communes, nameOf);

/** The values with the reader's own weights or factor; null when they are those of the run. */
function useChangedValues(runId: string, figureId: string, manifest: RunManifest | undefined): ChangedValues | null {
  const { read, isChanged } = useChoices();
  const indicator = NEED_INDICATORS.find((id) => figureId === `need.${id}`);
  const needs = useNeedWeights(indicator ?? NEED_INDICATORS[0], manifest?.parameters ?? NO_PARAMETERS);
  const needsAsked = manifest !== undefined && indicator !== undefined && isChanged(NEED_TRIAL);
  const { data: ranking } = useQuery({
    ...needRankingQuery(runId, indicator ?? NEED_INDICATORS[0], needs.query),
    enabled: needsAsked,
    placeholderData: keepPreviousData,
  });
  const [family, ...parts] = figureId.split('.');
  const isGrey = family === 'grey-share' || family === 'grey-fixed';
  const greyAsked = manifest !== undefined && isGrey && isChanged(['facteur']);
  const factor = readNumber(read('facteur'), manifest?.parameters.greyZones.factor ?? 1, FACTOR);
  const { data: grey } = useQuery({
    ...greyWhatIfQuery(runId, {
      scope: parts.join('.'),
      reference: family === 'grey-fixed' ? 'fixed' : 'departement',
      factor: String(factor),
    }),
    enabled: greyAsked,
    placeholderData: keepPreviousData,
  });
  return useMemo(() => {
    if (needsAsked && ranking) return { communes: ranking.map(({ communeCode, score }) => known(communeCode, score)), headline: null };
    if (greyAsked && grey)
      return {
        communes: grey.communes.map(({ communeCode, greyCount, knownCount }) =>
          known(communeCode, knownCount === 0 ? null : greyCount / knownCount),
        ),
        headline: sayGrey(grey),
      };
    return null;
  }, [needsAsked, ranking, greyAsked, grey]);
}

const known = (code: string, value: number | null): FigureValue => ({ code, value, status: value === null ? 'missing' : 'known' });
