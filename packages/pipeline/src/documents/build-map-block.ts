import type { BivariateSide, Inline, LegendLine, MapBlock } from '@maillage/domain/documents/document.ts';
import { formatDate, formatNumber } from '@maillage/domain/format.ts';
import { typeset } from '@maillage/domain/typography.ts';
import { classLabelPieces } from '@maillage/maps/figure-text.ts';
import type { GreyZones, LegendEntry, MapDescription } from '@maillage/maps/map-description.ts';
import { type MapBodies, prepareMapBodies } from '@maillage/maps/svg/draw-map-body.ts';
import { markRadius, symbolRadius } from '@maillage/maps/symbol-size.ts';
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
  build(mapId: string, focus?: MapFocus): MapBlock | undefined;
}

/** The territory that a map is framed on: its legend then counts its communes only. */
export interface MapFocus {
  kind: string;
  code: string;
  name: string;
  /** Of its communes; those where it lies, for a neighbourhood. */
  communeCodes: ReadonlySet<string>;
}

/** A map amid the two pages of a portrait is not as tall. */
const FOCUSED_HEIGHT = 390;

/** `draws` false: blocks have all their words, and no drawing. */
export function createMapMaker(
  book: DocumentBook,
  geometry: Uint8Array | null,
  { paper = 'a4', draws = true }: { paper?: keyof typeof BODIES; draws?: boolean } = {},
): MapMaker {
  const kept = new Map<string, MapBodies>();
  const bodiesOf = (shapes: Uint8Array, focus: MapFocus | undefined): MapBodies => {
    const key = focus === undefined ? '' : `${focus.kind}:${focus.code}`;
    const found = kept.get(key);
    if (found !== undefined) return found;
    const size = focus === undefined ? BODIES[paper] : { ...BODIES[paper], maxHeight: FOCUSED_HEIGHT };
    // Closer, the eye sees more corners.
    const topology = lightenTopology(readTopology(shapes), size.width * (focus === undefined ? 1 : CLOSER));
    const bodies = prepareMapBodies({ topology, towns: townsOf(book.context.run), theme: 'light' }, size, focus?.communeCodes);
    kept.set(key, bodies);
    return bodies;
  };
  return {
    build(mapId, focus) {
      const drawn = describeMap(book.context, mapId);
      if (drawn === undefined || geometry === null) return undefined;
      return buildMapBlock(book, drawn, draws ? bodiesOf(geometry, focus) : NOT_DRAWN, { focus, paper });
    },
  };
}

const NOT_DRAWN: MapBodies = { draw: () => '', size: { width: 1, height: 1 } };

/** How much closer than the Département a territory is shown, about. */
const CLOSER = 4;

function buildMapBlock(
  book: DocumentBook,
  drawn: DrawnMap,
  bodies: MapBodies,
  { focus, paper }: { focus: MapFocus | undefined; paper: keyof typeof BODIES },
): MapBlock {
  const { map, description, figures } = drawn;
  const { manifest } = book.context.run.facts;
  // The answer of the map is that of the whole Département: beside a part of it, it would mislead.
  const headline = focus === undefined ? inlinesOf(book, writeHeadline(book, map.id)) : [];
  const note = description.style === 'symbols' ? 'L’aire du cercle suit la valeur. ' : '';
  const frame = focus === undefined ? '' : sayFrame(focus);
  const title = focus === undefined ? map.title : `${focus.name}. ${map.title}`;
  return {
    kind: 'map',
    mapId: map.id,
    title: [nameInline(typeset(manifest.fictional ? `${title} (fictif)` : title))],
    headline,
    comment: inlinesOf(book, named(note + map.comment + frame)),
    svg: bodies.draw(drawn),
    size: bodies.size,
    alternative: typeset(describe(book, drawn, readInlines(headline), focus)),
    legendTitle: [nameInline(typeset(description.legendTitle))],
    legend: legendOf(book, drawn, focus),
    bivariate:
      description.bivariate === null
        ? null
        : {
            ...{ across: sideOf(book, drawn, 'across'), up: sideOf(book, drawn, 'up') },
            colours: description.entries.filter(({ kind }) => kind === 'class').map(({ colour }) => colour),
          },
    credits: creditsOf(book, figures, { whole: paper === 'a3-landscape' }),
  };
}

const sayFrame = ({ kind }: MapFocus) =>
  kind === 'qpv'
    ? ' Le trait fort entoure les communes du quartier.'
    : ' Le trait fort entoure le territoire ; les comptes sont les siens.';

/** A side of the key of two figures: its classes, their limits as figures. */
function sideOf(book: DocumentBook, { map, description, figures }: DrawnMap, side: 'across' | 'up'): BivariateSide {
  const { title, breaks } = description.bivariate![side];
  const figure = figures[side === 'across' ? 0 : 1]!;
  return {
    title: [nameInline(typeset(title))],
    labels: classLabelPieces(breaks, figure).map((pieces) =>
      pieces.map((piece): Inline => {
        if (typeof piece === 'string') return { kind: 'text', text: piece };
        return { kind: 'figure', figure: book.find(`map.${map.id}.${side}-${piece.limit}${piece.text === piece.bare ? ':bare' : ''}`)! };
      }),
    ),
  };
}

/** The name of a class, its limits as figures. */
function labelOf(book: DocumentBook, { map, description, figures }: DrawnMap, index: number): Inline[] {
  const { entries, breaks, style, bivariate } = description;
  const entry = entries[index]!;
  const [figure] = figures;
  if (entry.kind !== 'class' || style === 'marks' || bivariate !== null || figure === undefined) return [nameInline(typeset(entry.label))];
  return classLabelPieces(breaks, figure)[index]!.map((piece): Inline => {
    if (typeof piece === 'string') return { kind: 'text', text: piece };
    const reference = `map.${map.id}.limit-${piece.limit}${piece.text === piece.bare ? ':bare' : ''}`;
    return { kind: 'figure', figure: book.find(reference)! };
  });
}

