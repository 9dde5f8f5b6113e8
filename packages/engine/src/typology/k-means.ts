import { assert } from '../assert.ts';
import { seededRandom } from '../seeded-random.ts';
import { centroidsOf, checkPoints, inertiaWithin, type Points, renumber, squaredDistance } from './points.ts';

const MAX_ROUNDS = 100;

/**
 * Classes of least inertia within: k-means from the classes given, then from `restartCount` drawn starts (k-means++),
 * the best kept and the first of equals. Numbered in the order of the units. A seed gives the same classes everywhere.
 */
export function consolidateClasses(
  points: Points,
  options: { start: Uint32Array; classCount: number; restartCount: number; seed: number },
): Uint32Array {
  const { start, classCount, restartCount, seed } = options;
  checkPoints(points);
  assert(classCount >= 1 && classCount <= points.count, 'au plus autant de classes que d’unités');
  assert(start.length === points.count, 'une classe de départ par unité');
  const random = seededRandom(seed);
  let best = improve(points, centroidsOf(points, start, classCount), classCount);
  let least = inertiaWithin(points, best, classCount);
  for (let restart = 0; restart < restartCount; restart++) {
    const candidate = improve(points, drawCentres(points, classCount, random), classCount);
    const inertia = inertiaWithin(points, candidate, classCount);
    // The margin keeps the first of two equals, whatever the rounding of their sums.
    if (new Set(candidate).size === classCount && inertia < least * (1 - 1e-9)) {
      least = inertia;
      best = candidate;
    }
  }
  return renumber(best);
}

function improve(points: Points, from: Float64Array, classCount: number): Uint32Array {
  const { count, dimensionCount, values } = points;
  let centroids = from;
  let classOf = new Uint32Array(count).fill(classCount);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = new Uint32Array(count);
    for (let unit = 0; unit < count; unit++) {
      let least = Infinity;
      for (let one = 0; one < classCount; one++) {
        const distance = squaredDistance(values, unit * dimensionCount, centroids, one * dimensionCount, dimensionCount);
        if (distance >= least) continue;
        least = distance;
        next[unit] = one;
      }
    }
    if (next.every((one, unit) => one === classOf[unit])) break;
    classOf = next;
    centroids = centroidsOf(points, classOf, classCount);
  }
  return classOf;
}

/** k-means++: each centre is a unit drawn with a chance that follows its squared distance to the centres before it. */
function drawCentres({ count, dimensionCount, values }: Points, classCount: number, random: () => number): Float64Array {
  const centres = new Float64Array(classCount * dimensionCount);
  const nearest = new Float64Array(count).fill(1);
  for (let one = 0; one < classCount; one++) {
    const total = nearest.reduce((sum, distance) => sum + distance, 0);
    let left = random() * total;
    let chosen = 0;
    while (chosen < count - 1 && left >= nearest[chosen]!) left -= nearest[chosen++]!;
    centres.set(values.subarray(chosen * dimensionCount, (chosen + 1) * dimensionCount), one * dimensionCount);
    for (let unit = 0; unit < count; unit++) {
      const distance = squaredDistance(values, unit * dimensionCount, centres, one * dimensionCount, dimensionCount);
      nearest[unit] = one === 0 ? distance : Math.min(nearest[unit]!, distance);
    }
  }
  return centres;
}

/** How well each unit is in its class rather than in the next one: −1 to 1, 0 for a class of one unit. */
export function silhouettes({ count, dimensionCount, values }: Points, classOf: Uint32Array, classCount: number): Float64Array {
  const sizes = new Float64Array(classCount);
  for (const one of classOf) sizes[one]!++;
  const result = new Float64Array(count);
  const sums = new Float64Array(classCount);
  for (let unit = 0; unit < count; unit++) {
    const own = classOf[unit]!;
    if (sizes[own] === 1) continue;
    sums.fill(0);
    for (let other = 0; other < count; other++)
      sums[classOf[other]!]! += Math.sqrt(squaredDistance(values, unit * dimensionCount, values, other * dimensionCount, dimensionCount));
    const within = sums[own]! / (sizes[own]! - 1);
    let next = Infinity;
    for (let one = 0; one < classCount; one++) if (one !== own && sizes[one]! > 0) next = Math.min(next, sums[one]! / sizes[one]!);
    result[unit] = next === Infinity || Math.max(within, next) === 0 ? 0 : (next - within) / Math.max(within, next);
  }
  return result;
}
