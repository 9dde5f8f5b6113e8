import { getDocumentProxy } from 'unpdf';

/** A node of the tags of a page: a role and its children, or a piece of what is drawn. */
interface TagNode {
  role?: string;
  alt?: string;
  type?: string;
  id?: string;
  children?: TagNode[];
}
export interface PdfTag {
  role: string;
  /** Words of the tag and of all that is in it, in the order of the tags. */
  text: string;
  alt: string | null;
  children: PdfTag[];
}
export interface ReadPdf {
  info: { title: string; language: string; created: string };
  isTagged: boolean;
  /** Titles of the bookmarks, with their depth from 1. */
  bookmarks: { title: string; depth: number }[];
  /** All the words of each page, in the order in which they are drawn, header and footer with them. */
  pages: string[];
  /** Tags of each page. */
  tags: PdfTag[][];
  /** Words that no tag holds and that are not said to be decoration. */
  untagged: string[];
  /** Addresses of the links of each page: `#` for a place of the document. */
  links: string[][];
}
/** What pdf.js gives for a line: a text, or a mark of the beginning or the end of a tag. */
interface TextPiece {
  str?: string;
  hasEOL?: boolean;
  type?: string;
  id?: string | null;
  tag?: string;
}

/** Reads a PDF back with pdf.js, which knows nothing of the engine that wrote it. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  // A copy: pdf.js takes what it is given.
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const info = (await pdf.getMetadata()).info as Record<string, string>;
  const read: ReadPdf = {
    info: { title: info.Title ?? '', language: info.Language ?? '', created: info.CreationDate ?? '' },
    isTagged: (await pdf.getMarkInfo())?.Marked === true,
    bookmarks: listBookmarks((await pdf.getOutline()) ?? [], 1),
    ...{ pages: [], tags: [], untagged: [], links: [] },
  };
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const { words, byTag, untagged } = sortPieces(items as TextPiece[]);
    read.pages.push(words);
    read.untagged.push(...untagged);
    const tree = (await page.getStructTree()) as TagNode | null;
    read.tags.push((tree?.children ?? []).map((node) => readTag(node, byTag)));
    const annotations = (await page.getAnnotations()) as { subtype: string; url?: string }[];
    read.links.push(annotations.filter(({ subtype }) => subtype === 'Link').map(({ url }) => url ?? '#'));
  }
  await pdf.loadingTask.destroy();
  return read;
}

/** Every tag of the document in reading order, parents first. */
export const listTags = (tags: readonly PdfTag[]): PdfTag[] => tags.flatMap((tag) => [tag, ...listTags(tag.children)]);

/** Words as they are compared: a line that ends is a space, and all spaces are alike. */
export const evenSpaces = (text: string) => text.replace(/[\s\u200b\u2060]+/g, ' ').trim();

function sortPieces(items: readonly TextPiece[]) {
  const byTag = new Map<string, string>();
  const open: (string | null)[] = [];
  const untagged: string[] = [];
  let words = '';
  for (const item of items) {
    if (item.type === 'endMarkedContent') open.pop();
    else if (item.type !== undefined) open.push(item.tag === 'Artifact' ? 'artifact' : (item.id ?? open.at(-1) ?? null));
    if (item.str === undefined) continue;
    const text = item.str + (item.hasEOL ? '\n' : '');
    words += text;
    const tag = open.at(-1) ?? null;
    if (tag !== null) byTag.set(tag, (byTag.get(tag) ?? '') + text);
    else if (item.str.trim() !== '') untagged.push(item.str);
  }
  return { words, byTag, untagged };
}

function readTag(node: TagNode, byTag: ReadonlyMap<string, string>): PdfTag {
  const children = (node.children ?? []).filter(({ role }) => role !== undefined).map((child) => readTag(child, byTag));
  let next = 0;
  const texts = (node.children ?? []).map((child) =>
    child.role === undefined ? (byTag.get(child.id ?? '') ?? '') : children[next++]!.text,
  );
  return { role: node.role ?? '', text: evenSpaces(texts.join(' ')), alt: node.alt ?? null, children };
}

function listBookmarks(nodes: readonly { title: string; items: unknown[] }[], depth: number): { title: string; depth: number }[] {
  return nodes.flatMap(({ title, items }) => [
    { title, depth },
    ...listBookmarks(items as { title: string; items: unknown[] }[], depth + 1),
  ]);
}
