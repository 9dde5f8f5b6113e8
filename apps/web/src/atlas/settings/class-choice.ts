import type { FigureDefinition } from '@maillage/domain/figures/figure.ts';
import { CLASS_METHODS, type ClassMethod, computeBreaks } from '@maillage/maps/classify.ts';

/** The names of the address: a method with its number of classes, or limits set by hand. */
export const CLASS_CHOICES = ['classes', 'nombre', 'bornes'] as const;
export const CLASS_COUNTS = [3, 4, 5, 6, 7] as const;
const DEFAULT_COUNT = 5;
const MAX_BREAKS = 9;

export interface ClassChoice {
  method: ClassMethod | 'own' | 'manual';
  count: number;
  /** In the unit of the figure; null for the classes of the atlas. */
  breaks: number[] | null;
}

/** The classes that the address asks for. What it cannot mean is the classes of the atlas. */
export function readClassChoice(read: (name: string) => string | null, figure: FigureDefinition, values: readonly number[]): ClassChoice {
  const count = CLASS_COUNTS.find((one) => String(one) === read('nombre')) ?? DEFAULT_COUNT;
  if (figure.style === 'categories' || values.length === 0) return { method: 'own', count, breaks: null };
  const manual = parseBreaks(read('bornes'));
  if (manual !== null) return { method: 'manual', count: manual.length + 1, breaks: manual };
  const method = CLASS_METHODS.find((one) => one === read('classes'));
  return method === undefined ? { method: 'own', count, breaks: null } : { method, count, breaks: computeBreaks(method, values, count) };
}

/** Limits in ascending order, each once; null when the address holds none. */
function parseBreaks(text: string | null): number[] | null {
  if (text === null) return null;
  const numbers = [...new Set(text.split(';').map(Number))].filter(Number.isFinite).sort((a, b) => a - b);
  return numbers.length === 0 || numbers.length > MAX_BREAKS ? null : numbers;
}

export const writeBreaks = (breaks: readonly number[]): string => breaks.map((value) => String(Number(value.toPrecision(6)))).join(';');

/** The limits with one of them moved: it stops at its neighbours, so that classes keep their order. */
export function moveBreak(breaks: readonly number[], index: number, value: number): number[] {
  const [below, above] = [breaks[index - 1] ?? -Infinity, breaks[index + 1] ?? Infinity];
  return breaks.map((one, at) => (at === index ? Math.min(above, Math.max(below, value)) : one));
}
