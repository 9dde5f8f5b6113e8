import { anchorOfMap, type Block, type MapBlock } from '@maillage/domain/documents/document.ts';

/** The maps that a link may mean, by their anchors, in their order: the first of those that bear the same. */
export function findPointedMaps(blocks: readonly Block[]): ReadonlyMap<string, MapBlock> {
  const found = new Map<string, MapBlock>();
  const look = (block: Block): void => {
    if (block.kind === 'callout') block.blocks.forEach(look);
    if (block.kind !== 'map') return;
    const anchor = anchorOfMap(block.mapId);
    if (!found.has(anchor)) found.set(anchor, block);
  };
  blocks.forEach(look);
  return found;
}
