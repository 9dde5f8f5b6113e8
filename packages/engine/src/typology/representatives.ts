import { assert } from '../assert.ts';
import { checkPoints, type Points, squaredDistance } from './points.ts';

export interface Representatives {
  /** The units chosen, ascending. */
  chosen: number[];
  /** For each unit, the place in `chosen` of the one that represents it. */
  representedBy: Uint32Array;
  /** Sum over the units of weight × distance to their representative. */
  cost: number;
  /** No choice can cost less than this. Equal to `cost` when the optimum is proven. */
  lowerBound: number;
}

/** Above this many choices, they are not all tried. */
const MAX_CHOICES = 2_000_000;

/**
 * The `chosenCount` units nearest to all others, each unit going to the nearest chosen (weighted k-medoids). Each list of
 * `required` holds at least one chosen unit, and no two chosen are of one group. Every choice is tried when they are few enough, and the optimum is then
 * proven; else it is built, improved by exchanges, and told with a bound. Equal costs go to the lower units.
 * Null when no choice meets what is required.
 */
export function chooseRepresentatives(
  points: Points,
  options: {
    chosenCount: number;
    weights: Float64Array;
    required: readonly (readonly number[])[];
    /** The group of each unit, of which at most one is chosen; no such rule by default. */
    groupOf?: Int32Array;
  },
): Representatives | null {
  const { chosenCount, weights, required, groupOf } = options;
  checkPoints(points);
  assert(chosenCount >= 1 && chosenCount <= points.count, 'au plus autant de représentants que d’unités');
  assert(weights.length === points.count, 'un poids par unité');
  const costs = weightedDistances(points, weights);
  const rules: Rules = {
    required,
    meets: (chosen) => required.every((list) => list.some((unit) => chosen.includes(unit))),
    isApart: (chosen) => groupOf === undefined || new Set(chosen.map((unit) => groupOf[unit]!)).size === chosen.length,
  };
  const exact = countChoices(points.count, chosenCount) <= MAX_CHOICES;
  const chosen = exact ? tryEveryChoice(points.count, chosenCount, costs, rules) : exchange(points.count, chosenCount, costs, rules);
  if (chosen === null) return null;
  const representedBy = Uint32Array.from({ length: points.count }, (_, unit) => nearestOf(unit, chosen, costs, points.count));
  const cost = costOf(chosen, costs, points.count);
  return { chosen, representedBy, cost, lowerBound: exact ? cost : boundBelow(points.count, chosenCount, costs, cost) };
}

interface Rules {
  required: readonly (readonly number[])[];
  meets(chosen: readonly number[]): boolean;
  /** No two of one group. */
  isApart(chosen: readonly number[]): boolean;
}

/** Weight of the unit × its distance to each other, `[unit × representative]`. */
function weightedDistances({ count, dimensionCount, values }: Points, weights: Float64Array): Float64Array {
  const costs = new Float64Array(count * count);
  for (let unit = 0; unit < count; unit++)
    for (let other = 0; other < count; other++)
      costs[unit * count + other] =
        weights[unit]! * Math.sqrt(squaredDistance(values, unit * dimensionCount, values, other * dimensionCount, dimensionCount));
  return costs;
}

function costOf(chosen: readonly number[], costs: Float64Array, count: number): number {
  let sum = 0;
  for (let unit = 0; unit < count; unit++) {
    let least = Infinity;
    for (const one of chosen) least = Math.min(least, costs[unit * count + one]!);
    sum += least;
  }
  return sum;
}

function nearestOf(unit: number, chosen: readonly number[], costs: Float64Array, count: number): number {
  const own = chosen.indexOf(unit);
  if (own !== -1) return own; // a unit represents itself, even with a twin or without inhabitants
  let best = 0;
  for (const [place, one] of chosen.entries()) if (costs[unit * count + one]! < costs[unit * count + chosen[best]!]!) best = place;
  return best;
}

function countChoices(count: number, chosenCount: number): number {
  let choices = 1;
  for (let place = 0; place < chosenCount; place++) choices = (choices * (count - place)) / (place + 1);
  return choices;
}

