import type { InventoryIssue } from '@maillage/domain/inventory/inventory.ts';
import { jaroWinkler } from '@maillage/engine/linkage/jaro-winkler.ts';
import { LINK_RULE, type LinkablePlace, matchPlaces, metresBetween } from '@maillage/engine/linkage/match-places.ts';
import { normaliseName } from '@maillage/engine/linkage/normalise-name.ts';
import { isFacilityCount, isPlaced, type ToldPlace } from './list-told-places.ts';

/** A place and all that was told of it, the first source first. */
export interface LinkedPlace {
  told: ToldPlace[];
}

/** Two records of one name this far apart are not placed by one and the same hand. */
const CONTRADICTION_METRES = 500;
/** Two places of one service and one name this near are one, told twice. */
const DUPLICATE_METRES = 30;
const SAME_NAME = 0.95;

export type IssueDraft = Omit<InventoryIssue, 'placeIds'> & { places: LinkedPlace[] };
type TitleOf = (sourceId: string) => string;

/**
 * The records of one service in one commune, brought together: first by the numbers that sources share (SIRET, FINESS), then by
 * name and distance, one source after the other. What is doubtful stays apart and is told.
 */
export function linkPlaces(told: readonly ToldPlace[], titleOf: TitleOf): { places: LinkedPlace[]; issues: IssueDraft[] } {
  const places: LinkedPlace[] = [];
  const issues: IssueDraft[] = [];
  for (const [sourceId, ofSource] of Map.groupBy(told, (one) => one.sourceId)) {
    if (places.length === 0) {
      places.push(...ofSource.map((one) => ({ told: [one] })));
      continue;
    }
    const rest = joinByNumber(places, ofSource);
    const free = places.filter((place) => place.told.at(-1)!.sourceId !== sourceId);
    const links = matchPlaces(free.map(linkableOf), rest.map(toLinkable), LINK_RULE);
    const matched = new Set<ToldPlace>();
    for (const { first, second, kind } of links) {
      if (kind !== 'match') continue;
      free[first]!.told.push(rest[second]!);
      matched.add(rest[second]!);
    }
    const added = new Map(rest.filter((one) => !matched.has(one)).map((one): [ToldPlace, LinkedPlace] => [one, { told: [one] }]));
    for (const { first, second, kind } of links) {
      const other = added.get(rest[second]!);
      if (kind === 'review' && other !== undefined) issues.push(tellReview(free[first]!, other, titleOf));
    }
    places.push(...added.values());
    // One record each in the commune: most likely the same desk under two names, unless one name says otherwise far away.
    const [[lone, ...more], [, single]] = [free, [...added][0] ?? []];
    if (lone !== undefined && more.length === 0 && added.size === 1 && rest.length === 1 && links.length === 0 && single !== undefined)
      if (!haveSameName(linkableOf(lone), linkableOf(single))) issues.push(tellReview(lone, single, titleOf));
  }
  return { places, issues: [...issues, ...tellContradictions(places, titleOf), ...tellDuplicates(places, titleOf)] };
}

/** Adds to each place the record that bears its number, at most one; gives the records that bear none of them. */
function joinByNumber(places: readonly LinkedPlace[], records: readonly ToldPlace[]): ToldPlace[] {
  const rest = [...records];
  for (const { told } of places) {
    const at = rest.findIndex((one) => told.some((known) => sharesNumber(known, one)));
    if (at !== -1) told.push(...rest.splice(at, 1));
  }
  return rest;
}

const sharesNumber = (a: ToldPlace, b: ToldPlace) =>
  (a.siret !== null && a.siret === b.siret) || (a.finess !== null && a.finess === b.finess);

const toLinkable = (told: ToldPlace): LinkablePlace => ({
  name: normaliseName(told.name ?? ''),
  // The centre of a commune says nothing of how near two places are.
  ...(isPlaced(told) ? { lon: told.lon, lat: told.lat } : { lon: null, lat: null }),
});

/** A place is compared by its best known name and position. */
function linkableOf({ told }: LinkedPlace): LinkablePlace {
  const named = told.find(({ name }) => name !== null) ?? told[0]!;
  return { ...toLinkable(told.find(isPlaced) ?? named), name: normaliseName(named.name ?? '') };
}

