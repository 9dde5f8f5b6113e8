import type { MapDescription } from './map-description.ts';
import { isochroneColours, MAP_NEUTRALS, type MapTheme } from './palettes.ts';
import { markRadius, symbolRadius } from './symbol-size.ts';

/** Names that the drawing side gives to its sources. Features carry their commune code as id. */
export const SOURCE_IDS = {
  communes: 'communes',
  /** What lies under the communes: the ground around and its borders, and that of the Département, by their `kind`. */
  under: 'under',
  /** What lies over them, by its `kind`: each source more is two full-size masks more at each drawing. */
  lines: 'lines',
  /** The commune under the pointer and the chosen one, which has a true `selected`. */
  focus: 'focus',
  centres: 'centres',
  journeys: 'journeys',
  isochrones: 'isochrones',
  attraction: 'attraction',
} as const;
/** What a feature of `under` or `lines` is. */
export type DrawnKind = 'neighbours' | 'neighbour-borders' | 'ground' | 'borders' | 'epcis' | 'qpvs' | 'departement';
export const LAYER_IDS = { fill: 'communes-fill', hatch: 'communes-hatch', symbols: 'communes-symbols' } as const;
/** The drawing side gives the map an image of this name: `drawHatch`. */
export const HATCH_IMAGE_ID = 'hatch';

/** From a commune to a place: degrees, longitude first. A straight line when the way there by the road is not known. */
export interface JourneyLine {
  rank: 'nearest' | 'second';
  from: [lon: number, lat: number];
  to: [lon: number, lat: number];
  /** The way there by the road; absent for a straight line. */
  road?: readonly [lon: number, lat: number][];
}

/** Plain data in the MapLibre style language; this package knows the language, not the library. */
export interface LayerSpecification {
  id: string;
  type: 'background' | 'fill' | 'line' | 'circle';
  source?: string;
  /** Which features of the source; all of them by default. */
  filter?: unknown[];
  /** Nothing to show: the layer costs nothing. */
  layout?: { visibility: 'visible' | 'none' };
  paint: Record<string, unknown>;
}

/** The state that each commune carries on the map: changing a figure changes states, never the geometry. */
export interface CommuneState {
  entryIndex: number;
  missing: boolean;
  greyZone: boolean;
  /** Radius of the symbol or mark in pixels; 0 when the figure is drawn as areas. */
  radius: number;
}

const state = (name: string, fallback: unknown) => ['coalesce', ['feature-state', name], fallback];
/**
 * One colour for all, written as one that follows a state. MapLibre gives the new states of a tile to the paint of the moment: if a colour
 * that followed states had become a plain one before the tile is cut again, it stops there with an error.
 */
const evenColour = (name: string, colour: string) => ['case', ['==', ['feature-state', name], null], colour, colour];
const flag = (name: string, yes: unknown, no: unknown) => ['case', ['boolean', ['feature-state', name], false], yes, no];
const ifSelected = (yes: number, no: number) => ['case', ['boolean', ['get', 'selected'], false], yes, no];
const only = (kind: DrawnKind) => ({ filter: ['==', ['get', 'kind'], kind] });
const communeLine = (colour: string) => ({ 'line-color': colour, 'line-opacity': 0.35, 'line-width': 0.4 });
/** A layer that is drawn though all of it is transparent costs as much as one that is seen. */
const shown = (isShown: boolean) => ({ layout: { visibility: isShown ? ('visible' as const) : ('none' as const) } });

export interface LayerOptions {
  /** Bands of the isochrones, whose features carry their `band` from the nearest; communes are paper under them. */
  isochroneBands?: number;
  /** True when the shapes of communes are circles moved aside: what stands at its true place on the ground is left out. */
  isCartogram?: boolean;
  /** True when there are ways to places to draw. */
  hasJourneys?: boolean;
}

