import { type Column, createColumn, push } from './column.ts';
import type { Member } from './read-relations.ts';
import type { Tags } from './tags/tags.ts';

/** Values of `kind`. */
export const NO_TURN = 0;
export const ONLY_TURN = 1;
export const NO_U_TURN = 2;

/** Forbidden and compulsory turns, by ids of the map. */
export interface RestrictionList {
  fromWay: Column<Float64Array<ArrayBuffer>>;
  viaNode: Column<Float64Array<ArrayBuffer>>;
  toWay: Column<Float64Array<ArrayBuffer>>;
  kind: Column<Uint8Array<ArrayBuffer>>;
  /** Turns that go through a whole way: not honoured. */
  viaWayCount: number;
  /** Relations that lack a member, or whose turn makes no sense. */
  incompleteCount: number;
  /** Relations met so far: those of the border are in both extracts. */
  ids: Set<number>;
}

export interface Restriction {
  id: number;
  tags: Tags;
  members: readonly Member[];
}

export function createRestrictionList(): RestrictionList {
  return {
    fromWay: createColumn(new Float64Array(64)),
    viaNode: createColumn(new Float64Array(64)),
    toWay: createColumn(new Float64Array(64)),
    kind: createColumn(new Uint8Array(64)),
    viaWayCount: 0,
    incompleteCount: 0,
    ids: new Set(),
  };
}

/** Adds what a relation of type `restriction` forbids to this traveller (`vehicles`: names of it, the closest first). */
export function addRestriction(list: RestrictionList, { id, tags, members }: Restriction, vehicles: readonly string[]): void {
  const value = restrictionValue(tags, vehicles);
  if (value === undefined || list.ids.has(id)) return;
  list.ids.add(id);
  const kind = value === 'no_u_turn' ? NO_U_TURN : value.startsWith('no_') ? NO_TURN : value.startsWith('only_') ? ONLY_TURN : -1;
  const ways = (role: string) => members.filter((member) => member.role === role && member.kind === 'way');
  const [from, to, viaWays] = [ways('from'), ways('to'), ways('via')];
  const via = members.find((member) => member.role === 'via' && member.kind === 'node');
  if (viaWays.length > 0) list.viaWayCount++;
  else if (kind < 0 || via === undefined || from.length === 0 || to.length === 0) list.incompleteCount++;
  else
    for (const { id: fromId } of from)
      for (const { id: toId } of to) {
        push(list.fromWay, fromId);
        push(list.viaNode, via.id);
        push(list.toWay, toId);
        push(list.kind, kind);
      }
}

/** The value that holds for this traveller all day; undefined when none does. Restrictions at certain hours are not read. */
function restrictionValue(tags: Tags, vehicles: readonly string[]): string | undefined {
  for (const vehicle of vehicles) {
    const own = tags.get(`restriction:${vehicle}`);
    if (own !== undefined) return own;
  }
  // `restriction` alone is about vehicles; those that count only when named (bikes) have a list of one.
  if (!vehicles.includes('motor_vehicle')) return undefined;
  const exceptions = (tags.get('except') ?? '').split(/[;,]/).map((name) => name.trim());
  return exceptions.some((name) => vehicles.includes(name)) ? undefined : tags.get('restriction');
}