function hatchLabel(book: DocumentBook, mapId: string, { label, thresholdText }: GreyZones): Inline[] {
  const figure = book.find(`map.${mapId}.grey.threshold`);
  const [before = '', after = ''] = label.split(thresholdText);
  if (figure === undefined) return [nameInline(typeset(label))];
  return [
    { kind: 'text', text: typeset(before) },
    { kind: 'figure', figure },
    ...(after === '' ? [] : [{ kind: 'text', text: after } as const]),
  ];
}

function legendOf(book: DocumentBook, drawn: DrawnMap, focus: MapFocus | undefined): LegendLine[] {
  const { map, description } = drawn;
  const { entries, bivariate, greyZones, style, maxValue, breaks } = description;
  const there = focus === undefined ? '' : `@${focus.kind}:${focus.code}`;
  const counts = (id: string) => ({
    communes: book.find(`map.${map.id}.${id}.communes:bare${there}`) ?? null,
    people: book.find(`map.${map.id}.${id}.people:bare${there}`) ?? null,
  });
  const lines = entries.map(
    (entry, index): LegendLine => ({
      label: labelOf(book, drawn, index),
      colour: entry.colour,
      hatched: false,
      diameter: diameterOf(entry, { style, index, maxValue, breaks }),
      ...counts(entry.id),
    }),
  );
  const grey: LegendLine[] =
    greyZones === null
      ? []
      : [{ label: hatchLabel(book, map.id, greyZones), colour: null, hatched: true, diameter: null, ...counts('grey') }];
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
function describe(book: DocumentBook, drawn: DrawnMap, headline: string, focus: MapFocus | undefined): string {
  const { map, description } = drawn;
  const there = focus === undefined ? '' : `@${focus.kind}:${focus.code}`;
  const count = (id: string) => {
    const [communes, people] = ['communes', 'people'].map((what) => book.find(`map.${map.id}.${id}.${what}${there}`)?.value ?? null);
    return communes == null || people == null
      ? null
      : { communes, told: `${formatNumber(communes)} ${communes > 1 ? 'communes' : 'commune'}`, people: formatNumber(people) };
  };
  const classes = description.entries.flatMap(({ id, label }) => {
    const counted = count(id);
    if (counted === null) return [label];
    // Of a part of the Département, classes that nobody is in say nothing.
    if (focus !== undefined && counted.communes === 0) return [];
    return [`${label}, ${counted.told} et ${counted.people} habitants`];
  });
  const hatched = description.greyZones === null ? null : count('grey');
  const grey = hatched === null || hatched.communes === 0 ? '' : ` En hachures, ${hatched.told} : ${description.greyZones!.label}.`;
  const where = focus === undefined ? '' : ` Carte cadrée sur ${focus.name}.`;
  return `${headline}${where} ${description.legendTitle} : ${classes.join(' ; ')}.${grey}${sayWhere(book.context.run, drawn, focus)}`.trim();
}

const TOLD_PLACES = 5;

/** The farthest, or the greatest: five communes by their names. */
function sayWhere(run: IndexedRun, { description, values }: DrawnMap, focus: MapFocus | undefined): string {
  const known = [...values].flatMap(([code, value]) =>
    value === null || focus?.communeCodes.has(code) === false ? [] : [{ code, value }],
  );
  if (description.bivariate !== null || known.length === 0) return '';
  const top = known
    .toSorted((a, b) => b.value - a.value || (a.code < b.code ? -1 : 1))
    .slice(0, TOLD_PLACES)
    .map(({ code }) => `${run.communes.get(code)?.name ?? ''} (${code})`);
  return ` Les valeurs les plus fortes : ${joinFrench(top)}.`;
}

/**
 * Who made the data, of which years: titles, licences and what an estimate is worth are said once, in the annexes of the diagnosis.
 * `whole`: said in full, in an atlas, whose pages are shown one by one.
 */
function creditsOf(book: DocumentBook, figures: DrawnMap['figures'], { whole }: { whole: boolean }): Inline[] {
  const { run } = book.context;
  const { manifest, publishedAt } = run.facts;
  const cited = Map.groupBy(
    figures.flatMap((figure) => listSources(run, figure)),
    ({ producer }) => producer,
  );
  const told = [...cited].map(([producer, files]) => {
    const names = files.map(({ title, vintage }) => (vintage === null ? title : `${title} ${vintage}`));
    const years = files.flatMap(({ vintage }) => (vintage === null ? [] : [vintage])).toSorted((a, b) => a - b);
    if (whole) return `${producer} (${[...new Set(names)].join(', ')})`;
    return years.length === 0 ? producer : `${producer} (${[...new Set(years)].join(', ')})`;
  });
  const sources = told.length === 0 ? '' : `Sources : ${told.join(' ; ')}. `;
  const error = figures.find((figure) => figure.error !== null)?.error ?? '';
  const rest = whole ? error : `Fichiers${error === '' ? '' : ' et précision des temps estimés'} : annexes du diagnostic.`;
  const text = `${sources}${manifest.departementName}. Maillage, calcul ${manifest.id} du ${formatDate(publishedAt)}, géographie ${manifest.cogYear}. ${rest}`;
  return [{ kind: 'reference', text: typeset(text.trim()) }];
}
