import { existsSync } from 'node:fs';
import type { RunManifest } from '@maillage/domain/runs/run-manifest.ts';
import type { SourceFileReport } from '@maillage/domain/sources/catalogue.ts';
import type { SourcesView } from '@maillage/domain/sources/sources-view.ts';
import { isFictionalDepartement } from '@maillage/domain/territories/codes.ts';
import { SOURCE_CATALOGUE } from '@maillage/sources/catalogue.ts';
import { IMPORTERS } from '@maillage/sources/importers.ts';
import { mappingPathOf } from '@maillage/sources/indicator-tables/mapping.ts';
import { type ScanMemory, scanFolder } from '@maillage/sources/scan-folder.ts';
import { loadKnowledge } from './knowledge.ts';
import { reportOf } from './read-folder.ts';

/**
 * Each official source with what the folder holds of it. Rows and rejects come from the latest run when it read the
 * same bytes; a file that no run has read yet shows what its headers tell.
 */
export async function readSourcesView(options: {
  departementCode: string;
  folder: string;
  latest: RunManifest | undefined;
  /** Kept by a server between two questions: files that have not changed are not read again. */
  memory?: ScanMemory;
}): Promise<SourcesView> {
  const { departementCode, folder, latest, memory } = options;
  const knowledge = await loadKnowledge();
  const scanned = existsSync(folder) ? await scanFolder(folder, IMPORTERS, memory) : [];
  const read = new Map(latest?.files.map((file) => [`${file.path}\n${file.sha256}`, file]));
  const files: SourceFileReport[] = scanned.map((file) => {
    const state = file.state === 'recognised' ? 'loaded' : file.state;
    return read.get(`${file.path}\n${file.sha256}`) ?? reportOf(file, { state, reason: file.reason });
  });
  const known = new Set(SOURCE_CATALOGUE.map((source) => source.id));
  const describing = new Set(files.filter(({ sourceId }) => sourceId === 'table-utilisateur').map(({ path }) => mappingPathOf(path)));
  return {
    departementCode,
    departementName:
      knowledge.npm.departements.find(({ code }) => code === departementCode)?.name ?? latest?.departementName ?? departementCode,
    fictional: isFictionalDepartement(departementCode),
    folder,
    // A mapping that reads a table is part of it: only one that describes nothing is left aside.
    otherFiles: files.filter(({ sourceId, path }) => (sourceId === null || !known.has(sourceId)) && !describing.has(path)),
    sources: SOURCE_CATALOGUE.map((source) => {
      const own = files.filter((file) => file.sourceId === source.id);
      const state = source.role === 'npm' || own.some((file) => file.state === 'loaded') ? 'loaded' : own.length > 0 ? 'refused' : 'absent';
      return { source, state, files: own };
    }),
  };
}
