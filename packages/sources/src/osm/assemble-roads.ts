import { createColumn, filled, push } from './column.ts';
import type { OsmRoads, OsmTurns, OsmWayTable } from './osm-roads.ts';
import { findNode, type NeededNodes, NO_PLACE } from './read-nodes.ts';
import type { RestrictionList } from './restrictions.ts';
import type { NodeReading, RoadProfile } from './tags/tags.ts';
import { createTownTest } from './urban-density.ts';
import type { WayStore } from './way-store.ts';

export interface ReadPieces {
  profile: RoadProfile;
  store: WayStore;
  needed: NeededNodes;
  readings: ReadonlyMap<number, NodeReading>;
  restrictions: RestrictionList;
}

export interface AssembledRoads {
  roads: OsmRoads;
  missingNodeCount: number;
  cutWayCount: number;
  closedBarrierCount: number;
  turnCount: number;
}

/** Joins ways and nodes: ids become positions, ways are cut at closed barriers and missing nodes, towns are told by their crossroads. */
export function assembleRoads(pieces: ReadPieces): AssembledRoads {
  const { profile, store, needed } = pieces;
  const refNode = nodesOfRefs(store, needed);
  placeNodesOfWays(store, needed, refNode);
  const strands = cutIntoStrands(pieces, refNode);
  const nodeCount = strands.nodeOf.length;
  const nodeLon = new Int32Array(nodeCount);
  const nodeLat = new Int32Array(nodeCount);
  const nodeForwardWait = new Uint16Array(nodeCount);
  const nodeBackwardWait = new Uint16Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) {
    const place = strands.nodeOf.values[node]!;
    nodeLon[node] = needed.lon[place]!;
    nodeLat[node] = needed.lat[place]!;
    const reading = pieces.readings.get(place);
    if (reading === undefined) continue;
    nodeForwardWait[node] = reading.forwardWait;
    nodeBackwardWait[node] = reading.backwardWait;
  }
  const lines = { strandFirst: filled(strands.first), strandNode: filled(strands.nodes), strandWay: filled(strands.way) };
  const turns = findTurns(pieces, strands.positionOf);
  return {
    roads: {
      profile: profile.name,
      nodeLon,
      nodeLat,
      nodeForwardWait,
      nodeBackwardWait,
      ...lines,
      ways: wayTable(store, decideTowns(store, { ...lines, nodeLon, nodeLat })),
      wayPriority: filled(store.priority),
      wayZone: filled(store.zone),
      wayDuration: filled(store.duration),
      yieldWaits: profile.yieldWaits,
      zoneWaits: profile.zoneWaits,
      turns,
    },
    missingNodeCount: strands.missingNodeCount,
    cutWayCount: strands.cutWayCount,
    closedBarrierCount: strands.closedBarrierCount,
    turnCount: turns.kind.length,
  };
}

function nodesOfRefs(store: WayStore, needed: NeededNodes): Uint32Array {
  const refs = filled(store.refs);
  const nodes = new Uint32Array(refs.length);
  const finder = { position: 0 };
  for (let ref = 0; ref < refs.length; ref++) nodes[ref] = findNode(needed.ids, refs[ref]!, finder);
  return nodes;
}

/** Files made by `osmium add-locations-to-ways` leave out the nodes without tags: their places are on the ways. */
function placeNodesOfWays({ refLon, refLat }: WayStore, needed: NeededNodes, refNode: Uint32Array): void {
  for (let ref = 0; ref < refLon.length; ref++) {
    const node = refNode[ref]!;
    if (needed.lon[node] !== NO_PLACE || refLon.values[ref] === NO_PLACE) continue;
    needed.lon[node] = refLon.values[ref]!;
    needed.lat[node] = refLat.values[ref]!;
  }
}

/**
 * Runs of nodes without a hole. A closed barrier ends one run and starts the next, on two nodes of their own at the same place:
 * nothing joins there, whatever else passes by that point.
 */
function cutIntoStrands({ store, needed, readings }: ReadPieces, refNode: Uint32Array) {
  const first = createColumn(new Uint32Array(1024));
  const nodes = createColumn(new Uint32Array(8192));
  const way = createColumn(new Uint32Array(1024));
  const nodeOf = createColumn(new Uint32Array(8192));
  /** Node of the roads at each needed node, −1 before it is met; closed barriers have none. */
  const positionOf = new Int32Array(needed.ids.length).fill(-1);
  const counts = { missingNodeCount: 0, cutWayCount: 0, closedBarrierCount: 0 };
  for (const reading of readings.values()) if (reading.isClosed) counts.closedBarrierCount++;
  for (const lon of needed.lon) if (lon === NO_PLACE) counts.missingNodeCount++;

  const openStrand = (ofWay: number) => {
    push(first, nodes.length);
    push(way, ofWay);
  };
  const closeStrand = () => {
    const start = first.values[first.length - 1]!;
    if (nodes.length - start >= 2) return;
    nodes.length = start;
    first.length--;
    way.length--;
  };
  const ownNode = (place: number) => {
    push(nodeOf, place);
    return nodeOf.length - 1;
  };
  for (let index = 0; index < store.ids.length; index++) {
    let isCut = false;
    openStrand(index);
    const start = store.firstRef.values[index]!;
    for (let ref = start; ref < store.firstRef.values[index + 1]!; ref++) {
      const place = refNode[ref]!;
      if (ref > start && place === refNode[ref - 1]) continue; // the same node twice in a row is a slip of the mapper
      if (needed.lon[place] === NO_PLACE) {
        isCut = true;
        closeStrand();
        openStrand(index);
      } else if (readings.get(place)?.isClosed === true) {
        push(nodes, ownNode(place));
        closeStrand();
        openStrand(index);
        push(nodes, ownNode(place));
      } else {
        if (positionOf[place]! < 0) positionOf[place] = ownNode(place);
        push(nodes, positionOf[place]!);
      }
    }
    closeStrand();
    if (isCut) counts.cutWayCount++;
  }
  push(first, nodes.length);
  return { first, nodes, way, nodeOf, positionOf, ...counts };
}

