import { apiPaths } from '@maillage/domain/api/paths.ts';
import { communeListItem } from '@maillage/domain/territories/portrait.ts';
import { territoryListItem } from '@maillage/domain/territories/territory-portrait.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { launchBrowser } from './browser.ts';
import { type RunningApp, startApp } from './start-app.ts';

// What people come for, from beginning to end, in the fictional Département; everything is found by its role and its name.
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
  page = await browser.newPage({ locale: 'fr-FR', viewport: { width: 1280, height: 900 } });
});
afterEach(() => page.close());

const getJson = async (path: string): Promise<unknown> => (await fetch(app.address + path)).json();
const text = async () => (await page.getByRole('main').innerText()).replace(/[\u00a0\u202f]/g, ' ');
const people = (sentence: string) => Number(/([\d ]+) habitants/.exec(sentence)?.[1]?.replaceAll(' ', '') ?? Number.NaN);

test('find my commune, and its pharmacies: the nearest, the next, and what a closure would cost', async () => {
  const communes = z.array(communeListItem).parse(await getJson(apiPaths.communes(app.runId)));
  const mine = communes.find(({ populationCount }) => (populationCount ?? 0) < 500)!;
  await page.goto(app.address);
  await page.getByRole('combobox', { name: 'Chercher une commune' }).fill(mine.name);
  await page.getByRole('option').filter({ hasText: mine.code }).click();
  const panel = page.getByRole('region', { name: /^Commune choisie/ });
  await panel.getByLabel('Où va-t-on pour…').selectOption({ value: 'D307' });
  await expect.poll(() => panel.innerText()).toMatch(/Le plus proche\s: .*\smin\./);
  expect(await panel.innerText()).toMatch(/Le suivant\s: |Aucun autre lieu/);
  expect(await panel.innerText()).toMatch(/S’il fermait, /);
  // The address alone opens the same view.
  await page.reload();
  await expect.poll(() => page.getByRole('region', { name: /^Commune choisie/ }).innerText()).toMatch(/Le plus proche\s: /);
});

test('move the threshold of far, read how many people, and come back to the published run', async () => {
  await page.goto(`${app.address}/atlas/range-minutes.proximity`);
  await page.getByText('Régler la carte').click();
  const slider = page.getByRole('slider', { name: 'Une commune est loin au-delà de' });
  const read = async () => people(/[\d ]+ habitants \([^)]*\) vivent/.exec(await text())?.[0] ?? '');
  await slider.press('ArrowLeft');
  await expect.poll(read).toBeGreaterThan(0);
  const nearer = await read();
  await slider.press('ArrowLeft');
  await expect.poll(read).toBeGreaterThan(nearer);
  expect(page.url()).toContain('seuil=');
  await page.getByRole('button', { name: 'Revenir au calcul publié' }).click();
  await expect.poll(() => page.url()).not.toContain('seuil=');
});

test('choose other classes, then drag their limits with the keyboard: the legend follows', async () => {
  await page.goto(`${app.address}/atlas/range-minutes.superior`);
  await page.getByText('Régler la carte').click();
  const legend = page.getByRole('table', { name: /Temps d’accès/ }).first();
  const before = await legend.innerText();
  await page.getByLabel('Classes', { exact: true }).selectOption('quantiles');
  await expect.poll(() => legend.innerText()).not.toBe(before);
  const quantiles = await legend.innerText();
  await page.getByRole('slider', { name: 'Limite 2 sur 4' }).press('ArrowRight');
  await expect.poll(() => legend.innerText()).not.toBe(quantiles);
  expect(page.url()).toContain('bornes=');
});

test('compare two intercommunalities', async () => {
  const epcis = z
    .array(territoryListItem)
    .parse(await getJson(apiPaths.territories(app.runId)))
    .filter(({ kind }) => kind === 'epci');
  const [first, second] = [epcis[0]!, epcis[1]!];
  await page.goto(`${app.address}/commune`);
  await page.getByRole('link', { name: first.name, exact: true }).click();
  await page.getByLabel('Comparer avec').selectOption({ label: second.name });
  await page.getByRole('columnheader', { name: second.name }).waitFor();
  expect(page.url()).toContain(`avec=epci.${second.code}`);
});

test('around me, on a telephone: a commune, a theme, places with their minutes', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  const [commune] = z.array(communeListItem).parse(await getJson(apiPaths.communes(app.runId)));
  await page.goto(`${app.address}/autour-de-moi`);
  await page.getByRole('combobox', { name: 'Ma commune' }).fill(commune!.name);
  await page.getByRole('option').filter({ hasText: commune!.code }).click();
  await page.getByLabel('Je cherche').selectOption({ label: 'Santé' });
  const pharmacies = page.getByRole('group').filter({ hasText: 'Pharmacie' });
  await pharmacies.getByText('Pharmacie', { exact: true }).click();
  await expect.poll(() => pharmacies.getByRole('listitem').count()).toBeGreaterThan(0);
  expect(await text()).toMatch(/\d+ min/);
});

test('export the table, and the file holds every commune', async () => {
  await page.goto(`${app.address}/atlas/range-minutes.proximity`);
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Télécharger le tableau (CSV)' }).click();
  const stream = await (await waiting).createReadStream();
  let bytes = '';
  for await (const chunk of stream) bytes += String(chunk);
  const communes = z.array(communeListItem).parse(await getJson(apiPaths.communes(app.runId)));
  expect(bytes.trim().split('\n')).toHaveLength(communes.length + 1);
});

test.each(['/', '/commune', '/autour-de-moi', '/cartes', '/besoins', '/zones-grises'])(
  'at 400 %% %s still reads in one column, without scrolling sideways',
  async (path) => {
    await page.setViewportSize({ width: 320, height: 256 });
    await page.goto(app.address + path, { waitUntil: 'networkidle' });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  },
);
