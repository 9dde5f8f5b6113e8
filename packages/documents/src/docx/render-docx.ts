import { type Block, DOCUMENT_LABELS, type MaillageDocument, type PrintedFigure } from '@maillage/domain/documents/document.ts';
import { formatDate } from '@maillage/domain/format.ts';
import { typeset } from '@maillage/domain/typography.ts';
import {
  Document,
  type FileChild,
  Footer,
  Header,
  HeadingLevel,
  type ISectionPropertiesOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TableOfContents,
  TabStopType,
  TextRun,
} from 'docx';
import { estimatePageNumbersWith } from 'docx/layout';
import { findPointedMaps } from '../find-pointed-maps.ts';
import { readFont } from '../fonts.ts';
import { packDeterministically } from './pack.ts';
import { documentStyles, NUMBERING, SANS, SERIF, STYLES, TABLE_STYLE } from './styles.ts';
import { type BlockPlace, writeBlocks } from './write-block.ts';
import { cleanText, nameBookmarks, run, type WordWriter } from './write-inline.ts';

const AUTHOR = 'Maillage';
export const FICTIONAL_MARK = 'Département fictif : données d’exemple, à ne pas citer';

/** Lengths in twentieths of a point. A3 is given upright: the orientation turns it. */
const PAPERS = {
  a4: { page: { width: 11_906, height: 16_838, orientation: PageOrientation.PORTRAIT }, margin: 1060, mapHeight: 4500 },
  'a3-landscape': { page: { width: 16_838, height: 23_811, orientation: PageOrientation.LANDSCAPE }, margin: 1134, mapHeight: 8900 },
} as const;
/** Two maps and their tables go on the two pages of a portrait. */
const COMPACT_MAP_HEIGHT = 1900;
const COMPACT_MARGIN = 780;
/** Under the running title. */
const MORE_AT_THE_TOP = 200;

/**
 * The document as a Word file that the staff can finish: named styles, captions and contents that Word keeps counting, tables that can
 * be edited, figures that still say what they are. The same document gives the same bytes. `printed` is in the order of reading, with
 * no page: Word lays the file out when it opens it.
 */
export async function renderDocx(document: MaillageDocument): Promise<{ bytes: Uint8Array; printed: PrintedFigure[] }> {
  const paper = PAPERS[document.paper];
  const across = paper.page.orientation === PageOrientation.LANDSCAPE ? paper.page.height : paper.page.width;
  const isCompact = document.documentKind === 'portrait';
  const margin = isCompact ? COMPACT_MARGIN : paper.margin;
  const place: BlockPlace = {
    ...{ width: across - 2 * margin, box: null, mapsFillPages: document.documentKind === 'atlas' },
    mapHeight: isCompact ? COMPACT_MAP_HEIGHT : paper.mapHeight,
    pageHeight: isCompact || document.documentKind === 'atlas' ? null : paper.page.height - 2 * margin - MORE_AT_THE_TOP,
  };
  const maps = findPointedMaps(document.blocks);
  const writer: WordWriter = {
    ...{ printed: [], comments: [], controlCount: 0, listCount: 0 },
    ...{ maps, bookmarks: nameBookmarks([...listHeadingIds(document.blocks), ...maps.keys()]) },
  };
  const body = await writeBlocks(document.blocks, place, writer);
  const publishedAt = new Date(document.run.publishedAt);
  const file = new Document({
    ...{ title: document.title, styles: documentStyles(isCompact), numbering: NUMBERING },
    comments: {
      children: writer.comments.map(({ id, reasons }) => ({
        ...{ id, author: AUTHOR, initials: 'M', date: publishedAt },
        children: reasons.map((reason) => new Paragraph({ children: [run(typeset(`À revoir. ${reason}`))] })),
      })),
    },
    fonts: [
      { name: SANS, data: await readFont('sans'), bold: await readFont('sansBold') },
      { name: SERIF, data: await readFont('serif'), bold: await readFont('serifBold'), italic: await readFont('serifItalic') },
    ],
    // Page numbers of the contents are estimated; Word, which lays out the pages, offers to count them again when it opens the file.
    ...{ pageNumbers: estimatePageNumbersWith({ guess: true }), features: { updateFields: true } },
    sections: [
      {
        properties: pageProperties(document.paper, margin),
        headers: { default: writeHeader(document, place.width), first: new Header({ children: [new Paragraph({ style: 'Header' })] }) },
        footers: { default: writeFooter(document, place.width), first: writeFooter(document, place.width) },
        children: [...writeOpening(document), ...body],
      },
    ],
  });
  const packed = await Packer.toBuffer(file);
  return {
    bytes: packDeterministically(packed, { core: writeCoreProperties(document), moreStyles: TABLE_STYLE }),
    printed: writer.printed,
  };
}

