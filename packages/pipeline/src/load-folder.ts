import { createHash } from 'node:crypto';
import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import type { SourceFileReport } from '@maillage/domain/sources/catalogue.ts';
import type { ScannedFile } from '@maillage/sources/scan-folder.ts';
import { type ChosenTravel, chooseTravel } from './compute/choose-travel.ts';
import { createKeptResults, type KeptResults } from './compute/kept-results.ts';
import { type ChunkRunner, estimatedTravel } from './compute/travel-times.ts';
import { isReferenceGeography } from './knowledge.ts';
import { type PreparedRoads, prepareRoads } from './network/prepare-roads.ts';
import { readScannedFiles } from './read-folder.ts';
import { buildReferential, findScope, type SourceKnowledge } from './referential/build-referential.ts';
import type { Referential } from './referential/referential.ts';
import { canonicalJson, identifyFiles } from './run-identity.ts';
import type { TaskMemory } from './task-memory.ts';

/** The facts of a data folder, and what has been computed from them so far. */
export interface LoadedFolder {
  /** Same files, same Département, same chosen files: same facts. */
  key: string;
  referential: Referential;
  prepared: PreparedRoads;
  chosen: ChosenTravel;
  kept: KeptResults;
  /** Where the pieces of the access computation are done: each build says it again. */
  runChunks: ChunkRunner;
}

/** A place for the folder that was loaded last: the next build of the same files starts from it. */
export interface LoadedFolderSlot {
  take(key: string): LoadedFolder | undefined;
  put(folder: LoadedFolder): void;
}

export function createLoadedFolderSlot(): LoadedFolderSlot {
  let last: LoadedFolder | undefined;
  return {
    take: (key) => (last?.key === key ? last : undefined),
    put: (folder) => {
      last = folder;
    },
  };
}

interface LoadRequest {
  departementCode: string;
  preferredFiles: RunParameters['preferredFiles'];
  knowledge: SourceKnowledge;
  scanned: readonly ScannedFile[];
  memory: TaskMemory;
  runChunks: ChunkRunner;
  /** Entered in order: geography, sources, referential, roads. */
  enter(step: 'geography' | 'sources' | 'referential' | 'roads'): void;
  advance(ratio: number, detail?: string): void;
}

export const identifyFolder = ({ departementCode, preferredFiles, knowledge, scanned }: Omit<LoadRequest, 'enter' | 'advance'>): string =>
  createHash('sha256')
    .update(canonicalJson({ departementCode, preferredFiles, npmVersion: knowledge.npm.packageVersion, files: identifyFiles(scanned) }))
    .digest('hex');

/** Reads the files of a folder into the facts of a Département, with the roads that cover it. */
export async function loadFolder(request: LoadRequest): Promise<LoadedFolder> {
  const { departementCode, preferredFiles, knowledge, scanned, memory, enter, advance } = request;
  const read = async (files: ScannedFile[], departementCodes: ReadonlySet<string> | null) =>
    readScannedFiles({
      ...{ scanned: files, departementCodes, memory },
      onFile: (path, index) => advance(index / files.length, path),
    });
  enter('geography');
  const isGeography = (file: ScannedFile) => isReferenceGeography(file.importer?.sourceId ?? null);
  const geography = await read(scanned.filter(isGeography), null);
  const scope = findScope({ departementCode, files: geography.files, knowledge });
  enter('sources');
  const facts = await read(
    scanned.filter((file) => !isGeography(file)),
    scope,
  );
  enter('referential');
  const files = [...geography.files, ...facts.files];
  const reports: SourceFileReport[] = [...geography.reports, ...facts.reports];
  const referential = buildReferential({ departementCode, files, knowledge, preferredFiles, scope, reports });
  enter('roads');
  const prepared = await prepareRoads({
    ...{ files, referential, memory, onProgress: advance },
    absolutePathOf: (path) => scanned.find((file) => file.path === path)!.absolutePath,
  });
  const folder: Pick<LoadedFolder, 'runChunks'> = { runChunks: request.runChunks };
  const chosen = chooseTravel({
    ...{ referential, prepared, reports },
    estimated: estimatedTravel(referential, (...question) => folder.runChunks(...question)),
  });
  return Object.assign(folder, { key: identifyFolder(request), referential, prepared, chosen, kept: createKeptResults() });
}
