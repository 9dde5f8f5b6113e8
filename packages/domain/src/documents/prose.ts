import { MISSING_TEXT } from '../format.ts';
import type { DocumentFigure, FigureBook, Inline, Review } from './document.ts';

/**
 * Prose as it is drafted and edited: plain text in which a figure is a reference, `{{far-share.proximity@departement:62}}`; a
 * comparison is tied to what it compares, `{{far-share.proximity@departement:62 > far-share.proximity@region:32 | plus forte}}`; and what is
 * a number but no figure (a date, a code, an article of law) is marked, `[[31 mai 2018]]`. `**…**` is strong.
 * The same grammar serves automatic drafts and the staff's own paragraphs: a digit typed by hand is seen.
 */
export type ProsePiece =
  | { kind: 'text'; text: string; strong: boolean }
  | { kind: 'figure'; reference: string; strong: boolean }
  | { kind: 'comparison'; comparison: Comparison; words: string; strong: boolean }
  | { kind: 'reference'; text: string; strong: boolean }
  /** Something between braces that is neither a figure nor a comparison; kept as it was typed. */
  | { kind: 'broken'; text: string; reason: string };

/** `~`: within a tenth of the right side (« environ », « un sur trois »); `=`: within one in fifty, or printed alike (« stable »). */
export const COMPARISON_OPERATORS = ['>', '<', '>=', '<=', '~', '='] as const;
export type ComparisonOperator = (typeof COMPARISON_OPERATORS)[number];
/** A figure by its reference, or a plain number (`1/3`, `0.5`, `7`). */
export type Operand = { reference: string } | { value: number };
export interface Comparison {
  left: Operand;
  operator: ComparisonOperator;
  right: Operand;
}

const ABOUT = 0.1;
const STABLE = 0.02;
const TOKEN = /\*\*|\{\{([^{}]*)\}\}|\[\[([^[\]]*)\]\]/g;
/** A reference of a figure: family, parts, then `@` territory kind and code when it has one. */
export const FIGURE_REFERENCE = /^[a-z][A-Za-z0-9]*(?:[-._:][A-Za-z0-9]+)*(?:@[a-z]+:[0-9A-Za-z]+)?$/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;
const FRACTION = /^(\d+)\/([1-9]\d*)$/;

/** The pieces of one paragraph, in order. Nothing is dropped: what cannot be read comes back as `broken`, with the reason in French. */
export function parseProse(text: string): ProsePiece[] {
  const pieces: ProsePiece[] = [];
  let [last, strong] = [0, false];
  const plain = (until: number) => {
    if (until > last) pieces.push({ kind: 'text', text: text.slice(last, until), strong });
  };
  for (const match of text.matchAll(TOKEN)) {
    plain(match.index);
    last = match.index + match[0].length;
    if (match[0] === '**') strong = !strong;
    else if (match[2] !== undefined) pieces.push({ kind: 'reference', text: match[2], strong });
    else pieces.push(parseBraces(match[1] ?? '', strong));
  }
  plain(text.length);
  return pieces;
}

function parseBraces(inside: string, strong: boolean): ProsePiece {
  const broken = (reason: string): ProsePiece => ({ kind: 'broken', text: `{{${inside}}}`, reason });
  const [expression = '', ...rest] = inside.split('|');
  if (rest.length === 0) {
    const reference = expression.trim();
    return FIGURE_REFERENCE.test(reference)
      ? { kind: 'figure', reference, strong }
      : broken(`« ${reference} » ne désigne pas un chiffre. Choisissez-le dans la liste.`);
  }
  const words = rest.join('|').trim();
  const found = /^\s*(\S+)\s*(>=|<=|>|<|~|=)\s*(\S+)\s*$/.exec(expression);
  const left = parseOperand(found?.[1]);
  const right = parseOperand(found?.[3]);
  if (words === '' || found === null || left === null || right === null)
    return broken('Une comparaison s’écrit {{chiffre > chiffre | les mots}}.');
  return { kind: 'comparison', comparison: { left, operator: found[2] as ComparisonOperator, right }, words, strong }; // the expression only matches these
}

function parseOperand(text: string | undefined): Operand | null {
  if (text === undefined) return null;
  const fraction = FRACTION.exec(text);
  if (fraction !== null) return { value: Number(fraction[1]) / Number(fraction[2]) };
  if (NUMBER.test(text)) return { value: Number(text) };
  return FIGURE_REFERENCE.test(text) ? { reference: text } : null;
}

