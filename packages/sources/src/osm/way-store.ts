import { type Column, createColumn, push, pushAll } from './column.ts';
import { NO_PLACE } from './read-nodes.ts';
import type { VisitedWay } from './read-ways.ts';
import type { WayReading } from './tags/tags.ts';

/** The roads met so far, one row each. */
export interface WayStore {
  ids: Column<Float64Array<ArrayBuffer>>;
  nameIndex: Column<Uint32Array<ArrayBuffer>>;
  roadClass: Column<Uint8Array<ArrayBuffer>>;
  /** 1 inside a town, 0 outside, −1 when the tags do not tell. */
  isUrban: Column<Int8Array<ArrayBuffer>>;
  /** [rural, urban]: tenths of km/h and index of the reason. */
  forward: readonly [Column<Uint16Array<ArrayBuffer>>, Column<Uint16Array<ArrayBuffer>>];
  backward: readonly [Column<Uint16Array<ArrayBuffer>>, Column<Uint16Array<ArrayBuffer>>];
  rule: readonly [Column<Uint8Array<ArrayBuffer>>, Column<Uint8Array<ArrayBuffer>>];
  duration: Column<Uint32Array<ArrayBuffer>>;
  priority: Column<Uint8Array<ArrayBuffer>>;
  zone: Column<Uint8Array<ArrayBuffer>>;
  /** Nodes of way `w` are `refs[firstRef[w] … firstRef[w + 1] − 1]`, by their ids. */
  firstRef: Column<Uint32Array<ArrayBuffer>>;
  refs: Column<Float64Array<ArrayBuffer>>;
  /** Where the file puts each ref, ten-millionths of a degree; shorter than `refs` when the last ways say nothing, empty for most files. */
  refLon: Column<Int32Array<ArrayBuffer>>;
  refLat: Column<Int32Array<ArrayBuffer>>;
  names: Map<string, number>;
  roadClasses: Map<string, number>;
  rules: Map<string, number>;
  unreadSpeedCount: number;
}

const EIGHT_BITS = 255;
const OTHER_RULE = 'limite affichée';

export function createWayStore(): WayStore {
  const firstRef = createColumn(new Uint32Array(1024));
  push(firstRef, 0);
  return {
    ids: createColumn(new Float64Array(1024)),
    nameIndex: createColumn(new Uint32Array(1024)),
    roadClass: createColumn(new Uint8Array(1024)),
    isUrban: createColumn(new Int8Array(1024)),
    forward: [createColumn(new Uint16Array(1024)), createColumn(new Uint16Array(1024))],
    backward: [createColumn(new Uint16Array(1024)), createColumn(new Uint16Array(1024))],
    rule: [createColumn(new Uint8Array(1024)), createColumn(new Uint8Array(1024))],
    duration: createColumn(new Uint32Array(1024)),
    priority: createColumn(new Uint8Array(1024)),
    zone: createColumn(new Uint8Array(1024)),
    firstRef,
    refs: createColumn(new Float64Array(8192)),
    refLon: createColumn(new Int32Array(0)),
    refLat: createColumn(new Int32Array(0)),
    names: new Map([['', 0]]),
    roadClasses: new Map(),
    rules: new Map([[OTHER_RULE, 0]]),
    unreadSpeedCount: 0,
  };
}

export function addWay(store: WayStore, way: VisitedWay, reading: WayReading): void {
  push(store.ids, way.id);
  push(store.nameIndex, indexOf(store.names, reading.name));
  push(store.roadClass, indexOf(store.roadClasses, reading.roadClass));
  push(store.isUrban, reading.isUrban === null ? -1 : Number(reading.isUrban));
  for (const [place, speeds] of [reading.rural, reading.urban].entries()) {
    push(store.forward[place]!, speeds.forward);
    push(store.backward[place]!, speeds.backward);
    push(store.rule[place]!, ruleIndex(store.rules, speeds.rule));
  }
  push(store.duration, reading.durationSeconds);
  push(store.priority, reading.priority);
  push(store.zone, reading.zone);
  if (reading.hasUnreadSpeed) store.unreadSpeedCount++;
  addRefs(store, way);
  push(store.firstRef, store.refs.length);
}

function addRefs(store: WayStore, { refs, refCount, lons, lats }: VisitedWay): void {
  if (lons !== null && lats !== null) {
    while (store.refLon.length < store.refs.length) {
      push(store.refLon, NO_PLACE);
      push(store.refLat, NO_PLACE);
    }
    pushAll(store.refLon, lons, refCount);
    pushAll(store.refLat, lats, refCount);
  }
  pushAll(store.refs, refs, refCount);
}

function indexOf(words: Map<string, number>, word: string): number {
  const known = words.get(word);
  if (known !== undefined) return known;
  words.set(word, words.size);
  return words.size - 1;
}

/** Signs have a few dozen speeds; a map full of mistakes must not overflow the byte. */
function ruleIndex(rules: Map<string, number>, rule: string): number {
  return rules.size < EIGHT_BITS || rules.has(rule) ? indexOf(rules, rule) : 0;
}
