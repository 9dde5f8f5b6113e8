/** A circle on a plane; any unit, the same for all. */
export interface Circle {
  x: number;
  y: number;
  radius: number;
}

const ROUNDS = 120;
/** Part of the way back to its own place that a circle takes at each round, once those that it touches have been pushed aside. */
const PULL = 0.06;
/** The last rounds only push: what is drawn does not overlap. */
const PULLED_ROUNDS = 0.8 * ROUNDS;
/** Squares on a side of the map, at most: beyond, they would cost more than they spare. */
const MOST_SQUARES = 256;

/**
 * Circles moved apart until they hardly touch, each as near to its own place as its neighbours allow: a cartogram of Dorling. No
 * chance in it: the same circles give the same answer. Circles of no radius stay where they are.
 */
export function spreadCircles(circles: readonly Circle[]): Circle[] {
  // The widest first: each then looks for those that are no wider than itself, none farther than twice its own radius.
  const order = [...circles.keys()].filter((index) => circles[index]!.radius > 0);
  order.sort((a, b) => circles[b]!.radius - circles[a]!.radius || a - b);
  const home = {
    x: Float64Array.from(order, (index) => circles[index]!.x),
    y: Float64Array.from(order, (index) => circles[index]!.y),
  };
  const crowd: Crowd = { x: home.x.slice(), y: home.y.slice(), radius: Float64Array.from(order, (index) => circles[index]!.radius) };
  const squares = createSquares(order.length);
  for (let round = 0; round < ROUNDS; round++) {
    if (round < PULLED_ROUNDS)
      for (let index = 0; index < order.length; index++) {
        crowd.x[index]! += PULL * (home.x[index]! - crowd.x[index]!);
        crowd.y[index]! += PULL * (home.y[index]! - crowd.y[index]!);
      }
    pushApart(crowd, squares);
  }
  const spread = circles.map((circle) => ({ ...circle }));
  for (const [rank, index] of order.entries()) Object.assign(spread[index]!, { x: crowd.x[rank], y: crowd.y[rank] });
  return spread;
}

/** Circles by coordinate, the widest first. */
interface Crowd {
  x: Float64Array;
  y: Float64Array;
  radius: Float64Array;
}

/** The map in squares: the first circle of each, and after each circle the next of its square; −1 for none. */
interface Squares {
  first: Int32Array;
  next: Int32Array;
}

const createSquares = (count: number): Squares => ({ first: new Int32Array(MOST_SQUARES ** 2), next: new Int32Array(count) });

/** One round: two circles that overlap each give way, the smaller the more. Looked for in squares, laid anew over where they are. */
function pushApart(crowd: Crowd, { first, next }: Squares): void {
  const { x, y, radius } = crowd;
  const count = radius.length;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let index = 0; index < count; index++) {
    west = Math.min(west, x[index]!);
    east = Math.max(east, x[index]!);
    south = Math.min(south, y[index]!);
    north = Math.max(north, y[index]!);
  }
  const side = Math.max(2 * (radius[count >> 1] ?? 1), (east - west) / (MOST_SQUARES - 1), (north - south) / (MOST_SQUARES - 1));
  const at = (place: number, start: number) => Math.min(MOST_SQUARES - 1, Math.max(0, Math.floor((place - start) / side)));
  first.fill(-1);
  // From the last to the first, so that each square lists the widest first.
  for (let index = count - 1; index >= 0; index--) {
    const square = at(x[index]!, west) * MOST_SQUARES + at(y[index]!, south);
    next[index] = first[square]!;
    first[square] = index;
  }
  for (let index = 0; index < count; index++) {
    const reach = 2 * radius[index]!;
    const [left, right] = [at(x[index]! - reach, west), at(x[index]! + reach, west)];
    const [bottom, top] = [at(y[index]! - reach, south), at(y[index]! + reach, south)];
    for (let column = left; column <= right; column++)
      for (let row = bottom; row <= top; row++)
        for (let other = first[column * MOST_SQUARES + row]!; other !== -1; other = next[other]!)
          if (other > index) separate(crowd, index, other);
  }
}

function separate({ x, y, radius }: Crowd, a: number, b: number): void {
  const [radiusA, radiusB] = [radius[a]!, radius[b]!];
  const wanted = radiusA + radiusB;
  let dx = x[b]! - x[a]!;
  let dy = y[b]! - y[a]!;
  const squared = dx * dx + dy * dy;
  if (squared >= wanted * wanted) return;
  const distance = Math.sqrt(squared);
  // Two at one spot part along the first axis.
  dx = distance === 0 ? 1 : dx / distance;
  dy = distance === 0 ? 0 : dy / distance;
  const gap = wanted - distance;
  const shareOfA = radiusB ** 2 / (radiusA ** 2 + radiusB ** 2);
  x[a]! -= dx * gap * shareOfA;
  y[a]! -= dy * gap * shareOfA;
  x[b]! += dx * gap * (1 - shareOfA);
  y[b]! += dy * gap * (1 - shareOfA);
}
