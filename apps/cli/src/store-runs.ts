import { readAtlas } from '@maillage/pipeline/atlas/read-atlas.ts';
import { explainChange } from '@maillage/pipeline/change/explain-change.ts';
import { findDocumentTerritory } from '@maillage/pipeline/documents/find-document-territory.ts';
import { loadDocumentFacts } from '@maillage/pipeline/documents/load-document-facts.ts';
import { makeDocumentFile } from '@maillage/pipeline/documents/make-document-file.ts';
import { readStaffDrafts } from '@maillage/pipeline/documents/read-staff-drafts.ts';
import { exportRun } from '@maillage/pipeline/export/export-run.ts';
import { indexRun } from '@maillage/pipeline/views/index-run.ts';
import { buildProvenance } from '@maillage/pipeline/views/provenance.ts';
import { createStoreRunReader } from '@maillage/server/runs/store-run-reader.ts';
import { schemeIdOf } from '@maillage/store/plans/plans-repo.ts';
import { findComparison, findLatestRun, findPublishedRun, listRuns } from '@maillage/store/runs/runs-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import { changeOrThrow, notCompared, type PublishedRuns, runNotFound } from './published-runs.ts';

/** The published runs as the store of this folder holds them. */
export function storeRuns(store: Store, dataFolder: string): PublishedRuns {
  return {
    list: () => listRuns(store),
    findLatest: (departementCode) => findLatestRun(store, departementCode),
    findManifest: (runId) => findPublishedRun(store, runId),
    async getComparison(runId) {
      if ((await findPublishedRun(store, runId)) === undefined) throw runNotFound(runId);
      const comparison = await findComparison(store, runId);
      if (!comparison) throw notCompared();
      return comparison;
    },
    async getProvenance(runId, figureId, territory) {
      const facts = await createStoreRunReader(store, null).findFacts(runId);
      if (facts === undefined) throw runNotFound(runId);
      return buildProvenance(indexRun(facts), figureId, territory);
    },
    async getChange(runId, fromRunId) {
      if ((await findPublishedRun(store, runId)) === undefined) throw runNotFound(runId);
      if (fromRunId === undefined) return changeOrThrow(await explainChange(store, runId));
      const { findRunChange } = await import('@maillage/pipeline/change/find-run-change.ts');
      return findRunChange(store, fromRunId, runId);
    },
    async prepareDocument({ runId, kind, format, territory, report }) {
      if ((await findPublishedRun(store, runId)) === undefined) throw runNotFound(runId);
      report({ stepName: 'Lecture du calcul', stepRatio: 0, ratio: 0 });
      const facts = await loadDocumentFacts(store, { runId, atlas: await readAtlas(dataFolder), withDrafts: true });
      const spot = territory === null ? {} : { territory: findDocumentTerritory(facts.run, kind, territory) };
      const { departementCode } = facts.run.facts.manifest;
      const about = spot.territory ?? { kind: 'departement', code: departementCode };
      const drafts = await readStaffDrafts(store, { schemeId: schemeIdOf(departementCode), kind, territory: about, withDrafts: true });
      return () => makeDocumentFile({ kind, facts, drafts, ...spot }, format, report);
    },
    exportRun: (request) => exportRun(store, request),
  };
}
