import type { Block, DocumentFigure, Inline } from '@maillage/domain/documents/document.ts';

/** Every figure of these blocks, in reading order, each time that it stands. */
export function listFigures(blocks: readonly Block[]): DocumentFigure[] {
  return blocks.flatMap(figuresOf);
}

function figuresOf(block: Block): DocumentFigure[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return inLine(block.content);
    case 'list':
      return block.items.flatMap(inLine);
    case 'table':
      return [
        ...inLine(block.caption),
        ...block.rows.flat().flatMap(inLine),
        ...(block.totals ?? []).flatMap(inLine),
        ...inLine(block.note ?? []),
      ];
    case 'map':
      return [
        ...inLine(block.headline),
        ...block.legend.flatMap(({ communes, people }) => [communes, people].filter((figure) => figure !== null)),
      ];
    case 'chart':
      return [...inLine(block.caption), ...block.bars.map(({ figure }) => figure)];
    case 'keyFigures':
      return block.items.flatMap(({ figure, label }) => [figure, ...inLine(label)]);
    case 'callout':
      return [...inLine(block.title), ...listFigures(block.blocks)];
    case 'pageBreak':
      return [];
  }
}

const inLine = (content: readonly Inline[]) => content.flatMap((piece) => (piece.kind === 'figure' ? [piece.figure] : []));