const issueBase = ({ told: [first] }: LinkedPlace) => ({ communeCode: first!.communeCode, serviceType: first!.serviceType });
const nameOf = ({ told }: LinkedPlace) => told.find(({ name }) => name !== null)?.name ?? 'lieu sans nom';
const sourcesOf = ({ told }: LinkedPlace, titleOf: TitleOf) =>
  [...new Set(told.map(({ sourceId }) => `« ${titleOf(sourceId)} »`))].join(', ');

function tellReview(first: LinkedPlace, second: LinkedPlace, titleOf: TitleOf): IssueDraft {
  return {
    ...issueBase(first),
    kind: 'perhaps-same',
    places: [first, second],
    sentence: `« ${nameOf(first)} » (${sourcesOf(first, titleOf)}) et « ${nameOf(second)} » (${sourcesOf(second, titleOf)}) sont peut-être le même lieu : ils sont comptés deux fois. Donnez-leur le même nom, ou le même SIRET, dans votre liste.`,
  };
}

/** The same name in two sources too far apart to be one, or one number at two places: one of the sources is wrong. */
function tellContradictions(places: readonly LinkedPlace[], titleOf: TitleOf): IssueDraft[] {
  const issues: IssueDraft[] = [];
  for (const [first, second] of pairsOf(places)) {
    const shared = first.place.told.some(({ sourceId }) => second.place.told.some((told) => told.sourceId === sourceId));
    const metres = metresBetween(first.linkable, second.linkable);
    if (shared || metres === null || metres <= CONTRADICTION_METRES || !haveSameName(first.linkable, second.linkable)) continue;
    issues.push({
      ...issueBase(first.place),
      kind: 'contradiction',
      places: [first.place, second.place],
      sentence: `« ${nameOf(first.place)} » est placé à ${sayKm(metres)} de distance selon ${sourcesOf(first.place, titleOf)} et selon ${sourcesOf(second.place, titleOf)} : les deux sont gardés. Corrigez la position fausse à sa source, ou dans votre liste.`,
    });
  }
  for (const place of places) {
    const [one, ...others] = place.told.filter(isPlaced);
    for (const other of others) {
      const metres = metresBetween(one!, other)!;
      if (metres > CONTRADICTION_METRES)
        issues.push({
          ...issueBase(place),
          kind: 'contradiction',
          places: [place],
          sentence: `« ${nameOf(place)} », du même numéro dans les deux, est placé à ${sayKm(metres)} de distance selon « ${titleOf(one!.sourceId)} » et selon « ${titleOf(other.sourceId)} » : la première position est gardée. Corrigez celle qui est fausse à sa source.`,
        });
    }
  }
  return issues;
}

/** The same service under the same name a few metres apart in one and the same list. */
function tellDuplicates(places: readonly LinkedPlace[], titleOf: TitleOf): IssueDraft[] {
  const issues: IssueDraft[] = [];
  for (const [first, second] of pairsOf(places)) {
    // The facilities base counts each room, court or practitioner of one building on its own: that is no duplicate.
    const shared = first.place.told.find(
      (one) => !isFacilityCount(one) && second.place.told.some(({ sourceId }) => sourceId === one.sourceId),
    );
    const metres = metresBetween(first.linkable, second.linkable);
    if (shared === undefined || metres === null || metres >= DUPLICATE_METRES || !haveSameName(first.linkable, second.linkable)) continue;
    issues.push({
      ...issueBase(first.place),
      kind: 'duplicate',
      places: [first.place, second.place],
      sentence: `« ${nameOf(first.place)} » figure deux fois dans « ${titleOf(shared.sourceId)} », à ${Math.round(metres)} m : les deux sont gardés. Ôtez l’une des deux lignes à la source.`,
    });
  }
  return issues;
}

/** Every two places of which one at least is told by a list of places: two facilities of the base are never compared. */
function* pairsOf(places: readonly LinkedPlace[]) {
  const listed = places.map((place) => ({ place, linkable: linkableOf(place), isListed: place.told.some((one) => !isFacilityCount(one)) }));
  for (const [at, first] of listed.entries())
    for (const second of listed.slice(at + 1)) if (first.isListed || second.isListed) yield [first, second] as const;
}

const haveSameName = (one: LinkablePlace, other: LinkablePlace) => one.name !== '' && jaroWinkler(one.name, other.name) >= SAME_NAME;

const sayKm = (metres: number) => `${(metres / 1000).toLocaleString('fr-FR', { maximumFractionDigits: 1 })} km`;
