/** Tags of one object of the map: key → value, as written by the mappers. */
export type Tags = ReadonlyMap<string, string>;

export type TravelProfile = 'car' | 'bike' | 'walk';

/** Zones of ways: a wait stands where one ends and the other starts. */
export const ORDINARY = 0;
/** Open only to those who stop there: residents, deliveries, customers. */
export const DESTINATION = 1;
export const FERRY = 2;

/** What a way is to a traveller. Speeds are tenths of km/h, 0 where that direction is forbidden. */
export interface WayReading {
  /** Term of the map: `residential`, `ferry`… */
  roadClass: string;
  /** Name, else reference, else empty. */
  name: string;
  /** True or false when the tags tell; null when the density of crossroads is to decide. */
  isUrban: boolean | null;
  rural: DirectedSpeeds;
  urban: DirectedSpeeds;
  /** Whole crossing, seconds, for a ferry whose timetable is known: replaces the speed. 0 otherwise. */
  durationSeconds: number;
  /** Who gives way to whom: 0 (a path) to 7 (a roundabout). */
  priority: number;
  /** `ORDINARY`, `DESTINATION` or `FERRY`. */
  zone: number;
  /** A speed was written that makes no sense (negative, or not a number): counted, the default applies. */
  hasUnreadSpeed: boolean;
}

export interface DirectedSpeeds {
  forward: number;
  backward: number;
  /** French: why this speed. */
  rule: string;
}

/** What a node does to those who pass it: waits are tenths of a second, along its way and against. */
export interface NodeReading {
  isClosed: boolean;
  forwardWait: number;
  backwardWait: number;
}

/** Reads the tags for one way of travelling. Pure: same tags, same reading. */
export interface RoadProfile {
  name: TravelProfile;
  /** Grows whenever a same map would give other times. */
  version: number;
  /** Null: not a road for this traveller. */
  readWay(tags: Tags): WayReading | null;
  /** Null: an ordinary node. */
  readNode(tags: Tags): NodeReading | null;
  /** Vehicle names whose restrictions count, the closest first; empty when none does. */
  restrictedAs: readonly string[];
  /** Tenths of a second lost when arriving at a crossroads whose biggest road has this priority, by a road of a lower one. */
  yieldWaits: readonly number[];
  /** Tenths of a second lost when entering each zone from another, and when leaving it. */
  zoneWaits: readonly { enter: number; leave: number }[];
}

/** Name, else reference (« D 901 »), else empty. */
export function wayName(tags: Tags): string {
  return tags.get('name') ?? tags.get('ref') ?? '';
}

/** First value present among the keys. */
export function firstTag(tags: Tags, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = tags.get(key);
    if (value !== undefined) return value;
  }
  return undefined;
}
