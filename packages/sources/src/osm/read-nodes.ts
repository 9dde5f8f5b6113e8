import type { PbfReader } from 'pbf';
import { assertId } from './osm-ids.ts';
import { forEachItem, GROUP_DENSE_NODES, GROUP_NODE, groupKind, type PrimitiveBlock, readExtent, textAt } from './pbf-block.ts';
import { NODE_KEYS } from './tags/node-waits.ts';
import type { Tags } from './tags/tags.ts';
import { createCursor, nextSigned, nextVarint, type VarintCursor } from './varint-cursor.ts';

/** The nodes that the roads need, by growing id, and where they are. */
export interface NeededNodes {
  ids: Float64Array;
  /** Ten-millionths of a degree; `NO_PLACE` until the node is met. */
  lon: Int32Array;
  lat: Int32Array;
}
export const NO_PLACE = 0x7fffffff;

const EMPTY = { start: 0, end: 0 };
const KEYS: ReadonlySet<string> = new Set(NODE_KEYS);

/** Places the needed nodes of a block; `onTags` gets those that carry a tag that may matter. Returns how many nodes the block has. */
export function readNodes(block: PrimitiveBlock, needed: NeededNodes, onTags: (node: number, tags: Tags) => void): number {
  let count = 0;
  const isKey = new Int8Array(block.textStart.length).fill(-1);
  for (const group of block.groups) {
    const kind = groupKind(block, group);
    if (kind === GROUP_DENSE_NODES)
      forEachItem(block, group, GROUP_DENSE_NODES, (item, end) => {
        count += readDenseNodes(block, item, end, needed, isKey, onTags);
      });
    else if (kind === GROUP_NODE)
      forEachItem(block, group, GROUP_NODE, (item, end) => {
        readPlainNode(block, item, end, needed, isKey, onTags);
        count++;
      });
  }
  return count;
}

function readDenseNodes(
  block: PrimitiveBlock,
  pbf: PbfReader,
  end: number,
  needed: NeededNodes,
  isKey: Int8Array,
  onTags: (node: number, tags: Tags) => void,
): number {
  const fields = { ids: EMPTY, lats: EMPTY, lons: EMPTY, tags: EMPTY };
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
    if (field === 1) fields.ids = readExtent(pbf);
    else if (field === 8) fields.lats = readExtent(pbf);
    else if (field === 9) fields.lons = readExtent(pbf);
    else if (field === 10) fields.tags = readExtent(pbf);
  }
  const ids = createCursor(block.bytes, fields.ids);
  const lats = createCursor(block.bytes, fields.lats);
  const lons = createCursor(block.bytes, fields.lons);
  const tags = createCursor(block.bytes, fields.tags);
  const finder = { position: 0 };
  let [id, lat, lon, count] = [0, 0, 0, 0];
  while (ids.pos < ids.end) {
    id += nextSigned(ids);
    lat += nextSigned(lats);
    lon += nextSigned(lons);
    count++;
    assertId(id);
    const node = findNode(needed.ids, id, finder);
    if (node >= 0) placeNode(block, needed, node, lon, lat);
    if (tags.pos < tags.end) readNodeTags(block, tags, isKey, node, onTags);
  }
  return count;
}

function readPlainNode(
  block: PrimitiveBlock,
  pbf: PbfReader,
  end: number,
  needed: NeededNodes,
  isKey: Int8Array,
  onTags: (node: number, tags: Tags) => void,
): void {
  let [id, lat, lon] = [0, 0, 0];
  let keys = EMPTY;
  let values = EMPTY;
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
    if (field === 1) id = pbf.readSVarint();
    else if (field === 2) keys = readExtent(pbf);
    else if (field === 3) values = readExtent(pbf);
    else if (field === 8) lat = pbf.readSVarint();
    else if (field === 9) lon = pbf.readSVarint();
  }
  assertId(id);
  const node = findNode(needed.ids, id, { position: 0 });
  if (node < 0) return;
  placeNode(block, needed, node, lon, lat);
  const keyCursor = createCursor(block.bytes, keys);
  const valueCursor = createCursor(block.bytes, values);
  const tags = new Map<string, string>();
  while (keyCursor.pos < keyCursor.end) addIfKey(block, isKey, tags, nextVarint(keyCursor), nextVarint(valueCursor));
  if (tags.size > 0) onTags(node, tags);
}

/** The tags of one node of the dense list, `key value key value 0`; read to the end even for a node that nobody needs. */
function readNodeTags(
  block: PrimitiveBlock,
  cursor: VarintCursor,
  isKey: Int8Array,
  node: number,
  onTags: (node: number, tags: Tags) => void,
): void {
  let tags: Map<string, string> | undefined;
  for (let key = nextVarint(cursor); key !== 0; key = nextVarint(cursor)) {
    const value = nextVarint(cursor);
    if (node < 0) continue;
    tags ??= new Map();
    addIfKey(block, isKey, tags, key, value);
  }
  if (tags !== undefined && tags.size > 0) onTags(node, tags);
}

function addIfKey(block: PrimitiveBlock, isKey: Int8Array, tags: Map<string, string>, key: number, value: number): void {
  if (isKey[key] === -1) isKey[key] = KEYS.has(textAt(block, key)) ? 1 : 0;
  if (isKey[key] === 1) tags.set(textAt(block, key), textAt(block, value));
}

function placeNode(block: PrimitiveBlock, needed: NeededNodes, node: number, lon: number, lat: number): void {
  if (needed.lon[node] !== NO_PLACE) return; // a second file repeats it
  const lonUnits = Math.round((block.lonOffset + block.granularity * lon) / 100);
  const latUnits = Math.round((block.latOffset + block.granularity * lat) / 100);
  if (Math.abs(lonUnits) > 1.8e9 || Math.abs(latUnits) > 9e8) return; // off the Earth: as good as missing
  needed.lon[node] = lonUnits;
  needed.lat[node] = latUnits;
}

/** Steps taken before jumping: blocks list their nodes by growing id, so the next needed one is near. */
const MAX_STEPS = 24;

/** Position of an id among sorted ids, −1 when absent. Quick when asked for growing ids, right in any order. */
export function findNode(ids: Float64Array, id: number, finder: { position: number }): number {
  let position = finder.position;
  if (position > 0 && ids[position - 1]! >= id) position = lowerBound(ids, id, 0, position);
  else {
    const last = Math.min(ids.length, position + MAX_STEPS);
    while (position < last && ids[position]! < id) position++;
    if (position === last && position < ids.length && ids[position]! < id) position = lowerBound(ids, id, position, ids.length);
  }
  finder.position = position;
  return ids[position] === id ? position : -1;
}

function lowerBound(ids: Float64Array, id: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ids[middle]! < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
