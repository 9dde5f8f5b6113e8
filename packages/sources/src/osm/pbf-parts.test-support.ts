import { deflateSync } from 'node:zlib';
import { PbfWriter } from 'pbf';

/** The pieces of a PBF file, one by one, so that a test can spoil any of them. */
export interface DrawnNode {
  id: number;
  /** Ten-millionths of a degree. */
  lon: number;
  lat: number;
  tags?: Record<string, string>;
}
export interface DrawnWay {
  id: number;
  refs: number[];
  tags: Record<string, string>;
  /** Places of the refs, for files that put them on the ways. */
  places?: [number, number][];
}
export interface DrawnRelation {
  id: number;
  tags: Record<string, string>;
  members: { role: string; kind: 'node' | 'way' | 'relation'; id: number }[];
}
export interface BlockContent {
  nodes?: readonly DrawnNode[];
  /** Written one message a node, as old files are. */
  plainNodes?: readonly DrawnNode[];
  ways?: readonly DrawnWay[];
  relations?: readonly DrawnRelation[];
}

export function pbfFile(...blobs: Uint8Array[]): Uint8Array {
  return Buffer.concat(blobs);
}

export function headerBlob({
  required = ['OsmSchema-V0.6', 'DenseNodes'],
  optional = ['Sort.Type_then_ID'],
  timestamp = 0,
} = {}): Uint8Array {
  const header = new PbfWriter();
  for (const feature of required) header.writeStringField(4, feature);
  for (const feature of optional) header.writeStringField(5, feature);
  if (timestamp > 0) header.writeVarintField(32, timestamp);
  return blob('OSMHeader', header.finish());
}

export function dataBlob(content: BlockContent): Uint8Array {
  return blob('OSMData', primitiveBlock(content));
}

/** `announcedBytes` other than the true size is a lie; `packing` says in which field the bytes go. */
export function blob(
  type: string,
  raw: Uint8Array,
  { announcedBytes = raw.length, packing = 'zlib' as 'zlib' | 'raw' | 'lzma' } = {},
): Uint8Array {
  const body = new PbfWriter();
  if (packing === 'raw') body.writeBytesField(1, raw);
  else {
    body.writeVarintField(2, announcedBytes);
    body.writeBytesField(packing === 'zlib' ? 3 : 4, deflateSync(raw));
  }
  return framed(type, body.finish());
}

/** Length, header and body of a block whose body is already packed. */
export function framed(type: string, body: Uint8Array): Uint8Array {
  const header = new PbfWriter();
  header.writeStringField(1, type);
  header.writeVarintField(3, body.length);
  const head = header.finish();
  const size = Buffer.alloc(4);
  size.writeUInt32BE(head.length);
  return Buffer.concat([size, head, body]);
}

export function primitiveBlock({ nodes = [], plainNodes = [], ways = [], relations = [] }: BlockContent): Uint8Array {
  const texts = new Map([['', 0]]);
  const textIndex = (text: string) => {
    if (!texts.has(text)) texts.set(text, texts.size);
    return texts.get(text)!;
  };
  const groups = [denseGroup(nodes, textIndex), ...plainNodes.map((node) => plainGroup(node, textIndex))];
  groups.push(...ways.map((way) => wayGroup(way, textIndex)), ...relations.map((relation) => relationGroup(relation, textIndex)));
  const pbf = new PbfWriter();
  const writeTexts = (_: null, table: PbfWriter) => {
    for (const text of texts.keys()) table.writeBytesField(1, Buffer.from(text));
  };
  pbf.writeMessage(1, writeTexts, null);
  for (const group of groups) if (group.length > 0) pbf.writeBytesField(2, group);
  return pbf.finish();
}

type TextIndex = (text: string) => number;

function denseGroup(nodes: readonly DrawnNode[], textIndex: TextIndex): Uint8Array {
  const group = new PbfWriter();
  if (nodes.length === 0) return group.finish();
  const tags = nodes.flatMap((node) => [
    ...Object.entries(node.tags ?? {}).flatMap(([key, value]) => [textIndex(key), textIndex(value)]),
    0,
  ]);
  const write = (_: null, dense: PbfWriter) => {
    dense.writePackedSVarint(1, deltas(nodes.map(({ id }) => id)));
    dense.writePackedSVarint(8, deltas(nodes.map(({ lat }) => lat)));
    dense.writePackedSVarint(9, deltas(nodes.map(({ lon }) => lon)));
    dense.writePackedVarint(10, tags);
  };
  group.writeMessage(2, write, null);
  return group.finish();
}

function plainGroup({ id, lon, lat, tags = {} }: DrawnNode, textIndex: TextIndex): Uint8Array {
  const group = new PbfWriter();
  const write = (_: null, node: PbfWriter) => {
    node.writeTag(1, 0);
    node.writeSVarint(id);
    writeTags(node, tags, textIndex);
    node.writeTag(8, 0);
    node.writeSVarint(lat);
    node.writeTag(9, 0);
    node.writeSVarint(lon);
  };
  group.writeMessage(1, write, null);
  return group.finish();
}

function wayGroup({ id, refs, tags, places }: DrawnWay, textIndex: TextIndex): Uint8Array {
  const group = new PbfWriter();
  const write = (_: null, way: PbfWriter) => {
    way.writeVarintField(1, id);
    writeTags(way, tags, textIndex);
    way.writePackedSVarint(8, deltas(refs));
    if (places === undefined) return;
    way.writePackedSVarint(9, deltas(places.map(([, lat]) => lat)));
    way.writePackedSVarint(10, deltas(places.map(([lon]) => lon)));
  };
  group.writeMessage(3, write, null);
  return group.finish();
}

function relationGroup({ id, tags, members }: DrawnRelation, textIndex: TextIndex): Uint8Array {
  const group = new PbfWriter();
  const write = (_: null, relation: PbfWriter) => {
    relation.writeVarintField(1, id);
    writeTags(relation, tags, textIndex);
    relation.writePackedVarint(
      8,
      members.map(({ role }) => textIndex(role)),
    );
    relation.writePackedSVarint(9, deltas(members.map((member) => member.id)));
    relation.writePackedVarint(
      10,
      members.map(({ kind }) => ['node', 'way', 'relation'].indexOf(kind)),
    );
  };
  group.writeMessage(4, write, null);
  return group.finish();
}

function writeTags(pbf: PbfWriter, tags: Record<string, string>, textIndex: TextIndex): void {
  pbf.writePackedVarint(2, Object.keys(tags).map(textIndex));
  pbf.writePackedVarint(3, Object.values(tags).map(textIndex));
}

function deltas(values: readonly number[]): number[] {
  return values.map((value, index) => value - (values[index - 1] ?? 0));
}
