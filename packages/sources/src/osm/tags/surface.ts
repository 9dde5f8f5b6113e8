import type { Tags } from './tags.ts';

/** Highest speed that the ground allows, km/h. One table for each traveller; what is not listed is good ground. */
export interface GroundSpeeds {
  surface: Readonly<Record<string, number>>;
  tracktype: Readonly<Record<string, number>>;
  smoothness: Readonly<Record<string, number>>;
}

export const CAR_GROUND: GroundSpeeds = {
  surface: {
    sett: 40,
    paving_stones: 50,
    cobblestone: 30,
    unhewn_cobblestone: 20,
    compacted: 40,
    fine_gravel: 40,
    gravel: 30,
    pebblestone: 30,
    unpaved: 25,
    dirt: 20,
    ground: 20,
    earth: 20,
    grass: 15,
    grass_paver: 20,
    sand: 15,
    mud: 10,
    wood: 30,
    metal: 40,
  },
  tracktype: { grade1: 40, grade2: 30, grade3: 20, grade4: 15, grade5: 10 },
  smoothness: { bad: 30, very_bad: 15, horrible: 0, very_horrible: 0, impassable: 0 },
};

export const BIKE_GROUND: GroundSpeeds = {
  surface: {
    sett: 12,
    cobblestone: 10,
    unhewn_cobblestone: 8,
    gravel: 12,
    pebblestone: 12,
    unpaved: 12,
    dirt: 11,
    ground: 11,
    earth: 11,
    grass: 8,
    sand: 5,
    mud: 5,
    wood: 14,
  },
  tracktype: { grade2: 14, grade3: 12, grade4: 9, grade5: 7 },
  smoothness: { bad: 12, very_bad: 8, horrible: 5, very_horrible: 0, impassable: 0 },
};

/** km/h, `Infinity` when the ground is good or not told, 0 when it cannot be passed. */
export function groundSpeed(tags: Tags, speeds: GroundSpeeds): number {
  return Math.min(
    speeds.surface[tags.get('surface') ?? ''] ?? Infinity,
    speeds.tracktype[tags.get('tracktype') ?? ''] ?? Infinity,
    speeds.smoothness[tags.get('smoothness') ?? ''] ?? Infinity,
  );
}
