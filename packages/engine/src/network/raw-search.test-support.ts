import { type RawRoads, TURN_COMPULSORY, TURN_FORBIDDEN } from './raw-roads.ts';

/** A segment of a strand driven in one direction. */
interface Move {
  from: number;
  to: number;
  way: number;
  isAgainst: boolean;
  seconds: number;
  segment: number;
}

/**
 * Seconds from a node to every node, over the segments themselves: the slow, obvious version of the network. One may turn round at
 * `turningNodes` only. Nothing is joined, copied or rounded; each state is the segment by which one arrives.
 */
export function secondsOverSegments(roads: RawRoads, origin: number, turningNodes: ReadonlySet<number>): Float64Array {
  const moves = listMoves(roads);
  const best = moves.map(() => Infinity);
  const isDone = moves.map(() => false);
  for (const [index, move] of moves.entries()) if (move.from === origin) best[index] = cost(roads, move);
  while (true) {
    let next = -1;
    for (const [index, seconds] of best.entries()) if (!isDone[index] && seconds < (best[next] ?? Infinity)) next = index;
    if (next < 0) break;
    isDone[next] = true;
    const arrival = moves[next]!;
    for (const [index, move] of moves.entries())
      if (move.from === arrival.to && mayTurn(roads, moves, arrival, move, turningNodes))
        best[index] = Math.min(best[index]!, best[next]! + cost(roads, move));
  }
  const seconds = new Float64Array(roads.nodeLon.length).fill(Infinity);
  for (const [index, move] of moves.entries()) seconds[move.to] = Math.min(seconds[move.to]!, best[index]!);
  return seconds;
}

function listMoves({ strandFirst, strandNode, strandWay, nodeLon, nodeLat, ways }: RawRoads): Move[] {
  const moves: Move[] = [];
  for (const [strand, way] of strandWay.entries())
    for (let segment = strandFirst[strand]!; segment < strandFirst[strand + 1]! - 1; segment++) {
      const [a, b] = [strandNode[segment]!, strandNode[segment + 1]!];
      // Great circle (haversine), where the network has a flat formula.
      const [lat1, lat2] = [radians(nodeLat[a]!), radians(nodeLat[b]!)];
      const half =
        Math.sin((lat2 - lat1) / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin(radians(nodeLon[b]! - nodeLon[a]!) / 2) ** 2;
      const metres = 2 * 6_371_008.8 * Math.asin(Math.sqrt(half));
      const drive = (speed: number) => metres / (speed / 36);
      if (ways.forwardSpeed[way]! > 0)
        moves.push({ from: a, to: b, way, isAgainst: false, seconds: drive(ways.forwardSpeed[way]!), segment });
      if (ways.backwardSpeed[way]! > 0)
        moves.push({ from: b, to: a, way, isAgainst: true, seconds: drive(ways.backwardSpeed[way]!), segment });
    }
  return moves;
}

const radians = (units: number) => (units / 1e7) * (Math.PI / 180);

/** Driving, then what is lost at the end, and at the start when a zone starts there. */
function cost(roads: RawRoads, { from, to, way, isAgainst, seconds }: Move): number {
  const sign = (isAgainst ? roads.nodeBackwardWait : roads.nodeForwardWait)[to]!;
  const meeting = waysAt(roads, to);
  const biggest = Math.max(...meeting.map((other) => roads.wayPriority[other]!));
  const yields = meeting.length >= 3 && roads.wayPriority[way]! < biggest ? roads.yieldWaits[biggest]! : 0;
  const zone = roads.zoneWaits[roads.wayZone[way]!]!;
  const isZoneEdge = (node: number) => new Set(waysAt(roads, node).map((other) => roads.wayZone[other])).size > 1;
  return seconds + (Math.max(sign, yields) + (isZoneEdge(from) ? zone.enter : 0) + (isZoneEdge(to) ? zone.leave : 0)) / 10;
}

/** Way of each segment end at a node. */
function waysAt({ strandFirst, strandNode, strandWay }: RawRoads, node: number): number[] {
  const ways: number[] = [];
  for (const [strand, way] of strandWay.entries())
    for (let segment = strandFirst[strand]!; segment < strandFirst[strand + 1]! - 1; segment++)
      for (const end of [strandNode[segment], strandNode[segment + 1]]) if (end === node) ways.push(way);
  return ways;
}

function mayTurn({ turns }: RawRoads, moves: readonly Move[], arrival: Move, exit: Move, turningNodes: ReadonlySet<number>): boolean {
  const isBack = (move: Move) => move.segment === arrival.segment && move.isAgainst !== arrival.isAgainst;
  if (isBack(exit) && !turningNodes.has(arrival.to)) return false;
  const compulsory = new Set<number>();
  for (const [row, kind] of turns.kind.entries()) {
    if (turns.viaNode[row] !== arrival.to || turns.fromWay[row] !== arrival.way) continue;
    const to = turns.toWay[row]!;
    if (kind === TURN_COMPULSORY) compulsory.add(to);
    else if (to !== arrival.way) {
      if (exit.way === to) return false;
    } else if (kind !== TURN_FORBIDDEN && isBack(exit)) return false;
  }
  const isCompulsory = (move: Move) => move.from === arrival.to && compulsory.has(move.way) && !isBack(move);
  return !moves.some(isCompulsory) || isCompulsory(exit);
}
