import { PbfReader } from 'pbf';

/** An unpacked block of nodes, ways and relations: where things stand in it. Texts are made only when asked for. */
export interface PrimitiveBlock {
  bytes: Uint8Array;
  /** Start and end of each text. */
  textStart: Uint32Array;
  textEnd: Uint32Array;
  texts: (string | undefined)[];
  groups: { start: number; end: number }[];
  /** Coordinate = (offset + granularity × value), nanodegrees. */
  granularity: number;
  latOffset: number;
  lonOffset: number;
}

/** Fields of a PrimitiveGroup. */
export const GROUP_NODE = 1;
export const GROUP_DENSE_NODES = 2;
export const GROUP_WAY = 3;
export const GROUP_RELATION = 4;

/** Throws an ordinary Error when the bytes make no sense: the caller knows the file and the block. */
export function readPrimitiveBlock(bytes: Uint8Array): PrimitiveBlock {
  const block: PrimitiveBlock = {
    bytes,
    textStart: new Uint32Array(0),
    textEnd: new Uint32Array(0),
    texts: [],
    groups: [],
    granularity: 100,
    latOffset: 0,
    lonOffset: 0,
  };
  new PbfReader(bytes).readFields((field, _, pbf) => {
    if (field === 1) readStringTable(block, pbf);
    else if (field === 2) block.groups.push(readExtent(pbf));
    else if (field === 17) block.granularity = pbf.readVarint();
    else if (field === 19) block.latOffset = pbf.readVarint(true);
    else if (field === 20) block.lonOffset = pbf.readVarint(true);
  }, undefined);
  if (!(block.granularity > 0)) throw new Error(`granularité ${block.granularity}`);
  return block;
}

/** Start and end of the bytes of a field that carries its length; the reader goes past it. */
export function readExtent(pbf: PbfReader): { start: number; end: number } {
  const length = pbf.readVarint();
  const start = pbf.pos;
  const end = start + length;
  if (end > pbf.length) throw new Error(`un champ finit à ${end}, le bloc à ${pbf.length}`);
  pbf.pos = end;
  return { start, end };
}

/** Text of the table of the block. */
export function textAt(block: PrimitiveBlock, index: number): string {
  const known = block.texts[index];
  if (known !== undefined) return known;
  const start = block.textStart[index];
  const end = block.textEnd[index];
  if (start === undefined || end === undefined) throw new Error(`le texte ${index} n’existe pas`);
  const text = Buffer.from(block.bytes.buffer, block.bytes.byteOffset + start, end - start).toString('utf8');
  block.texts[index] = text;
  return text;
}

/** What the first item of a group is: a group holds one kind only. 0 for an empty group. */
export function groupKind(block: PrimitiveBlock, { start, end }: { start: number; end: number }): number {
  return start < end ? block.bytes[start]! >>> 3 : 0;
}

/** Calls `visit` with each item of that kind: a reader that stands at its first field, the same for all, and where the item ends. */
export function forEachItem(
  block: PrimitiveBlock,
  group: { start: number; end: number },
  kind: number,
  visit: (item: PbfReader, end: number) => void,
): void {
  const pbf = new PbfReader(block.bytes);
  const item = new PbfReader(block.bytes);
  pbf.pos = group.start;
  for (let field = pbf.nextField(group.end); field !== 0; field = pbf.nextField(group.end)) {
    if (field !== kind) continue;
    const { start, end } = readExtent(pbf);
    if (end > group.end) throw new Error('un objet dépasse son groupe');
    item.pos = start;
    visit(item, end);
  }
}

function readStringTable(block: PrimitiveBlock, pbf: PbfReader): void {
  const end = pbf.readVarint() + pbf.pos;
  if (end > pbf.length) throw new Error('la table des textes dépasse le bloc');
  const starts: number[] = [];
  const ends: number[] = [];
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
    if (field !== 1) continue;
    const extent = readExtent(pbf);
    if (extent.end > end) throw new Error('un texte dépasse la table');
    starts.push(extent.start);
    ends.push(extent.end);
  }
  block.textStart = Uint32Array.from(starts);
  block.textEnd = Uint32Array.from(ends);
  block.texts = new Array(starts.length);
}
