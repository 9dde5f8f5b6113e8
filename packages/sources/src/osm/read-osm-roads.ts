import { DomainError } from '@maillage/domain/errors.ts';
import { assembleRoads } from './assemble-roads.ts';
import { filled } from './column.ts';
import { countLeadingNodeBlocks, highestKind, type OpenOsmFile, openOsmFile } from './osm-file.ts';
import type { OsmReadReport, OsmRoads } from './osm-roads.ts';
import { GROUP_DENSE_NODES, GROUP_WAY, groupKind } from './pbf-block.ts';
import { type NeededNodes, NO_PLACE, readNodes } from './read-nodes.ts';
import { readRelations } from './read-relations.ts';
import { readWays } from './read-ways.ts';
import { addRestriction, createRestrictionList, type RestrictionList } from './restrictions.ts';
import type { NodeReading, RoadProfile } from './tags/tags.ts';
import { forEachBlock } from './unpacked-blobs.ts';
import { addWay, createWayStore, type WayStore } from './way-store.ts';

export interface ReadOsmOptions {
  /** One extract, or several that touch: what they share counts once. */
  paths: readonly string[];
  profile: RoadProfile;
  /** 0 to 1 over the whole reading. */
  report: (ratio: number) => void;
}

/**
 * The roads that a traveller may take in one or several OpenStreetMap extracts, and the count of what was left out.
 *
 * Reads ways and relations first, to know which nodes matter, then the nodes: memory follows the roads, not the buildings.
 * Throws `file-not-found`, `file-unreadable`, or `data-missing` when there is no road at all.
 */
export async function readOsmRoads({ paths, profile, report }: ReadOsmOptions): Promise<{ roads: OsmRoads; report: OsmReadReport }> {
  const files: OpenOsmFile[] = [];
  try {
    for (const path of paths) files.push(await openOsmFile(path));
    return (await readFiles(files, profile, report)) ?? (await readFiles(files.map(asUnsorted), profile, report))!;
  } finally {
    for (const { handle } of files) await handle.close();
  }
}

function asUnsorted(file: OpenOsmFile): OpenOsmFile {
  return { ...file, header: { ...file.header, isSorted: false } };
}

interface Pass {
  profile: RoadProfile;
  store: WayStore;
  restrictions: RestrictionList;
  wayCount: number;
  repeatedWayCount: number;
}

/** Undefined when a file that says it is sorted is not, or seems to have no road: to be read again without trusting it. */
async function readFiles(files: readonly OpenOsmFile[], profile: RoadProfile, report: (ratio: number) => void) {
  const pass: Pass = {
    profile,
    store: createWayStore(),
    restrictions: createRestrictionList(),
    wayCount: 0,
    repeatedWayCount: 0,
  };
  const progress = createProgress(files, report);
  const nodeBlocks: NodeBlocks[] = [];
  for (const file of files) nodeBlocks.push(await readWaysOfFile(file, pass, progress));
  if (pass.store.ids.length === 0) {
    if (files.some(({ header }) => header.isSorted)) return undefined;
    throw roadless(files, pass);
  }
  const needed = neededNodes(pass.store);
  const readings = new Map<number, NodeReading>();
  let nodeCount = 0;
  for (const [index, file] of files.entries()) {
    const count = await readNodesOfFile(file, nodeBlocks[index]!, { needed, readings, profile }, progress);
    if (count === undefined) return undefined;
    nodeCount += count;
  }
  report(1);
  const { roads, missingNodeCount, cutWayCount, closedBarrierCount, turnCount } = assembleRoads({ ...pass, needed, readings });
  return {
    roads,
    report: {
      files: files.map(({ description }) => description),
      nodeCount,
      wayCount: pass.wayCount,
      roadCount: pass.store.ids.length,
      repeatedWayCount: pass.repeatedWayCount,
      missingNodeCount,
      cutWayCount,
      closedBarrierCount,
      unreadSpeedCount: pass.store.unreadSpeedCount,
      turnCount,
      turnByWayCount: pass.restrictions.viaWayCount,
      incompleteTurnCount: pass.restrictions.incompleteCount,
    },
  };
}