/** Layers from the ground up. Communes are coloured by their `entryIndex` state. */
export function buildLayers(description: MapDescription, theme: MapTheme, options: LayerOptions = {}): LayerSpecification[] {
  const { isochroneBands = 0, isCartogram = false, hasJourneys = false } = options;
  const neutral = MAP_NEUTRALS[theme];
  const hasIsochrones = isochroneBands > 0;
  const colours = [
    'match',
    state('entryIndex', -1),
    ...description.entries.flatMap((entry, index) => [index, entry.colour]),
    neutral.missing,
  ];
  const hasMissing = description.entries.some(({ kind, communeCount }) => isUnknown(kind) && communeCount > 0);
  const asSymbols = description.style !== 'areas' && !hasIsochrones;
  return [
    { id: 'background', type: 'background', paint: { 'background-color': neutral.background } },
    { id: 'neighbours-fill', type: 'fill', source: SOURCE_IDS.under, ...only('neighbours'), paint: { 'fill-color': neutral.neighbour } },
    {
      id: 'neighbours-line',
      type: 'line',
      source: SOURCE_IDS.under,
      ...only('neighbour-borders'),
      paint: { 'line-color': neutral.outline, 'line-opacity': 0.16, 'line-width': 0.5 },
    },
    // Under the circles the ground is there, as quiet as that of the neighbours.
    {
      id: 'ground-fill',
      type: 'fill',
      source: SOURCE_IDS.under,
      ...only('ground'),
      ...shown(isCartogram),
      paint: { 'fill-color': neutral.neighbour },
    },
    {
      id: LAYER_IDS.fill,
      type: 'fill',
      source: SOURCE_IDS.communes,
      paint: { 'fill-color': asSymbols || hasIsochrones ? evenColour('entryIndex', neutral.missing) : colours },
    },
    {
      id: LAYER_IDS.hatch,
      type: 'fill',
      source: SOURCE_IDS.communes,
      ...shown(!hasIsochrones && (description.greyZones?.codes.size ?? 0) > 0),
      // Edges of a hatching are not drawn: those of the communes are there.
      paint: { 'fill-pattern': HATCH_IMAGE_ID, 'fill-opacity': flag('greyZone', 1, 0), 'fill-antialias': false },
    },
    {
      // Each band over the one that holds it: the source lists the farthest first.
      id: 'isochrones-fill',
      type: 'fill',
      source: SOURCE_IDS.isochrones,
      ...shown(hasIsochrones),
      paint: {
        'fill-color': hasIsochrones
          ? [
              'match',
              state('band', ['get', 'band']),
              ...isochroneColours(isochroneBands, theme).flatMap((colour, band) => [band, colour]),
              neutral.missing,
            ]
          : evenColour('band', neutral.missing),
        'fill-opacity': 0.9,
      },
    },
    {
      id: 'communes-line',
      type: 'line',
      source: SOURCE_IDS.lines,
      ...only('borders'),
      ...shown(!isCartogram),
      paint: communeLine(neutral.outline),
    },
    // Circles share no border: each draws its own.
    { id: 'circles-line', type: 'line', source: SOURCE_IDS.communes, ...shown(isCartogram), paint: communeLine(neutral.outline) },
    {
      // Missing: paper with a dotted edge, named in the legend.
      id: 'communes-missing',
      type: 'line',
      source: SOURCE_IDS.communes,
      ...shown(!hasIsochrones && hasMissing),
      paint: {
        'line-color': neutral.ink,
        'line-width': 1,
        'line-dasharray': [1, 2],
        'line-opacity': flag('missing', 0.55, 0),
      },
    },
    {
      id: 'epcis-line',
      type: 'line',
      source: SOURCE_IDS.lines,
      ...only('epcis'),
      ...shown(!isCartogram),
      paint: { 'line-color': theme === 'light' ? '#ffffff' : '#0c161b', 'line-width': 1.6, 'line-opacity': 0.85 },
    },
    {
      id: 'qpvs-line',
      type: 'line',
      source: SOURCE_IDS.lines,
      ...only('qpvs'),
      ...shown(!isCartogram),
      paint: { 'line-color': neutral.qpv, 'line-width': ['interpolate', ['linear'], ['zoom'], 7, 0.6, 11, 2] },
    },
    {
      id: 'departement-line',
      type: 'line',
      source: SOURCE_IDS.lines,
      ...only('departement'),
      paint: { 'line-color': neutral.ink, 'line-width': 1.4 },
    },
    {
      // Who depends on whom: drawn under the marks of the centres, on the map of centres only.
      id: 'attraction-line',
      type: 'line',
      source: SOURCE_IDS.attraction,
      ...shown(description.style === 'marks'),
      paint: { 'line-color': neutral.ink, 'line-width': 0.7, 'line-opacity': 0.55 },
    },
    ...(asSymbols ? [symbolLayer(colours, neutral.ink)] : []),
    {
      id: 'journeys-line',
      type: 'line',
      source: SOURCE_IDS.journeys,
      ...shown(hasJourneys),
      paint: {
        'line-color': theme === 'light' ? '#8a1f5c' : '#ff9ad0',
        'line-width': ['case', ['==', ['get', 'rank'], 'nearest'], 3, 1.5],
        'line-dasharray': [3, 1.5],
        'line-opacity': ['case', ['get', 'byRoad'], 0, 1],
      },
    },
    {
      // The way by the road is whole, a straight line is dashed.
      id: 'journeys-road',
      type: 'line',
      source: SOURCE_IDS.journeys,
      ...shown(hasJourneys),
      paint: {
        'line-color': theme === 'light' ? '#8a1f5c' : '#ff9ad0',
        'line-width': ['case', ['==', ['get', 'rank'], 'nearest'], 3.5, 2],
        'line-opacity': ['case', ['get', 'byRoad'], 1, 0],
      },
    },
    {
      id: 'journeys-places',
      type: 'circle',
      source: SOURCE_IDS.journeys,
      ...shown(hasJourneys),
      paint: {
        // A line has no circles at its corners.
        'circle-radius': ['case', ['!', ['get', 'isPlace']], 0, ['==', ['get', 'rank'], 'nearest'], 5, 3.5],
        'circle-color': theme === 'light' ? '#8a1f5c' : '#ff9ad0',
        'circle-stroke-color': neutral.missing,
        'circle-stroke-width': ['case', ['get', 'isPlace'], 1.2, 0],
      },
    },
    {
      id: 'communes-hover',
      type: 'line',
      source: SOURCE_IDS.focus,
      paint: {
        'line-color': neutral.ink,
        // Thin when the whole Département is in view, so that a small commune keeps its colour inside its outline.
        'line-width': ['interpolate', ['linear'], ['zoom'], 7.5, ifSelected(2, 1.5), 11, ifSelected(3.5, 2.5)],
      },
    },
  ];
}

