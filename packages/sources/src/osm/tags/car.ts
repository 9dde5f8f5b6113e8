import { ACCESS_KEYS, isDirectionClosed, isOpenByName, readAccess } from './access.ts';
import {
  CAR_NODE_WAITS,
  CAR_ROADS,
  CAR_YIELD_WAITS,
  CAR_ZONE_WAITS,
  type CarRoad,
  DUAL_TRUNK_LIMIT,
  ROUNDABOUT_PRIORITY,
  SERVICE_CEILINGS,
} from './car-speeds.ts';
import { readFerry } from './ferry.ts';
import { readNodeWaits } from './node-waits.ts';
import { type Directions, isRoundabout, readDirections } from './oneway.ts';
import { readSpeedLimits, type SpeedLimits } from './speed-limit.ts';
import { CAR_GROUND, groundSpeed } from './surface.ts';
import { DESTINATION, type DirectedSpeeds, ORDINARY, type RoadProfile, type Tags, type WayReading, wayName } from './tags.ts';

const KEYS = ACCESS_KEYS.car;
/** These need a sign that opens them to cars. */
const CLOSED_BY_DEFAULT = new Set(['track', 'pedestrian']);

export const carProfile: RoadProfile = {
  name: 'car',
  version: 1,
  readWay: readCarWay,
  readNode: (tags) => readNodeWaits(tags, KEYS, CAR_NODE_WAITS),
  restrictedAs: ['motorcar', 'motor_vehicle', 'vehicle'],
  yieldWaits: CAR_YIELD_WAITS,
  zoneWaits: CAR_ZONE_WAITS,
};

function readCarWay(tags: Tags): WayReading | null {
  const roadClass = tags.get('highway');
  if (roadClass === undefined) return readFerry(tags, KEYS);
  const road = CAR_ROADS[roadClass];
  if (road === undefined || tags.get('area') === 'yes') return null;
  const access = readAccess(tags, KEYS);
  if (access === 'no' || tags.get('service') === 'emergency_access') return null;
  if (CLOSED_BY_DEFAULT.has(roadClass) && !isOpenByName(tags, KEYS)) return null;
  const ground = groundSpeed(tags, CAR_GROUND);
  if (ground === 0) return null;
  const open = openDirections(tags);
  if (!open.forward && !open.backward) return null;
  const limits = readSpeedLimits(tags);
  const speeds = (place: 0 | 1) => drivenSpeeds({ tags, road, limits, open, ground, place });
  return {
    roadClass,
    name: wayName(tags),
    isUrban: readIsUrban(tags, roadClass, limits),
    rural: speeds(0),
    urban: speeds(1),
    durationSeconds: 0,
    priority: isRoundabout(tags) ? ROUNDABOUT_PRIORITY : road.priority,
    zone: access === 'destination' ? DESTINATION : ORDINARY,
    hasUnreadSpeed: limits.hasUnreadSpeed,
  };
}

function openDirections(tags: Tags): Directions {
  const { forward, backward } = readDirections(tags);
  return {
    forward: forward && !isDirectionClosed(tags, KEYS, 'forward'),
    backward: backward && !isDirectionClosed(tags, KEYS, 'backward'),
  };
}

interface RoadAtPlace {
  tags: Tags;
  road: CarRoad;
  limits: SpeedLimits;
  open: Directions;
  ground: number;
  /** 0 outside towns, 1 inside. */
  place: 0 | 1;
}

/** Least of: share of the limit, ceiling of the class, ceiling of the ground. */
function drivenSpeeds({ tags, road, limits, open, ground, place }: RoadAtPlace): DirectedSpeeds {
  const serviceCeiling = SERVICE_CEILINGS[tags.get('service') ?? ''] ?? Infinity;
  const isDualTrunk = tags.get('highway') === 'trunk' && tags.get('oneway') === 'yes' && place === 0;
  const ownLimit = isDualTrunk ? DUAL_TRUNK_LIMIT : road.limit[place];
  const ceiling = Math.min(road.ceiling[place], serviceCeiling, ground);
  const driven = (limit: number | null) => Math.max(10, Math.round(10 * Math.min((limit ?? ownLimit) * road.share[place], ceiling)));
  const limit = limits.forward ?? limits.backward;
  const where = place === 1 ? 'en ville' : 'hors agglomération';
  return {
    forward: open.forward ? driven(limits.forward) : 0,
    backward: open.backward ? driven(limits.backward) : 0,
    rule: limit === null ? `${where}, sans limite affichée` : `limite affichée ${Math.round(limit)} km/h, ${where}`,
  };
}

/** What the tags tell of towns. A limit of 50 or less, or street lamps, mean houses; 70 and more, or a motorway, mean none. */
function readIsUrban(tags: Tags, roadClass: string, limits: SpeedLimits): boolean | null {
  if (roadClass === 'living_street' || roadClass === 'pedestrian') return true;
  if (limits.zone !== null) return limits.zone === 'urban';
  const limit = limits.forward ?? limits.backward;
  if (limit !== null && limit >= 70) return roadClass.startsWith('motorway') || roadClass.startsWith('trunk') ? null : false;
  if (limit !== null && limit <= 50 && roadClass !== 'track' && roadClass !== 'service') return true;
  if (tags.get('lit') === 'yes' && !roadClass.startsWith('motorway')) return true;
  return null;
}
