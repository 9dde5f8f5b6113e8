import type { Block, DocumentFigure, Inline, TableColumn } from '@maillage/domain/documents/document.ts';
import type { DocumentBook } from '../build-figure-book.ts';
import type { MapFocus, MapMaker } from '../build-map-block.ts';
import type { DocumentFacts } from '../document-facts.ts';
import { inlinesOf } from '../prose-inlines.ts';

/** A part of a document that the staff may rewrite: its heading, its automatic draft, and what stands under the words. */
export interface Section {
  /** The same from one run to the next: what the staff wrote is kept under it. */
  id: string;
  level: 1 | 2 | 3;
  /** Prose, as the paragraphs are. */
  title: string;
  /** Paragraphs of prose; one that begins by « - » is an item of a list. */
  draft: readonly string[];
  /** Made only when the document is. */
  blocks?: (kit: Kit) => Block[];
  /** True: on a new page. */
  isApart?: boolean;
  /** Its map has a page, which it fills with these words. */
  fillsPage?: boolean;
}

/** What sections are written with. */
export interface Kit {
  facts: DocumentFacts;
  book: DocumentBook;
  maps: MapMaker;
  /** « @departement:62 » */
  at: string;
}

/** What a figure is worth; null when it is unknown or has no value. */
export const valueAt = ({ book }: Kit, reference: string): number | null => book.find(reference)?.value ?? null;
export const isKnown = (kit: Kit, reference: string): boolean => valueAt(kit, reference) !== null;
export const isSome = (kit: Kit, reference: string): boolean => (valueAt(kit, reference) ?? 0) > 0;

/** Words that hold between two figures, tied to them; empty when either has no value. Equal to one in fifty, or printed alike, is « same ». */
export function compare(kit: Kit, left: string, right: string, words: { more: string; less: string; same: string }): string {
  const [a, b] = [kit.book.find(left), kit.book.find(right)];
  if (a?.value == null || b?.value == null) return '';
  if (Math.abs(a.value - b.value) <= 0.02 * Math.abs(b.value) || a.text === b.text) return `{{${left} = ${right} | ${words.same}}}`;
  return a.value > b.value ? `{{${left} > ${right} | ${words.more}}}` : `{{${left} < ${right} | ${words.less}}}`;
}

/** A cell in prose, or pieces already made. */
export type Cell = string | Inline[];
const cells = ({ book }: Kit, row: readonly Cell[]) => row.map((cell) => (typeof cell === 'string' ? inlinesOf(book, cell) : cell));

/**
 * « Communes|communes » is a column of text; « Habitants|hab.|right|2 » says its unit, its side and its width; « [[2025]]||right » is a
 * date, as in prose.
 */
export function columnsOf(...told: readonly string[]): TableColumn[] {
  return told.map((one) => {
    const [head = '', unit = '', align, weight] = one.split('|');
    const label = head.replace(/^\[\[|\]\]$/g, '');
    return {
      ...{ label, unit, align: align === 'right' ? 'right' : 'left' },
      ...(label === head ? {} : { isReference: true }),
      ...(weight === undefined ? {} : { weight: Number(weight) }),
    };
  });
}

/** A table, without the columns in which no row says anything; nothing at all when it would have no row. */
export function tableOf(
  kit: Kit,
  told: { caption: string; columns: readonly string[]; rows: readonly (readonly Cell[])[]; totals?: readonly Cell[]; note?: string },
): Block[] {
  if (told.rows.length === 0) return [];
  const says = (cell: Cell | undefined) => cell !== undefined && cell.length > 0;
  const isKept = (_: unknown, column: number) => column === 0 || told.rows.some((row) => says(row[column])) || says(told.totals?.[column]);
  const keep = (row: readonly Cell[]) => cells(kit, row.filter(isKept));
  return [
    {
      kind: 'table',
      caption: inlinesOf(kit.book, told.caption),
      columns: columnsOf(...told.columns.filter(isKept)),
      rows: told.rows.map(keep),
      totals: told.totals === undefined ? null : keep(told.totals),
      note: told.note === undefined ? null : inlinesOf(kit.book, told.note),
    },
  ];
}

/** Bars, the greatest first as they are given; figures without value are left out. Nothing without two bars that read differently. */
export function chartOf(
  kit: Kit,
  told: { caption: string; unit: string; bars: readonly { label: string; reference: string; isReference?: boolean }[] },
): Block[] {
  const bars = told.bars.flatMap(({ label, reference, isReference = false }) => {
    const figure = kit.book.find(reference);
    return figure?.value == null ? [] : [{ label: inlinesOf(kit.book, label), figure, isReference }];
  });
  // « 0,0 % » beside « 0,0 % » would be drawn as a long bar and a short one.
  if (new Set(bars.map(({ figure }) => figure.text)).size < 2) return [];
  const said = bars.map(({ label, figure }) => `${label.map((piece) => ('text' in piece ? piece.text : '')).join('')} : ${figure.text}`);
  return [{ kind: 'chart', caption: inlinesOf(kit.book, told.caption), unit: told.unit, bars, alternative: `${said.join(' ; ')}.` }];
}

/** A map of the atlas; nothing when the atlas has it not, or when none of its data is there. */
export function mapOf(kit: Kit, mapId: string, focus?: MapFocus): Block[] {
  const declared = kit.facts.atlas.maps.find(({ id }) => id === mapId);
  const isAvailable = [declared?.figure, declared?.crossedWith].every((id) => id === undefined || kit.facts.run.figures.get(id)?.available);
  const block = declared !== undefined && isAvailable ? kit.maps.build(mapId, focus) : undefined;
  return block === undefined ? [] : [block];
}

/** What a map of this territory is framed on; undefined for the whole Département. */
export function focusOf(kit: Kit, { kind, code, name }: { kind: string; code: string; name: string }): MapFocus | undefined {
  if (kind === 'departement') return undefined;
  const communes = kit.book.findPlace(kind, code)?.communes?.map((commune) => commune.code);
  const quarter = kit.facts.run.facts.qpvs.find((one) => one.code === code)?.communeCodes;
  const found = communes ?? (kind === 'qpv' ? quarter : undefined) ?? [];
  return found.length === 0 ? undefined : { kind, code, name, communeCodes: new Set(found) };
}

export function keyFiguresOf(kit: Kit, items: readonly (readonly [reference: string, label: string])[]): Block[] {
  const known = items.flatMap(([reference, label]): { figure: DocumentFigure; label: Inline[] }[] => {
    const figure = kit.book.find(reference);
    return figure?.value == null ? [] : [{ figure, label: inlinesOf(kit.book, label) }];
  });
  return known.length === 0 ? [] : [{ kind: 'keyFigures', items: known }];
}

/** A note that something is not there, and what to do. */
export function missingOf(kit: Kit, title: string, sentence: string): Block[] {
  return [
    {
      kind: 'callout',
      tone: 'warning',
      title: inlinesOf(kit.book, title),
      blocks: [{ kind: 'paragraph', content: inlinesOf(kit.book, sentence) }],
    },
  ];
}
