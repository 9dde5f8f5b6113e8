import { type AtlasDeclaration, atlasMap } from '@maillage/domain/atlas/atlas.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { runId } from '@maillage/domain/runs/run.ts';
import {
  type DeclaredMap,
  drawAtlasEvolution,
  drawAtlasMap,
  drawAtlasThumbnail,
  listAtlasMaps,
  writeAtlasCsv,
  writeAtlasGeojson,
} from '@maillage/pipeline/atlas/atlas-maps.ts';
import type { IndexedRun } from '@maillage/pipeline/views/run-rows.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { errorAnswers } from '../http/errors.ts';
import { findRunBefore, getRunBefore } from '../runs/run-before.ts';
import { type RunReader, runNotFound } from '../runs/run-reader.ts';

const config = { rule: 'public', cache: 'revalidate' } as const;
const tags = ['Atlas'];
const SUFFIXES = ['-evolution.svg', '-vignette.svg', '.svg', '.csv', '.geojson'] as const;
const CONTENT_TYPES = {
  '-evolution.svg': 'image/svg+xml; charset=utf-8',
  '-vignette.svg': 'image/svg+xml; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.geojson': 'application/geo+json; charset=utf-8',
} as const;
const fileName = z.string().regex(/^[a-z][a-z0-9-]{0,79}\.(?:svg|csv|geojson)$/, 'par exemple pharmacie.svg');
const query = z.object({ theme: z.enum(['light', 'dark']).default('light') });

/** The declared maps of the atlas: their list, and each one as a picture or as data. */
export const atlasRoutes =
  (options: {
    runs: Pick<RunReader, 'findLatestRun' | 'findGeometry' | 'listRuns'>;
    getRun: (runId: string) => Promise<IndexedRun>;
    readAtlas: () => Promise<AtlasDeclaration>;
  }): FastifyPluginAsyncZod =>
  async (app) => {
    const { runs, getRun, readAtlas } = options;

    app.get(
      '/api/atlas',
      {
        config,
        schema: { tags, summary: 'Les cartes de l’atlas, pour le dernier calcul', response: { 200: z.array(atlasMap), ...errorAnswers } },
      },
      async () => {
        const latest = await runs.findLatestRun();
        if (latest === undefined)
          throw new DomainError('run-not-found', 'Aucun calcul n’est encore publié : chargez des données, puis lancez un calcul.', {});
        return listAtlasMaps(await getRun(latest.id), await readAtlas(), (await findRunBefore(runs, latest.id)) !== undefined);
      },
    );

    app.get(
      '/api/runs/:runId/maps/:fileName',
      {
        config,
        schema: {
          tags,
          summary: 'Une carte de l’atlas : image (pharmacie.svg, pharmacie-vignette.svg) ou données (.csv, .geojson)',
          params: z.object({ runId, fileName }),
          querystring: query,
          response: { 200: z.unknown().describe('Le fichier'), ...errorAnswers },
        },
      },
      async ({ params, query: { theme } }, reply) => {
        const run = await getRun(params.runId);
        const suffix = SUFFIXES.find((one) => params.fileName.endsWith(one))!;
        const id = params.fileName.slice(0, -suffix.length);
        const map = (await readAtlas()).maps.find((one) => one.id === id);
        if (map === undefined)
          throw new DomainError('file-not-found', `L’atlas n’a pas de carte « ${id} ». Choisissez-la dans la liste des cartes.`, params);
        const geometry = await runs.findGeometry(params.runId);
        if (geometry === undefined) throw runNotFound(params.runId);
        reply.type(CONTENT_TYPES[suffix]);
        // Pictures may be shown on other sites: that is what the embed code is for.
        if (suffix.endsWith('.svg')) reply.header('cross-origin-resource-policy', 'cross-origin');
        else reply.header('content-disposition', `attachment; filename="${params.fileName}"`);
        if (suffix === '-evolution.svg') {
          const before = await getRunBefore({ runs, getRun }, params.runId);
          return reply.send(drawAtlasEvolution(before, run, map, { geometry, theme }));
        }
        return reply.send(writeFile(run, map, { suffix, geometry, theme }));
      },
    );
  };

function writeFile(
  run: IndexedRun,
  map: DeclaredMap,
  {
    suffix,
    geometry,
    theme,
  }: { suffix: Exclude<(typeof SUFFIXES)[number], '-evolution.svg'>; geometry: Uint8Array; theme: 'light' | 'dark' },
): string {
  switch (suffix) {
    case '.csv':
      return writeAtlasCsv(run, map);
    case '.geojson':
      return writeAtlasGeojson(run, map, geometry);
    case '.svg':
      return drawAtlasMap(run, map, { geometry, theme });
    case '-vignette.svg':
      return drawAtlasThumbnail(run, map, { geometry, theme });
  }
}
