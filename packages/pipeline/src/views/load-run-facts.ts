import { listRanges, loadAccess } from '@maillage/store/accessibility/access-repo.ts';
import { listCentres } from '@maillage/store/centres/centres-repo.ts';
import { findChapter } from '@maillage/store/chapters/chapters-repo.ts';
import { listExtraIndicators, listFranceServices, listQpvs } from '@maillage/store/facts/facts-repo.ts';
import { listNeedComponents, listNeeds } from '@maillage/store/needs/needs-repo.ts';
import { findPublishedRun } from '@maillage/store/runs/runs-repo.ts';
import { listServices } from '@maillage/store/services/services-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import { listCommunes, listTerritories, listTerritoryFigures } from '@maillage/store/territories/territories-repo.ts';
import type { RunFacts } from './run-rows.ts';

/** The rows of a published run that pages and documents read; undefined for a run that was never published. */
export async function loadRunFacts(store: Store, runId: string): Promise<RunFacts | undefined> {
  const found = await findPublishedRun(store, runId);
  if (found === undefined) return undefined;
  const { publishedAt, ...manifest } = found;
  return {
    manifest,
    publishedAt,
    communes: await listCommunes(store, runId),
    territories: await listTerritories(store, runId),
    services: await listServices(store, runId),
    access: await loadAccess(store, runId),
    ranges: await listRanges(store, runId),
    centres: await listCentres(store, runId),
    needs: await listNeeds(store, runId),
    needComponents: await listNeedComponents(store, runId),
    territoryFigures: await listTerritoryFigures(store, runId),
    qpvs: await listQpvs(store, runId),
    franceServices: await listFranceServices(store, runId),
    endowment: (await findChapter(store, runId, 'hierarchy'))?.endowment ?? null,
    greyZones: (await findChapter(store, runId, 'greyZones')) ?? null,
    extraIndicators: await listExtraIndicators(store, runId),
  };
}