function pageProperties(name: MaillageDocument['paper'], margin: number): ISectionPropertiesOptions {
  const { page } = PAPERS[name];
  return {
    titlePage: true,
    page: { size: page, margin: { top: margin + MORE_AT_THE_TOP, bottom: margin, left: margin, right: margin, header: 500, footer: 500 } },
  };
}

/** Who, what, from which run; then the contents, but in a portrait, whose two pages need none. */
function writeOpening(document: MaillageDocument): FileChild[] {
  const { run: published, planVersion } = document;
  const origin = [
    `Calcul « ${published.id} », publié le ${formatDate(published.publishedAt)}`,
    `Maillage ${published.engineVersion}`,
    ...(planVersion === null ? [] : [`plan d’actions, version ${planVersion}`]),
  ].join(' ; ');
  const line = (text: string, style: string) => new Paragraph({ style, children: [run(typeset(text))] });
  const opening: FileChild[] = [
    ...(document.fictional ? [line(FICTIONAL_MARK, STYLES.mark)] : []),
    line(document.departementName, 'Subtitle'),
    new Paragraph({ heading: HeadingLevel.TITLE, children: [run(document.title)] }),
    ...(document.subtitle === '' ? [] : [line(document.subtitle, 'Subtitle')]),
    line(`${origin}.`, STYLES.source),
  ];
  if (document.documentKind === 'portrait') return opening;
  return [
    ...opening,
    line('Sommaire', STYLES.contentsTitle),
    new TableOfContents('Sommaire', { hyperlink: true, headingStyleRange: '1-3' }),
    new Paragraph({ style: STYLES.body, pageBreakBefore: true }),
  ];
}

function writeHeader(document: MaillageDocument, width: number): Header {
  const { kind, name } = document.territory;
  const left = kind === 'departement' ? document.departementName : `${document.departementName} · ${name}`;
  const marked = document.fictional ? ` · ${FICTIONAL_MARK}` : '';
  return new Header({
    children: [
      new Paragraph({
        ...{ style: 'Header', tabStops: [{ type: TabStopType.RIGHT, position: width }] },
        children: [run(typeset(`${left}${marked}`)), new TextRun({ children: ['\t', cleanText(document.title)] })],
      }),
    ],
  });
}

function writeFooter({ documentKind, run: published }: MaillageDocument, width: number): Footer {
  const what = typeset(`${DOCUMENT_LABELS[documentKind]} · calcul publié le ${formatDate(published.publishedAt)}`);
  return new Footer({
    children: [
      new Paragraph({
        ...{ style: 'Footer', tabStops: [{ type: TabStopType.RIGHT, position: width }] },
        children: [run(what), new TextRun({ children: ['\t', 'Page ', PageNumber.CURRENT, ' sur ', PageNumber.TOTAL_PAGES] })],
      }),
    ],
  });
}

function writeCoreProperties({ title, subtitle, departementName, fictional, run: published }: MaillageDocument) {
  return {
    ...{ title, subject: subtitle, creator: departementName, language: 'fr-FR', modified: published.publishedAt },
    description: fictional ? FICTIONAL_MARK : `Calcul ${published.id}`,
    keywords: [...(fictional ? ['fictif'] : []), 'SDAASP', published.id].join(', '),
  };
}

function listHeadingIds(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'heading') return [block.id];
    return block.kind === 'callout' ? listHeadingIds(block.blocks) : [];
  });
}
