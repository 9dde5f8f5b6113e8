import type { DocumentFigure, FigureOrigin, Inline, MapBlock, PrintedFigure } from '@maillage/domain/documents/document.ts';
import { printFigure } from '../print-figures.ts';
import { escapeXmlText } from '../svg/escape-xml.ts';

/** Figures that are made alike share one entry of the annex; they differ by their territory. */
export interface OriginEntry {
  id: string;
  origin: FigureOrigin;
  runId: string;
  territories: Set<string>;
}

/** What a page gathers while it is written, in the order of its reading. */
export interface PageWriter {
  readonly printed: PrintedFigure[];
  readonly origins: Map<string, OriginEntry>;
  /** Id of a heading or of a map in the page, by its id or its anchor in the document. */
  readonly anchors: ReadonlyMap<string, string>;
  /** The map that each anchor means. */
  readonly maps: ReadonlyMap<string, MapBlock>;
  readonly counts: { table: number; map: number; chart: number; callout: number };
}

export function writeInline(content: readonly Inline[], writer: PageWriter): string {
  return content
    .map((piece): string => {
      if (piece.kind === 'link') return writeLink(piece, writer);
      if (piece.kind === 'page') return writeLink({ kind: 'link', text: piece.text, target: { anchor: piece.anchor } }, writer);
      const shown = piece.kind === 'figure' ? writeFigure(piece.figure, writer) : writeText(piece);
      return piece.strong === true ? `<strong>${shown}</strong>` : shown;
    })
    .join('');
}

const writeText = (piece: Extract<Inline, { kind: 'text' | 'reference' | 'stated' }>): string =>
  piece.kind === 'reference' ? `<span class="reference">${escapeXmlText(piece.text)}</span>` : escapeXmlText(piece.text);

/** A figure is a link to where it comes from, in the annex: it is reached by the keyboard, and printed with the rest. */
export function writeFigure(figure: DocumentFigure, writer: PageWriter): string {
  writer.printed.push(printFigure(figure, 1));
  const entry = findOrigin(figure, writer);
  const link = `<a class="chiffre" href="#${entry.id}" data-chiffre="${escapeXmlText(figure.id)}">${escapeXmlText(figure.text)}</a>`;
  return figure.value === null ? link : `<data value="${figure.value}">${link}</data>`;
}

function findOrigin({ origin, runId }: DocumentFigure, { origins }: PageWriter): OriginEntry {
  const { territory, ...made } = origin;
  const key = JSON.stringify([runId, made]);
  const found = origins.get(key) ?? { id: `origine-${origins.size + 1}`, origin, runId, territories: new Set<string>() };
  origins.set(key, found);
  if (territory !== null) found.territories.add(territory.code === '' ? territory.name : `${territory.name} (${territory.code})`);
  return found;
}

/** A page of the site has no address in a file that left it: its words stay. */
function writeLink({ text, target }: Extract<Inline, { kind: 'link' }>, { anchors }: PageWriter): string {
  const anchor = 'anchor' in target ? anchors.get(target.anchor) : undefined;
  return anchor === undefined ? escapeXmlText(text) : `<a href="#${anchor}">${escapeXmlText(text)}</a>`;
}