function isUnknown(kind: MapDescription['entries'][number]['kind']): boolean {
  return kind === 'missing' || kind === 'secret';
}

function symbolLayer(colours: unknown, ink: string): LayerSpecification {
  return {
    id: LAYER_IDS.symbols,
    type: 'circle',
    source: SOURCE_IDS.centres,
    paint: {
      'circle-radius': state('radius', 0),
      'circle-color': colours,
      'circle-opacity': 0.82,
      'circle-stroke-color': ink,
      'circle-stroke-width': ['case', ['>', state('radius', 0), 0], 0.8, 0],
    },
  };
}

/**
 * The state of one commune. The area of a symbol, not its radius, follows the value (a circle twice as wide would
 * read four times as much); a missing or null value has no symbol.
 */
export function communeState(description: MapDescription, code: string, value: number | null): CommuneState {
  const entryIndex = description.entryIndexByCode.get(code) ?? -1;
  const missing = entryIndex < 0 || isUnknown(description.entries[entryIndex]!.kind);
  return { entryIndex, missing, greyZone: description.greyZones?.codes.has(code) ?? false, radius: radiusOf(description, value) };
}

function radiusOf({ style, maxValue }: MapDescription, value: number | null): number {
  if (style === 'areas') return 0;
  return style === 'marks' ? markRadius(value) : symbolRadius(value, maxValue);
}
