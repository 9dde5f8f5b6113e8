import { apiPaths } from '@maillage/domain/api/paths.ts';
import { runSummary } from '@maillage/domain/runs/run.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type RunningApp, startApp } from './start-app.ts';

// The page « Données » of a newcomer: an empty folder of their own, behind the fictional Département.
let app: RunningApp;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [app, browser] = await Promise.all([startApp(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});
beforeEach(async () => {
  page = await browser.newPage({ locale: 'fr-FR', viewport: { width: 1280, height: 800 } });
  await page.goto(`${app.address}/donnees`);
});
afterEach(() => page.close());

const TABLE = 'code_commune;part_desservie_pct\n62041;80,5\n62498;72\n';
/** Tells how to read the table of above: which column is the code, what the other one measures. */
const MAPPING = JSON.stringify({
  sourceId: 'indicator-table',
  title: 'Desserte des communes, table du service',
  recognise: { columns: ['code_commune', 'part_desservie_pct'] },
  codeColumns: ['code_commune'],
  geography: 'commune',
  vintage: 2023,
  cogYear: 2026,
  indicators: [{ id: 'transitSupply', terms: ['part_desservie_pct'], unit: 'percent' }],
});

test('a web page saved under the name of a table is refused in words that say so, and the published run stays', async () => {
  await dropFile('equipements.csv', '<!doctype html><html><body>Page introuvable</body></html>');
  await page
    .getByRole('region', { name: 'Travaux' })
    .getByRole('heading', { name: /en échec/ })
    .first()
    .waitFor();
  await expect.poll(readMain).toMatch(/equipements\.csv/);
  expect(await readMain()).toMatch(/une page web et non des données/);
  expect(await readMain()).toContain('Le dernier calcul publié reste servi, inchangé.');
  const latest = runSummary.parse(await (await fetch(app.address + apiPaths.latestRun)).json());
  expect(latest.id).toBe(app.runId);
});

test('a table of the user’s own, chosen with the file that describes it, is read; what the run still lacks is said', async () => {
  await page.getByLabel('Choisir les fichiers à déposer').setInputFiles([
    { name: 'desserte.csv', mimeType: 'text/csv', buffer: Buffer.from(TABLE) },
    { name: 'desserte.mapping.json', mimeType: 'application/json', buffer: Buffer.from(MAPPING) },
  ]);
  const jobs = page.getByRole('region', { name: 'Travaux' });
  await expect.poll(() => jobs.innerText()).toMatch(/Aucun contour de commune/);
  // The table came first and was not known; once the file that describes it has come too, neither is set aside.
  const own = page.getByRole('row', { name: /Tableaux du Département/ });
  await expect.poll(() => own.innerText(), { timeout: 20_000 }).toMatch(/1 fichier dans le dossier/);
  await expect.poll(readSetAside, { timeout: 20_000 }).not.toMatch(/desserte/);
});

test('a program is refused before it is kept', async () => {
  await dropFile('outil.exe', 'MZ');
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').innerText()).toContain('Le dernier calcul publié reste servi');
  await page.reload();
  await page.getByRole('heading', { name: 'Données', level: 1 }).waitFor();
  expect(await readMain()).not.toContain('outil.exe');
});

const readMain = () => page.getByRole('main').innerText();
const readSetAside = () => page.getByRole('heading', { name: 'Fichiers écartés' }).locator('xpath=ancestor::section').innerText();

/** Lets go of a file over the zone, as a mouse does. */
async function dropFile(name: string, content: string): Promise<void> {
  const carried = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([${JSON.stringify(content)}], ${JSON.stringify(name)}));
    return transfer;
  })()`);
  await page.locator('.file-drop').dispatchEvent('drop', { dataTransfer: carried });
}
