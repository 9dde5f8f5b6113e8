import type { Block, DocumentFigure, MaillageDocument, MapBlock } from '@maillage/domain/documents/document.ts';
import type { DocumentChanges } from '@maillage/domain/documents/document-view.ts';
import { listAtlasMaps } from '../atlas/atlas-maps.ts';
import { buildDocument, type DocumentQuestion } from './build-document.ts';
import { buildFigureBook, type DocumentBook } from './build-figure-book.ts';
import { describeMap } from './figures/map-figures.ts';
import { listFigures } from './list-figures.ts';
import { readInlines } from './prose-inlines.ts';

/** A document with the book that it was written from; its maps need not be drawn. */
interface Edition {
  document: MaillageDocument;
  book: DocumentBook;
}

/** What moved from one edition of a document to the next: its words, its figures, the classes of its maps. Nothing is drawn for it. */
export function compareEditions(before: DocumentQuestion, after: DocumentQuestion): DocumentChanges {
  const [old, now] = [writeEdition(before), writeEdition(after)];
  return {
    ...{ fromRunId: old.document.run.id, toRunId: now.document.run.id },
    paragraphs: compareParagraphs(old.document, now.document),
    figures: compareFigures(old.document, now.document),
    maps: compareMaps(old, now),
  };
}

function writeEdition(question: DocumentQuestion): Edition {
  const { book = buildFigureBook(question.facts) } = question;
  return { book, document: buildDocument({ ...question, book, drawsMaps: false }) };
}

interface Part {
  section: string;
  lines: string[];
}

/** The words of each section, by its id. */
function readSections({ blocks }: MaillageDocument): Map<string, Part> {
  const parts = new Map<string, Part>();
  let current: Part | undefined;
  const read = (block: Block) => {
    if (block.kind === 'heading') {
      current = { section: readInlines(block.content), lines: [] };
      parts.set(block.id, current);
    } else if (block.kind === 'paragraph') current?.lines.push(readInlines(block.content));
    else if (block.kind === 'list') current?.lines.push(...block.items.map(readInlines));
    else if (block.kind === 'callout') block.blocks.forEach(read);
  };
  blocks.forEach(read);
  return parts;
}

/** Lines that are in one edition only, each beside the one that took its place in the same section. */
function compareParagraphs(before: MaillageDocument, after: MaillageDocument): DocumentChanges['paragraphs'] {
  const [old, now] = [readSections(before), readSections(after)];
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((sectionId) => {
    const [then, here] = [old.get(sectionId), now.get(sectionId)];
    const kept = new Set(then?.lines.filter((line) => here?.lines.includes(line)));
    const [gone, come] = [then, here].map((part) => part?.lines.filter((line) => !kept.has(line)) ?? []) as [string[], string[]];
    const section = here?.section ?? then?.section ?? '';
    return Array.from({ length: Math.max(gone.length, come.length) }, (_, index) => ({
      ...{ sectionId, section, before: gone[index] ?? null, after: come[index] ?? null },
    }));
  });
}

function compareFigures(before: MaillageDocument, after: MaillageDocument): DocumentChanges['figures'] {
  const old = new Map(listFigures(before.blocks).map((figure): [string, DocumentFigure] => [figure.id, figure]));
  const seen = new Set<string>();
  return listFigures(after.blocks).flatMap((figure) => {
    const then = old.get(figure.id);
    // A figure that is printed with its unit in the text, and without it in a table, is one.
    const key = figure.id.replace(':bare', '');
    if (then === undefined || seen.has(key) || then.text === figure.text) return [];
    seen.add(key);
    const { label, territory } = figure.origin;
    return [{ id: figure.id, label, territory: territory?.name ?? null, before: then.text, after: figure.text }];
  });
}

const mapsOf = ({ blocks }: MaillageDocument) => blocks.filter((block): block is MapBlock => block.kind === 'map');

function compareMaps(before: Edition, after: Edition): DocumentChanges['maps'] {
  const old = new Map(mapsOf(before.document).map((map) => [map.mapId, map]));
  const urls = listEvolutionUrls(before, after);
  return mapsOf(after.document).flatMap((map) => {
    const then = old.get(map.mapId);
    if (then === undefined) return [];
    const classes = compareLegends(then, map);
    const movedCommuneCount = countMoved(before.book, after.book, map.mapId);
    const [headlineBefore, headlineAfter] = [readInlines(then.headline), readInlines(map.headline)];
    if (classes.length === 0 && movedCommuneCount === 0 && headlineBefore === headlineAfter) return [];
    const evolutionUrl = urls.get(map.mapId) ?? null;
    return [{ mapId: map.mapId, title: readInlines(map.title), headlineBefore, headlineAfter, classes, movedCommuneCount, evolutionUrl }];
  });
}

function compareLegends(before: MapBlock, after: MapBlock): DocumentChanges['maps'][number]['classes'] {
  const read = ({ legend }: MapBlock) => new Map(legend.map(({ label, communes }) => [readInlines(label), communes?.text ?? '']));
  const [old, now] = [read(before), read(after)];
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((label) => {
    const [then, here] = [old.get(label) ?? '', now.get(label) ?? ''];
    return then === here ? [] : [{ label, before: then, after: here }];
  });
}

/** Communes whose class bears another name: as many may have come as went, which no count tells. */
function countMoved(before: DocumentBook, after: DocumentBook, mapId: string): number {
  const [old, now] = [before, after].map((book) => describeMap(book.context, mapId)?.description);
  if (old === undefined || now === undefined) return 0;
  return [...now.entryIndexByCode].filter(([code, index]) => {
    const then = old.entryIndexByCode.get(code);
    return then === undefined || sayClass(old, then) !== sayClass(now, index);
  }).length;
}

const sayClass = ({ entries, bivariate }: NonNullable<ReturnType<typeof describeMap>>['description'], index: number) =>
  // Of two figures crossed, classes are places in a square.
  bivariate === null ? entries[index]?.label : entries[index]?.id;

/** The drawn maps of what moved, which the atlas has for the run published just before. */
function listEvolutionUrls(before: Edition, { book: { context } }: Edition): ReadonlyMap<string, string | null> {
  const isRunBefore = context.runBefore?.facts.manifest.id === before.document.run.id;
  return new Map(listAtlasMaps(context.run, context.atlas, isRunBefore).map(({ id, evolutionUrl }) => [id, evolutionUrl]));
}
