/** A circle on a plane; any unit, the same for all. */
export interface Circle {
  x: number;
  y: number;
  radius: number;
}

const ROUNDS = 120;
/** Part of the way back to its own place that a circle takes at each round, once those that it touches have been pushed aside. */
const PULL = 0.06;
/** Circles wider than so many times the median are few: they are compared with all, so that the squares of the others stay small. */
const COMMON_RATIO = 5;
/** More rows of squares than any map has. */
const ROW_COUNT = 2 ** 20;

/**
 * Circles moved apart until they hardly touch, each as near to its own place as its neighbours allow: a cartogram of Dorling. No
 * chance in it: the same circles give the same answer. Circles of no radius stay where they are.
 */
export function spreadCircles(circles: readonly Circle[]): Circle[] {
  const spread = circles.map((circle) => ({ ...circle }));
  const radii = circles.flatMap(({ radius }) => (radius > 0 ? [radius] : [])).sort((a, b) => a - b);
  if (radii.length === 0) return spread;
  const common = COMMON_RATIO * radii[Math.floor(radii.length / 2)]!;
  const small = spread.filter(({ radius }) => radius > 0 && radius <= common);
  const large = spread.filter(({ radius }) => radius > common);
  for (let round = 0; round < ROUNDS; round++) {
    // The last rounds only push: what is drawn does not overlap.
    if (round < ROUNDS * 0.8)
      for (const [index, circle] of spread.entries()) {
        circle.x += PULL * (circles[index]!.x - circle.x);
        circle.y += PULL * (circles[index]!.y - circle.y);
      }
    for (const [index, circle] of large.entries()) {
      for (let other = index + 1; other < large.length; other++) separate(circle, large[other]!);
      for (const other of small) separate(circle, other);
    }
    pushApart(small, 2 * common);
  }
  return spread;
}

/** One round: two circles that overlap each give way, the smaller the more. Looked for in squares of `side`, the widest of them. */
function pushApart(circles: readonly Circle[], side: number): void {
  const cells = new Map<number, number[]>();
  for (const [index, circle] of circles.entries()) {
    const key = cellOf(circle, side);
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [index]);
    else cell.push(index);
  }
  for (const [index, circle] of circles.entries()) {
    const middle = cellOf(circle, side);
    for (let column = -ROW_COUNT; column <= ROW_COUNT; column += ROW_COUNT)
      for (let row = -1; row <= 1; row++)
        for (const other of cells.get(middle + column + row) ?? []) if (other > index) separate(circle, circles[other]!);
  }
}

/** A number for each square: a text would cost more than what it finds. Squares far out of the map may share one, which only costs time. */
const cellOf = ({ x, y }: Circle, side: number) => Math.floor(x / side) * ROW_COUNT + Math.floor(y / side);

function separate(a: Circle, b: Circle): void {
  const wanted = a.radius + b.radius;
  let [dx, dy] = [b.x - a.x, b.y - a.y];
  const squared = dx * dx + dy * dy;
  if (squared >= wanted * wanted) return;
  const distance = Math.sqrt(squared);
  // Two at one spot part along the first axis.
  if (distance === 0) [dx, dy] = [1, 0];
  else [dx, dy] = [dx / distance, dy / distance];
  const [areaA, areaB] = [a.radius ** 2, b.radius ** 2];
  const gap = wanted - distance;
  const shareOfA = areaB / (areaA + areaB);
  a.x -= dx * gap * shareOfA;
  a.y -= dy * gap * shareOfA;
  b.x += dx * gap * (1 - shareOfA);
  b.y += dy * gap * (1 - shareOfA);
}