interface NodeBlocks {
  /** Blocks at the start that were not opened in the first pass: nodes only, if the file is sorted as it says. */
  leading: number;
  /** Indices of all the blocks that have nodes. */
  indices: number[];
}

/** First pass over a file. */
async function readWaysOfFile(file: OpenOsmFile, pass: Pass, progress: (bytes: number) => void): Promise<NodeBlocks> {
  const { store, profile, restrictions } = pass;
  const leading = await countLeadingNodeBlocks(file);
  const withNodes = Array.from({ length: leading }, (_, block) => block);
  // Ways of earlier files: a second extract repeats those of the border.
  const known = new Set(filled(store.ids));
  const entries = file.blocks.slice(leading);
  await forEachBlock(file.handle, entries, file.displayPath, (block, index) => {
    if (block.groups.some((group) => groupKind(block, group) === 1 || groupKind(block, group) === GROUP_DENSE_NODES))
      withNodes.push(leading + index);
    pass.wayCount += readWays(block, (way) => {
      if (known.has(way.id)) {
        pass.repeatedWayCount++;
        return;
      }
      const reading = profile.readWay(way.tags);
      if (reading === null || way.refCount < 2) return;
      addWay(store, way, reading);
      // In a sorted file a way cannot come again: the set need not grow with it.
      if (!file.header.isSorted) known.add(way.id);
    });
    if (profile.restrictedAs.length > 0)
      readRelations(block, 'restriction', (id, tags, members) => addRestriction(restrictions, { id, tags, members }, profile.restrictedAs));
    progress(entries[index]!.size);
  });
  return { leading, indices: withNodes };
}

/** Second pass over a file. Returns the count of its nodes, undefined when a way turns up where only nodes were promised. */
async function readNodesOfFile(
  file: OpenOsmFile,
  { leading, indices }: NodeBlocks,
  { needed, readings, profile }: { needed: NeededNodes; readings: Map<number, NodeReading>; profile: RoadProfile },
  progress: (bytes: number) => void,
): Promise<number | undefined> {
  const entries = indices.map((index) => file.blocks[index]!);
  let count = 0;
  let isAsPromised = true;
  await forEachBlock(file.handle, entries, file.displayPath, (block, index) => {
    if (index < leading && highestKind(block) >= GROUP_WAY) isAsPromised = false;
    count += readNodes(block, needed, (node, tags) => {
      const reading = profile.readNode(tags);
      if (reading !== null) readings.set(node, reading);
    });
    progress(entries[index]!.size);
  });
  return isAsPromised ? count : undefined;
}

function neededNodes(store: WayStore): NeededNodes {
  const sorted = filled(store.refs).slice().sort();
  let count = 0;
  for (let ref = 0; ref < sorted.length; ref++) if (ref === 0 || sorted[ref] !== sorted[ref - 1]) sorted[count++] = sorted[ref]!;
  const ids = sorted.slice(0, count);
  return { ids, lon: new Int32Array(count).fill(NO_PLACE), lat: new Int32Array(count).fill(NO_PLACE) };
}

const TRAVELLERS = { car: 'en voiture', bike: 'à vélo', walk: 'à pied' };

function roadless(files: readonly OpenOsmFile[], { profile, wayCount }: Pass): DomainError {
  const names = files.map(({ displayPath }) => `« ${displayPath} »`).join(', ');
  return new DomainError(
    'data-missing',
    `${names} ne contient aucune route praticable ${TRAVELLERS[profile.name]} (${wayCount} voies lues). Prenez un extrait entier d’OpenStreetMap, où les routes n’ont pas été filtrées.`,
    { wayCount },
  );
}

function createProgress(files: readonly OpenOsmFile[], report: (ratio: number) => void): (bytes: number) => void {
  const total = files.reduce((sum, { blocks }) => sum + blocks.reduce((bytes, { size }) => bytes + size, 0), 0);
  let done = 0;
  return (bytes) => {
    done += bytes;
    report(Math.min(1, done / Math.max(1, total)));
  };
}
