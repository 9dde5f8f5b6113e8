import type { Block, DocumentKind, MaillageDocument } from '@maillage/domain/documents/document.ts';
import { listWrittenFigures, type WrittenFigures } from '@maillage/domain/documents/prose.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { ofDepartement } from '@maillage/domain/french-names.ts';
import { buildFigureBook, type DocumentBook } from './build-figure-book.ts';
import { createMapMaker } from './build-map-block.ts';
import { chooseSections, type DocumentSubject } from './choose-sections.ts';
import type { DocumentFacts } from './document-facts.ts';
import { inlinesOf, staffInlines } from './prose-inlines.ts';
import type { Kit, Section } from './sections/section.ts';

/** What the staff wrote for a section: in the place of the automatic draft, or after it. */
export interface StaffDraft {
  text: string;
  mode: 'replace' | 'follow';
  /** How each figure read when it was saved. */
  written: WrittenFigures;
}
export type StaffDrafts = Readonly<Record<string, StaffDraft>>;

export interface DocumentQuestion {
  kind: DocumentKind;
  facts: DocumentFacts;
  /** The whole Département by default; a portrait and a consultation file may be those of another territory. */
  territory?: { kind: string; code: string };
  drafts?: StaffDrafts;
  /** The book of these facts, when the caller has one already. */
  book?: DocumentBook;
  /** False for a document whose words alone are wanted: drawing its maps takes most of the time. */
  drawsMaps?: boolean;
}

/** A document of its kind, from a published run and the plan. The same question gives the same document. Throws `territory-not-found`. */
export function buildDocument(question: DocumentQuestion): MaillageDocument {
  const { kind, facts, territory, drafts = {}, book = buildFigureBook(facts), drawsMaps = true } = question;
  const kit = openKit(kind, facts, book, drawsMaps);
  const subject = findSubject(kit, territory);
  const { manifest, publishedAt } = facts.run.facts;
  const chosen = chooseSections(kind, kit, subject);
  return {
    ...{ documentKind: kind, title: chosen.title, subtitle: chosen.subtitle },
    departementName: `Département ${ofDepartement(manifest.departementCode, manifest.departementName)}`,
    territory: { kind: subject.kind, code: subject.code, name: subject.name },
    ...{ fictional: manifest.fictional, paper: paperOf(kind) },
    run: { id: manifest.id, publishedAt, engineVersion: manifest.engineVersion },
    planVersion: chosen.readsPlan ? (facts.plan?.version ?? null) : null,
    blocks: startPages(chosen.sections, (section) => layOutSection(kit, section, drafts[section.id])),
  };
}

/** One section as the drafting page shows it: its automatic words, before any hand. */
export interface DraftSection {
  id: string;
  title: string;
  level: number;
  /** Prose, paragraphs apart by an empty line. */
  automatic: string;
}

/** The sections of a document that the staff may rewrite, in order, each with its automatic draft. */
export function listDraftSections({
  kind,
  facts,
  territory,
  book = buildFigureBook(facts),
}: Omit<DocumentQuestion, 'drafts'>): DraftSection[] {
  const kit = openKit(kind, facts, book);
  return chooseSections(kind, kit, findSubject(kit, territory)).sections.map(({ id, title, level, draft }) => ({
    ...{ id, level, title: title.replace(/\[\[|\]\]/g, '') },
    automatic: draft.join('\n\n'),
  }));
}

/** What is kept beside a text when its author saves it. */
export const writtenFiguresOf = (book: DocumentBook, text: string): WrittenFigures => listWrittenFigures(text, book);

const paperOf = (kind: DocumentKind) => (kind === 'atlas' ? 'a3-landscape' : 'a4');

function openKit(kind: DocumentKind, facts: DocumentFacts, book: DocumentBook, drawsMaps = false): Kit {
  return {
    facts,
    book,
    maps: createMapMaker(book, facts.geometry, { paper: paperOf(kind), draws: drawsMaps }),
    at: `@departement:${facts.run.facts.manifest.departementCode}`,
  };
}

function findSubject(kit: Kit, territory: DocumentQuestion['territory']): DocumentSubject {
  const { departementCode } = kit.facts.run.facts.manifest;
  const asked = territory ?? { kind: 'departement', code: departementCode };
  const found = kit.book.findPlace(asked.kind, asked.code);
  if (found !== undefined && found.kind !== 'axis') return { kind: found.kind, code: found.code, name: found.name };
  throw territoryNotFound(asked);
}

function territoryNotFound({ kind, code }: { kind: string; code: string }): Error {
  return new DomainError(
    'territory-not-found',
    `Le territoire « ${kind}:${code} » n’est pas dans ce calcul. Choisissez-le dans la liste des territoires.`,
    { kind, code },
  );
}

/** The blocks of the sections. One that fills a page takes with it the title of its chapter, when nothing else is under that title. */
function startPages(sections: readonly Section[], layOut: (section: Section) => Block[]): Block[] {
  const written = sections.map(layOut);
  // Without its map, words flow as they come.
  const fills = (index: number) => (sections[index]?.fillsPage ?? false) && written[index]!.some((block) => block.kind === 'map');
  const opensChapterOf = (index: number) =>
    fills(index) && sections[index - 1]?.blocks === undefined && (sections[index - 1]?.level ?? 9) < sections[index]!.level;
  const begins = (index: number) => opensChapterOf(index + 1) || (fills(index) && !opensChapterOf(index)) || fills(index - 1);
  return written.flatMap((blocks, index): Block[] =>
    (sections[index]!.isApart ?? false) || begins(index) ? [{ kind: 'pageBreak' }, ...blocks] : blocks,
  );
}

function layOutSection(kit: Kit, section: Section, staff: StaffDraft | undefined): Block[] {
  const { id, level, title, draft, blocks } = section;
  const words = [
    ...(staff?.mode === 'replace' ? [] : layOutParagraphs(draft, (line) => ({ content: inlinesOf(kit.book, line), review: undefined }))),
    ...(staff === undefined ? [] : layOutParagraphs(staff.text.split(/\n{2,}/), (line) => staffInlines(kit.book, line, staff.written))),
  ];
  return [{ kind: 'heading', level, id, content: inlinesOf(kit.book, title) }, ...words, ...(blocks?.(kit) ?? [])];
}

/** Paragraphs; those that begin by « - » and follow each other are one list. */
function layOutParagraphs(paragraphs: readonly string[], read: (line: string) => ReturnType<typeof staffInlines>): Block[] {
  const blocks: Block[] = [];
  for (const paragraph of paragraphs.flatMap((one) => (/^- /m.test(one) ? one.split('\n') : [one.replace(/\s*\n\s*/g, ' ')]))) {
    if (paragraph.trim() === '') continue;
    const item = /^- (.*)$/s.exec(paragraph.trim());
    const { content, review } = read(item === null ? paragraph.trim() : item[1]!);
    const last = blocks.at(-1);
    if (item === null) blocks.push({ kind: 'paragraph', content, ...(review === undefined ? {} : { review }) });
    else {
      if (last?.kind === 'list') last.items.push(content);
      else blocks.push({ kind: 'list', ordered: false, items: [content] });
      // A list has no review of its own: what must be read again is said just under the item.
      if (review !== undefined) blocks.push({ kind: 'paragraph', content: [], review });
    }
  }
  return blocks;
}
