import MiniSearch from 'minisearch';
import { FORGIVING, FRENCH_TERMS } from '../ui/french-search.ts';

/** Kinds of what can be found, in the order in which they are shown. */
export const FOUND_KINDS = {
  commune: 'Communes',
  epci: 'Territoires',
  quarter: 'Quartiers prioritaires',
  map: 'Cartes',
  page: 'Pages',
  method: 'Notes de méthode',
} as const;
export type FoundKind = keyof typeof FOUND_KINDS;

export interface SiteEntry {
  /** Its address: one entry an address. */
  href: string;
  kind: FoundKind;
  title: string;
  /** What tells it from its namesakes. */
  detail: string;
  /** Words that lead to it and that it does not show. */
  words: string;
}

const MAX_OF_A_KIND = 12;

/** What the reader may look for, by name, code or subject; nothing typed finds nothing. */
export function createSiteIndex(entries: readonly SiteEntry[]): (typed: string) => Map<FoundKind, SiteEntry[]> {
  const byHref = new Map(entries.map((entry) => [entry.href, entry]));
  const index = new MiniSearch<SiteEntry>({ idField: 'href', fields: ['title', 'detail', 'words'], ...FRENCH_TERMS });
  index.addAll([...byHref.values()]);
  return (typed) => {
    const found = typed.trim() === '' ? [] : index.search(typed, { ...FORGIVING, boost: { title: 4, detail: 2 } });
    const entriesFound = found.flatMap(({ id }) => byHref.get(String(id)) ?? []);
    const groups = Map.groupBy(entriesFound, ({ kind }) => kind);
    const kinds = Object.keys(FOUND_KINDS) as FoundKind[]; // keys of a literal: TypeScript widens them
    return new Map(kinds.flatMap((kind) => (groups.has(kind) ? [[kind, groups.get(kind)!.slice(0, MAX_OF_A_KIND)]] : [])));
  };
}
