import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { apiError, apiPaths, OWNER_HEADER } from '@maillage/domain/api/paths.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { type ImportAnswer, importAnswer } from '@maillage/domain/plans/plan-view.ts';
import { importPlan } from '@maillage/pipeline/plans/import-plan.ts';
import { readPlanNames } from '@maillage/pipeline/plans/read-plan-names.ts';
import { type PlanFileFormat, writePlanFile } from '@maillage/pipeline/plans/write-plan.ts';
import { readConfig } from '@maillage/server/config.ts';
import { findLockHolder } from '@maillage/store/folder-lock.ts';
import { loadActionPlan, schemeIdOf } from '@maillage/store/plans/plans-repo.ts';
import { findLatestRun } from '@maillage/store/runs/runs-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import type { CommandContext } from './command.ts';
import { departementOption, textOption, varFolder } from './options.ts';
import { withStore } from './with-store.ts';

export interface PlanImportRequest {
  path: string;
  dryRun: boolean;
  removeAbsent: boolean;
}

/** What the command does with the plan of `--dir`, in the folder itself or through the server that holds it. */
export interface PlanAccess {
  exportPlan(format: PlanFileFormat): Promise<Uint8Array>;
  importPlan(request: PlanImportRequest): Promise<ImportAnswer>;
}

/** Opens the plan of `--dir`; while the server holds the folder, it is the server that answers. */
export async function withPlan(context: CommandContext, work: (plan: PlanAccess) => Promise<void>): Promise<void> {
  const embedded = readConfig().databaseUrl === null;
  if (embedded && !existsSync(varFolder(context)))
    throw new DomainError(
      'no-published-run',
      `Le dossier « ${varFolder(context)} » n’existe pas : donnez celui de votre calcul avec --dir.`,
    );
  const address = embedded ? (await findLockHolder(varFolder(context)))?.address : null;
  if (address) await work(serverPlan(address));
  else await withStore(context, async (store) => work(storePlan(store, await planDepartement(store, context))));
}

/** The Département of --departement, else of the run that is served, else of the configuration. */
async function planDepartement(store: Store, context: CommandContext): Promise<string> {
  if (textOption(context, 'departement') !== undefined) return departementOption(context);
  return (await findLatestRun(store))?.departementCode ?? departementOption(context);
}

function storePlan(store: Store, departementCode: string): PlanAccess {
  const schemeId = schemeIdOf(departementCode);
  return {
    exportPlan: async (format) =>
      writePlanFile(await loadActionPlan(store, schemeId, departementCode), format, () => readPlanNames(store, departementCode)),
    importPlan: (request) =>
      importPlan(
        store,
        { schemeId, authorId: 'commande', now: new Date().toISOString() },
        { ...request, displayPath: basename(request.path), departementCode },
      ),
  };
}

function serverPlan(address: string): PlanAccess {
  return {
    exportPlan: async (format) => new Uint8Array(await (await ask(address, apiPaths.planFile(format))).arrayBuffer()),
    async importPlan({ path, dryRun, removeAbsent }) {
      const form = new FormData();
      form.append('file', new Blob([await readFile(path)]), basename(path));
      const query = `dryRun=${dryRun ? 1 : 0}&removeAbsent=${removeAbsent ? 1 : 0}`;
      const response = await ask(address, `${apiPaths.planImport}?${query}`, { method: 'POST', body: form });
      return importAnswer.parse(await response.json());
    },
  };
}

async function ask(address: string, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { [OWNER_HEADER]: '1' };
  const response = await fetch(`${address}${path}`, { ...init, headers, signal: AbortSignal.timeout(60_000) }).catch(() => null);
  if (response === null)
    throw new DomainError(
      'folder-locked',
      `Le serveur qui tient ce dossier (${address}) ne répond pas. Arrêtez-le, puis relancez la commande.`,
    );
  if (response.ok) return response;
  const refusal = apiError.safeParse(await response.json().catch(() => null));
  const message = refusal.success ? refusal.data.error.message : `Le serveur (${address}) a répondu ${response.status}.`;
  throw new DomainError(response.status === 422 ? 'file-unreadable' : 'not-allowed', message);
}