/** Every choice in ascending order; the running minimum of each depth spares most of the work. */
function tryEveryChoice(count: number, chosenCount: number, costs: Float64Array, { meets, isApart }: Rules): number[] | null {
  const nearest = Array.from({ length: chosenCount + 1 }, () => new Float64Array(count).fill(Infinity));
  const chosen: number[] = [];
  let best: number[] | null = null;
  let least = Infinity;
  const choose = (depth: number, from: number) => {
    if (depth === chosenCount) {
      let cost = 0;
      for (let unit = 0; unit < count; unit++) cost += nearest[depth]![unit]!;
      if (cost < least * (1 - 1e-12) - 1e-12 || (best === null && cost < Infinity)) {
        if (!meets(chosen) || !isApart(chosen)) return;
        least = cost;
        best = [...chosen];
      }
      return;
    }
    for (let one = from; one <= count - (chosenCount - depth); one++) {
      for (let unit = 0; unit < count; unit++) nearest[depth + 1]![unit] = Math.min(nearest[depth]![unit]!, costs[unit * count + one]!);
      chosen.push(one);
      choose(depth + 1, one + 1);
      chosen.pop();
    }
  };
  choose(0, 0);
  return best;
}

/** Builds by the greatest gain, those required first, then exchanges one for another as long as that costs less. */
function exchange(count: number, chosenCount: number, costs: Float64Array, { required, meets, isApart }: Rules): number[] | null {
  const chosen: number[] = [];
  const all = Array.from({ length: count }, (_, unit) => unit);
  const addBest = (candidates: readonly number[]) => {
    let best = -1;
    let least = Infinity;
    for (const one of candidates) {
      if (chosen.includes(one) || !isApart([...chosen, one])) continue;
      const cost = costOf([...chosen, one], costs, count);
      if (cost < least) {
        least = cost;
        best = one;
      }
    }
    if (best !== -1) chosen.push(best);
  };
  for (const list of required) if (!list.some((unit) => chosen.includes(unit))) addBest(list);
  if (chosen.length > chosenCount || !meets(chosen)) return null;
  for (let before = -1; chosen.length < chosenCount && chosen.length > before; ) {
    before = chosen.length;
    addBest(all);
  }
  if (chosen.length < chosenCount) return null;
  let current = costOf(chosen, costs, count);
  for (let improved = true; improved; ) {
    improved = false;
    for (let place = 0; place < chosenCount; place++)
      for (const one of all) {
        if (chosen.includes(one)) continue;
        const swapped = chosen.with(place, one);
        const cost = costOf(swapped, costs, count);
        if (cost >= current * (1 - 1e-12) || !meets(swapped) || !isApart(swapped)) continue;
        chosen[place] = one;
        current = cost;
        improved = true;
      }
  }
  return chosen.sort((a, b) => a - b);
}

/**
 * A bound from below by Lagrangian relaxation (each unit pays a price to be represented; the prices that leave the
 * cheapest choice dearest are sought by subgradient). Requirements only raise the cost: the bound holds with them too.
 */
function boundBelow(count: number, chosenCount: number, costs: Float64Array, upper: number): number {
  const prices = Float64Array.from({ length: count }, (_, unit) => {
    let least = Infinity;
    for (let other = 0; other < count; other++) if (other !== unit) least = Math.min(least, costs[unit * count + other]!);
    return least;
  });
  let bound = 0;
  let step = 1;
  for (let round = 0; round < 300; round++) {
    const gains = new Float64Array(count);
    for (let unit = 0; unit < count; unit++)
      for (let one = 0; one < count; one++) gains[one]! += Math.min(0, costs[unit * count + one]! - prices[unit]!);
    const opened = [...gains.keys()].sort((a, b) => gains[a]! - gains[b]! || a - b).slice(0, chosenCount);
    const value = prices.reduce((sum, price) => sum + price, 0) + opened.reduce((sum, one) => sum + gains[one]!, 0);
    if (value > bound) bound = value;
    else step *= 0.97;
    const slack = Float64Array.from({ length: count }, (_, unit) =>
      opened.reduce((left, one) => left - Number(costs[unit * count + one]! < prices[unit]!), 1),
    );
    const norm = slack.reduce((sum, one) => sum + one * one, 0);
    if (norm === 0) break;
    for (let unit = 0; unit < count; unit++) prices[unit]! += (step * (upper - value) * slack[unit]!) / norm;
  }
  return Math.min(bound, upper);
}
