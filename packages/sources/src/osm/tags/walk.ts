import { ACCESS_KEYS, isOpenByName, readAccess } from './access.ts';
import { readFerry } from './ferry.ts';
import { readNodeWaits } from './node-waits.ts';
import { ORDINARY, type RoadProfile, type Tags, type WayReading, wayName } from './tags.ts';

const NO_WAIT = { enter: 0, leave: 0 };
const KEYS = ACCESS_KEYS.walk;

/** km/h: an adult who walks without hurry. Older people walk nearer 3.5; relief is not counted. */
export const WALK_KMH = 4.5;
/** Along the stairs, as drawn on the map. */
export const STAIRS_KMH = 2;
const WALKED = new Set(
  (
    'trunk trunk_link primary primary_link secondary secondary_link tertiary tertiary_link unclassified residential road living_street service track ' +
    'path footway pedestrian steps cycleway bridleway corridor platform'
  ).split(' '),
);

export const walkProfile: RoadProfile = {
  name: 'walk',
  version: 1,
  readWay: readWalkedWay,
  readNode: (tags) =>
    readNodeWaits(tags, KEYS, {
      traffic_signals: 0,
      crossing_signals: 100,
      stop: 0,
      give_way: 0,
      mini_roundabout: 0,
      level_crossing: 50,
      toll_booth: 0,
      barrier: 0,
    }),
  restrictedAs: [],
  yieldWaits: [],
  // Bikes and walkers board a ferry faster than cars: five minutes.
  zoneWaits: [NO_WAIT, NO_WAIT, { enter: 3000, leave: 0 }],
};

function readWalkedWay(tags: Tags): WayReading | null {
  const roadClass = tags.get('highway');
  if (roadClass === undefined) return readFerry(tags, KEYS);
  const access = readAccess(tags, KEYS);
  const isNamed = isOpenByName(tags, KEYS);
  if (access === 'no' || !WALKED.has(roadClass)) return null;
  // Roads for motors only: the others, however fast, are open to walkers.
  if (tags.get('motorroad') === 'yes' && !isNamed) return null;
  const speed = (roadClass === 'steps' ? STAIRS_KMH : WALK_KMH) * 10;
  const oneway = tags.get('oneway:foot') ?? (roadClass === 'steps' ? escalatorDirection(tags) : undefined);
  const speeds = {
    forward: oneway === '-1' ? 0 : speed,
    backward: oneway === 'yes' ? 0 : speed,
    rule: roadClass === 'steps' ? 'à pied, escalier' : 'à pied',
  };
  return {
    roadClass,
    name: wayName(tags),
    isUrban: false,
    rural: speeds,
    urban: speeds,
    durationSeconds: 0,
    priority: 0,
    zone: ORDINARY,
    hasUnreadSpeed: false,
  };
}

function escalatorDirection(tags: Tags): string | undefined {
  const conveying = tags.get('conveying');
  return conveying === 'forward' ? 'yes' : conveying === 'backward' ? '-1' : undefined;
}
