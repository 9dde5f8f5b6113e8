import { assert } from '../assert.ts';

/**
 * The groups of members that touch each other, each in ascending index, in the order of their lowest member. `neighbours`
 * lists the units that each unit touches, both ways.
 */
export function findContiguousAreas(isMember: ArrayLike<number>, neighbours: readonly (readonly number[])[]): number[][] {
  assert(isMember.length === neighbours.length, 'une liste de voisins par unité');
  const seen = new Uint8Array(neighbours.length);
  const areas: number[][] = [];
  for (let first = 0; first < neighbours.length; first++) {
    if (isMember[first] !== 1 || seen[first] === 1) continue;
    const area = [first];
    seen[first] = 1;
    for (const unit of area)
      for (const next of neighbours[unit]!)
        if (isMember[next] === 1 && seen[next] === 0) {
          seen[next] = 1;
          area.push(next); // the loop above reaches it in its turn
        }
    areas.push(area.sort((a, b) => a - b));
  }
  return areas;
}
