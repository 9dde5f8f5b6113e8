import { StringDecoder } from 'node:string_decoder';
import { unreadable } from './file-errors.ts';
import type { TableLimits } from './limits.ts';
import { type ArchiveMember, readArchiveMember } from './zip-archive.ts';

/** Titles and notes merge a few cells; past that the library, which writes each of them down, would not come back. */
const MAX_MERGED_CELLS = 100_000;
const AREA = /^([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?$/;

export interface CellArea {
  top: number;
  bottom: number;
  /** Indices from 0. */
  left: number;
  right: number;
}

/** The area that « A2:C4 » names; undefined when it names none. */
export function parseArea(text: string): CellArea | undefined {
  const found = AREA.exec(text);
  if (found === null) return undefined;
  const [, left, top, right = left, bottom = top] = found;
  return { top: Number(top), bottom: Number(bottom), left: columnIndex(left!), right: columnIndex(right!) };
}

const columnIndex = (letters: string) => [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** Reads the areas of merged cells in the raw text of each sheet; throws `file-unreadable` when they are too large or are no area. */
export async function assertNamedMerges(path: string, displayPath: string, members: readonly ArchiveMember[], limits: TableLimits) {
  let mergedCells = 0;
  const take = (tag: string) => {
    const text = /\sref\s*=\s*["']([^"']*)["']/.exec(tag)?.[1] ?? '';
    const area = parseArea(text);
    mergedCells += area === undefined ? Number.POSITIVE_INFINITY : (area.bottom - area.top + 1) * (area.right - area.left + 1);
    if (!(mergedCells <= MAX_MERGED_CELLS))
      throw unreadable(
        displayPath,
        `il fusionne trop de cellules (${text.slice(0, 40)}). Défusionnez-les : chaque ligne d’un plan a ses propres cellules`,
      );
  };
  for (const { name } of members) {
    if (!/^xl\/worksheets\/[^/]+\.xml$/.test(name)) continue;
    const decoder = new StringDecoder('utf8');
    let rest = '';
    for await (const chunk of readArchiveMember(path, name, displayPath, limits)) {
      const text = rest + decoder.write(chunk);
      for (const [tag] of text.matchAll(/<mergeCell\s[^>]*>/g)) take(tag);
      // A tag cut in two is read with the next bytes.
      const open = text.lastIndexOf('<');
      rest = text.lastIndexOf('>') > open ? '' : text.slice(open, open + 100_000);
    }
  }
}
