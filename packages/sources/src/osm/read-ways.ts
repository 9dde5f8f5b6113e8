import type { PbfReader } from 'pbf';
import { assertId } from './osm-ids.ts';
import { forEachItem, GROUP_WAY, groupKind, type PrimitiveBlock, readExtent, textAt } from './pbf-block.ts';
import type { Tags } from './tags/tags.ts';
import { createCursor, nextSigned, nextVarint } from './varint-cursor.ts';

/** A way as the visitor sees it: `refs` and the places hold `refCount` entries, and change with the next way. */
export interface VisitedWay {
  id: number;
  tags: Tags;
  refs: Float64Array<ArrayBuffer>;
  /** Ten-millionths of a degree, only when the file puts places on its ways. */
  lons: Int32Array<ArrayBuffer> | null;
  lats: Int32Array<ArrayBuffer> | null;
  refCount: number;
}

/** Only ways with one of these keys can be travelled: the others, most of a map, are passed over without reading them. */
const ROAD_KEYS = ['highway', 'route'];
const EMPTY = { start: 0, end: 0 };
const buffers = { refs: new Float64Array(4096), lons: new Int32Array(4096), lats: new Int32Array(4096) };

/** Calls `visit` with each way of the block that may be a road or a ferry. Returns how many ways the block has. */
export function readWays(block: PrimitiveBlock, visit: (way: VisitedWay) => void): number {
  let count = 0;
  let isRoadKey: Uint8Array | undefined;
  for (const group of block.groups) {
    if (groupKind(block, group) !== GROUP_WAY) continue;
    isRoadKey ??= markTexts(block, ROAD_KEYS);
    const marks = isRoadKey;
    forEachItem(block, group, GROUP_WAY, (item, end) => {
      count++;
      readWay(block, item, end, marks, visit);
    });
  }
  return count;
}

function readWay(block: PrimitiveBlock, pbf: PbfReader, end: number, isRoadKey: Uint8Array, visit: (way: VisitedWay) => void): void {
  const fields = { id: 0, keys: EMPTY, values: EMPTY, refs: EMPTY, lats: EMPTY, lons: EMPTY };
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
    if (field === 1) fields.id = pbf.readVarint(true);
    else if (field === 2) fields.keys = readExtent(pbf);
    else if (field === 3) fields.values = readExtent(pbf);
    else if (field === 8) fields.refs = readExtent(pbf);
    else if (field === 9) fields.lats = readExtent(pbf);
    else if (field === 10) fields.lons = readExtent(pbf);
  }
  if (!hasRoadKey(block, fields.keys, isRoadKey)) return;
  assertId(fields.id);
  const refCount = readDeltas(block, fields.refs, 'refs');
  for (let ref = 0; ref < refCount; ref++) assertId(buffers.refs[ref]!);
  const hasPlaces = fields.lats.end > fields.lats.start && fields.lons.end > fields.lons.start;
  if (hasPlaces) {
    const lonCount = readPlaces(block, fields.lons, 'lons', block.lonOffset);
    const latCount = readPlaces(block, fields.lats, 'lats', block.latOffset);
    if (lonCount !== refCount || latCount !== refCount) throw new Error('une voie n’a pas une place par nœud');
  }
  visit({
    id: fields.id,
    tags: readTags(block, fields.keys, fields.values),
    refs: buffers.refs,
    lons: hasPlaces ? buffers.lons : null,
    lats: hasPlaces ? buffers.lats : null,
    refCount,
  });
}

/** Tags of a way or a relation. */
export function readTags(block: PrimitiveBlock, keys: { start: number; end: number }, values: { start: number; end: number }): Tags {
  const keyCursor = createCursor(block.bytes, keys);
  const valueCursor = createCursor(block.bytes, values);
  const tags = new Map<string, string>();
  while (keyCursor.pos < keyCursor.end) tags.set(textAt(block, nextVarint(keyCursor)), textAt(block, nextVarint(valueCursor)));
  return tags;
}

/** 1 for each text of the block that is one of these words. Compares bytes: makes no text. */
function markTexts(block: PrimitiveBlock, words: readonly string[]): Uint8Array {
  const marks = new Uint8Array(block.textStart.length);
  const lengths = new Set(words.map((word) => word.length));
  for (let text = 0; text < marks.length; text++)
    if (lengths.has(block.textEnd[text]! - block.textStart[text]!)) marks[text] = words.includes(textAt(block, text)) ? 1 : 0;
  return marks;
}

function hasRoadKey(block: PrimitiveBlock, keys: { start: number; end: number }, isRoadKey: Uint8Array): boolean {
  const cursor = createCursor(block.bytes, keys);
  while (cursor.pos < cursor.end) if (isRoadKey[nextVarint(cursor)] === 1) return true;
  return false;
}

function readDeltas(block: PrimitiveBlock, extent: { start: number; end: number }, name: 'refs'): number {
  // One byte at least per entry: this is room enough.
  if (buffers[name].length < extent.end - extent.start) buffers[name] = new Float64Array(2 * (extent.end - extent.start));
  const values = buffers[name];
  const cursor = createCursor(block.bytes, extent);
  let value = 0;
  let count = 0;
  while (cursor.pos < cursor.end) {
    value += nextSigned(cursor);
    values[count++] = value;
  }
  return count;
}

function readPlaces(block: PrimitiveBlock, extent: { start: number; end: number }, name: 'lons' | 'lats', offset: number): number {
  if (buffers[name].length < extent.end - extent.start) buffers[name] = new Int32Array(2 * (extent.end - extent.start));
  const values = buffers[name];
  const cursor = createCursor(block.bytes, extent);
  let value = 0;
  let count = 0;
  while (cursor.pos < cursor.end) {
    value += nextSigned(cursor);
    values[count++] = Math.round((offset + block.granularity * value) / 100);
  }
  return count;
}
