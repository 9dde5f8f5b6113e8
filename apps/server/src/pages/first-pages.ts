import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import type { ChosenTheme } from '@maillage/domain/api/theme-cookie.ts';
import { figureSeries } from '@maillage/domain/figures/figure.ts';
import { type RunSummary, runSummary } from '@maillage/domain/runs/run.ts';
import { runManifest } from '@maillage/domain/runs/run-manifest.ts';
import { buildFigureSeries } from '@maillage/pipeline/views/figure-series.ts';
import type { IndexedRun } from '@maillage/pipeline/views/run-rows.ts';
import type { FastifyBaseLogger } from 'fastify';
import { z } from 'zod';
import type { RunReader } from '../runs/run-reader.ts';
import { type PageShell, writeTheme } from './page-shell.ts';

const brotli = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);
const compress = (html: string) => brotli(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } });

export interface FirstPagesOptions {
  runs: Pick<RunReader, 'findLatestRun' | 'findManifest'>;
  getRun: (runId: string) => Promise<IndexedRun>;
  log: Pick<FastifyBaseLogger, 'warn'>;
}

const drawer = z.object({ DEFAULT_FIGURE_ID: z.string(), drawFirstPage: z.function() });
type Draw = (path: string, answers: { run: RunSummary; figureId: string; series: unknown; manifest: unknown }) => Promise<string>;

/**
 * The pages of the atlas with their answer written in them, by what `npm run build:web` made beside `webDist`: a reader has the
 * sentence before any script runs. Answers the whole HTML compressed by Brotli; null for an address that is not one of them (or asks
 * for more than a figure), for a figure that the run has not, and where nothing can draw: the page then draws itself.
 */
export async function openFirstPages(
  webDist: string,
  shell: PageShell | null,
  options: FirstPagesOptions,
): Promise<(url: string, theme: ChosenTheme | null) => Promise<Buffer | null>> {
  const { runs, getRun, log } = options;
  const built = join(webDist, '../dist-server/draw-first-page.js');
  if (shell === null || !existsSync(built)) return async () => null;
  const module: unknown = await import(pathToFileURL(built).href);
  const { DEFAULT_FIGURE_ID, drawFirstPage } = drawer.parse(module);
  const draw = drawFirstPage as unknown as Draw;
  let drawnRunId = '';
  const drawn = new Map<string, Promise<Buffer | null>>();
  /** Of each drawn page, those in the colours that readers chose. */
  const coloured = new WeakMap<Buffer, Map<ChosenTheme, Promise<Buffer>>>();

  const make = async (run: RunSummary, path: string, figureId: string): Promise<Buffer | null> => {
    // Through the schemas of the API: the page holds what the API would tell, and nothing else.
    const told = {
      run: runSummary.parse(run),
      series: figureSeries.parse(buildFigureSeries(await getRun(run.id), figureId)),
      manifest: runManifest.parse(await runs.findManifest(run.id)),
    };
    return compress(shell.write(await draw(path, { ...told, figureId }), { runId: run.id, figureId, title: told.series.figure.title }));
  };
  const find = async (url: string): Promise<Buffer | null> => {
    const figureId = url === '/' ? DEFAULT_FIGURE_ID : /^\/atlas\/([a-z][A-Za-z0-9.-]{0,79})$/.exec(url)?.[1];
    const run = figureId === undefined ? undefined : await runs.findLatestRun();
    if (figureId === undefined || run === undefined) return null;
    // Each figure of a run is drawn once, however often it is asked for; an address of none costs nothing.
    const figure = (await getRun(run.id)).catalogue.find(({ id }) => id === figureId);
    if (figure?.available !== true) return null;
    if (run.id !== drawnRunId) drawn.clear();
    drawnRunId = run.id;
    const known = drawn.get(url);
    if (known !== undefined) return known;
    const made = make(run, url, figureId).catch((error: unknown) => {
      log.warn({ err: error }, 'La première page ne se dessine pas ici : le navigateur la dessinera.');
      return null;
    });
    drawn.set(url, made);
    return made;
  };
  const colour = async (page: Buffer, theme: ChosenTheme) => compress(writeTheme((await decompress(page)).toString(), theme));
  return async (url, theme) => {
    const page = await find(url);
    if (page === null || theme === null) return page;
    const ofPage = coloured.get(page) ?? new Map<ChosenTheme, Promise<Buffer>>();
    coloured.set(page, ofPage);
    const made = ofPage.get(theme) ?? colour(page, theme);
    ofPage.set(theme, made);
    return made;
  };
}
