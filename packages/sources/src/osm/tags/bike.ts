import { ACCESS_KEYS, isDirectionClosed, isOpenByName, readAccess } from './access.ts';
import { readFerry } from './ferry.ts';
import { readNodeWaits } from './node-waits.ts';
import { readBikeDirections } from './oneway.ts';
import { BIKE_GROUND, groundSpeed } from './surface.ts';
import { ORDINARY, type RoadProfile, type Tags, type WayReading, wayName } from './tags.ts';

const NO_WAIT = { enter: 0, leave: 0 };
const KEYS = ACCESS_KEYS.bike;

/** km/h on flat ground, for someone who rides every day without sport; relief is not counted. */
export const BIKE_SPEEDS: Readonly<Record<string, { kmh: number; priority: number }>> = {
  primary: { kmh: 17, priority: 5 },
  primary_link: { kmh: 17, priority: 4 },
  secondary: { kmh: 17, priority: 4 },
  secondary_link: { kmh: 17, priority: 3 },
  tertiary: { kmh: 17, priority: 3 },
  tertiary_link: { kmh: 17, priority: 2 },
  unclassified: { kmh: 16, priority: 2 },
  residential: { kmh: 16, priority: 2 },
  road: { kmh: 15, priority: 1 },
  cycleway: { kmh: 17, priority: 1 },
  living_street: { kmh: 13, priority: 1 },
  service: { kmh: 14, priority: 1 },
  track: { kmh: 12, priority: 0 },
  path: { kmh: 11, priority: 0 },
  /** Riders may enter at walking pace (Code de la route, R431-9). */
  pedestrian: { kmh: 6, priority: 0 },
  /** Open unless it is a road for motors only (`motorroad`), which most are. */
  trunk: { kmh: 17, priority: 6 },
  trunk_link: { kmh: 17, priority: 5 },
  /** These need a sign that opens them to bikes. */
  footway: { kmh: 9, priority: 0 },
  bridleway: { kmh: 10, priority: 0 },
};
const CLOSED_BY_DEFAULT = new Set(['footway', 'bridleway']);

export const bikeProfile: RoadProfile = {
  name: 'bike',
  version: 1,
  readWay: readBikeWay,
  readNode: (tags) =>
    readNodeWaits(tags, KEYS, {
      traffic_signals: 80,
      crossing_signals: 20,
      stop: 30,
      give_way: 20,
      mini_roundabout: 10,
      level_crossing: 50,
      toll_booth: 0,
      barrier: 50,
    }),
  // Riders may walk their bike through a forbidden turn: restrictions count only when they name bikes.
  restrictedAs: ['bicycle'],
  yieldWaits: [0, 0, 5, 15, 25, 30, 40, 20],
  // Bikes and walkers board a ferry faster than cars: five minutes.
  zoneWaits: [NO_WAIT, NO_WAIT, { enter: 3000, leave: 0 }],
};

function readBikeWay(tags: Tags): WayReading | null {
  const roadClass = tags.get('highway');
  if (roadClass === undefined) return readFerry(tags, KEYS);
  const road = BIKE_SPEEDS[roadClass];
  const access = readAccess(tags, KEYS);
  if (road === undefined || access === 'no' || tags.get('area') === 'yes') return null;
  if ((CLOSED_BY_DEFAULT.has(roadClass) || tags.get('motorroad') === 'yes') && !isOpenByName(tags, KEYS)) return null;
  const ground = groundSpeed(tags, BIKE_GROUND);
  const { forward, backward } = readBikeDirections(tags);
  const open = {
    forward: forward && !isDirectionClosed(tags, KEYS, 'forward'),
    backward: backward && !isDirectionClosed(tags, KEYS, 'backward'),
  };
  if (ground === 0 || (!open.forward && !open.backward)) return null;
  const speed = Math.round(10 * Math.min(road.kmh, ground));
  const speeds = {
    forward: open.forward ? speed : 0,
    backward: open.backward ? speed : 0,
    rule: ground < road.kmh ? 'vélo, selon le revêtement' : 'vélo, selon la voie',
  };
  return {
    roadClass,
    name: wayName(tags),
    isUrban: false,
    rural: speeds,
    urban: speeds,
    durationSeconds: 0,
    priority: road.priority,
    zone: ORDINARY,
    hasUnreadSpeed: false,
  };
}