/** Whether the comparison holds; null when one of its figures is unknown or has no value. */
export function evaluateComparison({ left, operator, right }: Comparison, book: FigureBook): boolean | null {
  const [a, b] = [left, right].map((side) => ('value' in side ? side.value : (book.find(side.reference)?.value ?? null)));
  if (a == null || b == null) return null;
  switch (operator) {
    case '>':
      return a > b;
    case '<':
      return a < b;
    case '>=':
      return a >= b;
    case '<=':
      return a <= b;
    case '~':
      return Math.abs(a - b) <= ABOUT * Math.abs(b);
    case '=':
      return Math.abs(a - b) <= STABLE * Math.abs(b) || printedAlike(left, right, book);
  }
}

function printedAlike(left: Operand, right: Operand, book: FigureBook): boolean {
  const [a, b] = [left, right].map((side) => ('reference' in side ? book.find(side.reference)?.text : undefined));
  return a !== undefined && a === b;
}

/** What a paragraph said when its author last read it: the text of each of its figures, by reference. */
export type WrittenFigures = Readonly<Record<string, { text: string; runId: string }>>;

export interface ResolvedProse {
  content: Inline[];
  /** Empty when every figure is there, as it was written, and every comparison holds. */
  reasons: string[];
}

/**
 * A paragraph with its figures of today. `written` is what its author read (null for a draft made from this very run): a figure that
 * prints otherwise now, a comparison that no longer holds, a figure that is gone each give a reason to read it again.
 */
export function resolveProse(text: string, book: FigureBook, written: WrittenFigures | null): ResolvedProse {
  const reasons: string[] = [];
  const content = parseProse(text).map((piece): Inline => {
    const strong = 'strong' in piece && piece.strong ? { strong: true } : {};
    if (piece.kind === 'text') return { kind: /\d/.test(piece.text) ? 'stated' : 'text', text: piece.text, ...strong };
    if (piece.kind === 'reference') return { kind: 'reference', text: piece.text, ...strong };
    if (piece.kind === 'broken') {
      reasons.push(piece.reason);
      return { kind: 'stated', text: piece.text };
    }
    if (piece.kind === 'comparison') {
      reasons.push(...judgeComparison(piece.comparison, piece.words, book));
      return { kind: 'text', text: piece.words, ...strong };
    }
    const figure = book.find(piece.reference);
    if (figure === undefined) {
      reasons.push(`Le chiffre « ${piece.reference} » n’est pas dans ce calcul.`);
      return { kind: 'text', text: MISSING_TEXT, ...strong };
    }
    const before = written?.[piece.reference];
    if (before !== undefined && before.text !== figure.text)
      reasons.push(`${nameFigure(figure)} : ${before.text} est devenu ${figure.text}.`);
    return { kind: 'figure', figure, ...strong };
  });
  return { content, reasons };
}

function judgeComparison(comparison: Comparison, words: string, book: FigureBook): string[] {
  const holds = evaluateComparison(comparison, book);
  if (holds === null) return [`« ${words} » ne peut plus être vérifié : un de ses chiffres n’est pas renseigné.`];
  return holds ? [] : [`« ${words} » n’est plus vrai : ${sayComparison(comparison, book)}.`];
}

/** The review of a paragraph; nothing when there is nothing to read again. */
export const reviewOf = ({ reasons }: Pick<ResolvedProse, 'reasons'>): Review | undefined =>
  reasons.length === 0 ? undefined : { reasons };

function sayComparison({ left, right }: Comparison, book: FigureBook): string {
  const say = (side: Operand) => {
    if ('value' in side) return String(side.value).replace('.', ',');
    const figure = book.find(side.reference);
    return figure === undefined ? MISSING_TEXT : `${nameFigure(figure)}, ${figure.text}`;
  };
  return `${say(left)} ; ${say(right)}`;
}

/** « Temps d’accès : Urgences (Port-Éloïsan) »: two figures of one name are told apart by their territory. */
const nameFigure = ({ origin: { label, territory } }: DocumentFigure) => (territory == null ? label : `${label} (${territory.name})`);

/** Each figure that the paragraph names, as it reads now: what is kept beside a text when its author saves it. */
export function listWrittenFigures(text: string, book: FigureBook): WrittenFigures {
  const references = parseProse(text).flatMap((piece) => {
    if (piece.kind === 'figure') return [piece.reference];
    if (piece.kind !== 'comparison') return [];
    return [piece.comparison.left, piece.comparison.right].flatMap((side) => ('reference' in side ? [side.reference] : []));
  });
  return Object.fromEntries(
    references.flatMap((reference): [string, { text: string; runId: string }][] => {
      const figure: DocumentFigure | undefined = book.find(reference);
      return figure === undefined ? [] : [[reference, { text: figure.text, runId: figure.runId }]];
    }),
  );
}
