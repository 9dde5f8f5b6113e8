import { createHash } from 'node:crypto';
import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import type { ScannedFile } from '@maillage/sources/scan-folder.ts';
import { ENGINE_VERSION } from './engine-version.ts';

/** JSON with keys in order, so that equal values give equal bytes. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

export interface FileIdentity {
  path: string;
  sha256: string;
  sourceId: string | null;
  parserVersion: number | null;
}

const byPath = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : 1);

/** What of each file makes a run what it is: its bytes, its path, and who reads it; in the order of paths. */
export function identifyFiles(scanned: readonly Pick<ScannedFile, 'path' | 'sha256' | 'importer'>[]): FileIdentity[] {
  return scanned
    .map(({ path, sha256, importer }) => ({
      ...{ path, sha256 },
      sourceId: importer?.sourceId ?? null,
      parserVersion: importer?.parserVersion ?? null,
    }))
    .sort(byPath);
}

/**
 * The id of the run that these inputs give: same files at the same paths, same parameters, same method and same
 * installed referential give the same id, on any machine.
 */
export function identifyRun(inputs: {
  departementCode: string;
  parameters: RunParameters;
  npmVersion: string;
  files: readonly FileIdentity[];
}): string {
  const identity = { ...inputs, files: [...inputs.files].sort(byPath), engineVersion: ENGINE_VERSION };
  return createHash('sha256').update(canonicalJson(identity)).digest('hex').slice(0, 16);
}
