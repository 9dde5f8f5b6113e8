import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import { runSummary } from '@maillage/domain/runs/run.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { launchBrowser } from './browser.ts';
import { type RunningApp, startApp } from './start-app.ts';

// Someone asks for a computation from the page « Données », then thinks better of it.
const GENERATOR = join(import.meta.dirname, '../../fixtures/departement-fictif/src/main.ts');
/** Enough for the computation to last several seconds: it is stopped well before its end. */
const COMMUNE_COUNT = '300';
const SLOW_TEST_MS = 600_000;

const folder = mkdtempSync(join(tmpdir(), 'maillage-annuler-'));
let app: RunningApp;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  // The folder is empty at the start: the fictional Département is what is served.
  [app, browser] = await Promise.all([startApp({ dataFolder: folder, departementCode: '00' }), launchBrowser()]);
  execFileSync(process.execPath, [GENERATOR, folder, '--communes', COMMUNE_COUNT, '--graine', '2']);
  page = await browser.newPage({ locale: 'fr-FR', viewport: { width: 1280, height: 800 } });
}, SLOW_TEST_MS);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test(
  'a computation stopped from the page is said to be stopped, publishes nothing, and can be asked for again',
  async () => {
    await page.goto(`${app.address}/donnees`);
    await page.getByRole('button', { name: 'Relire le dossier et calculer' }).click();
    await jobs().getByRole('progressbar').waitFor();
    await jobs().getByRole('button', { name: 'Annuler' }).click();

    await jobs()
      .getByRole('heading', { name: /annulé$/ })
      .waitFor();
    expect(await jobs().innerText()).toMatch(/le dernier calcul publié reste servi/i);
    expect(await jobs().getByRole('progressbar').count()).toBe(0);
    expect(await listRunIds()).toEqual([app.runId]);

    // The same computation again, to its end: had the first one been published, nothing would have changed.
    await page.getByRole('button', { name: 'Relire le dossier et calculer' }).click();
    await jobs().getByText('Le nouveau calcul est publié.').waitFor({ timeout: 400_000 });
    const [latest, ...older] = await listRunIds();
    expect(latest).not.toBe(app.runId);
    expect(older).toEqual([app.runId]);
  },
  SLOW_TEST_MS,
);

const jobs = () => page.getByRole('region', { name: 'Travaux' });

/** Published runs of the API, the latest first. */
async function listRunIds(): Promise<string[]> {
  const answer = await fetch(app.address + apiPaths.runs);
  expect(answer.status).toBe(200);
  return z
    .array(runSummary)
    .parse(await answer.json())
    .map(({ id }) => id);
}
