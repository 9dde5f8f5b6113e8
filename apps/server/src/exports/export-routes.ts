import type { Readable } from 'node:stream';
import { DomainError } from '@maillage/domain/errors.ts';
import { runId } from '@maillage/domain/runs/run.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { errorAnswers } from '../http/errors.ts';

/** An export file of a published run, ready to be sent. */
export interface ExportFile {
  contentType: string;
  body: Uint8Array | Readable;
}
/** Undefined when the run or the file does not exist. */
export type OpenExport = (runId: string, fileName: string) => Promise<ExportFile | undefined>;

const fileName = z.string().regex(/^[a-z][a-z-]{0,40}\.(?:csv|geojson|json|parquet|xlsx)$/, 'par exemple access.csv');

/** The files that an analyst downloads; the same as those of `maillage export`. */
export const exportRoutes =
  (openExport: OpenExport): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/runs/:runId/exports/:fileName',
      {
        config: { rule: 'public', cache: 'immutable' },
        schema: {
          tags: ['Exports'],
          summary: 'Un fichier d’export : communes.csv, access.csv, manifest.json…',
          params: z.object({ runId, fileName }),
          response: { 200: z.unknown().describe('Le fichier'), ...errorAnswers },
        },
      },
      async ({ params }, reply) => {
        const file = await openExport(params.runId, params.fileName);
        if (file === undefined) throw new DomainError('file-not-found', 'Ce calcul n’a pas de fichier de ce nom.', params);
        const body =
          file.body instanceof Uint8Array ? Buffer.from(file.body.buffer, file.body.byteOffset, file.body.byteLength) : file.body;
        return reply.type(file.contentType).header('content-disposition', `attachment; filename="${params.fileName}"`).send(body);
      },
    );
  };
