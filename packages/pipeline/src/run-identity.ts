import { createHash } from 'node:crypto';
import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import { ENGINE_VERSION } from './engine-version.ts';

/** JSON with keys in order, so that equal values give equal bytes. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/**
 * The id of the run that these inputs give: same files at the same paths, same parameters, same method and same
 * installed referential give the same id, on any machine.
 */
export function identifyRun(inputs: {
  departementCode: string;
  parameters: RunParameters;
  npmVersion: string;
  files: readonly { path: string; sha256: string; sourceId: string | null; parserVersion: number | null }[];
}): string {
  const files = inputs.files.map(({ path, sha256, sourceId, parserVersion }) => ({ path, sha256, sourceId, parserVersion }));
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const identity = { ...inputs, files, engineVersion: ENGINE_VERSION };
  return createHash('sha256').update(canonicalJson(identity)).digest('hex').slice(0, 16);
}
