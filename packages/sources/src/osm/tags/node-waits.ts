import { readAccess } from './access.ts';
import type { NodeReading, Tags } from './tags.ts';

/** Tenths of a second lost at each kind of node. */
export interface NodeWaits {
  traffic_signals: number;
  crossing_signals: number;
  stop: number;
  give_way: number;
  mini_roundabout: number;
  level_crossing: number;
  toll_booth: number;
  /** A gate that may be opened. */
  barrier: number;
}

/** Keys of a node that may change anything: the others are not read. */
export const NODE_KEYS = [
  'highway',
  'barrier',
  'crossing',
  'railway',
  'direction',
  'traffic_signals:direction',
  'locked',
  'access',
  'vehicle',
  'motor_vehicle',
  'motorcar',
  'bicycle',
  'foot',
] as const;

/** Barriers that let a car pass when nothing is said of access. */
const OPEN_TO_CARS = new Set([
  'cattle_grid',
  'border_control',
  'entrance',
  'toll_booth',
  'sally_port',
  'kerb',
  'no',
  'height_restrictor',
  'gate',
  'lift_gate',
  'swing_gate',
  'bump_gate',
  'hampshire_gate',
  'spikes',
  'coupure',
  'checkpoint',
]);
/** Barriers that stop even walkers and bikes when nothing is said of access. */
const CLOSED_TO_ALL = new Set(['wall', 'fence', 'hedge', 'debris', 'ditch', 'retaining_wall', 'city_wall', 'guard_rail']);
/** Those that are opened by hand, or wait for a bar to rise. */
const GATES = new Set(['gate', 'lift_gate', 'swing_gate', 'bump_gate', 'hampshire_gate', 'border_control', 'checkpoint', 'sally_port']);

/** What the node does to a traveller whose access keys are these; null when nothing. */
export function readNodeWaits(tags: Tags, keys: readonly string[], waits: NodeWaits): NodeReading | null {
  const barrier = tags.get('barrier');
  const access = readAccess(tags, keys);
  if (barrier !== undefined && isClosed(tags, barrier, access, keys)) return { isClosed: true, forwardWait: 0, backwardWait: 0 };
  if (barrier === undefined && access === 'no' && tags.get('highway') === undefined)
    return { isClosed: true, forwardWait: 0, backwardWait: 0 };
  const wait = barrier === undefined ? 0 : barrier === 'toll_booth' ? waits.toll_booth : GATES.has(barrier) ? waits.barrier : 0;
  const sign = signWait(tags, waits);
  const longest = Math.max(wait, sign);
  if (longest === 0) return null;
  const direction = tags.get('traffic_signals:direction') ?? tags.get('direction');
  return {
    isClosed: false,
    forwardWait: direction === 'backward' ? wait : longest,
    backwardWait: direction === 'forward' ? wait : longest,
  };
}

function isClosed(tags: Tags, barrier: string, access: ReturnType<typeof readAccess>, keys: readonly string[]): boolean {
  if (access !== undefined) return access === 'no';
  if (tags.get('locked') === 'yes') return true;
  return keys.includes('motor_vehicle') ? !OPEN_TO_CARS.has(barrier) : CLOSED_TO_ALL.has(barrier);
}

function signWait(tags: Tags, waits: NodeWaits): number {
  const highway = tags.get('highway');
  if (highway === 'traffic_signals') return waits.traffic_signals;
  if (highway === 'crossing' && tags.get('crossing') === 'traffic_signals') return waits.crossing_signals;
  if (highway === 'stop') return waits.stop;
  if (highway === 'give_way') return waits.give_way;
  if (highway === 'mini_roundabout') return waits.mini_roundabout;
  if (tags.get('railway') === 'level_crossing') return waits.level_crossing;
  return 0;
}
