import { createHash } from 'node:crypto';
import type { RoadNetwork } from '@maillage/engine/network/road-network.ts';
import { carProfile } from '@maillage/sources/osm/tags/car.ts';
import type { GraphDescription } from '@maillage/sources/road-graph-file/graph-description.ts';
import type { ReadFile } from '../read-folder.ts';
import { datasetsOf } from '../referential/choose-sources.ts';
import type { Referential } from '../referential/referential.ts';
import type { TaskMemory } from '../task-memory.ts';
import { buildNetworkFromOsm } from './build-graph-file.ts';
import { chooseRoads } from './choose-roads.ts';

/** Deciseconds. */
const WEIGHT_UNIT_MILLISECONDS = 100;

export interface PreparedRoads {
  /** Null when no extract covers the Département: the minutes are then estimated. */
  roads: { network: RoadNetwork; description: GraphDescription /** Under which it is remembered. */; memoryKey: string } | null;
  /** path → French reason, for the extracts that are not used. */
  refused: Map<string, string>;
}

/**
 * The roads of the Département for cars, from the extracts of the folder that concern it. The network is remembered by the bytes of
 * its extracts and the rules that read them: another build of the same roads does not read them again.
 * Throws `file-unreadable` when a file that covers the Département is broken.
 */
export async function prepareRoads(options: {
  files: readonly ReadFile[];
  /** Where each file of the folder stands, by its path in the folder. */
  absolutePathOf(path: string): string;
  referential: Referential;
  memory: TaskMemory;
  onProgress(ratio: number): void;
}): Promise<PreparedRoads> {
  const { files, absolutePathOf, referential, memory, onProgress } = options;
  const extracts = datasetsOf(files, 'road-extracts').flatMap(({ path, records }) => records.map((record) => ({ path, ...record })));
  const { kept, refused } = chooseRoads(extracts, referential.communes);
  if (kept.length === 0) return { roads: null, refused };
  const identity = ['roads', carProfile.name, carProfile.version, WEIGHT_UNIT_MILLISECONDS, ...kept.map(({ sha256 }) => sha256)];
  const memoryKey = createHash('sha256').update(identity.join('\n')).digest('hex');
  const roads = await memory.remember('roads', memoryKey, () =>
    buildNetworkFromOsm({
      paths: kept.map(({ path }) => absolutePathOf(path)),
      profile: carProfile.name,
      weightUnitMilliseconds: WEIGHT_UNIT_MILLISECONDS,
      report: ({ ratio }) => onProgress(ratio),
    }),
  );
  return { roads: { ...roads, memoryKey }, refused };
}
