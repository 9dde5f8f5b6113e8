/** French typography of running text: the spaces that never end a line. Figures have theirs in `format.ts`. */
const NO_BREAK_SPACE = '\u00a0';
const NARROW_NO_BREAK_SPACE = '\u202f';

/** Most texts are names and codes: one look tells that there is nothing to set. */
const CONCERNED = /[«»]| [:;?!]|\d [a-zM%€]/;

/**
 * Puts no-break spaces where French wants them: narrow inside guillemets and before « ; ? ! », plain before the colon and between a
 * figure and its unit. Passing twice changes nothing. A mark that no space precedes is left as it is: an address, a time, a piece of code.
 */
export function typeset(text: string): string {
  if (!CONCERNED.test(text)) return text;
  return text
    .replace(/« /g, `«${NARROW_NO_BREAK_SPACE}`)
    .replace(/ »/g, `${NARROW_NO_BREAK_SPACE}»`)
    .replace(/(?<=\S) ([;?!])(?=[\s»)]|$)/g, `${NARROW_NO_BREAK_SPACE}$1`)
    .replace(/(?<=\S) :(?=\s|$)/g, `${NO_BREAK_SPACE}:`)
    .replace(/(?<=\d) (?=(?:min|km|km²|m|ha|h|ms|kB|Mo|%|€)(?![\p{L}\d²]))/gu, NO_BREAK_SPACE);
}

/** Every text of a value read from JSON, typeset; keys are left as they are. */
export function typesetAll(value: unknown): unknown {
  if (typeof value === 'string') return typeset(value);
  // Columns of figures and outlines of maps are long, and hold no text.
  if (Array.isArray(value)) return typeof value[0] === 'number' ? value : value.map(typesetAll);
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, typesetAll(inner)]));
  return value;
}
