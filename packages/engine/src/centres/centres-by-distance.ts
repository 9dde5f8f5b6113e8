import { EARTH_RADIUS_KM } from '../travel/great-circle.ts';
import { toUnitVectors } from '../travel/unit-vectors.ts';

/** Where communes are, and how far a journey can go: what spares asking for the minutes to every centre. */
export interface Reach {
  /** Degrees, of every commune. */
  lon: Float64Array;
  lat: Float64Array;
  /** No journey of that many minutes goes farther than this, as the crow flies. */
  farthestKm(minutes: number): number;
}

/** Rounding of distances never leaves a centre out. */
const MARGIN = 1 + 1e-9;

/** Centres seen from one commune after another, as the crow flies. */
export interface CentresByDistance {
  /** The nearest of the centres, by its place in the list; −1 without centre. Those beyond are told from the same commune until the next call. */
  lookFrom(origin: number): number;
  /** True when the centre at that place may be within so many minutes of the commune that was looked from. */
  mayBeWithin(place: number, minutes: number): boolean;
}

export function measureCentres(centres: readonly number[], { lon, lat, farthestKm }: Reach): CentresByDistance {
  const { x, y, z } = toUnitVectors(lon, lat);
  const [cx, cy, cz] = [x, y, z].map((axis) => Float64Array.from(centres, (centre) => axis[centre]!)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const squared = new Float64Array(centres.length);
  let askedMinutes = Number.NaN;
  let most = 0;
  return {
    lookFrom(origin) {
      const [ox, oy, oz] = [x[origin]!, y[origin]!, z[origin]!];
      let nearest = -1;
      let least = Infinity;
      for (let place = 0; place < squared.length; place++) {
        const [dx, dy, dz] = [cx[place]! - ox, cy[place]! - oy, cz[place]! - oz];
        const value = dx * dx + dy * dy + dz * dz;
        squared[place] = value;
        if (value >= least) continue;
        least = value;
        nearest = place;
      }
      return nearest;
    },
    mayBeWithin(place, minutes) {
      if (minutes !== askedMinutes) {
        askedMinutes = minutes;
        const angle = (farthestKm(minutes) * MARGIN) / EARTH_RADIUS_KM;
        most = angle >= Math.PI ? Infinity : (2 * Math.sin(angle / 2)) ** 2;
      }
      return squared[place]! <= most;
    },
  };
}
