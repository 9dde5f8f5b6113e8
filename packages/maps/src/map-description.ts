import type { FigureDefinition, FigureValue } from '@maillage/domain/figures/figure.ts';
import { CENTRE_LEVEL_LABELS } from '@maillage/domain/services/ranges.ts';
import { classIndexOf, jenksBreaks } from './classify.ts';
import { classLabels, formatFigureValue, STATUS_TEXTS } from './figure-text.ts';
import { MAP_NEUTRALS, type MapTheme, type PaletteName, paletteColours, SECRET_COLOUR, UNREACHABLE_COLOUR } from './palettes.ts';

/** One line of the legend, and the class that communes of the map belong to. */
export interface LegendEntry {
  id: string;
  label: string;
  colour: string;
  /** `class`: a class of values; the others say why there is no number. */
  kind: 'class' | 'unreachable' | 'secret' | 'missing';
  communeCount: number;
  /** People of these communes whose population is known. */
  populationCount: number;
}

/** What the web draws and documents print: nothing here knows a map library. */
export interface MapDescription {
  figureId: string;
  /** `symbols`: circles whose area follows the value; `marks`: circles of one size per level. */
  style: 'areas' | 'symbols' | 'marks';
  /** Title of the legend, with its unit; « estimé » when the figure is. */
  legendTitle: string;
  breaks: number[];
  entries: LegendEntry[];
  /** Index in `entries` of each commune, by code. */
  entryIndexByCode: Map<string, number>;
  /** Greatest finite value, the size of the largest symbol; 0 when there is none. */
  maxValue: number;
  /** The reading key of two figures crossed; null for a map of one figure. */
  bivariate: BivariateKey | null;
  /** Grey zones, drawn over the classes; null when the figure has none. */
  greyZones: GreyZones | null;
}

/** `breaks`: the limits of its classes, in the unit of the figure. */
export interface BivariateKeySide {
  title: string;
  breaks: number[];
  labels: string[];
}

/** The two sides of a bivariate map: the labels of their classes, from the lowest. Entry `up × across.labels.length + across`. */
export interface BivariateKey {
  across: BivariateKeySide;
  up: BivariateKeySide;
}

/** Communes beyond the threshold of their range: hatched over, never a colour of their own. */
export interface GreyZones {
  label: string;
  /** In the unit of the figure; `thresholdText` as the label has it. */
  threshold: number;
  thresholdText: string;
  codes: ReadonlySet<string>;
  communeCount: number;
  /** People of these communes whose population is known. */
  populationCount: number;
}

export interface MapDescriptionInput {
  figure: FigureDefinition;
  communes: readonly FigureValue[];
  /** Population of each commune by code; null or absent when not known. */
  populations: ReadonlyMap<string, number | null>;
  theme: MapTheme;
  /** Value beyond which (strictly) a commune is a grey zone; null or absent when the figure has no threshold. */
  greyZoneThreshold?: number | null;
  /** The reader's own classes, in the place of the figure's; levels have none. */
  breaks?: readonly number[] | null;
}

const COMPUTED_CLASS_COUNT = 5;

/**
 * The classes, legend and class of each commune for a figure. Breaks are the figure's own when it has some (shared
 * by all pages), otherwise computed from the values. Every commune is in exactly one entry: unreachable, secret and
 * missing values have their own, and are left out of the classes.
 */
export function buildMapDescription(input: MapDescriptionInput): MapDescription {
  const { figure, communes, populations, theme } = input;
  const known = communes.filter(isKnown).map((commune) => commune.value!);
  const isLevels = figure.style === 'categories';
  const breaks = isLevels ? [0, 1, 2, 3] : (input.breaks ?? figure.breaks ?? jenksBreaks(known, COMPUTED_CLASS_COUNT));
  // Without a single value there is no class to read.
  const labels = known.length === 0 ? [] : isLevels ? [...CENTRE_LEVEL_LABELS] : classLabels(breaks, figure);
  const colours = paletteColours(paletteOf(figure), labels.length, theme);
  const entries: LegendEntry[] = labels.map((label, index) => ({
    id: `class-${index}`,
    label,
    // A commune that is not a centre has no mark: its colour is the paper's.
    colour: isLevels && index === 0 ? MAP_NEUTRALS[theme].missing : colours[index]!,
    kind: 'class',
    communeCount: 0,
    populationCount: 0,
  }));
  const entryIndexByCode = new Map<string, number>();
  for (const commune of communes) {
    const entryIndex = isKnown(commune) ? classIndexOf(commune.value!, breaks) : indexOfReason(entries, commune.status, theme);
    const entry = entries[entryIndex]!;
    entry.communeCount++;
    entry.populationCount += populations.get(commune.code) ?? 0;
    entryIndexByCode.set(commune.code, entryIndex);
  }
  return {
    figureId: figure.id,
    style: isLevels ? 'marks' : figure.style === 'symbols' ? 'symbols' : 'areas',
    legendTitle: figure.title + (figure.estimated && figure.available ? ' (estimé)' : ''),
    breaks: [...breaks],
    entries,
    entryIndexByCode,
    maxValue: known.reduce((greatest, value) => Math.max(greatest, value), 0),
    bivariate: null,
    greyZones: findGreyZones(input),
  };
}

/** A commune that nothing reaches is a grey zone too; one without data is not, and is named apart in the legend. */
function findGreyZones({ figure, communes, populations, greyZoneThreshold = null }: MapDescriptionInput): GreyZones | null {
  if (greyZoneThreshold === null) return null;
  const beyond = communes.filter((commune) => commune.status === 'unreachable' || (isKnown(commune) && commune.value! > greyZoneThreshold));
  const thresholdText = formatFigureValue(greyZoneThreshold, 'known', { ...figure, decimals: 0 });
  return {
    label: `zone grise : en moyenne plus de ${thresholdText}`,
    ...{ threshold: greyZoneThreshold, thresholdText },
    codes: new Set(beyond.map(({ code }) => code)),
    communeCount: beyond.length,
    populationCount: beyond.reduce((sum, { code }) => sum + (populations.get(code) ?? 0), 0),
  };
}

function isKnown(commune: FigureValue): boolean {
  return commune.status === 'known' && commune.value !== null && Number.isFinite(commune.value);
}

/** Missing and not collected share one entry, « non renseigné »: neither is a zero. */
function indexOfReason(entries: LegendEntry[], status: FigureValue['status'], theme: MapTheme): number {
  const kind = status === 'unreachable' || status === 'secret' ? status : 'missing';
  const found = entries.findIndex((entry) => entry.kind === kind);
  if (found >= 0) return found;
  const colours = { unreachable: UNREACHABLE_COLOUR[theme], secret: SECRET_COLOUR[theme], missing: MAP_NEUTRALS[theme].missing };
  const colour = colours[kind];
  entries.push({ id: kind, label: STATUS_TEXTS[kind], colour, kind, communeCount: 0, populationCount: 0 });
  return entries.length - 1;
}

function paletteOf(figure: FigureDefinition): PaletteName {
  if (figure.style === 'categories') return 'centres';
  if (figure.style === 'diverging') return 'diverging';
  const byTheme: Record<FigureDefinition['theme'], PaletteName> = {
    access: 'sea',
    offer: 'sea',
    centres: 'sea',
    needs: 'heath',
    population: 'slate',
    user: 'slate',
  };
  return byTheme[figure.theme];
}
