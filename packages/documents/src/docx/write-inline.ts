import type { DocumentFigure, Inline, MapBlock, PrintedFigure } from '@maillage/domain/documents/document.ts';
import { CommentRangeEnd, CommentRangeStart, CommentReference, PageReference, type ParagraphChild, TextRun } from 'docx';
import { printFigure } from '../print-figures.ts';
import { element, inlineElement, STYLES } from './styles.ts';

/** Word refuses a file in which a tag or a title of a content control is longer. */
const CONTROL_TEXT_LIMIT = 64;
/** Word shortens no name of a bookmark: it refuses the file. */
const BOOKMARK_LIMIT = 40;

export interface WordComment {
  id: number;
  reasons: readonly string[];
}

/** What a Word file gathers while it is written, in the order of its reading. */
export interface WordWriter {
  readonly printed: PrintedFigure[];
  readonly comments: WordComment[];
  /** Name of the bookmark of a heading or of a map, by its id or its anchor. */
  readonly bookmarks: ReadonlyMap<string, string>;
  /** The map that each anchor means. */
  readonly maps: ReadonlyMap<string, MapBlock>;
  /** Next id of a content control. */
  controlCount: number;
  listCount: number;
}

/** Characters that XML forbids are left out: a Word file that holds one does not open. */
export const cleanText = (text: string): string => text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');

/** Bookmarks of headings: letters, digits and low lines, short, each once. */
export function nameBookmarks(ids: readonly string[]): Map<string, string> {
  const taken = new Set<string>();
  return new Map(
    ids.map((id): [string, string] => {
      const base = `t_${id.normalize('NFD').replace(/[^A-Za-z0-9]+/g, '_')}`.slice(0, BOOKMARK_LIMIT - 4);
      let name = base;
      for (let turn = 2; taken.has(name); turn++) name = `${base}_${turn}`;
      taken.add(name);
      return [id, name];
    }),
  );
}

/**
 * A line as runs. Figures have the style « Chiffre »; where `live`, each is in a content control that bears its reference and its
 * title, so that whoever finishes the document sees what the number is. Cells of long tables go without: Word would slow down.
 */
export function writeInline(content: readonly Inline[], writer: WordWriter, { live = true, strong = false } = {}): ParagraphChild[] {
  return content.flatMap((piece): ParagraphChild[] => {
    const bold = strong || ('strong' in piece && piece.strong === true);
    if (piece.kind === 'figure') return [writeFigure(piece.figure, writer, { live, bold })];
    if (piece.kind === 'reference') return [run(piece.text, bold, STYLES.reference)];
    if (piece.kind === 'stated') return [run(piece.text, bold, STYLES.quoted)];
    if (piece.kind === 'text') return [run(piece.text, bold)];
    if (piece.kind === 'page') {
      const bookmark = writer.bookmarks.get(piece.anchor);
      return [bookmark === undefined ? run(piece.text, bold) : new PageReference(bookmark, { hyperlink: true })];
    }
    const bookmark = 'anchor' in piece.target ? writer.bookmarks.get(piece.target.anchor) : undefined;
    // A page of the site has no address of its own in a file that leaves it: its words stay.
    if (bookmark === undefined) return [run(piece.text, bold)];
    return [inlineElement('w:hyperlink', { 'w:anchor': bookmark, 'w:history': '1' }, [run(piece.text, bold, STYLES.link)])];
  });
}

export const run = (text: string, bold = false, style?: string): TextRun =>
  new TextRun({ text: cleanText(text), ...(bold ? { bold } : {}), ...(style === undefined ? {} : { style }) });

function writeFigure(figure: DocumentFigure, writer: WordWriter, { live, bold }: { live: boolean; bold: boolean }): ParagraphChild {
  writer.printed.push(printFigure(figure, null));
  const shown = run(figure.text, bold, STYLES.figure);
  if (!live || figure.id.length > CONTROL_TEXT_LIMIT) return shown;
  writer.controlCount++;
  return inlineElement('w:sdt', {}, [
    element('w:sdtPr', {}, [
      element('w:alias', { 'w:val': cleanText(figure.origin.label).slice(0, CONTROL_TEXT_LIMIT) }),
      element('w:tag', { 'w:val': cleanText(figure.id) }),
      element('w:id', { 'w:val': String(writer.controlCount) }),
    ]),
    element('w:sdtContent', {}, [shown]),
  ]);
}

/** A paragraph to read again, under a comment that says why. */
export function commented(children: readonly ParagraphChild[], reasons: readonly string[], writer: WordWriter): ParagraphChild[] {
  const id = writer.comments.length;
  writer.comments.push({ id, reasons });
  return [new CommentRangeStart(id), ...children, new CommentRangeEnd(id), new TextRun({ children: [new CommentReference(id)] })];
}
