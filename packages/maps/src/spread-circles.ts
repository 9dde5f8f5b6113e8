/** A circle on a plane; any unit, the same for all. */
export interface Circle {
  x: number;
  y: number;
  radius: number;
}

const ROUNDS = 120;
/** Part of the way back to its own place that a circle takes at each round, once those that it touches have been pushed aside. */
const PULL = 0.06;

/**
 * Circles moved apart until they hardly touch, each as near to its own place as its neighbours allow: a cartogram of Dorling. No
 * chance in it: the same circles give the same answer. Circles of no radius stay where they are.
 */
export function spreadCircles(circles: readonly Circle[]): Circle[] {
  const spread = circles.map((circle) => ({ ...circle }));
  const widest = circles.reduce((most, { radius }) => Math.max(most, radius), 0);
  if (widest === 0) return spread;
  for (let round = 0; round < ROUNDS; round++) {
    // The last rounds only push: what is drawn does not overlap.
    if (round < ROUNDS * 0.8)
      for (const [index, circle] of spread.entries()) {
        circle.x += PULL * (circles[index]!.x - circle.x);
        circle.y += PULL * (circles[index]!.y - circle.y);
      }
    pushApart(spread, widest);
  }
  return spread;
}

/** One round: two circles that overlap each give way, the smaller the more. Looked for in squares of the widest circle. */
function pushApart(circles: readonly Circle[], widest: number): void {
  const side = 2 * widest;
  const cells = new Map<string, number[]>();
  for (const [index, { x, y, radius }] of circles.entries()) {
    if (radius === 0) continue;
    const key = `${Math.floor(x / side)} ${Math.floor(y / side)}`;
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [index]);
    else cell.push(index);
  }
  for (const [index, circle] of circles.entries()) {
    if (circle.radius === 0) continue;
    const [column, row] = [Math.floor(circle.x / side), Math.floor(circle.y / side)];
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++)
        for (const other of cells.get(`${column + dx} ${row + dy}`) ?? []) if (other > index) separate(circle, circles[other]!);
  }
}

function separate(a: Circle, b: Circle): void {
  const wanted = a.radius + b.radius;
  let [dx, dy] = [b.x - a.x, b.y - a.y];
  const distance = Math.hypot(dx, dy);
  if (distance >= wanted) return;
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
