/**
 * The whole of what decides how fast a car goes, in one table to tune. Limits are those of the Code de la route where no sign is
 * mapped. `share` is the part of the limit that is driven on average, bends, villages and slow vehicles included; `ceiling` is
 * what that class of road allows whatever the sign says. Waits at lights and junctions come on top. Values are [outside towns,
 * inside], km/h. Source of the figures and of their limits: docs/methods/road-network.md.
 */
export interface CarRoad {
  limit: readonly [number, number];
  share: readonly [number, number];
  ceiling: readonly [number, number];
  /** Who gives way to whom at a crossroads. */
  priority: number;
}

const road = (priority: number, limit: CarRoad['limit'], share: CarRoad['share'], ceiling: CarRoad['ceiling']): CarRoad => ({
  priority,
  limit,
  share,
  ceiling,
});

export const CAR_ROADS: Readonly<Record<string, CarRoad>> = {
  motorway: road(6, [130, 110], [0.9, 0.9], [118, 105]),
  motorway_link: road(5, [90, 70], [0.8, 0.8], [75, 65]),
  trunk: road(6, [80, 70], [0.95, 0.9], [105, 85]),
  trunk_link: road(5, [70, 50], [0.8, 0.8], [65, 55]),
  primary: road(5, [80, 50], [0.95, 0.95], [85, 65]),
  primary_link: road(4, [60, 50], [0.8, 0.8], [60, 50]),
  secondary: road(4, [80, 50], [0.92, 0.92], [78, 60]),
  secondary_link: road(3, [60, 50], [0.8, 0.8], [55, 45]),
  tertiary: road(3, [80, 50], [0.85, 0.85], [65, 50]),
  tertiary_link: road(2, [60, 50], [0.75, 0.75], [50, 40]),
  unclassified: road(2, [80, 50], [0.75, 0.75], [50, 40]),
  residential: road(2, [50, 50], [0.75, 0.75], [38, 35]),
  living_street: road(1, [20, 20], [0.7, 0.7], [14, 14]),
  road: road(1, [50, 50], [0.6, 0.6], [30, 30]),
  service: road(1, [30, 30], [0.6, 0.6], [20, 18]),
  /** These two are open to cars only by a sign of their own: a visitor does not drive through fields and forests. */
  track: road(0, [30, 30], [0.6, 0.6], [15, 15]),
  pedestrian: road(0, [20, 20], [0.5, 0.5], [10, 10]),
};

/** Dual carriageways keep the 110 of the Code outside towns. */
export const DUAL_TRUNK_LIMIT = 110;
/** km/h, by kind of service road. */
export const SERVICE_CEILINGS: Readonly<Record<string, number>> = { driveway: 10, parking_aisle: 10, 'drive-through': 10, alley: 14 };
/** km/h, where the timetable is not known. */
export const FERRY_KMH = 15;

/** Tenths of a second lost by whoever arrives at the node. */
export const CAR_NODE_WAITS = {
  traffic_signals: 20,
  crossing_signals: 10,
  stop: 30,
  give_way: 10,
  mini_roundabout: 10,
  level_crossing: 50,
  toll_booth: 150,
  barrier: 150,
} as const;

/** By priority of the biggest road of the crossroads. */
export const CAR_YIELD_WAITS = [0, 0, 5, 10, 15, 20, 20, 10] as const;
export const ROUNDABOUT_PRIORITY = 7;
/**
 * By zone. Half of the cost of a stretch open only to those who stop there is paid at each end: who crosses it pays twice what
 * who goes there pays. Boarding a ferry is paid once.
 */
export const CAR_ZONE_WAITS = [
  { enter: 0, leave: 0 },
  { enter: 30, leave: 30 },
  { enter: 6000, leave: 0 },
] as const;
