import { assert } from '../assert.ts';
import { jaroWinkler } from './jaro-winkler.ts';

/** What two records of a place are compared by. */
export interface LinkablePlace {
  /** Normalised: see `normaliseName`; empty when it has none. */
  name: string;
  /** Degrees; null when the place is not known to its address: names alone are then compared. */
  lon: number | null;
  lat: number | null;
}

export interface LinkRule {
  /** At this score and above, the two are one. */
  matchScore: number;
  /** From this score on, a person should look. */
  reviewScore: number;
  /** Metres at which nearness has fallen to 1/e. */
  nearMetres: number;
}

/** Methods §12.1. */
export const LINK_RULE: LinkRule = { matchScore: 0.85, reviewScore: 0.65, nearMetres: 200 };

const METRES_PER_DEGREE = 111_195;

/** Half the likeness of the names, half the nearness of the places; what is known alone where the other is not. 0 to 1. */
export function linkScore(first: LinkablePlace, second: LinkablePlace, { nearMetres }: LinkRule): number {
  const metres = metresBetween(first, second);
  const nearness = metres === null ? null : Math.exp(-metres / nearMetres);
  if (first.name === '' || second.name === '') return nearness ?? 0;
  const likeness = jaroWinkler(first.name, second.name);
  return nearness === null ? likeness : 0.5 * likeness + 0.5 * nearness;
}

/** Metres on the plane that touches the Earth there; null when either is not placed. */
export function metresBetween(first: Omit<LinkablePlace, 'name'>, second: Omit<LinkablePlace, 'name'>): number | null {
  if (first.lon === null || first.lat === null || second.lon === null || second.lat === null) return null;
  const north = (second.lat - first.lat) * METRES_PER_DEGREE;
  const east = (second.lon - first.lon) * METRES_PER_DEGREE * Math.cos((first.lat * Math.PI) / 180);
  return Math.hypot(north, east);
}

export interface PlaceLink {
  first: number;
  second: number;
  score: number;
  /** `match`: one place. `review`: perhaps one, to be looked at; they stay two. */
  kind: 'match' | 'review';
}

/**
 * Which records of two lists are the same place, each at most once: the best scores first, equal scores in the order of the lists.
 * The caller gives records that may be the same: of one service, in one commune.
 */
export function matchPlaces(first: readonly LinkablePlace[], second: readonly LinkablePlace[], rule: LinkRule): PlaceLink[] {
  assert(rule.matchScore >= rule.reviewScore, 'seuils ordonnés');
  const candidates: { first: number; second: number; score: number }[] = [];
  for (const [a, one] of first.entries())
    for (const [b, other] of second.entries()) {
      const score = linkScore(one, other, rule);
      if (score >= rule.reviewScore) candidates.push({ first: a, second: b, score });
    }
  candidates.sort((x, y) => y.score - x.score || x.first - y.first || x.second - y.second);
  const taken = [new Set<number>(), new Set<number>()] as const;
  const links: PlaceLink[] = [];
  for (const candidate of candidates) {
    if (taken[0].has(candidate.first) || taken[1].has(candidate.second)) continue;
    taken[0].add(candidate.first);
    taken[1].add(candidate.second);
    links.push({ ...candidate, kind: candidate.score >= rule.matchScore ? 'match' : 'review' });
  }
  return links;
}

/** What an agreement and a disagreement weigh, in bits (Fellegi and Sunter, 1969): `m` among true pairs, `u` among others. */
export function fellegiSunterWeights(m: number, u: number): { agree: number; disagree: number } {
  assert(m > 0 && m < 1 && u > 0 && u < 1, 'probabilités entre 0 et 1, bornes exclues');
  return { agree: Math.log2(m / u), disagree: Math.log2((1 - m) / (1 - u)) };
}

/** How many there are in all, from two lists and what they share (capture and recapture); null when they share nothing. */
export function estimateTotal(firstCount: number, secondCount: number, sharedCount: number): number | null {
  return sharedCount === 0 ? null : (firstCount * secondCount) / sharedCount;
}

/** Share of all that two lists know which both know; null when both are empty. */
export function jaccard(firstCount: number, secondCount: number, sharedCount: number): number | null {
  const all = firstCount + secondCount - sharedCount;
  return all === 0 ? null : sharedCount / all;
}
