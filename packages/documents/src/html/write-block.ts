import { anchorOfMap, type Block, type MapBlock } from '@maillage/domain/documents/document.ts';
import { plainText } from '../plain-text.ts';
import { escapeXmlText } from '../svg/escape-xml.ts';
import { scopeSvg } from '../svg/scope-svg.ts';
import { type PageWriter, writeFigure, writeInline } from './write-inline.ts';
import { writeBivariateKey, writeChart, writeLegend, writeTable } from './write-table.ts';

const TONE_CLASSES = { note: 'note', warning: 'alerte', finding: 'constat' } as const;

export const writeBlocks = (blocks: readonly Block[], writer: PageWriter): string =>
  blocks.map((block) => writeBlock(block, writer)).join('\n');

function writeBlock(block: Block, writer: PageWriter): string {
  switch (block.kind) {
    case 'heading': {
      // The title of the document is the first level of the page.
      const level = block.level + 1;
      return `<h${level} id="${writer.anchors.get(block.id)}">${writeInline(block.content, writer)}</h${level}>`;
    }
    case 'paragraph': {
      const text = writeInline(block.content, writer);
      if (block.review === undefined) return `<p>${text}</p>`;
      const reasons = block.review.reasons.map((reason) => `<li>${escapeXmlText(reason)}</li>`).join('');
      return `<div class="revoir"><p>${text}</p><p class="pourquoi"><strong>À revoir</strong></p><ul>${reasons}</ul></div>`;
    }
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>${block.items.map((item) => `<li>${writeInline(item, writer)}</li>`).join('')}</${tag}>`;
    }
    case 'table':
      return writeTable(block, writer);
    case 'map':
      return writeMap(block, writer);
    case 'chart':
      return writeChart(block, writer);
    case 'keyFigures': {
      const items = block.items.map(({ figure, label }) => {
        const shown = writeFigure(figure, writer);
        return `<div><dt>${writeInline(label, writer)}</dt><dd>${shown}</dd></div>`;
      });
      return items.length === 0 ? '' : `<dl class="cles">${items.join('')}</dl>`;
    }
    case 'callout': {
      const id = `encadre-${++writer.counts.callout}`;
      const title = `<p class="titre" id="${id}">${writeInline(block.title, writer)}</p>`;
      return `<div class="encadre ${TONE_CLASSES[block.tone]}" role="note" aria-labelledby="${id}">${title}${writeBlocks(block.blocks, writer)}</div>`;
    }
    case 'pageBreak':
      return '<div class="saut"></div>';
  }
}

function writeMap(block: MapBlock, writer: PageWriter): string {
  const number = ++writer.counts.map;
  const caption = `<figcaption>Carte\u00a0${number}. ${writeInline(block.title, writer)}</figcaption>`;
  const optional = (content: MapBlock['headline'], name: string) =>
    content.length === 0 ? '' : `<p class="${name}">${writeInline(content, writer)}</p>`;
  const headline = optional(block.headline, 'reponse');
  const drawing = scopeSvg(block.svg, { prefix: `c${number}-`, title: plainText(block.title), description: block.alternative });
  const key = block.bivariate === null ? '' : writeBivariateKey(block.bivariate, writer);
  const legend = block.legend.length === 0 ? '' : writeLegend(block.legend, block.legendTitle, writer);
  const comment = optional(block.comment, 'commentaire');
  const credits = optional(block.credits, 'source');
  const anchor = anchorOfMap(block.mapId);
  const id = writer.maps.get(anchor) === block ? ` id="${writer.anchors.get(anchor)}"` : '';
  return `<figure class="carte"${id}>${caption}${headline}<div class="dessin">${drawing}</div>${key}${legend}${comment}${credits}</figure>`;
}
