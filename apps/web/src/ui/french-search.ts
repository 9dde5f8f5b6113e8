import type { SearchOptions } from 'minisearch';
import { foldText } from './table-model.ts';

const ABBREVIATIONS: Record<string, string> = { st: 'saint', ste: 'sainte', s: 'sur', lez: 'les' };

/** How words are read and found in French names: without accents, hyphens or apostrophes, « St » for « Saint ». */
export const FRENCH_TERMS = {
  tokenize: (text: string) => foldText(text).split(/\s+/).filter(Boolean),
  processTerm: (term: string) => ABBREVIATIONS[term] ?? term,
};
/** A word begun, or with a letter wrong, is found; every word counts. */
export const FORGIVING: SearchOptions = { prefix: true, fuzzy: 0.2, combineWith: 'AND' };
