import { gzipSync } from 'node:zlib';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import { communeListItem } from '@maillage/domain/territories/commune-list.ts';
import { territoryListItem } from '@maillage/domain/territories/territory-portrait.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { launchBrowser } from './browser.ts';
import { type RunningApp, startApp } from './start-app.ts';

// What people come for, from beginning to end; everything is found by its role and its name.
const realFolder = process.env.MAILLAGE_DONNEES_TEST;
let app: RunningApp;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  // One tab for all the journeys: the browser has read the scripts once.
  page = await browser.newPage({ locale: 'fr-FR' });
});
afterAll(() => browser?.close());
beforeEach(() => page.setViewportSize({ width: 1280, height: 900 }));

const getJson = async (path: string): Promise<unknown> => (await fetch(app.address + path)).json();
const text = async () => (await page.getByRole('main').innerText()).replace(/[\u00a0\u202f]/g, ' ');
const people = (sentence: string) => Number(/([\d ]+) habitants/.exec(sentence)?.[1]?.replaceAll(' ', '') ?? Number.NaN);

/** The journeys of every Département: the fictional one, by the road, and the real one, whose minutes are estimated. */
function declareJourneys(isReal: boolean): void {
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
    // By the road when the run has one, and told as estimated, with what to bring, when it has none.
    const way = isReal ? /extrait\s+OpenStreetMap/ : /Par la route, du centre de la commune\s: .*km/;
    await expect.poll(() => panel.innerText()).toMatch(way);
    // The address alone opens the same view.
    await page.reload();
    await expect.poll(() => page.getByRole('region', { name: /^Commune choisie/ }).innerText()).toMatch(/Le plus proche\s: /);
  });

  test('move the threshold of far: the headline tells how many people, says it is a trial, and the published run comes back', async () => {
    await page.goto(`${app.address}/atlas/range-minutes.proximity`);
    const headline = page.locator('.atlas-headline');
    await expect.poll(() => headline.innerText()).toMatch(/vivent à plus de/);
    const published = await headline.innerText();
    await page.getByText('Régler la carte').click();
    const slider = page.getByRole('slider', { name: 'Une commune est loin au-delà de' });
    const read = async () => people((await headline.innerText()).replace(/[\u00a0\u202f]/g, ' '));
    await slider.press('ArrowLeft');
    await expect.poll(() => headline.innerText()).toMatch(/^essai/);
    const nearer = await read();
    expect(nearer).toBeGreaterThan(0);
    await slider.press('ArrowLeft');
    await expect.poll(read).toBeGreaterThan(nearer);
    expect(page.url()).toContain('seuil=');
    await page.getByRole('button', { name: 'Revenir au calcul publié' }).click();
    await expect.poll(() => headline.innerText()).toBe(published);
    expect(page.url()).not.toContain('seuil=');
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

  test('without a mouse, open a figure to its source and come back to where one was', async () => {
    await page.goto(`${app.address}/atlas/range-minutes.proximity`);
    await page.getByRole('button', { name: /D’où vient ce chiffre/ }).waitFor();
    const focused = () => page.evaluate("document.activeElement?.textContent ?? ''") as Promise<string>;
    for (let step = 0; step < 60 && !(await focused()).startsWith('D’où vient ce chiffre'); step++) await page.keyboard.press('Tab');
    expect(await focused()).toMatch(/^D’où vient ce chiffre/);
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog');
    await expect.poll(() => drawer.innerText()).toMatch(/Calcul|Formule|Sources/);
    expect(await drawer.innerText()).toMatch(/INSEE/);
    await page.keyboard.press('Escape');
    await expect.poll(() => drawer.count()).toBe(0);
    await expect.poll(focused).toMatch(/^D’où vient ce chiffre/);
  });
}

describe('in the fictional Département', () => {
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app?.stop());
  declareJourneys(false);

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

  test('isochrones from a commune: bands that count people, the communes reached in a table, then from elsewhere by a click', async () => {
    const [commune] = z.array(communeListItem).parse(await getJson(apiPaths.communes(app.runId)));
    await page.goto(`${app.address}/atlas/range-minutes.proximity?commune=${commune!.code}`);
    await page.getByRole('button', { name: /^Isochrones/ }).click();
    const legend = page.getByRole('table', { name: /Par la route, en voiture/ });
    await expect.poll(() => legend.innerText()).toMatch(/jusqu’à 5\smin/);
    const reached = page.getByRole('table', { name: /Communes atteintes en 30\sminutes/ });
    await expect.poll(() => reached.getByRole('row').nth(1).innerText()).toContain(commune!.name);
    await page.locator('.commune-map[data-bands="5"]').waitFor();
    const before = await legend.innerText();
    await page.locator('.commune-map').scrollIntoViewIfNeeded();
    const box = (await page.locator('.commune-map').boundingBox())!;
    await page.mouse.click(box.x + box.width / 2 + 60, box.y + box.height / 2 + 60);
    await expect.poll(() => page.url()).toMatch(/isochrone=-?[\d.]+(%3B|;)/);
    await expect.poll(() => legend.innerText()).not.toBe(before);
    await page.getByRole('button', { name: 'Revenir à la carte' }).click();
    await page
      .getByRole('table', { name: /Temps d’accès/ })
      .first()
      .waitFor();
  });

  test('circles as large as people are many, and the dense part enlarged: the address opens the same view', async () => {
    await page.goto(`${app.address}/atlas/range-minutes.proximity`);
    await page.getByRole('button', { name: 'Cercles selon la population' }).press('Enter');
    await page.locator('.commune-map[data-cartogram="true"]').waitFor();
    await page.getByRole('button', { name: /^Agrandir la zone dense/ }).press('Enter');
    expect(page.url()).toMatch(/vue=cercles/);
    await page.reload();
    await page.locator('.commune-map[data-cartogram="true"]').waitFor();
    expect(await page.getByRole('button', { name: /^Agrandir la zone dense/ }).getAttribute('aria-pressed')).toBe('true');
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

  test('at a front desk: from the commune of the person to a place that helps, its hours, its telephone and its minutes', async () => {
    const communes = z.array(communeListItem).parse(await getJson(apiPaths.communes(app.runId)));
    const [commune] = communes.toSorted((a, b) => (b.populationCount ?? 0) - (a.populationCount ?? 0));
    await page.goto(`${app.address}/autour-de-moi?commune=${commune!.code}`);
    await page.getByLabel('Je cherche').selectOption({ label: 'Solidarités et action sociale' });
    await page.getByRole('heading', { name: /^Solidarités et action sociale autour/ }).waitFor();
    // The desk has no time for a mouse: each service opens with a key.
    const services = page.getByRole('main').locator('details');
    await expect.poll(() => services.count()).toBeGreaterThan(2);
    for (const service of await services.all())
      if ((await service.getAttribute('open')) === null) await service.locator('summary').press('Enter');
    const places = (await services.getByRole('listitem').allInnerTexts()).map((told) => told.replace(/[\u00a0\u202f]/g, ' '));
    for (const told of places) expect(told).toMatch(/\d min[\s\S]* km[\s\S]*·/);
    // Hours and telephone where a source gives them, and told as missing where none does.
    expect(places.join('\n')).toMatch(/\d ?h|\d\d:\d\d/);
    for (const told of places) expect(told).toMatch(/\d ?h|\d\d:\d\d|horaires non renseignés/);
    expect(await services.getByRole('link').first().getAttribute('href')).toMatch(/^tel:\d+/);
  });

  test('an elected official: my commune in words, my intercommunality beside another, and what the plan does for us', async () => {
    const communes = z.array(communeListItem).parse(await getJson(apiPaths.communes(app.runId)));
    const mine = communes.find(({ populationCount, epciCode }) => (populationCount ?? 0) > 1000 && epciCode !== null)!;
    await page.goto(`${app.address}/commune`);
    await page.getByRole('combobox', { name: 'Chercher une commune' }).fill(mine.name);
    await page.getByRole('option').filter({ hasText: mine.code }).click();
    await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toContain(mine.name);
    expect(await text()).toMatch(/On y est en moyenne à .* min des services de proximité/);
    await page.goto(`${app.address}/territoire/epci/${mine.epciCode}`);
    const other = page.getByLabel('Comparer avec');
    const labels = () => other.locator('option').allInnerTexts();
    await expect.poll(async () => (await labels()).length).toBeGreaterThan(3);
    const label = (await labels()).find((one) => /^C[AC]\b/.test(one))!;
    await other.selectOption({ label });
    await expect.poll(text).toContain(`Comparé à : ${label.replace(/[\u00a0\u202f]/g, ' ')}`);
    await page.goto(`${app.address}/plan`);
    await page.getByRole('combobox', { name: 'Qui concernent une commune' }).fill(mine.name);
    await page.getByRole('option').filter({ hasText: mine.code }).click();
    await expect.poll(text).toMatch(/\d+ fiches? sur 47 qui concernent/);
  });

  test('the first page asks for less than 170 kB of script before it answers, the map apart', async () => {
    const html = await (await fetch(app.address)).text();
    const scripts = [...html.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map(([, path]) => path!);
    expect(scripts.length).toBeGreaterThan(2);
    const sizes = await Promise.all(
      scripts.map(async (path) => gzipSync(new Uint8Array(await (await fetch(app.address + path)).arrayBuffer())).length),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(170_000);
  });

  test.each(['/', '/commune', '/autour-de-moi', '/cartes', '/besoins', '/zones-grises'])(
    'at four times its size, %s still reads in one column, without scrolling sideways',
    async (path) => {
      await page.setViewportSize({ width: 320, height: 256 });
      await page.goto(app.address + path, { waitUntil: 'networkidle' });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    },
  );
});

describe.skipIf(realFolder === undefined)('in the real Pas-de-Calais (MAILLAGE_DONNEES_TEST)', () => {
  beforeAll(async () => {
    app = await startApp({ dataFolder: realFolder!, departementCode: '62' });
  });
  afterAll(() => app?.stop());
  declareJourneys(true);
});
