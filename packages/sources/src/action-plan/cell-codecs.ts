import { cleanText } from '@maillage/domain/plans/plan.ts';
import { parseDecimal } from '../tables/cells.ts';

/** How a value of a plan is written in a cell and read back; `decode` throws a `CellProblem`. An empty cell is `null`, or the empty list. */
export interface CellCodec<Value> {
  type: 'text' | 'number';
  encode(value: Value): string | number | null;
  decode(text: string): Value;
}

/** A cell that cannot be read: the end of a French sentence. */
export class CellProblem extends Error {}

const refuse = (text: string, expected: string): never => {
  throw new CellProblem(`« ${text.slice(0, 60)} » n’est pas ${expected}`);
};

export const textCell: CellCodec<string> = { type: 'text', encode: (value) => (value === '' ? null : value), decode: cleanText };
export const textOrNone: CellCodec<string | null> = {
  type: 'text',
  encode: (value) => value,
  decode: (text) => (cleanText(text) === '' ? null : cleanText(text)),
};
export const numberCell: CellCodec<number | null> = {
  type: 'number',
  encode: (value) => value,
  decode(text) {
    if (text.trim() === '') return null;
    // « 12 000 € » is what people type.
    const parsed = parseDecimal(text.replace(/\s*€\s*$/, '').trim());
    return parsed.status === 'known' ? parsed.value : refuse(text, 'un nombre');
  },
};

/** A day, « 2026-05-31 » or « 31/05/2026 ». */
export const dateCell: CellCodec<string | null> = {
  type: 'text',
  encode: (value) => value,
  decode(text) {
    const trimmed = text.trim();
    if (trimmed === '') return null;
    const french = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(trimmed);
    const midnight = /^(\d{4}-\d{2}-\d{2})[T ]00:00(:00(\.0+)?)?Z?$/.exec(trimmed);
    const iso = french === null ? (midnight?.[1] ?? trimmed) : `${french[3]}-${french[2]!.padStart(2, '0')}-${french[1]!.padStart(2, '0')}`;
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(iso) && !Number.isNaN(Date.parse(iso)) && new Date(iso).toISOString().startsWith(iso);
    return isDay ? iso : refuse(text, `une date (2026-05-31 ou 31/05/2026)${hintDate(trimmed)}`);
  },
};

/** What a text that is no date probably is. */
function hintDate(text: string): string {
  const [, first, second] = /^(\d{1,2})\/(\d{1,2})\/\d{4}$/.exec(text) ?? [];
  if (Number(first) <= 12 && Number(second) > 12) return ' : le jour s’écrit avant le mois';
  // Days since the 30th of December 1899, from 1927 to 2091: how a spreadsheet holds a day.
  if (/^\d{5}$/.test(text) && Number(text) >= 10_000 && Number(text) < 70_000) {
    const day = new Date(Date.UTC(1899, 11, 30) + Number(text) * 86_400_000).toISOString().slice(0, 10);
    return ` : c’est sans doute le ${day}, tel qu’un tableur le compte ; mettez la cellule au format date`;
  }
  return '';
}

/** « Fiche 3.2 »: a bare 3.2 becomes a date or 3.20 in a spreadsheet. Read with or without its word. */
export const numberedCell = (word: string): CellCodec<string | null> => ({
  type: 'text',
  encode: (value) => (value === null ? null : `${word} ${value}`),
  decode: (text) => withoutWord(word, text) || null,
});
export const numberedListCell = (word: string): CellCodec<string[]> => ({
  type: 'text',
  encode: (values) => (values.length === 0 ? null : values.map((value) => `${word} ${value}`).join(' ; ')),
  decode: (text) => cutList(text).map((part) => withoutWord(word, part)),
});

export const listCell: CellCodec<string[]> = {
  type: 'text',
  encode: (values) => (values.length === 0 ? null : values.join(' ; ')),
  decode: (text) => cutList(cleanText(text)),
};

/** One of the values of a list, written in French; its own name and any case or accent are read too. */
export function choiceCell<Value extends string>(labels: Readonly<Record<Value, string>>): CellCodec<Value | null> {
  return {
    type: 'text',
    encode: (value) => (value === null ? null : labels[value]),
    decode: (text) => (text.trim() === '' ? null : findChoice(labels, text)),
  };
}
export function choicesCell<Value extends string>(labels: Readonly<Record<Value, string>>): CellCodec<Value[]> {
  return {
    type: 'text',
    encode: (values) => (values.length === 0 ? null : values.map((value) => labels[value]).join(' ; ')),
    decode: (text) => cutList(text).map((part) => findChoice(labels, part)),
  };
}

/** Letters without case, accent or kind of apostrophe: how a header or a choice is recognised. */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/[’'_\s-]+/g, ' ')
    .trim()
    .toLowerCase();
}

function findChoice<Value extends string>(labels: Readonly<Record<Value, string>>, text: string): Value {
  const asked = foldText(text);
  const values = Object.keys(labels) as Value[];
  const found = values.find((value) => foldText(labels[value]) === asked || value.toLowerCase() === asked);
  return found ?? refuse(text, `l’une de ces valeurs : ${values.map((value) => labels[value]).join(', ')}`);
}

function withoutWord(word: string, text: string): string {
  const trimmed = text.trim();
  return foldText(trimmed).startsWith(`${foldText(word)} `) ? trimmed.slice(trimmed.search(/\s/)).trim() : trimmed;
}

const cutList = (text: string) =>
  text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
