import { type ArcList, firstWay, lastWay } from './draw-arcs.ts';
import { type RawTurns, TURN_COMPULSORY, TURN_FORBIDDEN, U_TURN_FORBIDDEN } from './raw-roads.ts';
import type { TracedEdges } from './trace-edges.ts';

/** Arcs at a crossroads with forbidden turns. */
interface TurnPlace {
  arriving: number[];
  leaving: number[];
}

export interface HonouredTurns {
  /** Original node of each copy; copy `c` is node `nodeCount + c` of the roads. */
  copyOf: number[];
  /** Turns that change something, and those that do not, or that the drawing leaves ambiguous. */
  honouredCount: number;
  ignoredCount: number;
}

/**
 * Makes forbidden turns impossible: who arrives by the first road reaches a copy of the crossroads that has only the allowed exits.
 * Changes `arcs`: heads move to copies, and copies get arcs of their own over the same edges.
 */
export function honourTurns(arcs: ArcList, edges: TracedEdges, turns: RawTurns): HonouredTurns {
  const turned: HonouredTurns = { copyOf: [], honouredCount: 0, ignoredCount: 0 };
  const places = gatherPlaces(arcs, turns);
  const rows = Map.groupBy(turns.kind.keys(), (row) => turns.viaNode[row]!);
  const exits: { copy: number; leaving: number[] }[] = [];
  for (const [via, place] of places) {
    const isUsed = new Set<number>();
    const copies = new Map<string, number>();
    for (const arc of place.arriving) {
      const from = arrivalWay(arcs, edges, arc);
      const own = rows.get(via)!.filter((row) => turns.fromWay[row] === from);
      const allowed = allowedExits({ arcs, edges, turns, place, arc, rows: own, isUsed });
      if (allowed.length === place.leaving.length) continue;
      const key = allowed.join(' ');
      let copy = copies.get(key);
      if (copy === undefined) {
        copy = arcs.nodeCount + turned.copyOf.length;
        turned.copyOf.push(via);
        copies.set(key, copy);
        exits.push({ copy, leaving: allowed });
      }
      arcs.head[arc] = copy;
    }
    turned.honouredCount += isUsed.size;
    turned.ignoredCount += rows.get(via)!.length - isUsed.size;
  }
  // Once every head has moved: an exit may itself arrive at another such crossroads.
  for (const { copy, leaving } of exits) for (const arc of leaving) copyArc(arcs, arc, copy);
  arcs.nodeCount += turned.copyOf.length;
  turned.ignoredCount += turns.kind.length - turned.honouredCount - turned.ignoredCount;
  return turned;
}

function gatherPlaces(arcs: ArcList, turns: RawTurns): Map<number, TurnPlace> {
  const places = new Map<number, TurnPlace>();
  for (const via of turns.viaNode) places.set(via, { arriving: [], leaving: [] });
  for (let arc = 0; arc < arcs.head.length; arc++) {
    places.get(arcs.head[arc]!)?.arriving.push(arc);
    places.get(arcs.tail[arc]!)?.leaving.push(arc);
  }
  return places;
}

interface Arrival {
  arcs: ArcList;
  edges: TracedEdges;
  turns: RawTurns;
  place: TurnPlace;
  arc: number;
  /** Turns from the way of this arrival. */
  rows: readonly number[];
  /** Gets the turns that forbid something. */
  isUsed: Set<number>;
}

function allowedExits({ arcs, edges, turns, place, arc, rows, isUsed }: Arrival): number[] {
  let allowed = place.leaving;
  // A ring that starts and ends here may be driven again: that is no U-turn.
  const isBack = (exit: number) => arcs.edge[exit] === arcs.edge[arc] && arcs.isBackward[exit] !== arcs.isBackward[arc];
  const compulsory = rows.filter((row) => turns.kind[row] === TURN_COMPULSORY);
  const targets = new Set(compulsory.map((row) => turns.toWay[row]!));
  const kept = allowed.filter((exit) => targets.has(exitWay(arcs, edges, exit)) && !isBack(exit));
  // A compulsory exit that is closed to this traveller would wall the road in: it is not honoured.
  if (kept.length > 0 && kept.length < allowed.length) {
    allowed = kept;
    for (const row of compulsory) isUsed.add(row);
  }
  for (const row of rows) {
    const kind = turns.kind[row]!;
    const isSameWay = turns.fromWay[row] === turns.toWay[row];
    // From a way onto itself, only a U-turn has one meaning.
    if (kind === TURN_COMPULSORY || (kind === TURN_FORBIDDEN && isSameWay)) continue;
    const isForbidden = (exit: number) =>
      kind === U_TURN_FORBIDDEN && isSameWay ? isBack(exit) : exitWay(arcs, edges, exit) === turns.toWay[row];
    const left = allowed.filter((exit) => !isForbidden(exit));
    if (left.length < allowed.length) isUsed.add(row);
    allowed = left;
  }
  return allowed;
}

function arrivalWay(arcs: ArcList, edges: TracedEdges, arc: number): number {
  return (arcs.isBackward[arc] === 1 ? firstWay : lastWay)(edges, arcs.edge[arc]!);
}

function exitWay(arcs: ArcList, edges: TracedEdges, arc: number): number {
  return (arcs.isBackward[arc] === 1 ? lastWay : firstWay)(edges, arcs.edge[arc]!);
}

function copyArc(arcs: ArcList, arc: number, tail: number): void {
  arcs.tail.push(tail);
  arcs.head.push(arcs.head[arc]!);
  arcs.edge.push(arcs.edge[arc]!);
  arcs.isBackward.push(arcs.isBackward[arc]!);
  arcs.weight.push(arcs.weight[arc]!);
  arcs.wait.push(arcs.wait[arc]!);
}
