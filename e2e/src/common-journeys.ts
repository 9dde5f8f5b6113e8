import { apiPaths } from '@maillage/domain/api/paths.ts';
import { communeListItem } from '@maillage/domain/territories/commune-list.ts';
import { territoryListItem } from '@maillage/domain/territories/territory-portrait.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { launchBrowser } from './browser.ts';
import { type RunningApp, startApp } from './start-app.ts';

/** An application and one tab on it, there as soon as the tests of the file begin. */
export interface Visit {
  app: RunningApp;
  browser: Browser;
  page: Page;
  getJson(path: string): Promise<unknown>;
}

/** Starts the application and a browser before the tests of the file, and stops both after them. */
export function prepareVisit(...options: Parameters<typeof startApp>): Visit {
  const visit = { getJson: async (path: string) => (await fetch(visit.app.address + path)).json() } as Visit; // the rest before the first test
  beforeAll(async () => {
    [visit.app, visit.browser] = await Promise.all([startApp(...options), launchBrowser()]);
    // One tab for all the journeys: the browser has read the scripts once.
    visit.page = await visit.browser.newPage({ locale: 'fr-FR' });
  });
  afterAll(async () => {
    await visit.browser?.close();
    await visit.app?.stop();
  });
  beforeEach(() => visit.page.setViewportSize({ width: 1280, height: 900 }));
  return visit;
}

const people = (sentence: string) => Number(/([\d ]+) habitants/.exec(sentence)?.[1]?.replaceAll(' ', '') ?? Number.NaN);

/** What people come for in every Département: the fictional one, by the road, and the real one, whose minutes are estimated. Everything is found by its role and its name. */
export function declareCommonJourneys(visit: Visit, { isReal }: { isReal: boolean }): void {
  test('find my commune, and its pharmacies: the nearest, the next, and what a closure would cost', async () => {
    const communes = z.array(communeListItem).parse(await visit.getJson(apiPaths.communes(visit.app.runId)));
    const mine = communes.find(({ populationCount }) => (populationCount ?? 0) < 500)!;
    await visit.page.goto(visit.app.address);
    await visit.page.getByRole('combobox', { name: 'Chercher une commune' }).fill(mine.name);
    await visit.page.getByRole('option').filter({ hasText: mine.code }).click();
    const panel = visit.page.getByRole('region', { name: /^Commune choisie/ });
    await panel.getByLabel('Où va-t-on pour…').selectOption({ value: 'D307' });
    await expect.poll(() => panel.innerText()).toMatch(/Le plus proche\s: .*\smin\./);
    expect(await panel.innerText()).toMatch(/Le suivant\s: |Aucun autre lieu/);
    expect(await panel.innerText()).toMatch(/S’il fermait, /);
    // By the road when the run has one, and told as estimated, with what to bring, when it has none.
    const way = isReal ? /extrait\s+OpenStreetMap/ : /Par la route, du centre de la commune\s: .*km/;
    await expect.poll(() => panel.innerText()).toMatch(way);
    // The address alone opens the same view.
    await visit.page.reload();
    await expect.poll(() => visit.page.getByRole('region', { name: /^Commune choisie/ }).innerText()).toMatch(/Le plus proche\s: /);
  });

  test('move the threshold of far: the headline tells how many people, says it is a trial, and the published run comes back', async () => {
    await visit.page.goto(`${visit.app.address}/atlas/range-minutes.proximity`);
    const headline = visit.page.locator('.atlas-headline');
    await expect.poll(() => headline.innerText()).toMatch(/vivent à plus de/);
    const published = await headline.innerText();
    await visit.page.getByText('Régler la carte').click();
    const slider = visit.page.getByRole('slider', { name: 'Une commune est loin au-delà de' });
    const read = async () => people((await headline.innerText()).replace(/[\u00a0\u202f]/g, ' '));
    await slider.press('ArrowLeft');
    await expect.poll(() => headline.innerText()).toMatch(/^essai/);
    const nearer = await read();
    expect(nearer).toBeGreaterThan(0);
    await slider.press('ArrowLeft');
    await expect.poll(read).toBeGreaterThan(nearer);
    expect(visit.page.url()).toContain('seuil=');
    await visit.page.getByRole('button', { name: 'Revenir au calcul publié' }).click();
    await expect.poll(() => headline.innerText()).toBe(published);
    expect(visit.page.url()).not.toContain('seuil=');
  });

  test('compare two intercommunalities', async () => {
    const epcis = z
      .array(territoryListItem)
      .parse(await visit.getJson(apiPaths.territories(visit.app.runId)))
      .filter(({ kind }) => kind === 'epci');
    const [first, second] = [epcis[0]!, epcis[1]!];
    await visit.page.goto(`${visit.app.address}/commune`);
    await visit.page.getByRole('link', { name: first.name, exact: true }).click();
    await visit.page.getByLabel('Comparer avec').selectOption({ label: second.name });
    await visit.page.getByRole('columnheader', { name: second.name }).waitFor();
    expect(visit.page.url()).toContain(`avec=epci.${second.code}`);
  });

  test('export the table, and the file holds every commune', async () => {
    await visit.page.goto(`${visit.app.address}/atlas/range-minutes.proximity`);
    const waiting = visit.page.waitForEvent('download');
    await visit.page.getByRole('button', { name: 'Télécharger le tableau (CSV)' }).click();
    const stream = await (await waiting).createReadStream();
    let bytes = '';
    for await (const chunk of stream) bytes += String(chunk);
    const communes = z.array(communeListItem).parse(await visit.getJson(apiPaths.communes(visit.app.runId)));
    expect(bytes.trim().split('\n')).toHaveLength(communes.length + 1);
  });

  test('without a mouse, open a figure to its source and come back to where one was', async () => {
    await visit.page.goto(`${visit.app.address}/atlas/range-minutes.proximity`);
    await visit.page.getByRole('button', { name: /D’où vient ce chiffre/ }).waitFor();
    const focused = () => visit.page.evaluate("document.activeElement?.textContent ?? ''") as Promise<string>;
    for (let step = 0; step < 60 && !(await focused()).startsWith('D’où vient ce chiffre'); step++) await visit.page.keyboard.press('Tab');
    expect(await focused()).toMatch(/^D’où vient ce chiffre/);
    await visit.page.keyboard.press('Enter');
    const drawer = visit.page.getByRole('dialog');
    await expect.poll(() => drawer.innerText()).toMatch(/Calcul|Formule|Sources/);
    expect(await drawer.innerText()).toMatch(/INSEE/);
    await visit.page.keyboard.press('Escape');
    await expect.poll(() => drawer.count()).toBe(0);
    await expect.poll(focused).toMatch(/^D’où vient ce chiffre/);
  });
}
