import assert from 'node:assert';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { escapeXmlText } from '../svg/escape-xml.ts';

/** 1 January 2000: the clock at which a file was packed is no part of a document. */
const FIXED_DATE = '2000-01-01T00:00:00';
/** The library draws these at random, so that files can be put together; ours are counted in the order in which they appear. */
const RANDOM_ID = /\brId(?=[a-z0-9_-]*[a-z_-])[a-z0-9_-]{21}\b/g;
/** A text of the document holds none: its « < » is written as an entity. */
const TAG = /<[^<>]*>/g;
const CONTENTS_PAGE = /(<w:instrText[^<>]*>PAGEREF )_Toc(\d+)/g;
const FONT_KEY = /w:fontKey="\{([0-9A-Fa-f-]{36})\}"/g;

export interface CoreProperties {
  title: string;
  subject: string;
  creator: string;
  description: string;
  keywords: string;
  language: string;
  /** ISO 8601. */
  modified: string;
}

/** A packed Word file whose every byte comes from the document: ids counted, dates of the run, keys of fonts made from their rank.
 * `moreStyles` are written after those of the library. */
export function packDeterministically(packed: Uint8Array, { core, moreStyles }: { core: CoreProperties; moreStyles: string }): Uint8Array {
  const files = unzipSync(packed);
  const names = Object.keys(files).sort();
  const ids = countingNames();
  const drawings = countingNames();
  const bookmarks = countingNames();
  const contents = countingNames();
  const countIds = (tag: string) =>
    tag
      .replace(RANDOM_ID, (id) => `rIdM${ids(id)}`)
      .replace(/^(<wp:docPr\b.*? id=)"(\d+)"/s, (_, before: string, id: string) => `${before}"${drawings(id)}"`)
      .replace(/^(<w:bookmark(?:Start|End)\b.*?w:id=)"(\d+)"/s, (_, before: string, id: string) => `${before}"${bookmarks(id)}"`)
      .replace(/(w:(?:anchor|name)=)"_Toc(\d+)"/, (_, before: string, id: string) => `${before}"_Toc${contents(id)}"`);
  for (const name of names.filter((each) => /\.(?:xml|rels)$/.test(each))) {
    const text = strFromU8(files[name]!)
      .replace(TAG, (tag) => countIds(tag))
      .replace(CONTENTS_PAGE, (_, before: string, id: string) => `${before}_Toc${contents(id)}`);
    files[name] = strToU8(text);
  }
  countFontKeys(files);
  files['word/styles.xml'] = strToU8(strFromU8(files['word/styles.xml']!).replace('</w:styles>', `${moreStyles}</w:styles>`));
  files['docProps/core.xml'] = strToU8(writeCore(core));
  // A picture is compressed by itself.
  const entries = ['[Content_Types].xml', ...names.filter((name) => name !== '[Content_Types].xml')].map(
    (name): [string, [Uint8Array, { level: 0 | 6 }]] => [name, [files[name]!, { level: name.endsWith('.png') ? 0 : 6 }]],
  );
  return zipSync(Object.fromEntries(entries), { mtime: FIXED_DATE, os: 0 });
}

function countingNames(): (name: string) => number {
  const seen = new Map<string, number>();
  return (name) => {
    if (!seen.has(name)) seen.set(name, seen.size + 1);
    return seen.get(name)!;
  };
}

/** The first 32 bytes of an embedded font are mixed with its key (ECMA-376, part 4, 14.2.1): mixed again with the old, then with ours. */
function countFontKeys(files: Record<string, Uint8Array>): void {
  const table = strFromU8(files['word/fontTable.xml']!);
  let rank = 0;
  files['word/fontTable.xml'] = strToU8(
    table.replace(FONT_KEY, (_, old: string) => {
      rank++;
      const key = `00000000-0000-4000-8000-${rank.toString(16).toUpperCase().padStart(12, '0')}`;
      const font = files[`word/fonts/font${rank}.odttf`];
      assert(font !== undefined, `font ${rank} of the table is not in the file`);
      const [before, after] = [keyBytes(old), keyBytes(key)];
      for (let index = 0; index < 32; index++) font[index]! ^= before[index % 16]! ^ after[index % 16]!;
      return `w:fontKey="{${key}}"`;
    }),
  );
}

/** The bytes of a key, last first. */
const keyBytes = (key: string): number[] =>
  [...key.replaceAll('-', '').matchAll(/../g)].map(([pair]) => Number.parseInt(pair, 16)).reverse();

function writeCore({ title, subject, creator, description, keywords, language, modified }: CoreProperties): string {
  const date = (name: string) =>
    `<dcterms:${name} xsi:type="dcterms:W3CDTF">${escapeXmlText(modified.replace(/\.\d+Z$/, 'Z'))}</dcterms:${name}>`;
  const text = (name: string, value: string) => `<${name}>${escapeXmlText(value)}</${name}>`;
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    ...[text('dc:title', title), text('dc:subject', subject), text('dc:creator', creator), text('cp:keywords', keywords)],
    ...[text('dc:description', description), text('cp:lastModifiedBy', creator), text('dc:language', language)],
    ...[date('created'), date('modified'), '</cp:coreProperties>'],
  ].join('');
}
