import { findDiagnosis } from '@maillage/store/diagnosis/diagnosis-repo.ts';
import { listQpvs } from '@maillage/store/facts/facts-repo.ts';
import { findLatestRun } from '@maillage/store/runs/runs-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import { listCommunes, listTerritories } from '@maillage/store/territories/territories-repo.ts';
import type { PlanNames } from './plan-document.ts';

/** The names that the last published run gives to what a plan says by its code; empty before any run. */
export async function readPlanNames(store: Store, departementCode: string): Promise<PlanNames> {
  const run = await findLatestRun(store, departementCode);
  if (run === undefined) return new Map();
  const [communes, territories, qpvs, diagnosis] = await Promise.all([
    listCommunes(store, run.id),
    listTerritories(store, run.id),
    listQpvs(store, run.id),
    findDiagnosis(store, run.id),
  ]);
  return new Map([
    ...communes.map(({ code, name }) => [`commune ${code}`, name] as const),
    ...territories.map(({ kind, code, name }) => [`${kind} ${code}`, name] as const),
    ...qpvs.map(({ code, name }) => [`qpv ${code}`, name ?? code] as const),
    ...(diagnosis?.findings ?? []).map(({ id, title }) => [`finding ${id}`, title] as const),
  ]);
}
