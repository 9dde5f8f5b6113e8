import { type Block, DOCUMENT_LABELS, type MaillageDocument, type PrintedFigure } from '@maillage/domain/documents/document.ts';
import { formatDate } from '@maillage/domain/format.ts';
import { typeset } from '@maillage/domain/typography.ts';
import { findPointedMaps } from '../find-pointed-maps.ts';
import { plainText } from '../plain-text.ts';
import { escapeXmlText } from '../svg/escape-xml.ts';
import { PAGE_STYLE } from './page-style.ts';
import { writeBlocks } from './write-block.ts';
import type { PageWriter } from './write-inline.ts';
import { writeOrigins } from './write-origins.ts';

const FICTIONAL_MARK = 'Département fictif : données d’exemple, à ne pas citer';
/** Nothing is run, nothing is fetched: the page is whole by itself. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const DEEPEST_CONTENTS_LEVEL = 3;

/**
 * The document as one page that stands alone: no script, no request, headings and tables that a screen reader follows, each figure a
 * link to its origin at the end. The same document gives the same text. Each figure of `printed` is on page 1.
 */
export function renderHtml(document: MaillageDocument): { html: string; printed: PrintedFigure[] } {
  const headings = listHeadings(document.blocks);
  const maps = findPointedMaps(document.blocks);
  const writer: PageWriter = {
    ...{ maps, printed: [], origins: new Map(), counts: { table: 0, map: 0, chart: 0, callout: 0 } },
    anchors: new Map([
      ...headings.map(({ id }, index): [string, string] => [id, `titre-${index + 1}`]),
      ...[...maps.keys()].map((anchor, index): [string, string] => [anchor, `carte-${index + 1}`]),
    ]),
  };
  const body = writeBlocks(document.blocks, writer);
  const title = `${document.title} · ${document.territory.name}`;
  const html = [
    '<!doctype html>',
    '<html lang="fr">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeXmlText(title)}</title>`,
    `<style>${PAGE_STYLE}</style>`,
    '</head>',
    '<body>',
    '<a class="evitement" href="#contenu">Aller au contenu</a>',
    writeOpening(document),
    ...writeContents(headings, writer),
    `<main id="contenu" tabindex="-1">\n${body}\n</main>`,
    writeOrigins([...writer.origins.values()]),
    '</body>',
    '</html>',
    '',
  ].join('\n');
  return { html, printed: writer.printed };
}

function writeOpening({
  title,
  subtitle,
  departementName,
  fictional,
  run,
  planVersion,
  documentKind,
  territory,
}: MaillageDocument): string {
  const origin = [
    `${DOCUMENT_LABELS[documentKind]}, ${territory.name}`,
    `calcul « ${run.id} », publié le ${formatDate(run.publishedAt)}`,
    `Maillage ${run.engineVersion}`,
    ...(planVersion === null ? [] : [`plan d’actions, version ${planVersion}`]),
  ];
  return [
    '<header>',
    ...(fictional ? [`<p class="mention">${escapeXmlText(typeset(FICTIONAL_MARK))}</p>`] : []),
    `<p class="surtitre">${escapeXmlText(departementName)}</p>`,
    `<h1>${escapeXmlText(title)}</h1>`,
    ...(subtitle === '' ? [] : [`<p class="soustitre">${escapeXmlText(subtitle)}</p>`]),
    `<p class="source">${escapeXmlText(typeset(`${origin.join(' ; ')}.`))}</p>`,
    '</header>',
  ].join('\n');
}

type Heading = Extract<Block, { kind: 'heading' }>;

function listHeadings(blocks: readonly Block[]): Heading[] {
  return blocks.flatMap((block): Heading[] => {
    if (block.kind === 'heading') return [block];
    return block.kind === 'callout' ? listHeadings(block.blocks) : [];
  });
}

function writeContents(headings: readonly Heading[], { anchors }: PageWriter): string[] {
  const shown = headings.filter(({ level }) => level <= DEEPEST_CONTENTS_LEVEL);
  const lines = shown.map(
    ({ id, level, content }) => `<li class="n${level}"><a href="#${anchors.get(id)}">${escapeXmlText(plainText(content))}</a></li>`,
  );
  const annex = '<li class="n1"><a href="#origines">Origine des chiffres</a></li>';
  return ['<nav aria-labelledby="sommaire">', '<p class="titre" id="sommaire">Sommaire</p>', '<ol>', ...lines, annex, '</ol>', '</nav>'];
}
