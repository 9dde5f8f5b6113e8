import { type Block, DOCUMENT_LABELS, type DocumentFigure, type MaillageDocument } from '@maillage/domain/documents/document.ts';
import { formatDate } from '@maillage/domain/format.ts';
import { plainText } from '../plain-text.ts';
import {
  countLegendLines,
  listAnchors,
  listMapAnchors,
  type MapBlock,
  type Writing,
  writeBlocks,
  writeHeading,
  writeMap,
  writePages,
  writeParagraph,
} from './write-blocks.ts';
import { cleanText } from './write-line.ts';

/** What the Typst template reads, and what goes beside it. Plain values: a text is never Typst markup. */
export interface TypstData {
  /** Read by `json("data.json")`. */
  json: unknown;
  /** A figure of the template is a place in this list. */
  figures: readonly DocumentFigure[];
  maps: readonly { path: string; map: MapBlock }[];
  /** Pages that it must hold on; null for any number. */
  pageLimit: number | null;
}
const PORTRAIT_PAGES = 2;
/** A document of fewer headings is leafed through. */
const CONTENTS_FROM = 6;
/** Letters of running text that fit above the legend of a map of an atlas. */
const OPENING_LENGTH = 700;
/** Lines of a legend that fit beside a map of an atlas; a longer one has its own page. */
const LEGEND_LINES = 44;
const FICTIONAL_SENTENCE = 'Département fictif : les communes, les chiffres et les noms sont inventés.';

/** Turns a document into the data of the template, in its order. Throws `document-refused` for a map that has no size. */
export function prepareTypstData(document: MaillageDocument): TypstData {
  const wide = document.paper === 'a3-landscape';
  const headings = listAnchors(document.blocks);
  const anchors = new Map([...headings, ...(wide ? listMapAnchors(document.blocks) : [])]);
  const writing: Writing = { ...{ wide, anchors, figures: [], places: new Map(), maps: [], level: 0, headings: 0 } };
  const { run } = document;
  const published = new Date(run.publishedAt);
  const label = DOCUMENT_LABELS[document.documentKind];
  const title = cleanText(document.title).trim() || label;
  const subtitle = cleanText(document.subtitle);
  const territory = cleanText(document.territory.name);
  const parts = wide ? writeAtlas(document.blocks, writing) : [{ kind: 'flow', blocks: writePages(document.blocks, writing), facing: [] }];
  const departement = cleanText(document.departementName);
  const date = formatDate(run.publishedAt);
  const isShort = document.documentKind === 'portrait';
  const json = {
    ...{ title, subtitle, departement, wide, fictional: document.fictional, parts },
    date: {
      ...{ year: published.getUTCFullYear(), month: published.getUTCMonth() + 1, day: published.getUTCDate() },
      ...{ hour: published.getUTCHours(), minute: published.getUTCMinutes(), second: published.getUTCSeconds() },
    },
    // What the title says already is not said twice.
    kindLabel: [title, subtitle].includes(label) ? null : label,
    territory: document.territory.kind === 'departement' || `${title} ${subtitle}`.includes(territory) ? null : territory,
    runningTitle: shorten(`${departement} · ${title}`),
    coverLines: [
      `Calcul publié le ${date}`,
      `Calcul ${cleanText(run.id)}`,
      ...(document.planVersion === null ? [] : [`Programme d’actions, version ${document.planVersion}`]),
      `Maillage ${cleanText(run.engineVersion)}`,
    ],
    footer: `Calcul ${cleanText(run.id)}, publié le ${date}`,
    fictionalSentence: FICTIONAL_SENTENCE,
    // Two pages need neither a cover nor a list of what is in them.
    hasCover: !isShort,
    contentsLines: headings.size + (wide ? writing.maps.length : 0),
    hasContents: !isShort && (headings.size >= CONTENTS_FROM || (wide && writing.maps.length >= CONTENTS_FROM)),
  };
  return { json, figures: writing.figures, maps: writing.maps, pageLimit: isShort ? PORTRAIT_PAGES : null };
}

/**
 * An atlas: each map alone on its page, under the headings that stand just before it. A chapter that opens on a few words has them
 * beside its first map rather than on a page that would be almost empty; what opens the atlas has its table beside its words.
 */
function writeAtlas(blocks: readonly Block[], writing: Writing): unknown[] {
  const parts: unknown[] = [];
  let waiting: Block[] = [];
  const flow = (text: readonly Block[]) => {
    if (text.length === 0) return;
    const table = text.findIndex(({ kind }) => kind === 'table');
    const isFacing = parts.length === 0 && table > 0;
    parts.push({
      kind: 'flow',
      blocks: writeBlocks(isFacing ? text.slice(0, table) : text, writing),
      facing: isFacing ? writeBlocks(text.slice(table), writing) : [],
    });
  };
  for (const block of blocks) {
    if (block.kind === 'pageBreak' && waiting.length === 0) continue;
    if (block.kind !== 'map') {
      waiting.push(block);
      continue;
    }
    const before = waiting.filter(({ kind }) => kind !== 'pageBreak');
    const opening = takeOpening(before);
    flow(before.slice(0, before.length - opening.length));
    parts.push({
      kind: 'map',
      headings: opening.flatMap((piece) => (piece.kind === 'heading' ? writeHeading(piece, writing) : [])),
      opening: opening.flatMap((piece) => (piece.kind === 'paragraph' ? [writeParagraph(piece, writing)] : [])),
      level: Math.min(writing.level + 1, 4),
      legendAfter: countLegendLines(block, 26) > LEGEND_LINES,
      map: writeMap(block, writing),
    });
    waiting = [];
  }
  flow(waiting.some(({ kind }) => kind !== 'pageBreak') ? waiting : []);
  return parts;
}

/** The headings just before a map, and the few paragraphs between when nothing else stands with them. */
function takeOpening(before: readonly Block[]): readonly Block[] {
  const headings = before.slice(before.findLastIndex(({ kind }) => kind !== 'heading') + 1);
  const rest = before.slice(
    Math.max(
      before.findIndex(({ kind }) => kind !== 'heading'),
      0,
    ),
  );
  if (headings.length === before.length || rest.some(({ kind }) => kind !== 'paragraph')) return headings;
  const length = rest.reduce((sum, block) => sum + (block.kind === 'paragraph' ? countLetters(block) : 0), 0);
  return length <= OPENING_LENGTH ? before : headings;
}
const countLetters = ({ content, review }: Extract<Block, { kind: 'paragraph' }>) =>
  plainText(content).length + (review?.reasons ?? []).join('').length;

const RUNNING_LENGTH = 72;
const shorten = (text: string) => (text.length <= RUNNING_LENGTH ? text : `${text.slice(0, RUNNING_LENGTH - 1).trimEnd()}…`);
