import type { DocumentFigure, Inline, LegendLine, MapBlock } from '@maillage/domain/documents/document.ts';
import { formatDate, formatNumber } from '@maillage/domain/format.ts';
import { typeset } from '@maillage/domain/typography.ts';
import { markRadius, symbolRadius } from '@maillage/maps/layer-specification.ts';
import type { LegendEntry, MapDescription } from '@maillage/maps/map-description.ts';
import { type MapBodies, prepareMapBodies } from '@maillage/maps/svg/draw-map-body.ts';
import { type DrawnMap, readTopology, townsOf } from '../atlas/atlas-maps.ts';
import { joinFrench } from '../views/french.ts';
import type { IndexedRun } from '../views/run-rows.ts';
import type { DocumentBook } from './build-figure-book.ts';
import { listSources } from './figures/figure-context.ts';
import { describeMap } from './figures/map-figures.ts';
import { lightenTopology } from './lighten-topology.ts';
import { inlinesOf, named, nameInline, readInlines } from './prose-inlines.ts';
import { writeHeadline } from './write-headline.ts';

/** Units of the drawing: names are as large on one paper as on the other, and outlines as fine as the eye sees. */
const BODIES = { a4: { width: 640, maxHeight: 430 }, 'a3-landscape': { width: 900, maxHeight: 700 } } as const;

/** Draws the maps of one document: shapes are read once for all of them. */
export interface MapMaker {
  /** The block of a declared map; undefined for a map that the atlas has not, or in a run without shapes. */
  build(mapId: string): MapBlock | undefined;
}

export function createMapMaker(book: DocumentBook, geometry: Uint8Array | null, paper: keyof typeof BODIES = 'a4'): MapMaker {
  let bodies: MapBodies | undefined;
  return {
    build(mapId) {
      const drawn = describeMap(book.context, mapId);
      if (drawn === undefined || geometry === null) return undefined;
      bodies ??= prepareMapBodies(
        { topology: lightenTopology(readTopology(geometry), BODIES[paper].width), towns: townsOf(book.context.run), theme: 'light' },
        BODIES[paper],
      );
      return buildMapBlock(book, drawn, bodies);
    },
  };
}

function buildMapBlock(book: DocumentBook, drawn: DrawnMap, bodies: MapBodies): MapBlock {
  const { map, description, figures } = drawn;
  const { manifest } = book.context.run.facts;
  const headline = inlinesOf(book, writeHeadline(book, map.id));
  const note = description.style === 'symbols' ? 'L’aire du cercle suit la valeur. ' : '';
  return {
    kind: 'map',
    mapId: map.id,
    title: [nameInline(typeset(manifest.fictional ? `${map.title} (fictif)` : map.title))],
    headline,
    comment: inlinesOf(book, named(note + map.comment)),
    svg: bodies.draw(drawn),
    size: bodies.size,
    alternative: typeset(describe(book.context.run, drawn, readInlines(headline))),
    legendTitle: typeset(description.legendTitle),
    legend: legendOf(book, drawn),
    bivariate:
      description.bivariate === null
        ? null
        : { ...description.bivariate, colours: description.entries.filter(({ kind }) => kind === 'class').map(({ colour }) => colour) },
    credits: creditsOf(book, figures),
  };
}

function legendOf(book: DocumentBook, { map, description }: DrawnMap): LegendLine[] {
  const { entries, bivariate, greyZones, style, maxValue, breaks } = description;
  const counts = (id: string) => ({
    communes: book.find(`map.${map.id}.${id}.communes:bare`) ?? null,
    people: book.find(`map.${map.id}.${id}.people:bare`) ?? null,
  });
  const lines = entries.map(
    (entry, index): LegendLine => ({
      label: [nameInline(typeset(entry.label))],
      colour: entry.colour,
      hatched: false,
      diameter: diameterOf(entry, { style, index, maxValue, breaks }),
      ...counts(entry.id),
    }),
  );
  const grey: LegendLine[] =
    greyZones === null
      ? []
      : [{ label: [nameInline(typeset(greyZones.label))], colour: null, hatched: true, diameter: null, ...counts('grey') }];
  // The nine classes are in the key; a class that nobody is in says so there.
  return [...(bivariate === null ? lines : lines.filter((_, index) => entries[index]!.kind !== 'class')), ...grey];
}

function diameterOf(
  { kind }: LegendEntry,
  { style, index, maxValue, breaks }: Pick<MapDescription, 'style' | 'maxValue' | 'breaks'> & { index: number },
): number | null {
  if (kind !== 'class' || style === 'areas') return null;
  if (style === 'marks') return 2 * markRadius(index);
  return 2 * symbolRadius(breaks[index] ?? maxValue, maxValue);
}

/** What the picture shows: how far the values go, who is in each class, and where the farthest are. */
function describe(run: IndexedRun, drawn: DrawnMap, headline: string): string {
  const { description } = drawn;
  const classes = description.entries.map(
    ({ label, communeCount, populationCount }) =>
      `${label}, ${formatNumber(communeCount)} ${communeCount > 1 ? 'communes' : 'commune'} et ${formatNumber(populationCount)} habitants`,
  );
  const grey =
    description.greyZones === null || description.greyZones.communeCount === 0
      ? ''
      : ` En hachures, ${formatNumber(description.greyZones.communeCount)} ${description.greyZones.communeCount > 1 ? 'communes' : 'commune'} : ${description.greyZones.label}.`;
  return `${headline} ${description.legendTitle} : ${classes.join(' ; ')}.${grey}${sayWhere(run, drawn)}`;
}

const TOLD_PLACES = 5;

/** The farthest, or the greatest: five communes by their names. */
function sayWhere(run: IndexedRun, { description, values }: DrawnMap): string {
  const known = [...values].flatMap(([code, value]) => (value === null ? [] : [{ code, value }]));
  if (description.bivariate !== null || known.length === 0) return '';
  const top = known
    .toSorted((a, b) => b.value - a.value || (a.code < b.code ? -1 : 1))
    .slice(0, TOLD_PLACES)
    .map(({ code }) => `${run.communes.get(code)?.name ?? ''} (${code})`);
  return ` Les valeurs les plus fortes : ${joinFrench(top)}.`;
}

function creditsOf(book: DocumentBook, figures: DrawnMap['figures']): Inline[] {
  const { run } = book.context;
  const { manifest, publishedAt } = run.facts;
  const cited = Map.groupBy(
    figures.flatMap((figure) => listSources(run, figure)),
    ({ producer }) => producer,
  );
  const told = [...cited].map(([producer, files]) => {
    const names = files.map(({ title, vintage }) => (vintage === null ? title : `${title} ${vintage}`));
    return `${producer} (${[...new Set(names)].join(', ')})`;
  });
  const sources = told.length === 0 ? '' : `Sources : ${told.join(' ; ')}. `;
  const error = figures.find((figure) => figure.error !== null)?.error ?? '';
  const text = `${sources}${manifest.departementName}. Maillage, calcul ${manifest.id} du ${formatDate(publishedAt)}, géographie ${manifest.cogYear}. ${error}`;
  return [{ kind: 'reference', text: typeset(text.trim()) }];
}

/** Figures of a legend are those of the book: nothing is counted twice. */
export const legendFigures = ({ legend }: MapBlock): DocumentFigure[] =>
  legend.flatMap(({ communes, people }) => [communes, people].filter((figure) => figure !== null));
