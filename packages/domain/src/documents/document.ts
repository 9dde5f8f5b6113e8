import { z } from 'zod';

/**
 * What every document is before it is a PDF, a Word file or a page: chapters of plain blocks, in which every number of ours is a
 * figure with its origin. Renderers lay it out; none of them computes, rounds or words anything.
 */

export const DOCUMENT_KINDS = ['diagnostic', 'atlas', 'synthese', 'plan', 'bilan', 'portrait', 'consultation'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
export const DOCUMENT_LABELS: Readonly<Record<DocumentKind, string>> = {
  diagnostic: 'Diagnostic',
  atlas: 'Atlas cartographique',
  synthese: 'Synthèse',
  plan: 'Programme d’actions',
  bilan: 'Bilan annuel',
  portrait: 'Portrait de territoire',
  consultation: 'Dossier de consultation',
};
export const DOCUMENT_FORMATS = ['pdf', 'docx', 'html'] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

/** Where a figure comes from, in words that a reader can follow. */
export const figureOrigin = z.object({
  /** What it measures: « Habitants à plus de 7 minutes des services de proximité ». */
  label: z.string(),
  /** Id of the catalogue of the run when it is one of its figures; null for a sum, a count or a figure of the plan. */
  figureId: z.string().nullable(),
  territory: z.object({ kind: z.string(), code: z.string(), name: z.string() }).nullable(),
  /** The formula in French words. */
  formula: z.string(),
  parameters: z.array(z.object({ label: z.string(), value: z.string() })),
  sources: z.array(z.object({ title: z.string(), producer: z.string(), licence: z.string(), vintage: z.number().nullable() })),
  /** Note of docs/methods, without extension. */
  methodNote: z.string(),
  estimated: z.boolean(),
  /** French sentence on the error of an estimate; null for a counted figure. */
  error: z.string().nullable(),
});
export type FigureOrigin = z.infer<typeof figureOrigin>;

/** One figure, as every document prints it: its text is made once, from its value. */
export const documentFigure = z.object({
  /** Its reference: `far-share.proximity@departement:62`, `people-far.proximity@epci:200069037`, `plan.sheets`. */
  id: z.string(),
  /** Null when it is missing, secret, out of reach or not collected: the text says which. */
  value: z.number().nullable(),
  /** `min`, `ratio`, `inhabitants`, `communes`, `euros`…: what `value` counts. */
  unit: z.string(),
  text: z.string(),
  runId: z.string(),
  origin: figureOrigin,
});
export type DocumentFigure = z.infer<typeof documentFigure>;

/** One line of « F.figures.json »: a figure at a place where it is printed. */
export const printedFigure = z.object({
  id: z.string(),
  text: z.string(),
  value: z.number().nullable(),
  unit: z.string(),
  run: z.string(),
  /** From 1; null in a file that has no pages of its own (Word lays it out when it opens it). */
  page: z.number().int().positive().nullable(),
  provenance: figureOrigin,
});
export type PrintedFigure = z.infer<typeof printedFigure>;

/** Finds a figure by its reference. Same reference, same figure, through a whole document. */
export interface FigureBook {
  readonly runId: string;
  find(reference: string): DocumentFigure | undefined;
}

/**
 * A piece of a line. A `text` holds no digit: numbers of ours are figures; dates, codes, numbers of sheets and articles are
 * references; what a partner wrote by hand, digits included, is stated (theirs, never checked against a run).
 */
export type Inline =
  | { kind: 'text'; text: string; strong?: boolean }
  | { kind: 'figure'; figure: DocumentFigure; strong?: boolean }
  | { kind: 'reference'; text: string; strong?: boolean }
  | { kind: 'stated'; text: string; strong?: boolean }
  /** To a heading of the document by its id, or to a page of the site (`/methode/acces`). */
  | { kind: 'link'; text: string; target: { anchor: string } | { href: string } }
  /** The page of a heading or of a map (`anchorOfMap`), as paper says it; `text` where there is no page. */
  | { kind: 'page'; text: string; anchor: string; strong?: boolean };

/** What a map is pointed at by. */
export const anchorOfMap = (mapId: string): string => `carte.${mapId}`;

/** Why a paragraph must be read again before the document is signed. */
export interface Review {
  /** « Le calcul a changé : 12,3 % est devenu 11,8 %. » Digits in it are those of both editions. */
  reasons: string[];
}

export interface TableColumn {
  label: string;
  /** Shown in the header, « min », « % »; empty when cells carry it. */
  unit: string;
  align: 'left' | 'right';
  /** True: a date or the name of a group of people, whose digits are no figure. */
  isReference?: boolean;
  /** Relative width; 1 by default. */
  weight?: number;
}

export interface LegendLine {
  label: Inline[];
  /** `#rrggbb`; null for a hatched entry. */
  colour: string | null;
  hatched: boolean;
  /** Circles and marks: diameter in map units; null for areas. */
  diameter: number | null;
  communes: DocumentFigure | null;
  people: DocumentFigure | null;
}

export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; content: Inline[]; id: string }
  | { kind: 'paragraph'; content: Inline[]; review?: Review | undefined }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'table'; caption: Inline[]; columns: TableColumn[]; rows: Inline[][][]; totals: Inline[][] | null; note: Inline[] | null }
  | MapBlock
  | ChartBlock
  /** The few figures to remember, each with its words. */
  | { kind: 'keyFigures'; items: { figure: DocumentFigure; label: Inline[] }[] }
  | { kind: 'callout'; tone: 'note' | 'warning' | 'finding'; title: Inline[]; blocks: Block[] }
  | { kind: 'pageBreak' };

export interface MapBlock {
  kind: 'map';
  /** Of the declared atlas. */
  mapId: string;
  title: Inline[];
  /** The answer in a sentence, with its figures. */
  headline: Inline[];
  comment: Inline[];
  /** The map alone (shapes, names, scale), without title nor legend, as SVG text. */
  svg: string;
  /** Width by height of the SVG, in its own units. */
  size: { width: number; height: number };
  /** What the map shows, for who does not see it. */
  alternative: string;
  legendTitle: Inline[];
  legend: LegendLine[];
  /** The 3 × 3 key of two crossed figures; null for one figure. */
  bivariate: { across: BivariateSide; up: BivariateSide; colours: string[] } | null;
  credits: Inline[];
}

/** One of two crossed figures: the names of its classes, the lowest first, their limits as figures. */
export interface BivariateSide {
  title: Inline[];
  labels: Inline[][];
}

/** Bars of one measure, the longest 100 %: small enough for a printed page, its table is its twin. */
export interface ChartBlock {
  kind: 'chart';
  caption: Inline[];
  unit: string;
  bars: { label: Inline[]; figure: DocumentFigure; isReference: boolean }[];
  alternative: string;
}

export interface MaillageDocument {
  documentKind: DocumentKind;
  title: string;
  subtitle: string;
  /** « Département du Pas-de-Calais », as the configuration names it. */
  departementName: string;
  territory: { kind: string; code: string; name: string };
  fictional: boolean;
  paper: 'a4' | 'a3-landscape';
  run: { id: string; publishedAt: string; engineVersion: string };
  /** Version of the plan that was read; null when the document takes nothing from it. */
  planVersion: number | null;
  blocks: Block[];
}
