import { existsSync } from 'node:fs';
import type { ExplainedChange, RunChange } from '@maillage/domain/change/run-change.ts';
import type { PublishedComparison } from '@maillage/domain/comparison/published-comparison.ts';
import type { DocumentFormat, DocumentKind, PrintedFigure } from '@maillage/domain/documents/document.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import type { Provenance } from '@maillage/domain/figures/figure.ts';
import type { ReportProgress } from '@maillage/domain/jobs/job.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import type { RunManifest } from '@maillage/domain/runs/run-manifest.ts';
import type { ExportFormat } from '@maillage/pipeline/export/export-run.ts';
import { readConfig } from '@maillage/server/config.ts';
import { findLockHolder } from '@maillage/store/folder-lock.ts';
import type { CommandContext } from './command.ts';
import { dataFolder, textOption, varFolder } from './options.ts';
import { serverRuns } from './server-runs.ts';
import { storeRuns } from './store-runs.ts';
import { withStore } from './with-store.ts';

export interface ExportRequest {
  runId: string;
  /** Where the files are written; made when absent. */
  folder: string;
  format: ExportFormat;
  withNeighbours: boolean;
}

export interface ReportRequest {
  runId: string;
  kind: DocumentKind;
  format: DocumentFormat;
  /** A code, as it was typed; null for the whole Département. */
  territory: string | null;
  report: ReportProgress;
}

/** What the commands read of the published runs, from the folder itself or from the server that holds it. */
export interface PublishedRuns {
  list(): Promise<RunSummary[]>;
  /** The served run, of the Département when one is given. */
  findLatest(departementCode: string | undefined): Promise<RunSummary | undefined>;
  findManifest(runId: string): Promise<RunManifest | undefined>;
  /** Throws `run-not-found`, or `data-missing` when the run was compared with nothing. */
  getComparison(runId: string): Promise<PublishedComparison>;
  /** Throws `run-not-found`, `figure-not-found` or `territory-not-found`. */
  getProvenance(runId: string, figureId: string, territory: { kind: string; code: string }): Promise<Provenance>;
  /** Since the run published before, or since `fromRunId`. Throws `run-not-found`, or `data-missing` with the reason. */
  getChange(runId: string, fromRunId: string | undefined): Promise<RunChange>;
  /** What is to be read, read: the document is then made without the folder. Throws `run-not-found`, `territory-not-found` or `usage` for a code that several territories bear. */
  prepareDocument(request: ReportRequest): Promise<() => Promise<{ bytes: Uint8Array; printed: readonly PrintedFigure[] }>>;
  /** The names of the files written. Throws `run-not-found`. */
  exportRun(request: ExportRequest): Promise<string[]>;
}

/**
 * Reads the published runs of `--dir`. The embedded database has one process: while the server holds the folder, it is the
 * server that answers.
 */
export async function withPublishedRuns(context: CommandContext, work: (runs: PublishedRuns) => Promise<void>): Promise<void> {
  const embedded = readConfig().databaseUrl === null;
  // Reading must not make a folder: a mistyped --dir would look like an empty one ever after.
  if (embedded && !existsSync(varFolder(context))) return work(NO_RUNS);
  const address = embedded ? (await findLockHolder(varFolder(context)))?.address : null;
  if (address) await work(serverRuns(address));
  else await withStore(context, (store) => work(storeRuns(store, dataFolder(context))));
}

const NO_RUNS: PublishedRuns = {
  list: async () => [],
  findLatest: async () => undefined,
  findManifest: async () => undefined,
  getComparison: async (runId) => {
    throw runNotFound(runId);
  },
  getProvenance: async (runId) => {
    throw runNotFound(runId);
  },
  getChange: async (runId) => {
    throw runNotFound(runId);
  },
  prepareDocument: async ({ runId }) => {
    throw runNotFound(runId);
  },
  exportRun: async ({ runId }) => {
    throw runNotFound(runId);
  },
};

/** The id of --run, else of the latest published run (of --departement when given). Throws `no-published-run`. */
export async function askedRunId(runs: PublishedRuns, context: CommandContext): Promise<string> {
  const asked = textOption(context, 'run');
  if (asked !== undefined) return asked;
  const latest = await runs.findLatest(textOption(context, 'departement'));
  if (latest === undefined) {
    throw new DomainError(
      'no-published-run',
      'Aucun calcul n’est publié dans ce dossier. Lancez d’abord « maillage build --departement 62 --donnees DOSSIER » ou « maillage build --demo ».',
    );
  }
  return latest.id;
}

/** The refusal of a run that is not there. */
export function runNotFound(runId: string): DomainError {
  return new DomainError('run-not-found', `Le calcul « ${runId} » n’est pas publié dans ce dossier. « maillage runs » donne la liste.`, {
    runId,
  });
}

/** The refusal of a comparison that was not made. */
export function notCompared(): DomainError {
  return new DomainError('data-missing', 'Ce calcul n’a pas de comparaison : aucun résultat publié n’était dans le dossier de données.');
}

/** The change, or the refusal that says why there is none. */
export function changeOrThrow({ change, reason }: ExplainedChange): RunChange {
  if (change !== null) return change;
  throw new DomainError('data-missing', reason ?? 'Il n’y a pas d’évolution à expliquer.');
}
