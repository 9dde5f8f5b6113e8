import type { DocumentFigure } from './document.ts';

/** A number typed by hand: nothing checks it, and nothing follows it when the data change. */
export interface HandTypedNumber {
  text: string;
  /** Where it begins in the text. */
  index: number;
}

const NUMBER = /\d+(?:[ \u00a0\u202f]\d{3}(?!\d))*(?:[.,]\d+)?/g;
const MARKED = /\{\{[^{}]*\}\}|\[\[[^[\]]*\]\]/g;
const SPACES = /[\u00a0\u202f]/g;

/** Numbers of a text that are neither a figure, nor a comparison, nor marked as a date or a code. */
export function listHandTypedNumbers(text: string): HandTypedNumber[] {
  const bare = text.replace(MARKED, (marked) => ' '.repeat(marked.length));
  return [...bare.matchAll(NUMBER)].map((match) => ({ text: text.slice(match.index, match.index + match[0].length), index: match.index }));
}

const digitsOf = (text: string) => text.replace(/[ \u00a0\u202f]/g, '').replace('.', ',');

/** Figures that print the same number, those that also print the same unit first. */
export function suggestFigures(text: string, number: HandTypedNumber, figures: Iterable<DocumentFigure>): DocumentFigure[] {
  const wanted = digitsOf(number.text);
  const alike = [...figures].filter(({ text: shown, value }) => {
    const [printed] = shown.match(NUMBER) ?? [];
    return value !== null && printed !== undefined && digitsOf(printed) === wanted;
  });
  const isWhole = (figure: DocumentFigure) => lengthReplaced(text, number, figure) > number.text.length;
  return alike.sort((a, b) => Number(isWhole(b)) - Number(isWhole(a)));
}

/** The text with the figure in the place of the number, and of its unit when it was typed too. */
export function replaceNumber(text: string, number: HandTypedNumber, figure: DocumentFigure): string {
  const end = number.index + lengthReplaced(text, number, figure);
  return `${text.slice(0, number.index)}{{${figure.id}}}${text.slice(end)}`;
}

/** The text with the number marked as a date, a code or the number of an article. */
export const markReference = (text: string, { index, text: number }: HandTypedNumber): string =>
  `${text.slice(0, index)}[[${number}]]${text.slice(index + number.length)}`;

function lengthReplaced(text: string, number: HandTypedNumber, figure: DocumentFigure): number {
  const plain = (one: string) => one.replace(SPACES, ' ');
  return plain(text.slice(number.index)).startsWith(plain(figure.text)) ? figure.text.length : number.text.length;
}