/** Turns whose two ways and node are among the roads; the others cannot be taken anyway. */
function findTurns({ store, needed, restrictions }: ReadPieces, positionOf: Int32Array): OsmTurns {
  const { fromWay, viaNode, toWay, kind } = restrictions;
  const wanted = new Set([...filled(fromWay), ...filled(toWay)]);
  const wayOf = new Map<number, number>();
  const ids = filled(store.ids);
  for (let way = 0; way < ids.length; way++) if (wanted.has(ids[way]!)) wayOf.set(ids[way]!, way);
  const rows: { from: number; via: number; to: number; kind: number }[] = [];
  for (let row = 0; row < kind.length; row++) {
    const place = findNode(needed.ids, viaNode.values[row]!, { position: 0 });
    const via = place < 0 ? -1 : positionOf[place]!;
    const from = wayOf.get(fromWay.values[row]!);
    const to = wayOf.get(toWay.values[row]!);
    if (via >= 0 && from !== undefined && to !== undefined) rows.push({ from, via, to, kind: kind.values[row]! });
  }
  return {
    fromWay: Uint32Array.from(rows, ({ from }) => from),
    viaNode: Uint32Array.from(rows, ({ via }) => via),
    toWay: Uint32Array.from(rows, ({ to }) => to),
    kind: Uint8Array.from(rows, (row) => row.kind),
  };
}

interface Lines {
  strandFirst: Uint32Array;
  strandNode: Uint32Array;
  strandWay: Uint32Array;
  nodeLon: Int32Array;
  nodeLat: Int32Array;
}

/** 1 for each way in a town: by its tags, else when most of its nodes stand among dense crossroads. */
function decideTowns(store: WayStore, { strandFirst, strandNode, strandWay, nodeLon, nodeLat }: Lines): Uint8Array {
  const isTown = new Uint8Array(store.ids.length);
  const nodeDegree = new Uint8Array(nodeLon.length);
  const grow = (node: number, by: number) => {
    nodeDegree[node] = Math.min(255, nodeDegree[node]! + by);
  };
  for (let strand = 0; strand < strandWay.length; strand++) {
    if (store.priority.values[strandWay[strand]!]! < 2) continue; // drives, car parks and tracks make no town
    const [start, end] = [strandFirst[strand]!, strandFirst[strand + 1]!];
    for (let at = start; at < end; at++) grow(strandNode[at]!, at === start || at === end - 1 ? 1 : 2);
  }
  const isInTown = createTownTest({ nodeLon, nodeLat, nodeDegree });
  const balance = new Int32Array(store.ids.length);
  for (let strand = 0; strand < strandWay.length; strand++)
    for (let at = strandFirst[strand]!; at < strandFirst[strand + 1]!; at++)
      balance[strandWay[strand]!]! += isInTown(strandNode[at]!) ? 1 : -1;
  for (let way = 0; way < isTown.length; way++) {
    const told = store.isUrban.values[way]!;
    isTown[way] = told >= 0 ? told : balance[way]! > 0 ? 1 : 0;
  }
  return isTown;
}

function wayTable(store: WayStore, isTown: Uint8Array): OsmWayTable {
  const wayCount = store.ids.length;
  const pick = <T extends Uint16Array | Uint8Array>(into: T, [rural, urban]: WayStore['forward'] | WayStore['rule']): T => {
    for (let way = 0; way < wayCount; way++) into[way] = (isTown[way] === 1 ? urban : rural).values[way]!;
    return into;
  };
  return {
    wayCount,
    nameIndex: filled(store.nameIndex),
    names: [...store.names.keys()],
    roadClass: filled(store.roadClass),
    roadClasses: [...store.roadClasses.keys()],
    forwardSpeed: pick(new Uint16Array(wayCount), store.forward),
    backwardSpeed: pick(new Uint16Array(wayCount), store.backward),
    speedRule: pick(new Uint8Array(wayCount), store.rule),
    speedRules: [...store.rules.keys()],
  };
}
