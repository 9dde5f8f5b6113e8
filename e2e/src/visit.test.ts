import { apiPaths } from '@maillage/domain/api/paths.ts';
import { figureDefinition } from '@maillage/domain/figures/figure.ts';
import { communeListItem } from '@maillage/domain/territories/commune-list.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { launchBrowser } from './browser.ts';
import { type RunningApp, startApp } from './start-app.ts';

// A visitor of the fictional Département, with a mouse, then with the keyboard alone.
let app: RunningApp;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [app, browser] = await Promise.all([startApp({ fresh: true }), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});
// One visitor, in one tab: the browser has read the scripts once.
beforeAll(async () => {
  page = await browser.newPage({ locale: 'fr-FR', viewport: { width: 1280, height: 800 } });
});

test('the atlas opens on a sentence with a live figure, and says that the Département is fictional', async () => {
  await page.goto(app.address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expect.poll(() => page.getByRole('main').innerText()).toMatch(/\d/);
  expect(await page.locator('body').innerText()).toMatch(/fictif/i);
});

test('before any script, and without one, the reader has the answer, its sources and the warning', async () => {
  const context = await browser.newContext({ locale: 'fr-FR', javaScriptEnabled: false });
  const still = await context.newPage();
  await still.goto(app.address);
  const read = async () => (await still.locator('body').innerText()).replace(/[\u00a0\u202f]/g, ' ');
  expect(await read()).toMatch(/\d[\d ]* habitants.* vivent à plus de \d+ minutes/);
  expect(await read()).toMatch(/Sources : .*Données fictives\. Calcul /);
  await context.close();
  // The browser takes the page over as it stands: nothing of it is refused nor written again with other words.
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', ({ message }) => complaints.push(message));
  await page.goto(app.address);
  await page.locator('.commune-map[data-drawn]').waitFor();
  expect(complaints).toEqual([]);
});

test('dragged, the map follows the mouse and is drawn where it is let go; a click still chooses a commune', async () => {
  await page.goto(app.address);
  const map = page.locator('.commune-map[data-drawn]');
  await map.waitFor();
  const town = map.locator('.town-label:visible').first();
  const before = (await town.boundingBox())!;
  const box = (await map.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const left = () => town.boundingBox().then((now) => Math.round(now!.x - before.x));
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 30, y, { steps: 3 });
  expect(await left()).toBeGreaterThan(20);
  await page.mouse.up();
  await expect.poll(left).toBeGreaterThan(28);
  expect(await left()).toBeLessThan(32);
  expect(page.url()).not.toContain('commune='); // letting go is no choice
  await page.mouse.click(x, y);
  await page.waitForURL(/commune=/);
});

test('another figure is chosen by its name, and its address alone opens the same view', async () => {
  const definitions = z.array(figureDefinition).parse(await getJson(apiPaths.figures(app.runId)));
  const chosen = definitions.filter(({ available }) => available).at(-1)!;
  await page.goto(app.address);
  await page.getByRole('combobox', { name: 'Carte affichée' }).fill(chosen.title);
  await page.getByRole('option', { name: chosen.title, exact: true }).click();
  await page.waitForURL(`**/atlas/${chosen.id}*`);
  await expect.poll(readTitle).toContain(chosen.title);
  await page.reload();
  await expect.poll(readTitle).toContain(chosen.title);
});

test('a commune is found by its name, shown beside the map, and its portrait opens', async () => {
  const [, commune] = z.array(communeListItem).parse(await getJson(apiPaths.communes(app.runId)));
  await page.goto(app.address);
  await page.getByRole('combobox', { name: 'Chercher une commune' }).fill(commune!.name);
  await page.getByRole('option').filter({ hasText: commune!.code }).click();
  await page.getByRole('listbox').waitFor({ state: 'hidden' }); // a list left open would hide the page from a screen reader
  const panel = page.getByRole('region', { name: /^Commune choisie/ });
  await panel.getByRole('link').first().click();
  await page.waitForURL(`**/commune/${commune!.code}*`);
  await expect.poll(readTitle).toContain(commune!.name);
});

test('with the keyboard alone, a figure opens to its provenance, and Escape closes it', async () => {
  await page.goto(app.address);
  const button = page.getByRole('button', { name: /d’où vient ce chiffre/i }).first();
  await button.focus();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: /d’où vient ce chiffre/i });
  await drawer.waitFor();
  await expect.poll(() => drawer.innerText()).toMatch(/source/i);
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'hidden' });
});

test('the table that doubles the map sorts by commune, both ways', async () => {
  await page.goto(app.address);
  const table = page.getByRole('table', { name: /par commune$/ });
  const header = table.getByRole('columnheader', { name: /^Commune/ });
  await header.getByRole('button').click();
  await expect.poll(() => header.getAttribute('aria-sort')).toBe('ascending');
  const firstName = () => table.getByRole('rowheader').first().innerText();
  const first = await firstName();
  await header.getByRole('button').click();
  await expect.poll(() => header.getAttribute('aria-sort')).toBe('descending');
  await expect.poll(firstName).not.toBe(first);
});

test('« Données » lists the official sources, each with its producer and licence', async () => {
  await page.goto(app.address);
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /données/i })
    .first()
    .click();
  await page.waitForURL('**/donnees');
  // The atlas, still there for an instant, names INSEE too: the page is known by its title.
  await expect.poll(readTitle).toBe('Données');
  await expect.poll(readMain).toMatch(/licence ouverte/i);
  expect(await readMain()).toMatch(/INSEE/i);
});

test('« Méthode » shows the notes behind the figures', async () => {
  await page.goto(app.address);
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /méthode/i })
    .first()
    .click();
  await page.waitForURL('**/methode**');
  await expect.poll(readMain).toMatch(/limites/i);
});

const readMain = () => page.getByRole('main').innerText();
const readTitle = () => page.getByRole('heading', { level: 1 }).innerText();

async function getJson(path: string): Promise<unknown> {
  const answer = await fetch(app.address + path);
  expect(answer.status).toBe(200);
  return answer.json();
}
