import type { Block, DocumentFigure, MaillageDocument, MapBlock } from '@maillage/domain/documents/document.ts';
import type { DocumentChanges } from '@maillage/domain/documents/document-view.ts';
import { listFigures } from './list-figures.ts';
import { readInlines } from './prose-inlines.ts';

/** What moved from one edition of a document to the next: its words, its figures, the classes of its maps. */
export function compareDocuments(before: MaillageDocument, after: MaillageDocument): DocumentChanges {
  return {
    ...{ fromRunId: before.run.id, toRunId: after.run.id },
    paragraphs: compareParagraphs(before, after),
    figures: compareFigures(before, after),
    maps: compareMaps(before, after),
  };
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
    if (then === undefined || seen.has(figure.id) || then.text === figure.text) return [];
    seen.add(figure.id);
    const { label, territory } = figure.origin;
    return [{ id: figure.id, label, territory: territory?.name ?? null, before: then.text, after: figure.text }];
  });
}

const mapsOf = ({ blocks }: MaillageDocument) => blocks.filter((block): block is MapBlock => block.kind === 'map');

function compareMaps(before: MaillageDocument, after: MaillageDocument): DocumentChanges['maps'] {
  const old = new Map(mapsOf(before).map((map) => [map.mapId, map]));
  return mapsOf(after).flatMap((map) => {
    const then = old.get(map.mapId);
    if (then === undefined) return [];
    const counts = new Map(then.legend.map(({ label, communes }) => [readInlines(label), communes?.text ?? '']));
    const labels = [...new Set([...map.legend.map(({ label }) => readInlines(label)), ...counts.keys()])];
    const classes = labels.flatMap((label) => {
      const now = map.legend.find((line) => readInlines(line.label) === label)?.communes?.text ?? '';
      return now === (counts.get(label) ?? '') ? [] : [{ label, before: counts.get(label) ?? '', after: now }];
    });
    // Nine crossed classes are in the drawing, not in the legend.
    if (classes.length === 0 && map.svg === then.svg) return [];
    return [
      {
        mapId: map.mapId,
        title: readInlines(map.title),
        headlineBefore: readInlines(then.headline),
        headlineAfter: readInlines(map.headline),
        classes,
      },
    ];
  });
}
