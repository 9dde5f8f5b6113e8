import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { apiError, apiPaths, health, OWNER_HEADER } from '@maillage/domain/api/paths.ts';
import { explainedChange } from '@maillage/domain/change/run-change.ts';
import { publishedComparison } from '@maillage/domain/comparison/published-comparison.ts';
import { printedFigure } from '@maillage/domain/documents/document.ts';
import { askedDocument } from '@maillage/domain/documents/document-view.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { provenance } from '@maillage/domain/figures/figure.ts';
import { jobView } from '@maillage/domain/jobs/job.ts';
import { runId, runSummary } from '@maillage/domain/runs/run.ts';
import { runManifest } from '@maillage/domain/runs/run-manifest.ts';
import { EXPORT_TABLE_NAMES } from '@maillage/pipeline/export/tables.ts';
import { z } from 'zod';
import { changeOrThrow, type ExportRequest, notCompared, type PublishedRuns, type ReportRequest, runNotFound } from './published-runs.ts';

/** The published runs as the server at this address answers them; the same figures and the same bytes as from its folder. */
export function serverRuns(address: string): PublishedRuns {
  const list = async () => z.array(runSummary).parse(await (await getOrThrow(address, '/api/runs')).json());
  return {
    list,
    async findLatest(departementCode) {
      if (departementCode !== undefined) return (await list()).find((run) => run.departementCode === departementCode);
      const response = await getOrThrow(address, '/api/runs/latest');
      return response.status === 404 ? undefined : runSummary.parse(await response.json());
    },
    async findManifest(id) {
      const response = await getRun(address, id, '');
      return response.status === 404 ? undefined : runManifest.parse(await response.json());
    },
    async getComparison(id) {
      const response = await getRun(address, id, 'comparison');
      if (response.status !== 404) return publishedComparison.parse(await response.json());
      const { error } = apiError.parse(await response.json());
      throw error.code === 'data-missing' ? notCompared() : runNotFound(id);
    },
    async getProvenance(id, figureId, { kind, code }) {
      const path = ['provenance', figureId, kind, code].map(encodeURIComponent).join('/');
      const response = await getRun(address, id, path);
      if (response.status !== 404) return provenance.parse(await response.json());
      const { error } = apiError.parse(await response.json());
      if (error.code === 'run-not-found') throw runNotFound(id);
      throw new DomainError(error.code === 'territory-not-found' ? 'territory-not-found' : 'figure-not-found', error.message);
    },
    async getChange(id, fromRunId) {
      const response = await getRun(address, id, fromRunId === undefined ? 'change' : `change?from=${encodeURIComponent(fromRunId)}`);
      if (response.status === 404) throw runNotFound(id);
      return changeOrThrow(explainedChange.parse(await response.json()));
    },
    async prepareDocument(request) {
      const made = await downloadDocument(address, request);
      return async () => made;
    },
    exportRun: (request) => downloadExport(address, request),
  };
}

/** What the server says of itself. Throws `folder-locked` when it does not answer. */
export async function readHealth(address: string): Promise<z.infer<typeof health>> {
  return health.parse(await (await getOrThrow(address, '/health')).json());
}

async function downloadExport(address: string, { runId: id, folder, format, withNeighbours }: ExportRequest): Promise<string[]> {
  if (withNeighbours)
    throw new DomainError(
      'folder-locked',
      `Le serveur (${address}) tient ce dossier, et ses exports n’ont pas les communes voisines. Arrêtez-le, puis relancez la commande.`,
      { address },
    );
  const tables = format === 'geojson' ? ['communes.geojson'] : EXPORT_TABLE_NAMES.map((name) => `${name}.${format}`);
  const names = [...tables, 'manifest.json'];
  for (const name of names) {
    const response = await getRun(address, id, `exports/${name}`);
    if (response.status === 404) throw (await getRun(address, id, '')).status === 404 ? runNotFound(id) : unknownFile(address, name);
    await mkdir(folder, { recursive: true });
    // Written aside then renamed: a file that is there is whole.
    const unfinished = join(folder, `.${name}.en-cours`);
    await writeFile(unfinished, new Uint8Array(await response.arrayBuffer()));
    await rename(unfinished, join(folder, name));
  }
  return names;
}

/** A run that is there without one of its files: the server was started before this version was installed. */
function unknownFile(address: string, name: string): DomainError {
  return new DomainError(
    'folder-locked',
    `Le serveur qui tient ce dossier (${address}) ne connaît pas « ${name} » : il est d’une autre version que cette commande. Redémarrez-le, puis relancez la commande.`,
    { address, name },
  );
}

/** Asks the server for the document, follows its job, and brings back the file and its figures. */
async function downloadDocument(address: string, { runId: id, kind, format, territory, report }: ReportRequest) {
  if (!runId.safeParse(id).success) throw runNotFound(id);
  const response = await fetch(`${address}${apiPaths.runDocuments(id)}`, {
    method: 'POST',
    headers: { [OWNER_HEADER]: '1', 'content-type': 'application/json' },
    body: JSON.stringify({ kind, format, territory }),
    signal: AbortSignal.timeout(60_000),
  });
  if (!response.ok) {
    const refusal = apiError.safeParse(await response.json().catch(() => null));
    if (!refusal.success)
      throw new DomainError('folder-locked', `Le serveur qui tient ce dossier (${address}) a répondu ${response.status}.`, { address });
    const { code, message } = refusal.data.error;
    if (code === 'run-not-found') throw runNotFound(id);
    throw new DomainError(code === 'territory-not-found' ? code : 'usage', message);
  }
  const asked = askedDocument.parse(await response.json());
  for (let { job } = asked; job !== null && job.state !== 'done'; ) {
    if (job.state === 'failed' || job.state === 'cancelled')
      throw new DomainError('document-refused', job.message ?? 'Le document n’a pas été produit : le travail a été arrêté.');
    report({ stepName: job.stepName || 'En attente', stepRatio: 0, ratio: job.progressRatio ?? 0 });
    await delay(POLL_MILLISECONDS);
    job = jobView.parse(await (await getOrThrow(address, `/api/jobs/${job.id}`)).json());
  }
  const figures = await getOrThrow(address, asked.figuresUrl);
  const file = await getOrThrow(address, asked.fileUrl);
  if (!file.ok || !figures.ok) throw new DomainError('file-not-found', 'Le document produit n’a pas pu être relu. Redemandez-le.');
  return { bytes: new Uint8Array(await file.arrayBuffer()), printed: z.array(printedFigure).parse(await figures.json()) };
}
const POLL_MILLISECONDS = 250;

/** An address under a run; the id is checked here, for the server would refuse its form in other words. */
function getRun(address: string, id: string, path: string): Promise<Response> {
  if (!runId.safeParse(id).success) throw runNotFound(id);
  return getOrThrow(address, `/api/runs/${id}${path === '' ? '' : `/${path}`}`);
}

/** The answer, 404 included. Throws `folder-locked` when the server that holds the folder does not answer. */
async function getOrThrow(address: string, path: string): Promise<Response> {
  const response = await fetch(`${address}${path}`, { signal: AbortSignal.timeout(60_000) }).catch((error: unknown) => String(error));
  if (typeof response !== 'string' && (response.ok || response.status === 404)) return response;
  const what = typeof response === 'string' ? 'ne répond pas' : `a répondu ${response.status}`;
  throw new DomainError('folder-locked', `Le serveur qui tient ce dossier (${address}) ${what}. Arrêtez-le, puis relancez la commande.`, {
    address,
  });
}
