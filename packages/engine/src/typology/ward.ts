import { checkPoints, type Points, renumber, squaredDistance } from './points.ts';

/** Two groups that become one: `first` and `second` are units (below the count) or earlier merges (count + their rank). */
export interface Merge {
  first: number;
  second: number;
  /** Inertia that the merge adds within the groups; its square root doubled, √(2Δ), is the usual height. */
  delta: number;
}

/**
 * Ward's hierarchy: at each step the two groups whose merge adds the least inertia, by chains of nearest neighbours
 * (Murtagh, 1983) in time and memory that follow the square of the units. Merges come in ascending order of `delta`;
 * equal distances go to the lower unit.
 */
export function buildWardHierarchy(points: Points): Merge[] {
  checkPoints(points);
  const { count, dimensionCount, values } = points;
  const distance = new Float64Array(count * count);
  for (let a = 0; a < count; a++)
    for (let b = 0; b < a; b++) {
      const delta = squaredDistance(values, a * dimensionCount, values, b * dimensionCount, dimensionCount) / 2;
      distance[a * count + b] = delta;
      distance[b * count + a] = delta;
    }
  const size = new Float64Array(count).fill(1);
  const raw: { a: number; b: number; delta: number }[] = [];
  const chain: number[] = [];
  while (raw.length < count - 1) {
    if (chain.length === 0) chain.push(size.findIndex((one) => one > 0));
    const tip = chain.at(-1)!;
    const before = chain.at(-2) ?? -1;
    // The neighbour that the chain comes from wins a tie: without it a chain could turn for ever.
    let nearest = before;
    let least = before === -1 ? Infinity : distance[tip * count + before]!;
    for (let other = 0; other < count; other++) {
      if (other === tip || size[other] === 0 || distance[tip * count + other]! >= least) continue;
      least = distance[tip * count + other]!;
      nearest = other;
    }
    if (nearest !== before) {
      chain.push(nearest);
      continue;
    }
    chain.length -= 2;
    const [a, b] = tip < before ? [tip, before] : [before, tip];
    raw.push({ a, b, delta: least });
    mergeInto({ a, b, count, distance, size });
  }
  return orderMerges(raw, count);
}

/** Lance and Williams' update: the merged group stands where `a` stood. */
function mergeInto({ a, b, count, distance, size }: { a: number; b: number; count: number; distance: Float64Array; size: Float64Array }) {
  const between = distance[a * count + b]!;
  for (let other = 0; other < count; other++) {
    if (other === a || other === b || size[other] === 0) continue;
    const total = size[a]! + size[b]! + size[other]!;
    const merged =
      ((size[a]! + size[other]!) * distance[a * count + other]! +
        (size[b]! + size[other]!) * distance[b * count + other]! -
        size[other]! * between) /
      total;
    distance[a * count + other] = merged;
    distance[other * count + a] = merged;
  }
  size[a]! += size[b]!;
  size[b] = 0;
}

function orderMerges(raw: readonly { a: number; b: number; delta: number }[], count: number): Merge[] {
  const groupOf = Uint32Array.from({ length: count }, (_, unit) => unit);
  const find = (unit: number): number => (groupOf[unit] === unit ? unit : find(groupOf[unit]!));
  const nodeOf = new Map<number, number>();
  return [...raw]
    .sort((one, other) => one.delta - other.delta)
    .map(({ a, b, delta }, rank) => {
      const [rootA, rootB] = [find(a), find(b)];
      const nodes = [nodeOf.get(rootA) ?? rootA, nodeOf.get(rootB) ?? rootB].sort((one, other) => one - other);
      groupOf[rootB] = rootA;
      nodeOf.set(rootA, count + rank);
      return { first: nodes[0]!, second: nodes[1]!, delta };
    });
}

/** The classes left when the last `classCount − 1` merges are undone, numbered in the order of the units. */
export function cutHierarchy(merges: readonly Merge[], classCount: number): Uint32Array {
  const count = merges.length + 1;
  const parent = Uint32Array.from({ length: 2 * count - 1 }, (_, node) => node);
  for (const [rank, { first, second }] of merges.slice(0, count - classCount).entries()) {
    parent[first] = count + rank;
    parent[second] = count + rank;
  }
  const rootOf = (node: number): number => (parent[node] === node ? node : rootOf(parent[node]!));
  return renumber(Uint32Array.from({ length: count }, (_, unit) => rootOf(unit)));
}

/** The number of classes, between bounds, after which merging on would cost most more than the merge before did. */
export function chooseClassCount(merges: readonly Merge[], { least, most }: { least: number; most: number }): number {
  const count = merges.length + 1;
  let best = Math.min(least, count);
  let largest = -Infinity;
  for (let classes = best; classes <= Math.min(most, count - 1); classes++) {
    // From `classes` to one fewer costs `next`; reaching `classes` cost `reached`.
    const next = merges[count - classes]?.delta ?? 0;
    const reached = merges[count - classes - 1]?.delta ?? 0;
    if (next - reached > largest) {
      largest = next - reached;
      best = classes;
    }
  }
  return best;
}
