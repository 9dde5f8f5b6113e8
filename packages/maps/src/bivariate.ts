import type { FigureDefinition, FigureValue } from '@maillage/domain/figures/figure.ts';
import { formatNumber } from '@maillage/domain/format.ts';
import { classIndexOf, quantileBreaks } from './classify.ts';
import { classLabels, STATUS_TEXTS } from './figure-text.ts';
import type { LegendEntry, MapDescription } from './map-description.ts';
import { BIVARIATE_COLOURS, MAP_NEUTRALS, type MapTheme } from './palettes.ts';

/** Thirds of the communes on each side: nine classes, the most that a reader can tell apart. */
export const SIDE_CLASSES = 3;

export interface CrossedFigure {
  figure: FigureDefinition;
  communes: readonly FigureValue[];
}

/**
 * Two figures on one map: each cut into thirds of the communes, nine classes in all, entry `3 × up + across`. A commune that lacks
 * either is in none. Ties never fall on both sides of a break, so a side of few distinct values may have fewer classes.
 */
export function buildBivariateDescription(input: {
  across: CrossedFigure;
  up: CrossedFigure;
  populations: ReadonlyMap<string, number | null>;
  theme: MapTheme;
}): MapDescription {
  const { across, up, populations, theme } = input;
  const sides = [across, up].map(({ figure, communes }) => {
    const breaks = quantileBreaks(
      communes.filter(isKnown).map(({ value }) => value!),
      SIDE_CLASSES,
    );
    return {
      figure,
      breaks,
      labels: classLabels(breaks, figure),
      values: new Map(communes.filter(isKnown).map(({ code, value }) => [code, value!])),
    };
  });
  const [x, y] = sides as [(typeof sides)[number], (typeof sides)[number]];
  const entries: LegendEntry[] = y.labels.flatMap((upLabel, row) =>
    x.labels.map((acrossLabel, column) => ({
      ...{ id: `class-${row}-${column}`, kind: 'class' as const, communeCount: 0, populationCount: 0 },
      label: `${acrossLabel} ; ${upLabel}`,
      colour: BIVARIATE_COLOURS[theme][spread(row, y.labels.length)]![spread(column, x.labels.length)]!,
    })),
  );
  const missing: LegendEntry = {
    ...{
      id: 'missing',
      label: STATUS_TEXTS.missing,
      colour: MAP_NEUTRALS[theme].missing,
      kind: 'missing',
      communeCount: 0,
      populationCount: 0,
    },
  };
  const entryIndexByCode = new Map<string, number>();
  for (const { code } of across.communes) {
    const [left, right] = [x.values.get(code), y.values.get(code)];
    const isMissing = left === undefined || right === undefined;
    const index = isMissing ? entries.length : classIndexOf(right, y.breaks) * x.labels.length + classIndexOf(left, x.breaks);
    const entry = isMissing ? missing : entries[index]!;
    entry.communeCount++;
    entry.populationCount += populations.get(code) ?? 0;
    entryIndexByCode.set(code, index);
  }
  const title = ({ title: name, estimated, available }: FigureDefinition) => name + (estimated && available ? ' (estimé)' : '');
  return {
    figureId: `${across.figure.id} ${up.figure.id}`,
    style: 'areas',
    legendTitle: `${title(across.figure)} × ${title(up.figure)}`,
    breaks: [],
    entries: missing.communeCount > 0 ? [...entries, missing] : entries,
    entryIndexByCode,
    bivariate: {
      across: { title: title(across.figure), breaks: x.breaks, labels: x.labels },
      up: { title: title(up.figure), breaks: y.breaks, labels: y.labels },
    },
    ...{ maxValue: 0, greyZones: null },
  };
}

/**
 * The last class of both figures; or what is said when it holds nobody: that nobody cumulates both is told only where a commune has both
 * values.
 */
export function findCorner({ entries }: Pick<MapDescription, 'entries'>): LegendEntry | { said: string } {
  const classes = entries.filter(({ kind }) => kind === 'class');
  const corner = classes.at(-1);
  if (corner === undefined || classes.every(({ communeCount }) => communeCount === 0))
    return { said: 'On ne peut pas dire qui cumule les deux : aucune commune n’a les deux valeurs.' };
  return corner.communeCount === 0 ? { said: 'Aucune commune ne cumule les deux.' } : corner;
}

/** Who is in the last class of both figures, in a sentence; empty for a map of one figure. */
export function sayCorner(description: MapDescription): string {
  if (description.bivariate === null) return '';
  const corner = findCorner(description);
  if ('said' in corner) return corner.said;
  const { across, up } = description.bivariate;
  const who = `${formatNumber(corner.populationCount)} habitants, dans ${formatNumber(corner.communeCount)} ${corner.communeCount > 1 ? 'communes, cumulent' : 'commune, cumulent'}`;
  return `${who} « ${across.title} » : ${across.labels.at(-1)}, et « ${up.title} » : ${up.labels.at(-1)}.`;
}

/** The colour of a class among fewer than three: the ends first. */
const spread = (index: number, count: number) => (count === 1 ? 0 : Math.round((index * (SIDE_CLASSES - 1)) / (count - 1)));

const isKnown = ({ status, value }: FigureValue) => status === 'known' && value !== null && Number.isFinite(value);
